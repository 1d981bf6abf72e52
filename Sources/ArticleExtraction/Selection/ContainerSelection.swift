/// Chooses the element that holds the article.
///
/// Every line has a worth: prose counts its free characters and marks, links and headlines count against. The element
/// whose lines sum up highest is the article, the innermost of equals; a container that a content management system
/// names as its article wins where it holds half of that. The idea of the largest sum is that of maximum subsequence
/// segmentation (Pasternack and Roth, 2009), over subtrees in place of token runs. The title anchors the choice: lines
/// above it count half, and lines below the first sign of its end do not count, so that a short article wins
/// over longer comments and other articles further down.
struct ContainerSelection {
  /// How lines are valued.
  enum Mode {
    /// Prose for, headlines and links against.
    case prose
    /// The same, and no class name is taken for noise.
    case withoutNoise
    /// Every character outside links for: lists, poems, tables of contents.
    case lines
  }

  private let page: Page
  private let mode: Mode
  /// Worth of the lines before each line.
  private var sums: [Int] = [0]
  /// Lines inside an element that is noise.
  private(set) var isNoise: [Bool]

  /// Share of the page's prose that an element named as noise may hold at most and be believed.
  private static let noiseShare = 0.3
  /// Share of the best worth that the best named container must hold.
  private static let articleShare = 0.5
  /// Signs of an article's end that are looked into.
  private static let endsTried = 32
  /// Prose, in characters, that must stand between the title and the sign of an article's end.
  private static let shortestArticle: Int32 = 40
  /// The same where a byline with a date stands between title and prose: the next such line heads a reply.
  private static let shortestPost: Int32 = 12
  /// Lines behind the title in which that byline is looked for.
  private static let headLines = 12

  /// Values the lines of `page`; `anchor` is the line of the title, if known.
  init(_ page: Page, mode: Mode, anchor: Int?, classifier: LineClassifier) {
    self.page = page
    self.mode = mode
    isNoise = [Bool](repeating: false, count: page.lines.count)
    markNoise()
    let end = anchor.flatMap { self.end(after: $0, classifier) } ?? page.lines.count
    sums.reserveCapacity(page.lines.count + 1)
    for (index, line) in page.lines.enumerated() {
      var worth = isNoise[index] ? -Int(min(line.characters, 40)) : worth(line)
      if index >= end { worth = 0 }
      if let anchor, index < anchor, worth > 0 { worth /= 2 }
      sums.append(sums[index] + worth)
    }
  }

  /// Worth of a line for being body text.
  private func worth(_ line: Line) -> Int {
    let free = Int(line.free)
    if line.isLinked { return -Int(min(line.linked, 40)) }
    if line.stops > 0 && line.characters >= 10 || line.marks > 0 && line.characters >= 16 {
      return free + 6 * Int(min(line.marks, 40))
    }
    if line.characters >= 40 || mode == .lines { return free }
    return line.marks > 0 ? free : -min(free, 8)
  }

  /// The first line below the title and some prose that looks like the end of an article.
  private func end(after anchor: Int, _ classifier: LineClassifier) -> Int? {
    var prose: Int32 = 0
    var home: Int32 = 0
    var tried = 0
    var isPost = classifier.kind(page.lines[anchor]) == .dated
    for index in anchor + 1..<page.lines.count where !isNoise[index] {
      let line = page.lines[index]
      if prose == 0, !isPost, index - anchor <= Self.headLines, line.characters <= 60 {
        isPost = classifier.kind(line) == .dated
      }
      if prose >= (isPost ? Self.shortestPost : Self.shortestArticle), line.characters <= 60, tried < Self.endsTried {
        switch classifier.kind(line) {
        case .tailHeading, .tailStart, .dated:
          tried += 1
          if !isContinued(index, in: home, prose, classifier) { return index }
        default: break
        }
      }
      if !line.isLinked, classifier.isProse(line) {
        prose += line.free
        home = page.container(of: line)
      }
    }
    return nil
  }

  /// Whether `container` holds prose behind `end`, three tenths of `before` or more.
  private func isContinued(_ end: Int, in container: Int32, _ before: Int32, _ classifier: LineClassifier) -> Bool {
    var after: Int32 = 0
    for line in page.lines[end...]
    where page.container(of: line) == container && !line.isLinked && classifier.isProse(line) {
      after += line.free
      if after * 10 >= before * 3 { return true }
    }
    return false
  }

  private mutating func markNoise() {
    var prose = [0]
    prose.reserveCapacity(page.lines.count + 1)
    for (index, line) in page.lines.enumerated() { prose.append(prose[index] + max(0, worth(line))) }
    let total = prose.last ?? 0
    for element in page.elements where element.kind == .noise || element.isHidden {
      guard mode == .prose || element.isHidden, !element.lines.isEmpty else { continue }
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
