import CorpusModel
import LexiconData

/// Puts right single characters: radicals and compatibility forms that stand for plain ideographs, invisible characters,
/// no-break spaces; marks private-use and replacement characters.
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
        // What is looked for begins with C2 (A0, AD, 80–9F), E2 (80–81, BA–BF), EE, EF or F0, or is a control character.
        if byte >= 0x20, byte < 0x7F || byte > 0xC2 && byte < 0xE2 || byte > 0xE2 && byte < 0xEE {
          at += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3
          continue
        }
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        if let edit = edit(scalar, Span(at, at + length)) { edits.append(edit) }
        at += length
      }
    }
    return edits
  }

  private func edit(_ scalar: UInt32, _ span: Span) -> Edit? {
    switch scalar {
    case 0x00A0, 0x202F: Edit(span, [0x20], "repair.no-break-space")
    case 0x00AD, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2064, 0xFEFF, 0xFE00...0xFE0F:
      Edit(span, [], "repair.invisible")
    case 0x00...0x08, 0x0B, 0x0C, 0x0E...0x1F, 0x7F...0x9F: Edit(span, [], "repair.control")
    case 0xE000...0xF8FF, 0xF_0000...0x10_FFFD: Edit(span, [], "unrepaired.private-use")
    case 0xFFFD: Edit(span, [], "unrepaired.replacement")
    case 0x2E80...0x2FD5, 0xF900...0xFAFF, 0x2_F800...0x2_FA1F:
      lookalikes[scalar].map { Edit(span, $0, "repair.lookalike") }
    default: nil
    }
  }
}
