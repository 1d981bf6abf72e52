import CorpusModel
import FactStore
import Gazetteer

/// All that a report shows, with every number chosen and typed; rendering adds nothing but form.
public struct Report: Sendable {
  public let request: ReportRequest
  /// The division that the report is limited to.
  public let within: Division?
  /// Of the whole store.
  public let overview: StoreOverview
  /// The measures of which something is known, at the level of the request.
  public let measures: [MeasureProfile]
  /// Every region of which something is known, by code.
  public let regions: [RegionProfile]
  /// The names of most regions first.
  public let models: [NameProfile]
  public let slogans: [NameProfile]
  public let epithets: [NameProfile]
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
  /// - Complexity: O(facts) and their sorting; all facts are in memory at once, texts are not.
  public init(
    _ request: ReportRequest, measures offered: [Measure], store: FactStore, gazetteer: Gazetteer, words: LabelWords,
    modelKey: (String) -> String, textKey: (String) -> String
  ) throws(StoreError) {
    let all = try store.facts()
    overview = try StoreOverview(store, facts: all)
    let facts = Self.wanted(all, request, gazetteer)
    self.request = request
    within = request.within.flatMap { gazetteer.division($0, in: request.asOf?.year) }
    var builder = RegionProfiles(request, gazetteer: gazetteer)
    let numeric = offered.filter { !$0.isOfNames }
    measures = builder.addFigures(facts.map(\.row), numeric, words: words)
    var heirs = RegionHeirs(gazetteer: gazetteer, year: request.asOf?.year)
    func profiles(
      _ kind: String, _ key: (String) -> String, _ list: WritableKeyPath<RegionProfile, [RegionProfile.AdoptedName]>
    ) -> [NameProfile] {
      let groups = NameGroup.groups(
        of: facts.filter { $0.row.fact.content.kind == kind }, heirs: &heirs, variantKey: key)
      builder.addNames(groups, to: list)
      return groups.map { NameProfile($0, key: key($0.name)) }
    }
    models = profiles("model", modelKey, \.models)
    slogans = profiles("slogan", textKey, \.slogans)
    epithets = profiles("epithet", textKey, \.epithets)
    regions = builder.profiles()
    successors = Self.successors(facts, request, gazetteer)
    evidence = EvidenceIndex(facts.map(\.row), store: store)
  }

  private static func successors(
    _ facts: [DatedFact], _ request: ReportRequest, _ gazetteer: Gazetteer
  ) -> [String: String] {
    var found: [String: String] = [:]
    for code in Set(facts.compactMap(\.row.fact.region?.code)) {
      guard let heir = gazetteer.successor(of: code, to: request.asOf?.year)?.code, heir != code else { continue }
      found[code] = heir
    }
    return found
  }

  /// The facts of the request's time and regions; a fact without a region is only in a report of all regions.
  private static func wanted(_ all: [FactRow], _ request: ReportRequest, _ gazetteer: Gazetteer) -> [DatedFact] {
    var dated = DatedFact.facts(all)
    if let limit = request.asOf { dated = dated.filter { $0.canBe(by: limit) } }
    guard let code = request.within, code != "000000" else { return dated }
    let frame = RegionFrame(gazetteer: gazetteer, level: .county, year: request.asOf?.year, within: code)
    return dated.filter { fact in
      guard let region = fact.row.fact.region else { return false }
      return frame.place(of: region.code, in: fact.date?.year) != nil
    }
  }
}
