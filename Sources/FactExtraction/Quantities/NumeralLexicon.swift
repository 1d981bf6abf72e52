import CorpusModel
import LexiconData

/// Numerals, bounds and measure words of the language, from `Lexicons/numerals`.
final class NumeralLexicon: Sendable {
  enum Character: Sendable {
    case digit(Int)
    /// Multiplies a digit: ten, hundred, thousand.
    case place(Int)
    /// Multiplies a section: ten thousand, a hundred million.
    case scale(Int)
    /// An unnamed digit.
    case vague
  }
  enum BoundPosition: String, Sendable { case before, bare, inside, after }

  /// Chinese numeral characters by code point.
  private let characters: [UInt32: Character]
  /// The same and the decimal digits of both widths.
  let numerals: ScalarSet
  /// What a number or a bound can begin with.
  let starts: ScalarSet
  let bounds: PhraseTrie
  let boundEntries: [(position: BoundPosition, bound: Bound)]
  let units: PhraseTrie
  let unitClasses: [UnitClass]

  /// Reads the tables.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons) throws {
    characters = try Self.characters(lexicons)
    var starts = ScalarSet(Array(characters.keys) + (0x30...0x39) + (0xFF10...0xFF19))
    numerals = starts
    (bounds, boundEntries) = try Self.bounds(lexicons, &starts)
    self.starts = starts
    (units, unitClasses) = try Self.units(lexicons)
  }

  /// The Chinese numeral that `scalar` is; nil for anything else.
  func character(_ scalar: UInt32) -> Character? { numerals.contains(scalar) ? characters[scalar] : nil }

  /// The end of the run of numerals at `offset` if it is longer than any number that is read.
  ///
  /// - Complexity: O(length of the run).
  func endOfHugeNumber(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    var at = offset
    while at < bytes.count {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      guard numerals.contains(scalar) else { break }
      at += length
    }
    return at - offset > Self.longestNumber ? at : nil
  }

  /// Bytes of the longest number that is read, and of the longest run of numerals; 64 bits hold 19 digits.
  static let longestNumber = 96

  private static func characters(_ lexicons: Lexicons) throws -> [UInt32: Character] {
    var characters: [UInt32: Character] = [:]
    for row in try lexicons.table("numerals/numerals.tsv", columns: ["character", "kind", "value"]) {
      guard let scalar = row[0].unicodeScalars.first, row[0].unicodeScalars.count == 1 else {
        throw row.error("a single character is expected")
      }
      guard let value = Int(row[2]) else { throw row.error("the value is no integer") }
      switch row[1] {
      case "digit": characters[scalar.value] = .digit(value)
      case "place": characters[scalar.value] = .place(value)
      case "scale": characters[scalar.value] = .scale(value)
      case "vague": characters[scalar.value] = .vague
      default: throw row.error("unknown kind \(row[1])")
      }
    }
    return characters
  }

  /// Reads the bounds; adds what they begin with to `starts`.
  private static func bounds(
    _ lexicons: Lexicons, _ starts: inout ScalarSet
  ) throws -> (PhraseTrie, [(position: BoundPosition, bound: Bound)]) {
    var trie = PhraseTrie()
    var entries: [(position: BoundPosition, bound: Bound)] = []
    for row in try lexicons.table("numerals/bounds.tsv", columns: ["word", "position", "bound"]) {
      guard let position = BoundPosition(rawValue: row[1]) else { throw row.error("unknown position \(row[1])") }
      guard let bound = Bound(rawValue: row[2]) else { throw row.error("unknown bound \(row[2])") }
      trie.insert(row.cells[0], Int32(entries.count))
      if let first = row[0].unicodeScalars.first { starts.insert(first.value) }
      entries.append((position, bound))
    }
    return (trie, entries)
  }

  private static func units(_ lexicons: Lexicons) throws -> (PhraseTrie, [UnitClass]) {
    var trie = PhraseTrie()
    var classes: [UnitClass] = []
    for row in try lexicons.table("numerals/units.tsv", columns: ["unit", "class"]) {
      guard let unit = UnitClass(row[1]) else { throw row.error("unknown class \(row[1])") }
      trie.insert(row.cells[0], Int32(classes.count))
      classes.append(unit)
    }
    return (trie, classes)
  }

  /// The bound word of `position` that begins at `offset`: its length and bound.
  func bound(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ position: BoundPosition) -> (Int, Bound)? {
    var best: (Int, Bound)?
    bounds.forEachMatch(bytes, at: offset) { length, index in
      if boundEntries[index].position == position { best = (length, boundEntries[index].bound) }
    }
    return best
  }
}
