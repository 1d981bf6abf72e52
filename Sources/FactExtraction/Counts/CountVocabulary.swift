import Gazetteer
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
  /// Names of divisions in which a word would end a label; their values are the bytes before the class word: 余姚 of 余姚市.
  let names: PhraseTrie

  /// Reads `numerals/cues.tsv`, `verbs.tsv` and `nouns.tsv`, the tables of a domain for counts and the names of divisions.
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
    names = try builder.names(pack.lexicons)
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

    /// Names of three characters and more with a word of `ending`, but for those that are one with their class word aside.
    func names(_ lexicons: Lexicons) throws -> PhraseTrie {
      var names = PhraseTrie()
      try Gazetteer.forEachName(in: lexicons) { name in
        guard name.count >= 9 else { return }
        let stem = Array(name.dropLast(3))
        if let word = indices[stem], !words[word].roles.isDisjoint(with: Self.ending) { return }
        let holds = stem.withUnsafeBufferPointer { bytes in
          bytes.indices.contains { at in
            bytes[at] & 0xC0 != 0x80
              && trie.longestMatch(bytes, at: at).map {
                words[$0.value].noun == nil && !words[$0.value].roles.isDisjoint(with: Self.ending.union(.verb))
              } ?? false
          }
        }
        if holds { names.insert(name, Int32(stem.count)) }
      }
      return names
    }

    /// Roles of words at which a label ends or begins, verbs aside.
    private static let ending: WordRoles = [.stop, .link, .conj, .of, .part, .norm, .target, .visit]

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
