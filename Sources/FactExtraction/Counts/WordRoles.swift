/// Functions of a word around counted things; a word may have several.
struct WordRoles: OptionSet, Sendable {
  let rawValue: UInt64
  /// Between a label and its number: 共, 达, 现有.
  static let link = WordRoles(rawValue: 1 << 0)
  /// Ends a noun phrase: verbs, adverbs, prepositions.
  static let stop = WordRoles(rawValue: 1 << 1)
  static let conj = WordRoles(rawValue: 1 << 2)
  static let of = WordRoles(rawValue: 1 << 3)
  /// Announces parts of what was counted: 其中, 另外.
  static let part = WordRoles(rawValue: 1 << 4)
  static let total = WordRoles(rawValue: 1 << 5)
  /// Per head or per period.
  static let norm = WordRoles(rawValue: 1 << 6)
  /// Planned or demanded.
  static let target = WordRoles(rawValue: 1 << 7)
  /// A tier of divisions.
  static let level = WordRoles(rawValue: 1 << 8)
  /// Points back to what was counted before: 这, 该, 上述.
  static let anaphor = WordRoles(rawValue: 1 << 9)
  /// 各: each of the things before it.
  static let each = WordRoles(rawValue: 1 << 10)
  /// Copula: the counted thing follows.
  static let copula = WordRoles(rawValue: 1 << 11)
  /// Begins with a numeral or a measure word and counts nothing.
  static let fixed = WordRoles(rawValue: 1 << 12)
  /// Per day, month or year.
  static let period = WordRoles(rawValue: 1 << 13)
  /// A verb or adverb: it may stand inside a noun phrase, but is not what is counted.
  static let verb = WordRoles(rawValue: 1 << 14)
  /// Takes the counted persons as its object, so that a noun before it is not what is counted: 吸纳, 帮助.
  static let object = WordRoles(rawValue: 1 << 15)
  /// 里, 中: the number counts members of the noun before.
  static let within = WordRoles(rawValue: 1 << 16)
  /// 在 before a number with a bound: a condition.
  static let condition = WordRoles(rawValue: 1 << 17)
  /// Looked at by visitors: the number is of what they saw.
  static let visit = WordRoles(rawValue: 1 << 18)
  /// The number is of who lives there, not of who was met.
  static let population = WordRoles(rawValue: 1 << 19)
  /// A body whose sessions are numbered: 人大三次会议.
  static let assembly = WordRoles(rawValue: 1 << 20)

  /// A stretch of time that totals are given for, and norms: 一年.
  static let span = WordRoles(rawValue: 1 << 21)
  /// The number is of earlier days: 原有, 过去.
  static let former = WordRoles(rawValue: 1 << 22)
  /// Before the earlier of two numbers: 由333个调整至262个.
  static let from = WordRoles(rawValue: 1 << 23)
  /// Between an earlier number and the later one: 增加到, 现有.
  static let change = WordRoles(rawValue: 1 << 24)
  /// Behind what sets a part apart: 立法方面3件.
  static let aspect = WordRoles(rawValue: 1 << 25)
  /// Goes where the words behind it say: the persons before it do not have their noun there.
  static let goes = WordRoles(rawValue: 1 << 26)
  /// Written characters, which a number of pieces does not make a count: 四个大字.
  static let letters = WordRoles(rawValue: 1 << 27)
  /// Claims coverage, so that a number before it is of claims: 两个全覆盖.
  static let claim = WordRoles(rawValue: 1 << 28)
  /// Gives a grade: the number is of what has it.
  static let grade = WordRoles(rawValue: 1 << 29)
  /// A team, made of the persons named before it: 服务队.
  static let team = WordRoles(rawValue: 1 << 30)
  /// One of a team: 队员.
  static let member = WordRoles(rawValue: 1 << 31)
  /// An honour or a kind, which sets a noun apart behind a name: 沙县示范联络站.
  static let honour = WordRoles(rawValue: 1 << 32)
  /// Ends what is said of things counted before it, and names none: 46件落地.
  static let state = WordRoles(rawValue: 1 << 33)

  static let names: [String: WordRoles] = [
    "link": .link, "stop": .stop, "conj": .conj, "of": .of, "part": .part, "total": .total, "norm": .norm,
    "target": .target, "level": .level, "anaphor": .anaphor, "each": .each, "copula": .copula, "fixed": .fixed,
    "period": .period, "verb": .verb, "object": .object,
    "within": .within, "condition": .condition, "visit": .visit, "population": .population, "assembly": .assembly,
    "span": .span, "former": .former, "from": .from, "change": .change, "aspect": .aspect, "goes": .goes,
    "letters": .letters, "claim": .claim, "grade": .grade, "team": .team, "member": .member,
    "honour": .honour, "state": .state,
  ]
}
