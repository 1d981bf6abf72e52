import LexiconData

/// Number of a subject in the domain's taxonomy.
typealias SubjectID = Int

/// The subjects of a domain, and which classes of units may count them.
struct SubjectTaxonomy: Sendable {
  /// The subject of whatever is counted and is none of the domain's.
  static let rest = "other"

  let names: [String]
  let unitClasses: [UnitClasses]
  /// Words that make a weak noun one of the subject's.
  let contexts: [[[UInt8]]]
  /// Subjects, by class of unit, of a counted thing whose noun says nothing.
  let defaults: [UnitClass: [SubjectID]]
  /// The same by unit, for a noun that was left out: it outranks the noun of the count before.
  let unitDefaults: [[UInt8]: [SubjectID]]
  let other: SubjectID

  /// Reads `taxonomy.tsv` and `units.tsv` of a domain.
  ///
  /// - Throws: `LexiconError` with file and line.
  init(_ pack: DomainPack) throws {
    let rows = try pack.table("taxonomy.tsv", columns: ["subject", "units", "context"])
    names = rows.map { $0[0] }
    unitClasses = try rows.map { UnitClasses(try Self.classes($0, $0.list(1))) }
    contexts = rows.map { $0.list(2).map { Array($0.utf8) } }
    guard let other = names.firstIndex(of: Self.rest) else {
      throw LexiconError(file: pack.folder + "/taxonomy.tsv", message: "has no subject \(Self.rest)")
    }
    self.other = other
    var defaults: [UnitClass: [SubjectID]] = [:]
    var unitDefaults: [[UInt8]: [SubjectID]] = [:]
    for row in try pack.table("units.tsv", columns: ["unit", "subjects"]) {
      let subjects = try Self.subjects(row, row.list(1), names, rest: pack.isShared(row) ? other : nil)
      if let unit = UnitClass(row[0]) {
        defaults[unit] = subjects
      } else {
        unitDefaults[row.cells[0]] = subjects
      }
    }
    self.defaults = defaults
    self.unitDefaults = unitDefaults
  }

  /// The first subject that units of a class count and that has a context word for which `isContext` holds.
  func subject(of unit: UnitClass, _ isContext: ([UInt8]) -> Bool) -> SubjectID? {
    names.indices.first { unitClasses[$0].contains(unit) && contexts[$0].contains(where: isContext) }
  }

  /// The classes named in `cells`.
  ///
  /// - Throws: `LexiconError` for an unknown one.
  static func classes(_ row: LexiconRow, _ cells: [String]) throws -> [UnitClass] {
    try cells.map { cell in
      guard let unit = UnitClass(cell) else { throw row.error("unknown class of units \(cell)") }
      return unit
    }
  }

  /// The subjects named in `cells`; one that the domain does not have is `rest`, unless that is nil.
  ///
  /// - Throws: `LexiconError` for an unknown one.
  static func subjects(
    _ row: LexiconRow, _ cells: [String], _ names: [String], rest: SubjectID? = nil
  ) throws -> [SubjectID] {
    var subjects: [SubjectID] = []
    for cell in cells {
      guard let subject = names.firstIndex(of: cell) ?? rest else { throw row.error("unknown subject \(cell)") }
      if !subjects.contains(subject) { subjects.append(subject) }
    }
    return subjects
  }
}
