import ArgumentParser
import CorpusModel
import FactExtraction
import Gazetteer
import Ingestion
import LexiconData
import RegionComparison
import Reporting

/// A site of tables, charts and sentences.
struct ReportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Write a static site: comparisons, a page a region and a model, charts, every number with its sentence.",
    discussion: """
      The site needs no server and no script and loads nothing from elsewhere. The same store gives the same bytes. \
      A folder that an earlier run wrote is replaced in one step; any other folder is left alone.

      Examples:
        zhandian report --store stations.db --out site
        zhandian report --store stations.db --out yunnan --by prefecture --within 云南省 --as-of 2024 --title 云南联络站
      """)

  @OptionGroup var store: StoreOption
  @OptionGroup var reviewed: ReviewedOption
  @Option(help: "Folder of the site.") var out: String
  @Option(help: "Rows of the comparisons: province, prefecture or county (default: the level below --within).")
  var by: RowLevel?
  @Option(help: "Only regions inside this one, by code or name.") var within: String?
  @Option(
    help: "Only what can have been so by this date (2024, 2024-06 or 2024-06-25), in that year's regions.",
    transform: DateArgument.date)
  var asOf: PartialDate?
  @Option(help: "Title of the site.") var title: String?
  @Option(
    help: "A day to print in the footer (default: none, so that nothing depends on the clock).",
    transform: DateArgument.date)
  var date: PartialDate?
  @OptionGroup var domain: DomainOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let folder = try FolderOutput(path: out, marker: "zhandian-report.json", schema: "zhandian.report/1")
    let lexicons = try common.openLexicons()
    let gazetteer = try Gazetteer(lexicons: lexicons)
    let store = try reviewed.open(store)
    let domain = try domain.place(for: store, lexicons)
    let variants = try NameVariants(lexicons: lexicons, domain: domain)
    let measures = try MeasureList(lexicons: lexicons, domain: domain).all
    let code = try within.map {
      try RegionArgument.code($0, gazetteer, RegionLookup(lexicons: lexicons, gazetteer: gazetteer), date: asOf)
    }
    let outer = code.flatMap { gazetteer.division($0, in: asOf?.year)?.level } ?? .nation
    let below = RowLevel.allCases.first { $0.level > outer } ?? .county
    let request = ReportRequest(by: (by ?? below).level, asOf: asOf, within: code)
    let report = try Report(
      request, measures: measures, store: store, gazetteer: gazetteer,
      words: LabelWords(lexicons: lexicons, domain: domain), modelKey: variants.key(ofModel:),
      textKey: variants.key(ofText:))
    let hash = try DomainPack(domain, in: lexicons).versionHash()
    let origin = ReportSite.Origin(program: Version.string, lexicons: hash, date: date?.description)
    let site = ReportSite(report, title: title, labels: try SiteLabels(lexicons: lexicons), origin: origin)
    var count = 0
    try site.forEachFile { name, bytes in
      try folder.write(name, bytes)
      count += 1
    }
    try folder.finish([
      ("program", .string(Version.string)), ("lexicons", .string(hash)),
      ("contracts", .strings(report.overview.contracts)), ("by", .string((by ?? below).rawValue)),
      ("within", .optional(code)), ("as_of", .optional(asOf?.description)), ("title", .optional(title)),
      ("date", .optional(date?.description)),
    ])
    common.note("\(count) files of \(report.overview.documents) documents: open \(out)/index.html")
  }
}
