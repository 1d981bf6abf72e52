import CorpusModel

/// A string to look for in texts, as full-text search sees them: case, width and white space do not count.
public struct SearchPattern: Sendable, Hashable {
  /// Folded characters; at least one is a letter or digit.
  private let characters: [UInt32]

  /// - Returns: nil if there is no letter or digit in `text`.
  public init?(_ text: String) {
    var characters: [UInt32] = []
    SearchText.forEachCharacter(of: Array(text.utf8)) { scalar in
      if scalar != SearchText.lineEnd { characters.append(scalar) }
    }
    guard characters.contains(where: SearchText.isLetterOrDigit) else { return nil }
    self.characters = characters
  }

  /// The places of the pattern in `text`, from left to right and apart.
  ///
  /// - Complexity: O(bytes × characters of the pattern), in practice O(bytes).
  public func occurrences(in text: [UInt8]) -> [Span] {
    var found: [Span] = []
    let first = characters[0]
    // A Han character is written in one way only, so that its first byte tells where to look.
    let lead: UInt8? = 0x4E00...0x9FFF ~= first ? UInt8(0xE0 | first >> 12) : nil
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        if let lead, bytes[at] != lead {
          at += 1
          continue
        }
        let (character, length) = SearchText.character(bytes, at)
        if character == first, let end = self.end(bytes, behindFirst: at + length) {
          found.append(Span(at, end))
          at = end
        } else {
          at += length
        }
      }
    }
    return found
  }

  /// Where the pattern ends whose first character ends at `start`; nil if it does not stand there.
  private func end(_ bytes: UnsafeBufferPointer<UInt8>, behindFirst start: Int) -> Int? {
    var at = start
    var index = 1
    while index < characters.count {
      guard at < bytes.count else { return nil }
      let (character, length) = SearchText.character(bytes, at)
      at += length
      guard let character else { continue }
      guard character == characters[index] else { return nil }
      index += 1
    }
    return at
  }

  /// The pattern as a phrase of FTS5.
  var phrase: String {
    var scalars = String.UnicodeScalarView()
    for (index, character) in characters.enumerated() {
      if index > 0 { scalars.append(" ") }
      if let scalar = Unicode.Scalar(character) { scalars.append(scalar) }
    }
    return "\"\(String(scalars))\""
  }
}

/// A query for articles, as people type it.
///
/// Words parted by white space must all occur, each as it stands, also inside other words; `OR` or `|` between words asks
/// for either, `NOT` or `-` before a word leaves articles out, round brackets group, quotation marks keep a string with
/// white space or signs together.
public struct SearchQuery: Sendable, Hashable {
  /// The expression for FTS5.
  let match: String
  /// What is asked for, not what is left out.
  public let patterns: [SearchPattern]

  /// Most words, and deepest brackets, of a query.
  static let limit = 64

  /// - Throws: `StoreError.badFilter` that says what is wrong.
  public init(_ text: String) throws(StoreError) {
    var parser = Parser(text: text)
    match = try parser.query()
    patterns = parser.patterns
  }

  /// Articles in which any of `patterns` occurs.
  public init(anyOf patterns: [SearchPattern]) {
    match = patterns.map(\.phrase).joined(separator: " OR ")
    self.patterns = patterns
  }
}

/// Recursive descent over the query's bytes.
private struct Parser {
  private enum Symbol: Equatable {
    case word(String)
    case or, not, open, close
  }

  let text: String
  private var symbols: ArraySlice<Symbol> = []
  private(set) var patterns: [SearchPattern] = []

  init(text: String) {
    self.text = text
  }

  mutating func query() throws(StoreError) -> String {
    symbols = Self.symbols(of: text)[...]
    guard symbols.count <= 8 * SearchQuery.limit else { throw fault("is too long") }
    guard let match = try alternatives(depth: 0) else {
      throw .badFilter(detail: "there is no letter or digit to search for in “\(text)”")
    }
    if symbols.first != nil { throw fault("has a bracket that closes nothing") }
    if patterns.count > SearchQuery.limit { throw fault("has more than \(SearchQuery.limit) words") }
    return match
  }

  private func fault(_ what: String) -> StoreError { .badFilter(detail: "the search “\(text)” \(what)") }

  /// nil where there is no word.
  private mutating func alternatives(depth: Int) throws(StoreError) -> String? {
    var parts: [String] = []
    repeat {
      if symbols.first == .or { symbols.removeFirst() }
      if let part = try conjunction(depth: depth) { parts.append(part) }
    } while symbols.first == .or
    return parts.count > 1 ? "(\(parts.joined(separator: " OR ")))" : parts.first
  }

  private mutating func conjunction(depth: Int) throws(StoreError) -> String? {
    var wanted: [String] = []
    var unwanted: [String] = []
    while let symbol = symbols.first, symbol != .or, symbol != .close {
      let isWanted = symbol != .not
      if !isWanted { symbols.removeFirst() }
      let known = patterns.count
      guard let part = try primary(depth: depth) else { continue }
      if isWanted { wanted.append(part) } else { unwanted.append(part) }
      if !isWanted { patterns.removeSubrange(known...) }
    }
    if wanted.isEmpty, !unwanted.isEmpty { throw fault("says only what to leave out") }
    guard !wanted.isEmpty else { return nil }
    let found = wanted.count > 1 ? "(\(wanted.joined(separator: " AND ")))" : wanted[0]
    return unwanted.isEmpty ? found : "(\(([found] + unwanted).joined(separator: " NOT ")))"
  }

  private mutating func primary(depth: Int) throws(StoreError) -> String? {
    guard let symbol = symbols.popFirst() else { throw fault("ends with NOT") }
    switch symbol {
    case .word(let word):
      guard let pattern = SearchPattern(word) else { return nil }
      patterns.append(pattern)
      return pattern.phrase
    case .open:
      guard depth < SearchQuery.limit else { throw fault("has too many brackets") }
      let inner = try alternatives(depth: depth + 1)
      guard symbols.popFirst() == .close else { throw fault("has a bracket that is not closed") }
      return inner
    case .or, .not, .close: throw fault("has an operator without a word")
    }
  }

  private static func symbols(of text: String) -> [Symbol] {
    var symbols: [Symbol] = []
    var word = ""
    var closing: Unicode.Scalar?
    func isQuote(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
      switch scalar {
      case "\"", "＂": scalar
      case "“", "”": "”"
      case "「": "」"
      default: nil
      }
    }
    func endWord() {
      switch word {
      case "": return
      case "OR": symbols.append(.or)
      case "NOT": symbols.append(.not)
      case "AND": break
      default: symbols.append(.word(word))
      }
      word = ""
    }
    for scalar in text.unicodeScalars {
      if let end = closing {
        if scalar == end {
          symbols.append(.word(word))
          word = ""
          closing = nil
        } else {
          word.unicodeScalars.append(scalar)
        }
        continue
      }
      switch scalar {
      case "(", "（", ")", "）":
        endWord()
        symbols.append(scalar == "(" || scalar == "（" ? .open : .close)
      case "|", "｜":
        endWord()
        symbols.append(.or)
      case "-" where word.isEmpty, "－" where word.isEmpty: symbols.append(.not)
      case _ where scalar.properties.isWhitespace: endWord()
      case _ where word.isEmpty && isQuote(scalar) != nil: closing = isQuote(scalar)
      default: word.unicodeScalars.append(scalar)
      }
    }
    endWord()
    return symbols
  }
}
