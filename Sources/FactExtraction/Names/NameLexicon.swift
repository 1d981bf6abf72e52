import LexiconData

/// The domain pack's tables for names: cues, policy terms, station words and the weights of the decision.
struct NameLexicon: Sendable {
  let models: CueTable
  let slogans: CueTable
  let epithets: CueTable
  let speech: CueTable
  /// Policy terms known everywhere, honours, abbreviations: quoted, but no name of an article's own.
  let general: CueTable
  let components: ComponentCues
  let stations: StationWords
  let weights: NameWeights

  /// Loads the tables of `Lexicons/domains/<domain>`.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons, domain: String) throws {
    func file(_ name: String) -> String { "domains/\(domain)/\(name).tsv" }
    func cues(_ name: String) throws -> CueTable {
      try CueTable(lexicons.table(file(name), columns: CueTable.columns))
    }
    models = try cues("model-cues")
    slogans = try cues("slogan-cues")
    epithets = try cues("epithets")
    speech = try cues("speech-cues")
    general = try cues("general-terms")
    components = try ComponentCues(lexicons.table(file("component-cues"), columns: ComponentCues.columns))
    stations = try StationWords(lexicons.table(file("station-words"), columns: StationWords.columns))
    weights = try NameWeights(lexicons.table(file("name-weights"), columns: NameWeights.columns))
  }
}

/// Recognises the plain names of stations (`人大代表之家`), which are quoted often and name no model.
struct StationWords: Sendable {
  static let columns = ["word", "role"]

  private static let part = 0
  private static let head = 1
  private var words = PhraseTrie()

  /// Reads rows of a word and its role, `part` or `head`.
  ///
  /// - Throws: `LexiconError` with file and line for another role.
  init(_ rows: [LexiconRow]) throws {
    for row in rows {
      guard row[1] == "part" || row[1] == "head" else { throw row.error("role is \(row[1]), not part or head") }
      words.insert(folded: row.cells[0], isReversed: false, Int32(row[1] == "head" ? Self.head : Self.part))
    }
  }

  /// Whether `range` is wholly made of station words and ends in a head.
  ///
  /// - Complexity: O(length × longest word).
  func areAll(of range: Range<Int>, in text: NameText) -> Bool {
    // reached[i]: the role of a word that ends i scalars into the range, where everything before is words too.
    var reached = [Int?](repeating: nil, count: range.count + 1)
    reached[0] = Self.part
    for start in range where reached[start - range.lowerBound] != nil {
      var node = 0
      for index in start..<range.upperBound {
        node = words.step(node, text[index])
        if node < 0 { break }
        guard let role = words.value(at: node) else { continue }
        let end = index + 1 - range.lowerBound
        reached[end] = max(reached[end] ?? 0, role)
      }
    }
    return reached[range.count] == Self.head
  }
}
