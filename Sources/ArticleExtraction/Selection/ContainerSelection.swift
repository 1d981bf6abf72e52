/// Chooses the element that holds the article.
///
/// Every line has a worth: prose counts its free characters and marks, links and headlines count against. The element
/// whose lines sum up highest is the article, the innermost of equals; a container that a content management system
/// names as its article wins where it holds half of that. The idea of the largest sum is that of maximum subsequence
/// segmentation (Pasternack and Roth, 2009), over subtrees in place of token runs.
struct ContainerSelection {
  private let page: Page
  private let usesNoise: Bool
  /// Worth of the lines before each line.
  private var sums: [Int] = [0]
  /// Lines inside an element that is noise.
  private(set) var isNoise: [Bool]

  /// Share of the page's prose that an element named as noise may hold at most and be believed (measured on 40 real pages).
  private static let noiseShare = 0.3
  private static let articleShare = 0.5

  init(_ page: Page, usesNoise: Bool = true) {
    self.page = page
    self.usesNoise = usesNoise
    isNoise = [Bool](repeating: false, count: page.lines.count)
    markNoise()
    sums.reserveCapacity(page.lines.count + 1)
    for (index, line) in page.lines.enumerated() {
      sums.append(sums[index] + (isNoise[index] ? -Int(min(line.characters, 60)) : Self.worth(line)))
    }
  }

  /// Worth of a line for being body text.
  static func worth(_ line: Line) -> Int {
    let free = Int(line.free)
    if line.isLinked { return -Int(min(line.linked, 60)) }
    if line.stops > 0 && line.characters >= 10 || line.marks > 0 && line.characters >= 16 {
      return free + 6 * Int(min(line.marks, 40))
    }
    if line.characters >= 40 { return free }
    return line.marks > 0 ? free : -min(free, 8)
  }

  private mutating func markNoise() {
    var prose = [0]
    prose.reserveCapacity(page.lines.count + 1)
    for (index, line) in page.lines.enumerated() { prose.append(prose[index] + max(0, Self.worth(line))) }
    let total = prose.last ?? 0
    for element in page.elements where element.kind == .noise || element.isHidden {
      guard usesNoise || element.isHidden, !element.lines.isEmpty else { continue }
      let held = prose[element.lines.upperBound] - prose[element.lines.lowerBound]
      guard Double(held) <= Self.noiseShare * Double(total) else { continue }
      for index in element.lines { isNoise[index] = true }
    }
  }

  private func sum(_ element: Element) -> Int { sums[element.lines.upperBound] - sums[element.lines.lowerBound] }

  /// Index of the article's element and the worth of its lines.
  func best() -> (element: Int, worth: Int) {
    var best = (element: 0, worth: sum(page.elements[0]))
    var named: (element: Int, worth: Int)?
    for (index, element) in page.elements.enumerated() where element.endLine > element.firstLine {
      let worth = sum(element)
      if worth >= best.worth { best = (index, worth) }
      if element.kind == .article, worth > 0, named.map({ worth >= $0.worth }) ?? true { named = (index, worth) }
    }
    if let named, Double(named.worth) >= Self.articleShare * Double(best.worth) { return named }
    return best
  }
}
