@testable import ChineseText

/// The accident of the mirror sites, forwards: what `Repairer` has to undo.
struct GBKAccident {
  enum Kind: Hashable {
    /// 區(qū)
    case annotation
    /// An annotation between the bytes of a character.
    case brokenAnnotation
    /// A page cut before the bytes of ！；？ inside a character.
    case lostLead
  }

  let gbk: GBKTable
  /// Annotated characters with their readings, in the site's order.
  let annotated: [(Unicode.Scalar, String)]

  private func encode(_ text: String) -> [UInt8]? {
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if scalar.value < 0x80 {
        bytes.append(UInt8(scalar.value))
      } else {
        let code = gbk.code(scalar.value)
        if code == 0 { return nil }
        bytes += [UInt8(code >> 8), UInt8(truncatingIfNeeded: code)]
      }
    }
    return bytes
  }

  /// `text` as the page shows it and what happened to it, or nil where it is not GBK or a pair was lost for good.
  ///
  /// With `marksOrphans` a lead byte before a cut is shown as `?`; else it is gone.
  func damaged(_ text: String, marksOrphans: Bool) -> (text: String, kinds: Set<Kind>)? {
    guard var bytes = encode(text) else { return nil }
    var kinds: Set<Kind> = []
    for (character, reading) in annotated {
      guard let code = encode(String(character)), let note = encode("(\(reading))") else { return nil }
      var result: [UInt8] = []
      var at = 0
      while at < bytes.count {
        if at + 1 < bytes.count, bytes[at] == code[0], bytes[at + 1] == code[1] {
          result += code + note
          at += 2
          kinds.insert(.annotation)
        } else {
          result.append(bytes[at])
          at += 1
        }
      }
      bytes = result
    }
    var page = ""
    for piece in pieces(bytes) {
      guard decode(piece, marksOrphans, into: &page, &kinds) else { return nil }
    }
    return (page, kinds)
  }

  /// The page cut before each A3A1, A3BB and A3BF, wherever they stand.
  private func pieces(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var pieces: [ArraySlice<UInt8>] = []
    var start = 0
    for at in bytes.indices.dropLast() where bytes[at] == 0xA3 && [0xA1, 0xBB, 0xBF].contains(bytes[at + 1]) {
      pieces.append(bytes[start..<at])
      start = at
    }
    return pieces + [bytes[start...]]
  }

  private func decode(
    _ bytes: ArraySlice<UInt8>, _ marksOrphans: Bool, into text: inout String, _ kinds: inout Set<Kind>
  ) -> Bool {
    var at = bytes.startIndex
    while at < bytes.endIndex {
      let lead = bytes[at]
      if lead < 0x80 {
        text.unicodeScalars.append(Unicode.Scalar(lead))
        at += 1
      } else if lead == 0x80 {
        text += "€"
        at += 1
      } else if at + 1 == bytes.endIndex {
        if marksOrphans { text += "?" }
        kinds.insert(.lostLead)
        at += 1
      } else if bytes[at + 1] < 0x40 {
        text += "?"
        if bytes[at + 1] == UInt8(ascii: "(") { kinds.insert(.brokenAnnotation) }
        at += 2
      } else {
        guard let scalar = Unicode.Scalar(gbk.scalar(lead, bytes[at + 1])), scalar.value != 0 else { return false }
        text.unicodeScalars.append(scalar)
        at += 2
      }
    }
    return true
  }
}
