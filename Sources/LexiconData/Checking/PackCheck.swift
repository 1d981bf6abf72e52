/// Finds the mistakes of a pack that only show when its tables are read together and over the shared ones.
struct PackCheck {
  private let folder: String
  private let own: [String: [LexiconRow]]
  private let shared: [String: [LexiconRow]]
  private let schema: LexiconSchema
  private let subjects: Set<String>
  /// Classes of units, by measure word.
  private let units: [String: String]
  private(set) var faults: [LexiconError] = []

  /// The subject of whatever is counted and is none of the domain's.
  private static let rest = "other"
  /// Classes whose numbers are counts.
  private static let countable: Set<String> = [
    "batch", "event", "general", "household", "item", "money", "paper", "person", "place", "visit",
  ]

  /// - Parameters:
  ///   - folder: The pack's, as errors name it.
  ///   - own: Rows of the pack's tables, by name of the table.
  ///   - shared: Those of the shared tables.
  ///   - units: Rows of `numerals/units.tsv`.
  ///   - schema: What the tables may hold.
  init(
    folder: String, own: [String: [LexiconRow]], shared: [String: [LexiconRow]], units: [LexiconRow],
    schema: LexiconSchema
  ) {
    (self.folder, self.own, self.shared, self.schema) = (folder, own, shared, schema)
    subjects = Set((own["taxonomy.tsv"] ?? []).map { $0[0] })
    self.units = Dictionary(units.map { ($0[0], $0[1]) }) { first, _ in first }
    if own["taxonomy.tsv"] != nil {
      checkSubjects()
      checkWeakNouns()
      checkUse()
    }
    checkUnits()
    checkPlainNames()
    checkRepeats()
  }

  private mutating func fault(_ row: LexiconRow, _ message: String) { faults.append(row.error(message)) }

  /// Every subject that a table names is one of the taxonomy.
  private mutating func checkSubjects() {
    if !subjects.contains(Self.rest) {
      faults.append(LexiconError(file: folder + "/taxonomy.tsv", message: "has no subject \(Self.rest)"))
    }
    for (name, rows) in own.sorted(by: { $0.key < $1.key }) {
      for (index, column) in (schema.packForm(name)?.columns ?? []).enumerated() {
        guard column.type == .subject || column.type == .subjects else { continue }
        for row in rows {
          for subject in row.list(index) where !subjects.contains(subject) {
            let known = subjects.sorted().joined(separator: ", ")
            fault(row, "\(column.name): \(subject) is no subject of taxonomy.tsv (\(known))")
          }
        }
      }
    }
    for row in own["measures.tsv"] ?? [] where (row[1] == "count") == row[2].isEmpty {
      fault(row, row[2].isEmpty ? "a measure of counts needs a subject" : "a measure of \(row[1]) has no subject")
    }
  }

  /// A weak noun needs context words, or it is never of its subject.
  private mutating func checkWeakNouns() {
    let contexts = Set((own["taxonomy.tsv"] ?? []).filter { !$0[2].isEmpty }.map { $0[0] })
    for row in own["subjects.tsv"] ?? [] where row[2] == "weak" {
      guard let subject = row.list(1).first, subjects.contains(subject), !contexts.contains(subject) else { continue }
      fault(row, "weak, but \(subject) has no context words in taxonomy.tsv: it is never \(subject)")
    }
  }

  /// Every subject can be found by a noun, a unit or a verb, and counted by a unit.
  private mutating func checkUse() {
    var used: Set<String> = [Self.rest]
    for (name, column) in [("subjects.tsv", 1), ("units.tsv", 1), ("verbs.tsv", 2)] {
      for row in (own[name] ?? []) + (shared[name] ?? []) { used.formUnion(row.list(column)) }
    }
    for row in own["taxonomy.tsv"] ?? [] {
      if !used.contains(row[0]) {
        fault(row, "no noun, unit or verb leads to the subject \(row[0]): it never has counts")
      }
      if Set(row.list(1)).isDisjoint(with: Self.countable) {
        fault(row, "no class of units counts the subject \(row[0])")
      }
    }
  }

  /// A unit is a class or a measure word that numbers are read with.
  private mutating func checkUnits() {
    for row in own["units.tsv"] ?? [] where !Self.countable.contains(row[0]) {
      guard let unit = units[row[0]] else {
        fault(row, "unit: \(row[0]) is no class of units and no word of numerals/units.tsv: it is never read")
        continue
      }
      if !Self.countable.contains(unit) { fault(row, "unit: \(row[0]) is of the class \(unit), which counts nothing") }
    }
  }

  /// A plain name has a core and a head, or none can be made.
  private mutating func checkPlainNames() {
    guard let rows = own["plain-names.tsv"], let first = rows.first else { return }
    let roles = Set((rows + (shared["plain-names.tsv"] ?? [])).map { $0[1] })
    for role in ["core", "head"] where !roles.contains(role) {
      fault(first, "no word has the role \(role): no name can match")
    }
  }

  /// A row that says what the shared one says is not needed.
  private mutating func checkRepeats() {
    for (name, rows) in own.sorted(by: { $0.key < $1.key }) {
      guard let common = shared[name] else { continue }
      let lines = Dictionary(common.map { ($0.cells, $0) }) { first, _ in first }
      for row in rows {
        if let other = lines[row.cells] { fault(row, "repeats \(other.file):\(other.line)") }
      }
    }
  }
}
