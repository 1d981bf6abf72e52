import LexiconData

/// Tells words that carry content from those that carry grammar, and from numerals.
public struct ContentWords: Sendable {
  private let functionWords: Set<String>
  private let numeralCharacters: Set<Unicode.Scalar>

  /// Reads `segmentation/function-words.tsv`.
  ///
  /// - Throws: `LexiconError`.
  public init(lexicons: Lexicons) throws {
    var words: Set<String> = []
    var numerals: Set<Unicode.Scalar> = []
    for row in try lexicons.table("segmentation/function-words.tsv", columns: ["class", "words"]) {
      if row[0] == "numeral-characters" {
        numerals.formUnion(row[1].unicodeScalars)
      } else {
        words.formUnion(row.list(1))
      }
    }
    functionWords = words
    numeralCharacters = numerals
  }

  /// Whether `word` carries content.
  public func contains(_ word: String) -> Bool {
    guard let first = word.unicodeScalars.first, !first.properties.numericType.isDigit else { return false }
    return !functionWords.contains(word) && !word.unicodeScalars.allSatisfy(numeralCharacters.contains)
  }
}

extension Unicode.NumericType? {
  fileprivate var isDigit: Bool { self == .decimal || self == .digit }
}
