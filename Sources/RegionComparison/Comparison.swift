import CorpusModel
import FactStore
import Gazetteer

/// What to compare.
public struct ComparisonRequest: Sendable, Equatable {
  /// Province, prefecture or county: one row for each.
  public var by: DivisionLevel
  public var measures: [Measure]
  /// Only what can have been so by then, in the regions of that year; nil for the latest.
  public var asOf: PartialDate?
  /// Code of a division of any year; only what lies in it.
  public var within: String?
  public var detail = Detail.claims
  /// Which rows of each measure to read, by code; nil for all.
  public var rows: Range<Int>?

  /// What is wanted beside the numbers.
  public enum Detail: Sendable {
    /// Nothing.
    case numbers
    /// What speaks against them, and what lies inside a region of which nothing is stated.
    case claims
    /// Each claim as a row of its own, and what lies inside every region.
    case all
  }

  public init(by level: DivisionLevel, measures: [Measure], asOf: PartialDate? = nil, within: String? = nil) {
    by = level
    self.measures = measures
    self.asOf = asOf
    self.within = within
  }
}

/// Regions side by side: for each region and measure the claim that speaks for it, and what speaks against it.
public struct Comparison: Sendable {
  /// What is known of one place inside a region.
  struct Inner: Sendable {
    /// Name from below the row's region: 榆次区庄子乡.
    var name: String
    var reading: Reading
  }

  /// One region and measure.
  struct Cell: Sendable {
    var division: Division
    var measure: Measure
    /// Of the region itself.
    var reading: Reading
    /// Of the divisions and places in it, by code and name, as far as the request wants them.
    var inside: [Inner]
    /// For measures that count names, the facts of the region and of all that is in it.
    var named: [Int] = []
  }

  let request: ComparisonRequest
  /// Where the facts are.
  let sheet: FactSheet
  /// By code of the region; for one region in the order of the measures.
  var cells: [Cell] = []
  var notes: [String] = []
  /// In the order of the measures.
  var reaches: [Reach] = []
  /// Of divisions that hold several rows, by measure and code; without names.
  var above: [Cell] = []
  /// All divisions that could have a row, by code.
  var expected: [Division] = []
  /// Of the measures that count names.
  var keys: [Measure: NameKeys] = [:]
  let gazetteer: Gazetteer

  /// Reads the facts from a store and compares them.
  ///
  /// - Parameters:
  ///   - request: What to compare.
  ///   - store: An open store.
  ///   - gazetteer: Divisions and their history.
  ///   - words: What narrows a label.
  ///   - variantKey: One key for all spellings of a model's or slogan's name.
  /// - Throws: `StoreError`.
  /// - Complexity: O(facts of the measures and regions), and their sorting.
  public init(
    _ request: ComparisonRequest, store: FactStore, gazetteer: Gazetteer, words: LabelWords,
    variantKey: (String) -> String = { $0 }
  ) throws(StoreError) {
    let regions = request.within.map { gazetteer.codesThroughHistory(of: $0) } ?? []
    let filters = Set(request.measures.map(\.filter.kinds)).map { kinds in
      var filter = FactFilter(kinds: kinds)
      if kinds == ["count"] { filter.subjects = Set(request.measures.compactMap(\.subject)) }
      filter.regions = regions
      return filter
    }
    self.init(
      request, try FactSheet(store, filters), gazetteer: gazetteer, words: words, variantKey: variantKey)
  }

  /// Compares facts that are already at hand.
  ///
  /// - Parameters:
  ///   - request: What to compare.
  ///   - sheet: Facts of any kind; those that bear on no measure are passed over.
  ///   - gazetteer: Divisions and their history.
  ///   - words: What narrows a label.
  ///   - variantKey: One key for all spellings of a model's or slogan's name.
  public init(
    _ request: ComparisonRequest, _ sheet: FactSheet, gazetteer: Gazetteer, words: LabelWords,
    variantKey: (String) -> String = { $0 }
  ) {
    self.request = request
    self.sheet = sheet
    self.gazetteer = gazetteer
    let frame = RegionFrame(
      gazetteer: gazetteer, level: request.by, year: request.asOf?.year, within: request.within)
    var sorter = FactSorter(sheet, frame: frame)
    var made: [Cell] = []
    expected = frame.rows()
    for (measure, usable) in zip(request.measures, sheet.facts(of: request.measures)) {
      let sorted = sorter.sort(request.asOf.map { limit in usable.filter { sheet.canBe($0, by: limit) } } ?? usable)
      if measure.isOfNames { keys[measure] = NameKeys(of: usable, in: sheet, variantKey: variantKey) }
      var reader = CellReader(request, measure, sheet, frame, words)
      for row in Self.part(sorted.rows, request.rows) {
        made.append(reader.cell(row))
      }
      let reach = Reach(
        measure, level: request.by, reporting: sorted.rows.mapValues { measure.isOfNames || !$0.own.isEmpty },
        expected: expected)
      reaches.append(reach)
      notes.append(reach.sentence)
      if let keys = keys[measure] {
        note(measure, namesAbove: keys.nameCount(of: sorted.above.values.flatMap(\.own), in: sheet))
      } else {
        let above = Self.part(sorted.above, nil).map { reader.cell($0) }
        note(measure, above: above)
        self.above += above
      }
      let undated = request.asOf == nil ? 0 : usable.count { sheet.date(of: $0) == nil }
      if undated > 0 {
        notes.append("\(measure.rawValue): \(undated.counted("fact")) without a date left out")
      }
    }
    let order = made.indices.sorted { (made[$0].division.code, $0) < (made[$1].division.code, $1) }
    cells = order.map { made[$0] }
  }

  /// Some of the rows, by code.
  private static func part(_ rows: [String: FactSorter.Row], _ part: Range<Int>?) -> ArraySlice<FactSorter.Row> {
    let sorted = rows.values.sorted { $0.division.code < $1.division.code }
    return part.map { sorted[$0.clamped(to: sorted.indices)] } ?? sorted[...]
  }

  private mutating func note(_ measure: Measure, namesAbove count: Int) {
    guard count > 0 else { return }
    notes.append(
      "\(measure.rawValue): \(count.counted("name")) of divisions above the level of \(request.by.plural)")
  }

  private mutating func note(_ measure: Measure, above cells: [Cell]) {
    let stated = cells.filter { !$0.reading.shown.isEmpty }
      .map { "\($0.division.name) \($0.reading.summary)" }
    guard !stated.isEmpty else { return }
    let shown = stated.prefix(20).joined(separator: ", ") + (stated.count > 20 ? ", and \(stated.count - 20) more" : "")
    notes.append("\(measure.rawValue): stated above the level of \(request.by.plural): \(shown)")
  }
}

/// Makes the cells of one measure.
private struct CellReader {
  private let request: ComparisonRequest
  private let measure: Measure
  private let sheet: FactSheet
  private let frame: RegionFrame
  private let isOfNames: Bool
  private var claims: ClaimReader

  init(
    _ request: ComparisonRequest, _ measure: Measure, _ sheet: FactSheet, _ frame: RegionFrame, _ words: LabelWords
  ) {
    (self.request, self.measure, self.sheet, self.frame) = (request, measure, sheet, frame)
    isOfNames = measure.isOfNames
    claims = ClaimReader(sheet, words: words)
  }

  mutating func cell(_ row: FactSorter.Row) -> Comparison.Cell {
    var cell = Comparison.Cell(division: row.division, measure: measure, reading: Reading(), inside: [])
    if isOfNames {
      cell.named = row.all
      return cell
    }
    cell.reading = reading(row.own)
    switch request.detail {
    case .numbers: return cell
    case .claims: if !cell.reading.shown.isEmpty { return cell }
    case .all: break
    }
    let inner = row.inner.map { (place: sheet.text($0.place), group: $0) }.sorted { left, right in
      (left.group.division.code, left.place) < (right.group.division.code, right.place)
    }
    for (place, group) in inner {
      let name = innerName(group.division, place, below: row.division)
      cell.inside.append(Comparison.Inner(name: name, reading: reading(group.facts)))
    }
    return cell
  }

  private mutating func reading(_ facts: [Int]) -> Reading {
    Reading(facts, &claims, wantsOthers: request.detail != .numbers)
  }

  /// What follows the row's name in the path of a division inside it, and the township or village.
  private func innerName(_ division: Division, _ place: String, below row: Division) -> String {
    if division == row { return place }
    let path = frame.gazetteer.reference(division.code, in: frame.year)?.path ?? [division.name]
    let below = path.lastIndex(of: row.name).map { path[($0 + 1)...] } ?? path.suffix(1)
    return below.joined() + place
  }
}

extension FactSheet {
  /// Indices of the facts that bear on each of some measures.
  func facts(of measures: [Measure]) -> [[Int]] {
    // A count that may be of two subjects is compared under the likelier one; other facts have none.
    let wanted = measures.map { (kind: $0.kind, subject: $0.subject.map { number(of: $0) ?? .max } ?? -1) }
    var facts = wanted.map { _ in [Int]() }
    for (index, entry) in entries.enumerated() {
      for (place, measure) in wanted.enumerated() where measure.kind == entry.kind && measure.subject == entry.subject {
        facts[place].append(index)
      }
    }
    return facts
  }

  /// Whether the date is known and can be `limit` or earlier.
  func canBe(_ index: Int, by limit: PartialDate) -> Bool {
    date(of: index).map { $0.firstDay <= limit.lastDay } ?? false
  }
}

extension DivisionLevel {
  /// English plural, in small letters.
  var plural: String {
    switch self {
    case .nation: "nations"
    case .province: "provinces"
    case .prefecture: "prefectures"
    case .county: "counties"
    case .township: "townships"
    }
  }
}

extension Reading {
  /// The cell in a few characters: `14556 = 142 + 1547 + 12867`, `14 + 165`, `7`.
  var summary: String {
    let sum = partsText
    guard let chosen else { return sum }
    return sum.isEmpty ? chosen.value.text : "\(chosen.value.text) = \(sum)"
  }

  /// The parts in a row; a sum sign stands only between parts that exclude each other.
  var partsText: String { parts.map(\.value.text).joined(separator: areDisjoint ? " + " : "; ") }
}
