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
    let facts = Array(sheet.entries.indices)
    groups = NameGroup.groups(
      of: facts, in: sheet, keys: NameKeys(of: facts, in: sheet, variantKey: variantKey), heirs: &heirs)
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
    let evidence = try sheet.evidence(at: groups.map { $0.rows[0] })
    for group in groups {
      let adopters = group.adopters
      var row: [Table.Cell] = [
        .text(group.name), list(group.variants.dropFirst().map(\.spelling)), list(try group.components(in: sheet)),
        .integer(adopters.count), .integer(group.documentCount),
        list(adopters.map { $0.region.name + ($0.since.map { " \($0)" } ?? "") }),
        group.first.map { .text($0.description) } ?? .missing,
        adopters.first.map { .text($0.region.name) } ?? .missing, .text(sheet.document(of: group.rows[0]).id),
        .text(evidence[group.rows[0]] ?? ""),
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
    let shown = groups.prefix(limit)
    var table = Table(columns: ["region", "code"] + shown.map(\.name))
    for row in AdoptionMatrix(shown.map(\.adopters), by: level, gazetteer: gazetteer).rows {
      table.rows.append(
        [.text(row.division.name), .text(row.division.code)]
          + shown.indices.map { name in
            row.cells[name].map { cell in cell.since.map { .text($0.description) } ?? .flag(true) } ?? .missing
          })
    }
    if groups.count > shown.count {
      table.notes.append("\(shown.count) of \(groups.count.counted("name")), those of most regions")
    }
    return table
  }

  /// Pairs of regions by the names that both have: the most alike first.
  ///
  /// `similarity` is the Jaccard index (P. Jaccard, 1901): names that both have, by names that one of them has. A pair
  /// without a common name is left out.
  ///
  /// - Parameters:
  ///   - level: Regions of this level; what lies in one counts for it.
  ///   - gazetteer: Divisions and their history.
  ///   - limit: Most pairs.
  /// - Returns: `common` are the names that both have, those of fewest regions first, since they say most.
  /// - Complexity: O(regions² × names / 64).
  public func similarity(by level: DivisionLevel, gazetteer: Gazetteer, limit: Int = 1000) -> Table {
    let matrix = AdoptionMatrix(groups.map(\.adopters), by: level, gazetteer: gazetteer)
    let (pairs, found, alone) = matrix.pairs(limit: limit)
    var table = Table(columns: ["region", "code", "other", "other_code", "similarity", "names", "common"])
    for pair in pairs {
      let (left, right) = (matrix.rows[pair.left].division, matrix.rows[pair.right].division)
      table.rows.append([
        .text(left.name), .text(left.code), .text(right.name), .text(right.code),
        .decimal((pair.similarity * 10_000).rounded() / 10_000), .integer(pair.shared),
        .list(TextList(matrix.namesInCommon(pair).map { groups[$0].name })),
      ])
    }
    if found > pairs.count { table.notes.append("\(pairs.count) of \(found) pairs, the most alike") }
    if alone > 0 { table.notes.append("\(alone.counted("region")) without a name in common with another") }
    return table
  }

  private func list(_ values: [String]) -> Table.Cell { values.isEmpty ? .missing : .list(TextList(values)) }
}
