import CICU
import CorpusModel
import LexiconData
import Synchronization

/// A transform of ICU, as it is.
final class ICUTransform: Sendable {
  private struct Handle: @unchecked Sendable {
    let pointer: OpaquePointer
  }

  private let handle: Mutex<Handle>

  /// - Parameter identifier: `Hant-Hans`, `Hans-Hant` or `Any-NFC`.
  /// - Throws: `LexiconError` naming ICU's error.
  init(_ identifier: String) throws {
    var code: Int32 = 0
    guard let pointer = zd_transliterator_open(identifier, &code) else {
      throw LexiconError(file: "ICU \(identifier)", message: String(cString: zd_icu_error_name(code)))
    }
    handle = Mutex(Handle(pointer: pointer))
  }

  deinit { handle.withLock { zd_transliterator_close($0.pointer) } }

  /// `text` transformed; nil if ICU fails.
  func apply(to text: [UInt16]) -> [UInt16]? {
    handle.withLock { handle in
      var capacity = text.count * 2 + 16
      while true {
        var units = text + [UInt16](repeating: 0, count: capacity - text.count)
        var length = Int32(text.count)
        let code = zd_transliterator_run(handle.pointer, &units, &length, Int32(capacity))
        if code == 15 {  // U_BUFFER_OVERFLOW_ERROR
          capacity *= 2
          continue
        }
        return code > 0 ? nil : Array(units[..<Int(length)])
      }
    }
  }

  /// Converts line by line; a line whose number of characters changes is one replacement in the map.
  func convert(_ text: [UInt8], trace: Bool = false) -> NormalizedText {
    var result: [UInt8] = []
    var map = OffsetMap()
    var notes: [NormalizationNote] = []
    func note(_ before: String, _ after: String, _ span: Span) {
      if trace, !before.utf8.elementsEqual(after.utf8) {
        notes.append(NormalizationNote(span: span, before: before, after: after, rule: "convert.icu"))
      }
    }
    var start = 0
    while start < text.count {
      let end = text[start...].firstIndex(of: 0x0A).map { $0 + 1 } ?? text.count
      let line = text[start..<end]
      let source = String(decoding: line, as: UTF8.self)
      let made = apply(to: Array(source.utf16)).map { String(decoding: $0, as: UTF16.self) } ?? source
      let (old, new) = (Array(source.unicodeScalars), Array(made.unicodeScalars))
      if old.count == new.count, source.utf8.count == line.count {
        for (before, after) in zip(old, new) {
          let (from, to) = (UTF8.width(before), UTF8.width(after))
          note(String(before), String(after), Span(map.sourceCount, map.sourceCount + from))
          if from == to { map.copy(from) } else { map.replace(source: from, target: to) }
        }
      } else {
        note(source, made, Span(start, end))
        map.replace(source: line.count, target: made.utf8.count)
      }
      result += made.utf8
      start = end
    }
    return NormalizedText(text: result, map: map, notes: notes)
  }
}
