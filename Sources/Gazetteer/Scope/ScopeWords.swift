import CorpusModel
import LexiconData

/// Classes of the words around a name that decide what the name does; see `scope_cues.tsv`.
struct Cues: OptionSet, Sendable {
  var rawValue: UInt64

  static let rank = Cues(rawValue: 1 << 0)
  static let street = Cues(rawValue: 1 << 1)
  static let notStreet = Cues(rawValue: 1 << 2)
  static let media = Cues(rawValue: 1 << 3)
  static let post = Cues(rawValue: 1 << 4)
  static let visit = Cues(rawValue: 1 << 5)
  static let beside = Cues(rawValue: 1 << 6)
  static let border = Cues(rawValue: 1 << 7)
  static let predicate = Cues(rawValue: 1 << 8)
  static let deputy = Cues(rawValue: 1 << 9)
  static let speech = Cues(rawValue: 1 << 10)
  static let village = Cues(rawValue: 1 << 11)
  static let township = Cues(rawValue: 1 << 12)
  static let generic = Cues(rawValue: 1 << 13)
  static let agent = Cues(rawValue: 1 << 14)
  static let beforeWhole = Cues(rawValue: 1 << 15)
  static let beforeNoun = Cues(rawValue: 1 << 16)
  static let boundary = Cues(rawValue: 1 << 17)
  static let visitor = Cues(rawValue: 1 << 18)

  static let organ = Cues(rawValue: 1 << 19)
  static let dateline = Cues(rawValue: 1 << 20)
  static let zone = Cues(rawValue: 1 << 21)
  static let example = Cues(rawValue: 1 << 22)
  static let with = Cues(rawValue: 1 << 23)
  static let `as` = Cues(rawValue: 1 << 24)
  static let event = Cues(rawValue: 1 << 25)
  static let arrive = Cues(rawValue: 1 << 26)
  static let between = Cues(rawValue: 1 << 27)
  static let origin = Cues(rawValue: 1 << 28)
  static let locative = Cues(rawValue: 1 << 29)
  static let time = Cues(rawValue: 1 << 30)
  static let seated = Cues(rawValue: 1 << 31)
  static let product = Cues(rawValue: 1 << 32)
  static let several = Cues(rawValue: 1 << 33)
  static let others = Cues(rawValue: 1 << 34)
  static let homeward = Cues(rawValue: 1 << 35)
  static let classifier = Cues(rawValue: 1 << 36)
  static let afterCharacter = Cues(rawValue: 1 << 37)
  static let region = Cues(rawValue: 1 << 38)
  static let joint = Cues(rawValue: 1 << 39)
  static let rest = Cues(rawValue: 1 << 40)
  static let respectively = Cues(rawValue: 1 << 41)
  static let contrast = Cues(rawValue: 1 << 42)
  static let award = Cues(rawValue: 1 << 43)
  static let depart = Cues(rawValue: 1 << 44)
  static let come = Cues(rawValue: 1 << 45)
  static let study = Cues(rawValue: 1 << 46)
  static let ordinal = Cues(rawValue: 1 << 47)
  static let grade = Cues(rawValue: 1 << 48)
  static let firm = Cues(rawValue: 1 << 49)
  static let group = Cues(rawValue: 1 << 50)
  static let national = Cues(rawValue: 1 << 51)
  static let notSurname = Cues(rawValue: 1 << 52)
  static let personTitle = Cues(rawValue: 1 << 53)
  static let deputyPlace = Cues(rawValue: 1 << 54)
  static let prefectures = Cues(rawValue: 1 << 55)
  static let total = Cues(rawValue: 1 << 56)
  static let resident = Cues(rawValue: 1 << 57)
  static let site = Cues(rawValue: 1 << 58)
  static let likeness = Cues(rawValue: 1 << 59)
  static let grant = Cues(rawValue: 1 << 60)
  static let aim = Cues(rawValue: 1 << 61)
  static let rankBefore = Cues(rawValue: 1 << 62)
  static let parts = Cues(rawValue: 1 << 63)

  static let names: [String: Cues] = [
    "rank": .rank, "street": .street, "notstreet": .notStreet, "media": .media, "post": .post, "visit": .visit,
    "beside": .beside, "border": .border, "is": .predicate, "deputy": .deputy, "mouth": .speech, "village": .village,
    "township": .township, "generic": .generic, "agent": .agent, "before_whole": .beforeWhole,
    "before_noun": .beforeNoun, "boundary": .boundary, "visitor": .visitor, "organ": .organ, "dateline": .dateline,
    "zone": .zone, "example": .example, "with": .with, "as": .as,
    "event": .event, "arrive": .arrive, "between": .between, "origin": .origin, "locative": .locative,
    "time": .time, "seated": .seated, "product": .product, "several": .several, "others": .others,
    "joint": .joint, "rest": .rest, "respectively": .respectively, "region": .region, "return": .homeward,
    "classifier": .classifier, "aftercharacter": .afterCharacter, "contrast": .contrast, "award": .award,
    "depart": .depart, "come": .come, "study": .study, "ordinal": .ordinal, "grade": .grade, "firm": .firm,
    "group": .group, "national": .national, "notsurname": .notSurname, "persontitle": .personTitle,
    "deputyplace": .deputyPlace, "prefectures": .prefectures, "total": .total, "resident": .resident, "site": .site,
    "likeness": .likeness, "grant": .grant, "aim": .aim, "rank_before": .rankBefore,
    "parts": .parts,
  ]
}

/// What a pointing word points at.
struct Deixis: Sendable {
  enum Kind: UInt8, Sendable {
    /// 全市, 各: the division of the document or paragraph.
    case whole
    /// 我市, 本县: the division of who speaks.
    case ours
    /// 该镇, 此地: the division named last.
    case that
    /// 市人大常委会, 县里.
    case organ
    /// 首府, 省会.
    case seat
    /// 全域, 辖区.
    case here
    /// 这里, 该站: the place told of before, in the paragraph or the one before it.
    case back
    /// 全国.
    case nation
    /// Looks like one and is none.
    case trap
  }

  var kind: Kind
  /// Bit `n` for the `DivisionLevel` with raw value n; bit 5 for villages.
  var levels: UInt8
  /// The class word that the division's name must end in (市, 县 …), as bytes; empty for none.
  var suffix: [UInt8]
}

/// The word classes and pointing words of region scopes.
final class ScopeWords: Sendable {
  let cues: PhraseTrie
  /// The classes of each word in `cues`.
  let classes: [Cues]
  /// Those words of `cues`, with the same values, that make a place without a code.
  let localCues: PhraseTrie
  let deixis: PhraseTrie
  let meanings: [Deixis]
  /// 全国, the name of the nation as a region.
  let nation: String
  /// Words before a character that stands for a division: 驻邕, 在榕.
  let prepositions: [[UInt8]]
  var standing: [UInt8] { prepositions.first ?? [] }
  /// The one-character class words, such as 省, 市, 县 and 区.
  let levelCharacters: [UInt32]
  private let longestCue: Int

  /// Reads `scope_cues.tsv` and `deixis.tsv`.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(lexicons: Lexicons) throws {
    var classes: [[UInt8]: Cues] = [:]
    var prepositions: [[UInt8]] = []
    for row in try lexicons.table("divisions/scope_cues.tsv", columns: ["class", "word"]) {
      if row[0] == "preposition" {
        prepositions.append(row.cells[1])
        continue
      }
      guard let cue = Cues.names[row[0]] else { throw row.error("unknown class '\(row[0])'") }
      classes[row.cells[1], default: []].insert(cue)
    }
    var trie = PhraseTrie(capacity: classes.count * 3)
    let ofLocals: Cues = [.village, .township, .zone, .visitor, .homeward, .rest, .several, .others, .parts]
    var locals = PhraseTrie(capacity: 512)
    var sets: [Cues] = []
    for (word, cue) in classes {
      trie.insert(word, Int32(sets.count))
      if !cue.isDisjoint(with: ofLocals) { locals.insert(word, Int32(sets.count)) }
      sets.append(cue)
    }
    localCues = locals
    cues = trie
    self.classes = sets
    self.prepositions = prepositions
    longestCue = classes.keys.map(\.count).max() ?? 0
    (deixis, meanings, nation) = try Self.readDeixis(lexicons)
    levelCharacters = Set(
      meanings.map(\.suffix).filter { $0.count == 3 }.map { $0.withUnsafeBufferPointer { PhraseTrie.decode($0, 0).0 } }
    ).sorted()
  }

  private static let levelBits: [String: UInt8] = [
    "nation": 1, "province": 2, "prefecture": 4, "county": 8, "township": 16, "village": 32, "here": 0, "back": 0,
    "seat": 0,
  ]

  private static func readDeixis(_ lexicons: Lexicons) throws -> (PhraseTrie, [Deixis], String) {
    var determiners: [(word: [UInt8], kind: Deixis.Kind)] = []
    var nouns: [(word: [UInt8], levels: UInt8)] = []
    var organs: [[UInt8]] = []
    var nation = ""
    var trie = PhraseTrie(capacity: 2000)
    var meanings: [Deixis] = []
    func add(_ word: [UInt8], _ meaning: Deixis) {
      trie.insert(word, Int32(meanings.count))
      meanings.append(meaning)
    }
    for row in try lexicons.table("divisions/deixis.tsv", columns: ["class", "word", "levels"]) {
      let word = row.cells[1]
      var levels: UInt8 = 0
      for level in row.list(2) {
        if determinerKinds[level] != nil { continue }
        guard let bit = levelBits[level] else { throw row.error("unknown level '\(level)'") }
        levels |= bit
      }
      switch row[0] {
      case "determiner":
        guard let kind = determinerKinds[row[2]] else { throw row.error("a determiner is whole, ours or that") }
        determiners.append((word, kind))
      case "noun": nouns.append((word, levels))
      case "organ": organs.append(word)
      case "trap": add(word, Deixis(kind: .trap, levels: 0, suffix: []))
      case "whole":
        let kind: Deixis.Kind =
          switch row[2] {
          case "seat": .seat
          case "here": .here
          case "back": .back
          default: levels == 1 ? .nation : .ours
          }
        if kind == .nation, nation.isEmpty { nation = row[1] }
        add(word, Deixis(kind: kind, levels: levels, suffix: kind == .ours ? word : []))
      default: throw row.error("unknown class '\(row[0])'")
      }
    }
    for noun in nouns {
      for determiner in determiners {
        let kind = noun.levels == 0 ? .here : noun.levels == 1 ? .nation : determiner.kind
        add(determiner.word + noun.word, Deixis(kind: kind, levels: noun.levels, suffix: noun.word))
      }
      for organ in organs where noun.levels > 1 {
        add(noun.word + organ, Deixis(kind: .organ, levels: noun.levels, suffix: noun.word))
      }
    }
    return (trie, meanings, nation)
  }

  private static let determinerKinds: [String: Deixis.Kind] = ["whole": .whole, "ours": .ours, "that": .that]

  /// Classes of the words that begin at `offset`.
  func cues(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Cues {
    var found: Cues = []
    cues.forEachMatch(bytes, at: offset) { _, value in found.insert(classes[value]) }
    return found
  }

  /// Classes of the words that end at `offset`, read back no further than `limit`.
  func cues(_ bytes: UnsafeBufferPointer<UInt8>, endingAt offset: Int, after limit: Int = 0) -> Cues {
    var found: Cues = []
    var start = offset
    while start > limit, offset - start < longestCue {
      start -= 1
      if bytes[start] & 0xC0 == 0x80 { continue }
      cues.forEachMatch(bytes, at: start) { length, value in
        if start + length == offset { found.insert(classes[value]) }
      }
    }
    return found
  }

  /// Classes of the longest word that begins at `offset`.
  func longest(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Cues {
    cues.longestMatch(bytes, at: offset).map { classes[$0.value] } ?? []
  }

  /// Where the longest word of the class that ends at `offset` begins.
  func start(of cue: Cues, in bytes: UnsafeBufferPointer<UInt8>, endingAt offset: Int) -> Int? {
    for start in max(0, offset - longestCue)..<max(0, offset) where bytes[start] & 0xC0 != 0x80 {
      var found = false
      cues.forEachMatch(bytes, at: start) { length, value in
        if start + length == offset, classes[value].contains(cue) { found = true }
      }
      if found { return start }
    }
    return nil
  }
}
