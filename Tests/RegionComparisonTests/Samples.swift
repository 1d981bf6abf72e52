import CorpusModel
import FactStore
import Gazetteer
import RegionComparison
import ZhandianTestSupport

/// The lexicons, loaded once for all tests.
struct Loaded: Sendable {
  let gazetteer: Gazetteer
  let words: LabelWords

  static let shared = Result {
    let lexicons = try Repository.lexicons()
    return Loaded(gazetteer: try Gazetteer(lexicons: lexicons), words: try LabelWords(lexicons: lexicons))
  }
}

extension Measure {
  static let stations = Measure("stations", .counts(subject: "station"))
  static let deputyGroups = Measure("deputy_groups", .counts(subject: "deputy_group"))
  static let coverage = Measure("coverage", .coverage)
  static let models = Measure("models", .models)
}

/// Rows of facts made by hand.
struct Sample {
  let loaded: Loaded

  init() throws { loaded = try Loaded.shared.get() }

  func count(
    _ value: Int, _ label: String, of code: String, in document: String, _ ordinal: Int = 0,
    subject: String = "station",
    bound: Bound = .exact, asOf: String? = nil, published: String? = nil, place: String? = nil, sumOf: [Int] = [],
    home: String? = nil
  ) -> FactRow {
    let count = Count(
      subjects: [subject], quantity: Quantity(value: value, bound: bound), unit: "个", label: label,
      asOf: asOf.flatMap { PartialDate($0) })
    var row = self.row(.count(count), of: code, in: document, ordinal, published: published, place: place, asOf: asOf)
    row.fact.sumOf = sumOf
    row.home = home
    return row
  }

  func row(
    _ content: FactContent, of code: String, in document: String, _ ordinal: Int = 0, published: String? = nil,
    place: String? = nil, asOf: String? = nil
  ) -> FactRow {
    let year = (asOf ?? published).flatMap { PartialDate($0) }?.year
    let fact = Fact(
      content: content, region: loaded.gazetteer.reference(code, in: year), place: place,
      evidence: Evidence(text: "\(document)第\(ordinal)句", span: Span(0, 3), source: Span(0, 3)), rule: "test",
      confidence: 0.9)
    return FactRow(document: document, title: document, published: published, ordinal: ordinal, fact: fact)
  }

  func compare(
    _ facts: [FactRow], by level: DivisionLevel, _ measures: [Measure] = [.stations], asOf: String? = nil,
    within: String? = nil, all: Bool = false, rows: Range<Int>? = nil, variantKey: (String) -> String = { $0 }
  ) -> Comparison {
    var request = ComparisonRequest(
      by: level, measures: measures, asOf: asOf.flatMap { PartialDate($0) }, within: within)
    request.detail = all ? .all : .claims
    request.rows = rows
    return Comparison(
      request, FactSheet(facts), gazetteer: loaded.gazetteer, words: loaded.words, variantKey: variantKey)
  }
}

extension Table {
  /// The cells of some columns, one line a row: `禄丰县 | 14 + 165`.
  func lines(_ names: String...) -> [String] {
    rows.map { row in
      names.map { name in columns.firstIndex(of: name).map { Self.text(row[$0]) } ?? "no column \(name)" }
        .joined(separator: " | ")
    }
  }

  private static func text(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let number): String(number)
    case .quantity(let quantity): "\(quantity.bound == .exact ? "" : quantity.bound.rawValue + " ")\(quantity.value)"
    case .list(let texts): texts.joined(separator: ", ")
    case .flag(let flag): flag ? "yes" : "no"
    case .missing: "-"
    }
  }
}
