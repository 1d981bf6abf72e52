import LexiconData

/// A noun for a counted thing.
struct CountedNoun: Sendable {
  var subjects: [SubjectID]
  /// Only beside a context word of its subject; else it is something other.
  var isWeak: Bool
  var unitClasses: UnitClasses
}

/// What is known about a word.
struct CountWord: Sendable {
  var roles: WordRoles = []
  var noun: CountedNoun?
  /// Subjects that a count takes from this verb, with the class of unit.
  var hints: [(unit: UnitClass, subjects: [SubjectID])] = []
  /// Whether it is a noun without its last character too, with which a verb may begin: 代表组 in 代表组成.
  var isSplittable = false
  /// Whether no more is known than where it ends.
  var isPlain: Bool { roles.isEmpty && noun == nil && hints.isEmpty }
}

/// The words around counted things: function words of the language and nouns and verbs of the domain.
final class CountVocabulary: Sendable {
  let taxonomy: SubjectTaxonomy
  let trie: PhraseTrie
  let words: [CountWord]
  /// The roles of each word, for the many places that ask for no more.
  let roles: [WordRoles]

  /// Reads `numerals/cues.tsv`, `verbs.tsv` and `nouns.tsv` and the tables of a domain for counts.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ pack: DomainPack) throws {
    let taxonomy = try SubjectTaxonomy(pack)
    func subjects(_ row: LexiconRow, _ column: Int) throws -> [SubjectID] {
      try SubjectTaxonomy.subjects(
        row, row.list(column), taxonomy.names, rest: pack.isShared(row) ? taxonomy.other : nil)
    }
    var builder = Builder()
    let cues = ["word", "roles"]
    for row in try pack.lexicons.table("numerals/cues.tsv", columns: cues) + pack.ownTable("cues.tsv", columns: cues) {
      for role in row.list(1) {
        guard let roles = WordRoles.names[role] else { throw row.error("unknown role \(role)") }
        builder[row.cells[0]].roles.formUnion(roles)
      }
    }
    for row in try pack.lexicons.table("numerals/verbs.tsv", columns: ["word"]) {
      builder[row.cells[0]].roles.insert(.verb)
    }
    for row in try pack.lexicons.table("numerals/nouns.tsv", columns: ["word"]) { builder.add(row.cells[0]) }
    for row in try pack.table("subjects.tsv", columns: ["noun", "subjects", "strength", "units"]) {
      guard row[2] == "strong" || row[2] == "weak" else { throw row.error("unknown strength \(row[2])") }
      let subjects = try subjects(row, 1)
      guard let first = subjects.first else { throw row.error("a noun needs a subject") }
      let classes = UnitClasses(try SubjectTaxonomy.classes(row, row.list(3)))
      builder[row.cells[0]].noun = CountedNoun(
        subjects: subjects, isWeak: row[2] == "weak",
        unitClasses: classes.isEmpty ? taxonomy.unitClasses[first] : classes)
    }
    for row in try pack.table("verbs.tsv", columns: ["verb", "class", "subjects"], keys: 2) {
      let subjects = try subjects(row, 2)
      let classes = try SubjectTaxonomy.classes(row, row.list(1))
      // What money is of is a noun as often as a verb.
      if classes != [.money] { builder[row.cells[0]].roles.insert(.stop) }
      for unit in classes { builder[row.cells[0]].hints.append((unit, subjects)) }
    }
    builder.markSplittable()
    self.taxonomy = taxonomy
    trie = builder.trie
    words = builder.words
    roles = words.map(\.roles)
  }

  private struct Builder {
    var trie = PhraseTrie()
    var words: [CountWord] = []
    var indices: [[UInt8]: Int] = [:]

    mutating func markSplittable() {
      for (word, index) in indices where words[index].noun != nil && word.count > 3 {
        guard let shorter = indices[Array(word.dropLast(3))] else { continue }
        words[index].isSplittable = words[shorter].noun != nil
      }
    }

    /// Adds a word of which no more is known, unless it is there.
    mutating func add(_ word: [UInt8]) { self[word] = self[word] }

    subscript(_ word: [UInt8]) -> CountWord {
      get { indices[word].map { words[$0] } ?? CountWord() }
      set {
        if let index = indices[word] {
          words[index] = newValue
        } else {
          indices[word] = words.count
          trie.insert(word, Int32(words.count))
          words.append(newValue)
        }
      }
    }
  }
}
