import LexiconData

/// The domain pack's tables for names: cues, policy terms, words of plain names and the weights of the decision.
///
/// A class, for it is handed on with every name.
final class NameLexicon: Sendable {
  let models: CueTable
  let slogans: CueTable
  let epithets: CueTable
  let speech: CueTable
  /// Policy terms known everywhere, honours, abbreviations, idioms with numerals: quoted, but no name of an article's own.
  let general: CueTable
  let components: ComponentCues
  let plainNames: PlainNames
  let weights: NameWeights

  /// Loads the tables of a domain.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ pack: DomainPack) throws {
    func rows(_ name: String) throws -> [LexiconRow] {
      try pack.table(name + ".tsv", columns: CueTable.columns, keys: 2)
    }
    models = try CueTable(rows("model-cues"))
    slogans = try CueTable(rows("slogan-cues"))
    epithets = try CueTable(rows("epithets"))
    speech = try CueTable(rows("speech-cues"))
    general = try CueTable(rows("general-terms") + rows("idioms"))
    components = try ComponentCues(pack.table("component-cues.tsv", columns: ComponentCues.columns, keys: 2))
    plainNames = try PlainNames(pack.table("plain-names.tsv", columns: PlainNames.columns, keys: 2))
    weights = try NameWeights(pack.table("name-weights.tsv", columns: NameWeights.columns))
  }
}

/// Recognises the plain names of the domain's places (`人大代表之家`), which are quoted often and name no model.
struct PlainNames: Sendable {
  static let columns = ["word", "role"]

  /// What a word may be; the values of the trie are sums of these.
  private enum Role: String, CaseIterable {
    /// Anything else that such names hold.
    case part
    /// Tells that it is a place of the domain and no other.
    case core
    /// May end the name.
    case head

    var bit: Int { self == .part ? 1 : self == .core ? 2 : 4 }
  }

  private var words = PhraseTrie()

  /// Reads rows of a word and its role, `part`, `core` or `head`; a word may have several.
  ///
  /// - Throws: `LexiconError` with file and line for another role.
  init(_ rows: [LexiconRow]) throws {
    var roles: [[UInt8]: Int] = [:]
    for row in rows {
      guard let role = Role(rawValue: row[1]) else { throw row.error("role is \(row[1]), not part, core or head") }
      roles[row.cells[0], default: 0] |= role.bit
    }
    for (word, bits) in roles { words.insert(folded: word, isReversed: false, Int32(bits)) }
  }

  /// Whether `range` is wholly made of such words, has a core and ends in a head.
  ///
  /// - Complexity: O(length × longest word).
  func areAll(of range: Range<Int>, in text: NameText) -> Bool {
    // reached[i]: the ways to part the first i scalars into words, as bits: 1 ends in no head, 2 the same with a core,
    // 4 ends in a head, 8 the same with a core.
    var reached = [Int](repeating: 0, count: range.count + 1)
    reached[0] = 1
    for start in range where reached[start - range.lowerBound] != 0 {
      let before = reached[start - range.lowerBound]
      var node = 0
      for index in start..<range.upperBound {
        node = words.step(node, text[index])
        if node < 0 { break }
        guard let bits = words.value(at: node) else { continue }
        let hasCore = bits & Role.core.bit != 0 || before & 0b1010 != 0
        let endsInHead = bits & Role.head.bit != 0
        reached[index + 1 - range.lowerBound] |= (endsInHead ? 4 : 1) << (hasCore ? 1 : 0)
      }
    }
    return reached[range.count] & 8 != 0
  }

  /// Where the last word in `range` ends that may end such a name, or nil.
  func endOfLastHead(in range: Range<Int>, of text: NameText) -> Int? {
    var end: Int?
    for start in range {
      var node = 0
      for index in start..<range.upperBound {
        node = words.step(node, text[index])
        if node < 0 { break }
        if let bits = words.value(at: node), bits & Role.head.bit != 0 { end = max(end ?? 0, index + 1) }
      }
    }
    return end
  }
}
