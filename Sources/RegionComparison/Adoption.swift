import CorpusModel
import FactStore
import Gazetteer

/// Which regions have which models, or slogans, and since when.
public struct Adoption: Sendable {
  private let sheet: FactSheet
  private let groups: [NameGroup]
  private let isOfModels: Bool

  /// Gathers the names in facts of models, or of slogans.
  ///
  /// - Parameters:
  ///   - sheet: Facts of one kind.
  ///   - gazetteer: Divisions and their history: a division counts once, whatever it was called.
  ///   - variantKey: One key for all spellings of a name.
  public init(_ sheet: FactSheet, gazetteer: Gazetteer, variantKey: (String) -> String = { $0 }) {
    self.sheet = sheet
    var heirs = RegionHeirs(sheet, gazetteer: gazetteer, year: nil)
    groups = NameGroup.groups(
      of: Array(sheet.entries.indices), in: sheet, heirs: &heirs, variantKey: variantKey)
    isOfModels = sheet.entries.contains { $0.kind == .model }
  }

  /// One row a name: its spellings, its components, who has it since when, and where it is first seen.
  ///
  /// - Returns: The names of most regions first. `adopters` are names of regions with the first date, by date.
  /// - Throws: `StoreError` where the sentences cannot be read.
  public func table() throws(StoreError) -> Table {
    var columns = ["name", "variants", "components", "regions", "documents", "adopters", "first_seen", "first_region"]
    columns += ["document", "evidence"]
    if !isOfModels { columns.removeAll { $0 == "components" } }
    var table = Table(columns: columns)
    let evidence = try sheet.rows(at: groups.map { $0.rows[0] })
    for group in groups {
      let adopters = group.adopters
      var row: [Table.Cell] = [
        .text(group.name), list(group.variants.dropFirst().map(\.spelling)), list(try group.components(in: sheet)),
        .integer(adopters.count), .integer(group.documentCount),
        list(adopters.map { $0.region.name + ($0.since.map { " \($0)" } ?? "") }),
        group.first.map { .text($0.description) } ?? .missing,
        adopters.first.map { .text($0.region.name) } ?? .missing, .text(sheet.document(of: group.rows[0]).id),
        .text(evidence[group.rows[0]]?.fact.evidence.text ?? ""),
      ]
      if !isOfModels { row.remove(at: 2) }
      table.rows.append(row)
    }
    let undated = groups.count { $0.first == nil }
    if undated > 0 {
      table.notes.append("\(undated) of \(groups.count.counted("name")) seen in undated articles only")
    }
    return table
  }

  /// Regions against names: the first date at which a region has the name, `true` where no date is known.
  ///
  /// - Parameters:
  ///   - level: One row a division of this level; what lies in it counts for it.
  ///   - gazetteer: Divisions and their history.
  ///   - limit: Most columns; the names of most regions come first.
  /// - Returns: Columns are `region`, `code` and the names; what is not reported is missing.
  public func matrix(by level: DivisionLevel, gazetteer: Gazetteer, limit: Int = 20) -> Table {
    let shown = Array(groups.prefix(limit))
    var cells: [String: [Table.Cell]] = [:]
    var names: [String: String] = [:]
    for (column, regions) in adopters(by: level, gazetteer: gazetteer).prefix(limit).enumerated() {
      for (code, adopter) in regions {
        names[code] = adopter.division.name
        cells[code, default: Array(repeating: .missing, count: shown.count)][column] =
          adopter.since.map { .text($0.description) } ?? .flag(true)
      }
    }
    var table = Table(columns: ["region", "code"] + shown.map(\.name))
    for (code, row) in cells.sorted(by: { $0.key < $1.key }) {
      table.rows.append([.text(names[code] ?? code), .text(code)] + row)
    }
    if groups.count > shown.count {
      table.notes.append("\(shown.count) of \(groups.count.counted("name")), those of most regions")
    }
    return table
  }

  /// For each name the divisions of a level that have it, by code, with the first date.
  func adopters(
    by level: DivisionLevel, gazetteer: Gazetteer
  ) -> [[String: (division: Division, since: PartialDate?)]] {
    let frame = RegionFrame(gazetteer: gazetteer, level: level, year: nil, within: nil)
    return groups.map { group in
      var regions: [String: (division: Division, since: PartialDate?)] = [:]
      for adopter in group.adopters {
        switch frame.place(of: adopter.region.code, in: adopter.since?.year) {
        case .row(let division), .inside(_, let division):
          // Adopters come by date, so the first is the earliest.
          if regions[division.code] == nil { regions[division.code] = (division, adopter.since) }
        case .above, nil: continue
        }
      }
      return regions
    }
  }

  /// The spelling used most.
  func name(at index: Int) -> String { groups[index].name }

  private func list(_ values: [String]) -> Table.Cell { values.isEmpty ? .missing : .list(values) }
}
