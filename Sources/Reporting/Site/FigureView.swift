import CorpusModel
import RegionComparison

/// Where the sentences of facts are.
public protocol FactLinks: Sendable {
  /// The sentence of a fact around a number or word.
  func fact(_ key: String, in document: String, _ content: HTML) -> HTML
}

/// Figures as markup: every number a link to its sentence.
public struct FigureView: Sendable {
  let labels: SiteLabels
  let links: any FactLinks

  public init(labels: SiteLabels, links: any FactLinks) { (self.labels, self.links) = (labels, links) }

  /// The number of a region, or those of its parts; a dash where nothing is stated of the region itself.
  public func value(_ figure: Figure?) -> HTML {
    guard let figure, figure.isOwn else {
      return "<span class=\"missing\" title=\"\(labels.plain("figure.none"))\">–</span>"
    }
    var result: HTML = ""
    if let chosen = figure.chosen {
      result += number(chosen)
      if !figure.parts.isEmpty { result += " <span class=\"parts\">= \(parts(figure))</span>" + sumMark(figure) }
    } else {
      result += "<span class=\"parts\">\(parts(figure))</span>"
    }
    if !figure.conflicts.isEmpty {
      result += " <span class=\"conflict\" title=\"\(labels.plain("figure.conflicts"))\">⚠</span>"
    }
    return result
  }

  /// A number as a link, with its bound.
  func number(_ figure: StatedFigure) -> HTML {
    links.fact(figure.fact, in: figure.document, HTML(text: figure.value.text))
  }

  private func parts(_ figure: Figure) -> HTML {
    figure.parts.map(number).joined(separator: figure.areDisjoint ? " + " : "; ")
  }

  private func sumMark(_ figure: Figure) -> HTML {
    switch figure.sumHolds {
    case true?: " <span class=\"holds\" title=\"\(labels.plain("figure.sum_holds"))\">✓</span>"
    case false?: " <span class=\"conflict\" title=\"\(labels.plain("figure.sum_fails"))\">✗</span>"
    case nil: ""
    }
  }

  /// How the thing is called in the articles.
  public func label(_ figure: Figure) -> HTML { distinct(figure.shown.map(\.label)) }
  public func asOf(_ figure: Figure) -> HTML { distinct(figure.shown.compactMap(\.asOf?.description)) }
  public func published(_ figure: Figure) -> HTML { distinct(figure.shown.compactMap(\.published?.description)) }

  private func distinct(_ texts: [String]) -> HTML {
    var seen: Set<String> = []
    return texts.filter { !$0.isEmpty && seen.insert($0).inserted }.map { HTML(text: $0) }.joined(separator: "; ")
  }

  /// Regions of former days, sums, conflicts, other claims, and places inside, as far as there are any.
  ///
  /// `name` is that of the region as the row shows it.
  public func notes(_ figure: Figure, of name: String) -> HTML {
    var items: [HTML] = []
    let former = Set(figure.shown.compactMap { $0.place == nil ? $0.region?.name : nil }.filter { $0 != name }).sorted()
    items += former.map { "<li>\($0)</li>" }
    if figure.sumHolds == false { items.append("<li class=\"conflict\">\(labels.label("figure.sum_fails"))</li>") }
    items += claims("figure.conflicts", figure.conflicts, of: figure.conflictCount, mark: " class=\"conflict\"")
    items += claims("figure.alternatives", figure.alternatives, of: figure.alternativeCount, mark: "")
    if !figure.isOwn, !figure.inside.isEmpty {
      items.append("<li>\(labels.label("figure.inside")): \(inside(figure))</li>")
    }
    return items.isEmpty ? "" : "<ul class=\"notes\">\(items)</ul>"
  }

  private func claims(_ key: String, _ claims: [StatedFigure], of count: Int, mark: HTML) -> [HTML] {
    guard !claims.isEmpty else { return [] }
    let shown = claims.prefix(Self.mostClaims).map { claim -> HTML in
      let date = claim.date.map { " (\($0))" } ?? ""
      return "\(number(claim)) \(claim.label)\(date)"
    }
    return ["<li\(mark)>\(labels.label(key)): \(shown.joined(separator: "; "))\(more(count - shown.count))</li>"]
  }

  private func inside(_ figure: Figure) -> HTML {
    let shown = figure.inside.prefix(Self.mostClaims).map { inner -> HTML in
      "\(inner.name) \(inner.stated.map(number).joined(separator: "; "))"
    }
    return shown.joined(separator: "、") + more(figure.insideCount - shown.count)
  }

  /// Claims that one note lists; a cell of a large store may have thousands.
  private static let mostClaims = 12

  private func more(_ count: Int) -> HTML {
    count > 0 ? "; \(labels.sentence("sentence.more", [HTML(text: String(count))]))" : ""
  }

  /// How many regions report a measure.
  public func reach(_ reach: Reach) -> HTML {
    let counts: [HTML] = [HTML(text: String(reach.reported)), HTML(text: String(reach.expected))]
    let key = "level.\(reach.level.name)"
    var result = labels.sentence(
      "sentence.reported", chinese: counts + [labels.chinese(key)], english: counts + [labels.english(key)])
    if reach.insideOnly > 0 {
      result += "; " + labels.sentence("sentence.inside_only", [HTML(text: String(reach.insideOnly))])
    }
    return result
  }
}

extension DivisionLevel {
  /// As the labels name it.
  var name: String {
    switch self {
    case .nation: "nation"
    case .province: "province"
    case .prefecture: "prefecture"
    case .county: "county"
    case .township: "township"
    }
  }
}
