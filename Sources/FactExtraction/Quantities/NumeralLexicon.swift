import CorpusModel
import LexiconData

/// Numerals, bounds and measure words of the language, from `Lexicons/numerals`.
struct NumeralLexicon: Sendable {
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
  let characters: [UInt32: Character]
  let bounds: PhraseTrie
  let boundEntries: [(position: BoundPosition, bound: Bound)]
  let units: PhraseTrie
  let unitClasses: [UnitClass]

  /// Reads the tables.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons) throws {
    characters = try Self.characters(lexicons)
    (bounds, boundEntries) = try Self.bounds(lexicons)
    (units, unitClasses) = try Self.units(lexicons)
  }

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

  private static func bounds(
    _ lexicons: Lexicons
  ) throws -> (PhraseTrie, [(position: BoundPosition, bound: Bound)]) {
    var trie = PhraseTrie()
    var entries: [(position: BoundPosition, bound: Bound)] = []
    for row in try lexicons.table("numerals/bounds.tsv", columns: ["word", "position", "bound"]) {
      guard let position = BoundPosition(rawValue: row[1]) else { throw row.error("unknown position \(row[1])") }
      guard let bound = Bound(rawValue: row[2]) else { throw row.error("unknown bound \(row[2])") }
      trie.insert(row.cells[0], Int32(entries.count))
      entries.append((position, bound))
    }
    return (trie, entries)
  }

  private static func units(_ lexicons: Lexicons) throws -> (PhraseTrie, [UnitClass]) {
    var trie = PhraseTrie()
    var classes: [UnitClass] = []
    for row in try lexicons.table("numerals/units.tsv", columns: ["unit", "class"]) {
      guard let unit = UnitClass(rawValue: row[1]) else { throw row.error("unknown class \(row[1])") }
      trie.insert(row.cells[0], Int32(classes.count))
      classes.append(unit)
    }
    return (trie, classes)
  }

  /// The bound word of one of `positions` that begins at `offset`: its length and bound.
  func bound(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int, _ positions: BoundPosition...) -> (Int, Bound)? {
    var best: (Int, Bound)?
    bounds.forEachMatch(bytes, at: offset) { length, index in
      if positions.contains(boundEntries[index].position) { best = (length, boundEntries[index].bound) }
    }
    return best
  }
}
