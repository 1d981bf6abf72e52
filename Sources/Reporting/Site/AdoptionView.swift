import CorpusModel
import RegionComparison

/// Regions and their models as markup.
public struct AdoptionView {
  private let names: [NameProfile]
  private let matrix: AdoptionMatrix
  private let labels: SiteLabels
  private let links: any FactLinks
  private let region: (Division) -> HTML
  private let name: (NameProfile) -> HTML

  /// Columns of a matrix: more are wider than a screen.
  public static let mostNames = 20
  /// Pairs of regions that are listed.
  public static let mostPairs = 100

  /// - Parameters:
  ///   - matrix: Of the names.
  ///   - names: Those of most regions first.
  ///   - labels: Words in both languages.
  ///   - links: Where sentences are.
  ///   - region: A region's name, or a link around it.
  ///   - name: The same of a name.
  public init(
    _ matrix: AdoptionMatrix, of names: [NameProfile], labels: SiteLabels, links: any FactLinks,
    region: @escaping (Division) -> HTML, name: @escaping (NameProfile) -> HTML
  ) {
    (self.matrix, self.names, self.labels, self.links, self.region, self.name) = (
      matrix, names, labels, links, region, name
    )
  }

  /// The regions that have one of the names of most regions.
  public var rows: [AdoptionMatrix.Row] {
    matrix.rows.filter { row in shown.contains { row.cells[$0] != nil } }
  }

  private var shown: Range<Int> { 0..<min(names.count, Self.mostNames) }

  /// One row a region, one column a name, each cell the year of the first mention and a link to its sentence.
  public func table(_ rows: some Sequence<AdoptionMatrix.Row>) -> HTML {
    let columns = shown.map { TableColumn(name(names[$0]), plain: names[$0].name, kind: .narrow) }
    let cells = rows.map { row in
      [TableCell(region(row.division), value: row.division.code)] + shown.map { cell(row.cells[$0], of: names[$0]) }
    }
    let rest = names.count - shown.count
    let more: HTML =
      rest > 0 ? "; \(labels.sentence("sentence.more", [HTML(text: String(rest))]))" : ""
    return "<p class=\"faint\">\(labels.label("sentence.matrix"))\(more)</p>\n"
      + labels.table([labels.column("column.region")] + columns, cells)
  }

  private func cell(_ cell: AdoptionMatrix.Cell?, of name: NameProfile) -> TableCell {
    guard let cell else { return TableCell("", value: "") }
    let place = name.place(at: cell.sighting)
    let date = cell.since?.description
    let text: HTML =
      "<span title=\"\(date ?? labels.plain("sentence.no_date"))\">\(date.map { String($0.prefix(4)) } ?? "✓")</span>"
    return TableCell(links.fact(place.fact, in: place.document, text), value: date ?? "9999")
  }

  /// Pairs of regions, the most alike first; nothing where no two have a name in common.
  public func pairs() -> HTML {
    let (pairs, found, alone) = matrix.pairs(limit: Self.mostPairs)
    guard !pairs.isEmpty else { return "" }
    let rows = pairs.map { pair -> [TableCell] in
      let (left, right) = (matrix.rows[pair.left].division, matrix.rows[pair.right].division)
      return [
        TableCell(region(left), value: left.code), TableCell(region(right), value: right.code),
        TableCell("\(pair.shared)/\(pair.either)", value: "\(pair.similarity)"),
        TableCell(list(matrix.namesInCommon(pair))),
      ]
    }
    func count(_ key: String, _ number: Int) -> HTML {
      number > 0 ? "; \(labels.sentence(key, [HTML(text: String(number))]))" : ""
    }
    let notes = count("sentence.more", found - pairs.count) + count("sentence.alone", alone)
    return "<p class=\"faint\">\(labels.label("sentence.similarity"))\(notes)</p>\n"
      + labels.table(["column.region", "column.other", "column.similarity#", "column.common"], rows)
  }

  /// The regions most like one, as a page of it has them; nothing where there are none.
  func table(_ alike: [RegionProfile.Alike]) -> HTML {
    guard !alike.isEmpty else { return "" }
    let rows = alike.map { other -> [TableCell] in
      [
        TableCell(region(other.division), value: other.division.code),
        TableCell(
          "\(other.common.count)/\(other.either)", value: "\(Double(other.common.count) / Double(other.either))"),
        TableCell(list(other.common)),
      ]
    }
    return "<p class=\"faint\">\(labels.label("sentence.similarity"))</p>\n"
      + labels.table(["column.region", "column.similarity#", "column.common"], rows)
  }

  private func list(_ common: [Int]) -> HTML { common.map { name(names[$0]) }.joined(separator: "、") }
}
