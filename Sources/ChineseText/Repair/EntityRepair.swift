import CorpusModel
import LexiconData

/// Decodes character entities that stand undecoded in text, also those that lost their `&`: `&ldquo;`, `#xff1a;`.
struct EntityRepair: Sendable {
  private var trie = PhraseTrie(capacity: 256)
  private var targets: [[UInt8]] = []

  /// - Throws: `LexiconError` for a damaged table.
  init(_ lexicons: Lexicons) throws {
    for row in try lexicons.table("repair/entities.tsv", columns: ["name", "to"]) {
      trie.insert(row.cells[0], Int32(targets.count))
      targets.append(row.cells[1])
    }
  }

  func edits(_ text: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    text.withUnsafeBufferPointer { bytes in
      var floor = 0  // end of the last edit
      for at in bytes.indices where bytes[at] == UInt8(ascii: ";") {
        guard let found = entity(endingAt: at, bytes), found.start >= floor else { continue }
        edits.append(Edit(Span(found.start, at + 1), found.target, "repair.entity"))
        floor = at + 1
      }
    }
    return edits
  }

  private func entity(endingAt end: Int, _ text: UnsafeBufferPointer<UInt8>) -> (start: Int, target: [UInt8])? {
    var start = end
    while start > 0, end - start < 10, Self.isNameByte(text[start - 1]) { start -= 1 }
    guard start < end else { return nil }
    let name = UnsafeBufferPointer(rebasing: text[start..<end])
    var isNumber = false
    if start > 0, text[start - 1] == UInt8(ascii: "#") {
      isNumber = true
      start -= 1
    }
    let hasAmpersand = start > 0 && text[start - 1] == UInt8(ascii: "&")
    if hasAmpersand { start -= 1 }
    if isNumber {
      guard let scalar = Self.number(name), hasAmpersand || Self.isOfChineseText(scalar) else { return nil }
      return (start, Array(String(scalar).utf8))
    }
    guard let match = trie.longestMatch(name, at: 0), match.length == name.count else { return nil }
    // Without its `&` a name must be longer than the words that it might be, and stand beside Chinese.
    guard hasAmpersand || name.count >= 4 && (start == 0 || text[start - 1] >= 0x80 || text[start - 1] == 0x0A) else {
      return nil
    }
    return (start, targets[match.value])
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    (0x30..<0x3A).contains(byte) || (0x41..<0x5B).contains(byte) || (0x61..<0x7B).contains(byte)
  }

  private static func number(_ digits: UnsafeBufferPointer<UInt8>) -> Unicode.Scalar? {
    let isHex = digits[0] | 0x20 == UInt8(ascii: "x")
    let body = isHex ? digits.dropFirst() : digits[...]
    guard !body.isEmpty, let value = UInt32(String(decoding: body, as: UTF8.self), radix: isHex ? 16 : 10) else {
      return nil
    }
    return value >= 0x20 ? Unicode.Scalar(value) : nil
  }

  private static func isOfChineseText(_ scalar: Unicode.Scalar) -> Bool {
    (0x2010..<0x2030).contains(scalar.value) || (0x3000..<0xA000).contains(scalar.value)
      || (0xFF00..<0xFFF0).contains(scalar.value) || scalar.value == 0xB7 || scalar.value == 0xA0
  }
}
