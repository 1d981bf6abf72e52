import CorpusModel
import LexiconData

/// Gives punctuation that was folded to ASCII its full width back.
///
/// Only in a document that has at least three such marks beside Chinese, parentheses not counted, and not one full-width
/// mark: a text that mixes them was written so.
struct WidthRepair: Sendable {
  func edits(_ text: [UInt8]) -> [Edit] {
    text.withUnsafeBufferPointer { bytes in
      var edits: [Edit] = []
      var marks = 0
      var open: [Bool] = []  // for each open parenthesis whether it was widened
      for at in bytes.indices {
        if bytes[at] == 0xEF, at + 2 < bytes.count, Self.isFullWidthMark(bytes[at + 1], bytes[at + 2]) { return [] }
        guard Self.isMark(bytes[at]) else { continue }
        let before = Self.isWide(before: at, bytes)
        let after = Self.isWide(after: at, bytes)
        let widens: Bool
        switch bytes[at] {
        case UInt8(ascii: "("):
          widens = before || after
          open.append(widens)
        case UInt8(ascii: ")"): widens = open.popLast() ?? before
        case UInt8(ascii: ":"), UInt8(ascii: ","):
          widens = before || after && !Self.isDigit(after: at, bytes)
        default: widens = before
        }
        if widens, bytes[at] & 0xFE != 0x28 { marks += 1 }
        if widens { edits.append(Edit(Span(at, at + 1), [0xEF, 0xBC, bytes[at] + 0x60], "repair.width")) }
      }
      return marks >= 3 ? edits : []
    }
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x21, 0x28, 0x29, 0x2C, 0x3A, 0x3B, 0x3F: true
    default: false
    }
  }

  private static func isFullWidthMark(_ second: UInt8, _ third: UInt8) -> Bool {
    second == 0xBC && isMark(third &- 0x60)
  }

  /// Whether a Han character, a Chinese mark or a closing quote stands before the offset; a parenthesis is looked through.
  private static func isWide(before offset: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var at = offset - 1
    while at >= 0, text[at] == UInt8(ascii: ")") || text[at] == UInt8(ascii: "%") { at -= 1 }
    return at >= 2 && text[at] & 0xC0 == 0x80 && (0xE2...0xE9).contains(text[at - 2])
  }

  private static func isWide(after offset: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    offset + 1 < text.count && (0xE2...0xE9).contains(text[offset + 1])
  }

  private static func isDigit(after offset: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    offset + 1 < text.count && (0x30..<0x3A).contains(text[offset + 1])
  }
}
