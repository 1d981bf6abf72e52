import RegionComparison

/// Where things of a site are, as seen from one page.
struct SiteLinks: FactLinks {
  /// Documents on one page of evidence.
  static let documentsPerPage = 40

  private let numbers: [String: Int]
  private let regions: Set<String>
  private let successors: [String: String]
  /// `""` on a page at the root, `"../"` one folder down.
  private let up: String

  init(_ report: Report) {
    numbers = Dictionary(
      report.evidence.documents.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    regions = Set(report.regions.map(\.division.code))
    successors = report.successors
    up = ""
  }

  private init(_ root: SiteLinks, up: String) {
    numbers = root.numbers
    regions = root.regions
    successors = root.successors
    self.up = up
  }

  /// The same links from a page one folder down.
  var below: SiteLinks { SiteLinks(self, up: "../") }

  static let comparisons = "compare/index.html"
  static let regions = "regions/index.html"
  static let adoption = "models/regions.html"
  static func evidencePage(_ page: Int) -> String { "evidence/\(page + 1).html" }
  static func comparisonPage(_ measure: Measure) -> String { "compare/\(measure.rawValue).html" }
  static func regionPage(_ code: String) -> String { "regions/\(code).html" }
  static func modelPage(_ id: String) -> String { "models/\(id).html" }

  /// A file of the site.
  func file(_ name: String) -> String { up + name }

  /// The code of the division that stands where the one of `code` stood.
  func standing(_ code: String) -> String { successors[code] ?? code }

  /// A region's page, or that of its successor, around its name; the name alone if it has none.
  func region(_ code: String, _ name: HTML) -> HTML {
    let code = regions.contains(code) ? code : successors[code] ?? code
    return regions.contains(code) ? "<a href=\"\(file(Self.regionPage(code)))\">\(name)</a>" : name
  }

  /// The sentence of a fact around a number or word.
  func fact(_ key: String, in document: String, _ content: HTML) -> HTML {
    guard let number = numbers[document] else { return content }
    let page = file(Self.evidencePage(number / Self.documentsPerPage))
    return "<a class=\"fact\" href=\"\(page)#\(Self.anchor(ofFact: key))\">\(content)</a>"
  }

  /// A document among the evidence.
  func document(_ id: String, _ content: HTML) -> HTML {
    guard let number = numbers[id] else { return content }
    let page = file(Self.evidencePage(number / Self.documentsPerPage))
    return "<a href=\"\(page)#\(anchor(ofDocument: id))\">\(content)</a>"
  }

  static func anchor(ofFact key: String) -> String { "f-" + key }
  func anchor(ofDocument id: String) -> String { "d\((numbers[id] ?? 0) + 1)" }
}
