/// The tables of the lexicons as `Lexicons/schema` describes them.
struct LexiconSchema: Sendable {
  /// What a cell may hold; the words of `columns.tsv`.
  enum CellType: String, Sendable {
    case word, noun, text, words, number, integer, choice, choices, unit, subject, subjects
  }

  struct Column: Sendable {
    var name: String
    var type: CellType
    var mayBeEmpty: Bool
    /// Allowed values of a choice.
    var values: Set<String>
  }

  /// What characters the words of a table may have.
  enum Script: String, Sendable {
    /// Articles are simplified before they are read with it: a Traditional form never matches.
    case simplified
    case any
    /// Characters as crawls damage them: nothing is said of their spelling.
    case raw
  }

  /// Who must have a table.
  enum Need: String, Sendable { case required, optional, pack, shared }

  struct Form: Sendable {
    var need: Need
    /// Leading columns whose bytes ascend.
    var sorted: Int
    /// Names of the columns that tell a row from another.
    var key: [String]
    var script: Script
    /// Empty where only the lines of the table are described.
    var columns: [Column]
  }

  /// By path below the lexicons, with `domains/*/` for the tables of packs.
  private(set) var forms: [String: Form] = [:]

  private static let pack = "domains/*/"

  /// Reads the descriptions.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons) throws {
    var columns: [String: [Column]] = [:]
    for row in try lexicons.table("schema/columns.tsv", columns: ["file", "column", "type", "values", "about"]) {
      let isOptional = row[2].hasSuffix("?")
      guard let type = CellType(rawValue: isOptional ? String(row[2].dropLast()) : row[2]) else {
        throw row.error("unknown type \(row[2])")
      }
      columns[row[0], default: []].append(
        Column(name: row[1], type: type, mayBeEmpty: isOptional, values: Set(row.list(3))))
    }
    let header = ["file", "need", "sorted", "key", "script", "about"]
    for row in try lexicons.table("schema/tables.tsv", columns: header) {
      guard let need = Need(rawValue: row[1]) else { throw row.error("unknown need \(row[1])") }
      guard let sorted = Int(row[2]) else { throw row.error("\(row[2]) is no number of columns") }
      guard let script = Script(rawValue: row[4]) else { throw row.error("unknown script \(row[4])") }
      forms[row[0]] = Form(
        need: need, sorted: sorted, key: row.list(3), script: script,
        columns: columns[row[0]] ?? [])
    }
  }

  /// The form of a table of packs, by its name.
  func packForm(_ name: String) -> Form? { forms[Self.pack + name] }

  /// Names of the tables that packs may have, in byte order.
  var packTables: [String] {
    forms.keys.filter { $0.hasPrefix(Self.pack) }.map { String($0.dropFirst(Self.pack.count)) }.sorted()
  }

  /// Paths of the tables outside the packs, in byte order.
  var otherTables: [String] { forms.keys.filter { !$0.hasPrefix(Self.pack) }.sorted() }
}
