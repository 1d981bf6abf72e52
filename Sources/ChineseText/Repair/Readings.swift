import CorpusModel
import LexiconData

/// Mandarin readings of the characters of GBK.
struct Readings: Sendable {
  private var trie = PhraseTrie(capacity: 4096)
  /// Codes of the characters that have each reading, ascending.
  private var codes: [[UInt16]] = []
  /// The same for characters of which it is the first reading.
  private var firstCodes: [[UInt16]] = []

  /// - Throws: `LexiconError` for a damaged table.
  init(_ lexicons: Lexicons, _ gbk: GBKTable) throws {
    for row in try lexicons.table("repair/readings.tsv", columns: ["reading", "first", "other"]) {
      trie.insert(row.cells[0], Int32(codes.count))
      let first = row[1].unicodeScalars.map { gbk.code($0.value) }.filter { $0 != 0 }
      firstCodes.append(first.sorted())
      codes.append((first + row[2].unicodeScalars.map { gbk.code($0.value) }.filter { $0 != 0 }).sorted())
    }
  }

  /// A reading at `offset` that ends in a closing parenthesis: its number and the end behind the parenthesis.
  func closed(in text: UnsafeBufferPointer<UInt8>, at offset: Int) -> (reading: Int, end: Int)? {
    guard offset < text.count, let match = trie.longestMatch(text, at: offset) else { return nil }
    let end = offset + match.length
    if end < text.count, text[end] == UInt8(ascii: ")") { return (match.value, end + 1) }
    if end + 2 < text.count, text[end] == 0xEF, text[end + 1] == 0xBC, text[end + 2] == 0x89 {
      return (match.value, end + 3)
    }
    return nil
  }

  /// Codes of the characters with that reading, ascending.
  func characters(_ reading: Int) -> [UInt16] { codes[reading] }

  /// Whether the character `code` has that reading.
  func has(_ code: UInt16, _ reading: Int) -> Bool { Self.contains(codes[reading], code) }

  /// Whether that is the character's first reading.
  func isFirst(_ reading: Int, of code: UInt16) -> Bool { Self.contains(firstCodes[reading], code) }

  private static func contains(_ listed: [UInt16], _ code: UInt16) -> Bool {
    var (low, high) = (0, listed.count)
    while low < high {
      let middle = (low + high) / 2
      if listed[middle] < code { low = middle + 1 } else { high = middle }
    }
    return low < listed.count && listed[low] == code
  }
}
