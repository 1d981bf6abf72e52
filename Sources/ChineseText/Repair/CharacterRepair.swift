import CorpusModel
import LexiconData

/// Puts right single characters: radicals and compatibility forms that stand for plain ideographs; marks private-use and
/// replacement characters.
///
/// What no reader sees, such as no-break spaces and zero-width characters, is no damage: its rules begin with `invisible`.
struct CharacterRepair: Sendable {
  /// Targets of radicals and compatibility forms, by scalar.
  private var lookalikes: [UInt32: [UInt8]] = [:]

  /// - Throws: `LexiconError` for a damaged table.
  init(_ lexicons: Lexicons) throws {
    for row in try lexicons.table("repair/lookalikes.tsv", columns: ["from", "to"]) {
      guard let scalar = row.cells[0].firstScalar else { throw row.error("a character is wanted") }
      lookalikes[scalar] = row.cells[1]
    }
  }

  func edits(_ text: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        let byte = bytes[at]
        // What is looked for begins with C2 (A0, AD, 80–9F), E2 (80–81, BA–BF), EE, EF or from F0 on, or is a control character.
        if byte >= 0x20, byte < 0x7F || byte > 0xC2 && byte < 0xE2 || byte > 0xE2 && byte < 0xEE {
          at += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3
          continue
        }
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        if let edit = edit(scalar, Span(at, at + length), behind: { Self.scalar(before: at, bytes) }) {
          edits.append(edit)
        }
        at += length
      }
    }
    return edits
  }

  private func edit(_ scalar: UInt32, _ span: Span, behind: () -> UInt32) -> Edit? {
    switch scalar {
    case 0x200C, 0x200D, 0xFE0E, 0xFE0F:
      Self.shapes(behind()) ? nil : Edit(span, [], "invisible.zero-width")
    case 0x00A0, 0x202F: Edit(span, [0x20], "invisible.no-break-space")
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF: Edit(span, [], "invisible.zero-width")
    case 0xFE00...0xFE0F, 0xE_0100...0xE_01EF: Edit(span, [], "invisible.variation")
    case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x9F: Edit(span, [], "invisible.control")
    case 0xE000...0xF8FF, 0xF_0000...0x10_FFFD: Edit(span, [], "unrepaired.private-use")
    case 0xFFFD: Edit(span, [], "unrepaired.replacement")
    case 0x2E80...0x2FD5, 0xF900...0xFAFF, 0x2_F800...0x2_FA1F:
      lookalikes[scalar].map { Edit(span, $0, "repair.lookalike") }
    default: nil
    }
  }

  /// Whether joiners and variation selectors have a meaning behind the character: a pictograph, a digit of a keycap, a
  /// letter of the scripts that join.
  private static func shapes(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x23, 0x2A, 0x30..<0x3A, 0xA9, 0xAE, 0x0600..<0x1900, 0x200D, 0x2190..<0x2C00, 0xFE0F, 0x1_F000..<0x2_0000:
      true
    default: false
    }
  }

  private static func scalar(before offset: Int, _ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var start = offset - 1
    while start > 0, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start < 0 ? 0 : PhraseTrie.decode(text, start).0
  }
}
