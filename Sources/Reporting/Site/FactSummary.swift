import CorpusModel

extension SiteLabels {
  /// What a fact says, in one line.
  ///
  /// - Parameters:
  ///   - fact: Of any kind.
  ///   - link: Puts a link around the name of the fact's region.
  /// - Returns: `stations: 14380 个 代表联络站 (2024) · 云南省`, marked up.
  public func summary(of fact: Fact, _ link: (RegionReference, HTML) -> HTML = { $1 }) -> HTML {
    summary(of: fact.content, region: fact.region, place: fact.place, link)
  }

  /// What a statement says, in one line.
  public func summary(
    of content: FactContent, region: RegionReference?, place: String?, _ link: (RegionReference, HTML) -> HTML = { $1 }
  ) -> HTML {
    let path = HTML(text: (region?.path.joined() ?? "") + (place ?? ""))
    let whose = region.map { link($0, path) } ?? path
    switch content {
    case .count(let count):
      let subjects = count.subjects.map { label("subject." + $0) }.joined(separator: "/")
      let date = count.asOf.map { " (\($0))" } ?? ""
      let number: HTML = "<b>\(count.quantity.bound.sign)\(count.quantity.value)</b> \(count.unit)"
      return "\(subjects): \(number) \(count.label)\(date) · \(whose)"
    case .coverage(let scope, let percent):
      return "\(label("kind.coverage")): <b>\(percent.digits)%</b> \(scope ?? "") · \(whose)"
    case .model(let name, let components):
      let parts = components.isEmpty ? "" : ": " + components.joined(separator: "、")
      return "\(label("kind.model")): <b>\(name)</b>\(parts) · \(whose)"
    case .slogan(let text), .epithet(let text):
      return "\(label("kind." + content.kind)): <b>\(text)</b> · \(whose)"
    }
  }
}
