import CorpusModel
import FactStore
import Gazetteer

/// All that a report shows, with every number chosen and typed; rendering adds nothing but form.
public struct Report: Sendable {
  public let request: ReportRequest
  /// The division that the report is limited to.
  public let within: Division?
  /// Of the documents and facts that the report is of.
  public let overview: StoreOverview
  /// The measures of which something is known, at the level of the request.
  public let measures: [MeasureProfile]
  /// Every region of which something is known, by code.
  public let regions: [RegionProfile]
  /// The names of most regions first.
  public let models: [NameProfile]
  public let slogans: [NameProfile]
  public let epithets: [NameProfile]
  /// The regions of the request's level with their models.
  public let adoption: AdoptionMatrix
  /// The division that stands for a former one today, or in the year of the request, by code.
  public let successors: [String: String]
  /// Where the sentences are.
  public let evidence: EvidenceIndex

  /// Reads a store and gathers what is to be shown.
  ///
  /// - Parameters:
  ///   - request: What the report is of.
  ///   - offered: What numbers are compared, in the order to show them; measures of names are passed over.
  ///   - store: An open store; it is read again for the sentences.
  ///   - gazetteer: Divisions and their history.
  ///   - words: What narrows a label.
  ///   - modelKey: One key for all spellings of a model's name.
  ///   - textKey: One key for all wordings of a slogan or epithet.
  /// - Throws: `StoreError`.
  /// - Complexity: O(facts) and their sorting; all facts are in memory at once as a sheet, sentences and texts are not.
  public init(
    _ request: ReportRequest, measures offered: [Measure], store: FactStore, gazetteer: Gazetteer, words: LabelWords,
    modelKey: (String) -> String, textKey: (String) -> String
  ) throws(StoreError) {
    let scope = ReportScope(request, gazetteer: gazetteer)
    let sheet = scope.facts(of: try FactSheet(store))
    overview = try StoreOverview(store, sheet, scope)
    self.request = request
    within = request.within.flatMap { gazetteer.division($0, in: request.asOf?.year) }
    var builder = RegionProfiles(request, sheet, gazetteer: gazetteer)
    let numeric = offered.filter { !$0.isOfNames }
    measures = builder.addFigures(numeric, words: words)
    var heirs = RegionHeirs(sheet, gazetteer: gazetteer, year: request.asOf?.year)
    models = try NameProfile.profiles(in: sheet, of: .model, heirs: &heirs, key: modelKey)
    slogans = try NameProfile.profiles(in: sheet, of: .slogan, heirs: &heirs, key: textKey)
    epithets = try NameProfile.profiles(in: sheet, of: .epithet, heirs: &heirs, key: textKey)
    builder.addNames(models, to: \.models)
    builder.addNames(slogans, to: \.slogans)
    builder.addNames(epithets, to: \.epithets)
    adoption = builder.addAlike(models)
    regions = builder.profiles()
    successors = Self.successors(sheet, request, gazetteer)
    evidence = EvidenceIndex(sheet, store: store)
  }

  private static func successors(
    _ sheet: FactSheet, _ request: ReportRequest, _ gazetteer: Gazetteer
  ) -> [String: String] {
    var found: [String: String] = [:]
    for code in Set(sheet.regions.map(\.code)) {
      guard let heir = gazetteer.successor(of: code, to: request.asOf?.year)?.code, heir != code else { continue }
      found[code] = heir
    }
    return found
  }
}

extension FactSheet {
  /// The facts that a report would be of.
  public func limited(to request: ReportRequest, gazetteer: Gazetteer) -> FactSheet {
    ReportScope(request, gazetteer: gazetteer).facts(of: self)
  }
}

/// What of a store a report is of.
struct ReportScope {
  private let request: ReportRequest
  /// nil for a report of all regions.
  private let frame: RegionFrame?

  init(_ request: ReportRequest, gazetteer: Gazetteer) {
    self.request = request
    let isOfAll = request.within == nil || request.within == "000000"
    frame =
      isOfAll
      ? nil : RegionFrame(gazetteer: gazetteer, level: .county, year: request.asOf?.year, within: request.within)
  }

  /// Whether it is of the whole store.
  var isOfAll: Bool { frame == nil && request.asOf == nil }

  /// The facts of the request's time and regions; a fact without a region is only in a report of all regions.
  func facts(of sheet: FactSheet) -> FactSheet {
    guard !isOfAll else { return sheet }
    var sorter = frame.map { FactSorter(sheet, frame: $0) }
    return sheet.filtered { index in
      if let limit = request.asOf, !sheet.canBe(index, by: limit) { return false }
      return sorter == nil || sorter?.place(of: index) != nil
    }
  }

  /// Whether a document without facts of the report is of it: by its home and its day.
  func holds(home: String?, published: PartialDate?) -> Bool {
    if let limit = request.asOf {
      guard let published, published.firstDay <= limit.lastDay else { return false }
    }
    guard let frame else { return true }
    return home.flatMap { frame.place(of: $0, in: published?.year) } != nil
  }
}
