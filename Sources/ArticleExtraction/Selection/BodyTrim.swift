import CorpusModel

/// Cuts the head, the tail and the furniture in between from the lines that hold an article.
///
/// Shared by pages and plain text: it sees lines, no markup.
struct BodyTrim {
  let lines: [Line]
  let classifier: LineClassifier
  /// Why each line of the range was dropped; nil where it is kept.
  private(set) var reasons: [String?]
  /// What each line is; filled for the range.
  private(set) var kinds: [LineKind]
  /// First line of the body and the line behind its last.
  private(set) var body: Range<Int>

  private let range: Range<Int>
  private var prose: [Int] = []
  /// Lines of tables.
  private var tables: Set<Int> = []

  /// Classifies the lines of `range`; `dropped` tells which are out for another reason.
  init(_ lines: [Line], range: Range<Int>, classifier: LineClassifier, dropped: (Int) -> String?) {
    self.lines = lines
    self.classifier = classifier
    self.range = range
    body = range
    reasons = [String?](repeating: nil, count: lines.count)
    kinds = [LineKind](repeating: .content, count: lines.count)
    prose = [Int](repeating: 0, count: lines.count + 1)
    for table in TextTable.find(classifier.text, range.map { lines[$0].range }) {
      tables.formUnion(table.lines.map { $0 + range.lowerBound })
    }
    for index in range {
      kinds[index] = tables.contains(index) ? .content : classifier.kind(lines[index])
      reasons[index] = dropped(index)
      let counts =
        reasons[index] == nil && kinds[index] == .content
        && (tables.contains(index) || classifier.isProse(lines[index]))
      prose[index + 1] = prose[index] + (counts ? Int(lines[index].characters) : 0)
    }
    if range.lowerBound > 0 { prose[range.lowerBound] = 0 }
    if prose(range) < Self.shortLines.prose { countRuns() }
  }

  /// Prose below which a text may be set in short lines, and what such a run of lines holds at least: characters, marks and
  /// lines.
  ///
  /// Set on messages for telephones and on short articles with headlines behind them (`PlainTextTests`).
  private static let shortLines = (prose: 60, characters: 90, marks: 6, lines: 8)

  /// Counts runs of short lines behind the byline as prose, as messages for telephones are set.
  private mutating func countRuns() {
    let byline = range.prefix(14).first { [.byline, .dated, .date].contains(kinds[$0]) }
    var start = byline.map { $0 + 1 } ?? range.lowerBound
    if let tail = range.first(where: { kinds[$0] == .tailHeading }), tail < start { return }
    while start < range.upperBound {
      let end = (start..<range.upperBound).first { reasons[$0] != nil || kinds[$0] != .content } ?? range.upperBound
      let run = start..<end
      let characters = run.reduce(0) { $0 + Int(lines[$1].characters) }
      let marks = run.reduce(0) { $0 + Int(lines[$1].marks) }
      let isBehindTail = start > range.lowerBound && [.tailHeading, .tailStart].contains(kinds[start - 1])
      let counts =
        !isBehindTail && characters >= Self.shortLines.characters && marks >= Self.shortLines.marks
        && run.count >= Self.shortLines.lines
      for index in run {
        let isProse = counts || tables.contains(index) || classifier.isProse(lines[index])
        prose[index + 1] = prose[index] + (isProse ? Int(lines[index].characters) : 0)
      }
      if end < range.upperBound { prose[end + 1] = prose[end] }
      start = end + 1
    }
  }

  private func prose(_ part: Range<Int>) -> Int { prose[part.upperBound] - prose[part.lowerBound] }

  /// Prose before a line of the head: at most this many characters or this share of all.
  private static let headProse = (characters: 60, share: 0.05)

  /// Drops everything up to the last line of title, byline or path that has little prose before it.
  mutating func cutHead(isTitle: (Int) -> Bool) {
    let limit = max(Self.headProse.characters, Int(Double(prose(range)) * Self.headProse.share))
    var start = range.lowerBound
    for index in range.prefix(40) {
      guard prose(range.lowerBound..<index) <= limit else { break }
      if [.byline, .dated, .date, .navigation].contains(kinds[index]) || isTitle(index) { start = index + 1 }
    }
    while start < range.upperBound, kinds[start] != .content { start += 1 }
    for index in range.lowerBound..<start where reasons[index] == nil {
      reasons[index] = kinds[index] == .content ? "head" : kinds[index].reason
    }
    body = start..<body.upperBound
  }

  /// Drops everything from the first mark of a tail that the article does not go on behind.
  ///
  /// - Parameter container: the element whose paragraph a line is; equal for all lines of plain text, which is taken to
  ///   go on where more prose stands behind the mark than before it.
  mutating func cutTail(container: (Int) -> Int32) {
    let posts = body.count { kinds[$0] == .dated }
    for index in body where [.tailHeading, .tailStart, .linkFarm, .byline, .dated].contains(kinds[index]) {
      let before = prose(body.lowerBound..<index)
      let after = prose(index..<body.upperBound)
      let factor = kinds[index] == .byline ? 10 : kinds[index] == .dated ? 2 : 1
      let isOver = kinds[index] != .byline && before >= 40 && !isContinued(index, before, container)
      // Three bylines with dates are those of a thread: what stands under the first is the post.
      let isPost = kinds[index] == .dated && posts >= 3 && before >= 40
      guard before > 0, before >= after * factor || isOver || isPost else { continue }
      for later in index..<body.upperBound where reasons[later] == nil {
        reasons[later] = later == index ? kinds[index].reason : "tail"
      }
      body = body.lowerBound..<index
      return
    }
  }

  /// Whether prose behind `mark` stands in the container of the prose before it, three tenths of that or more.
  private func isContinued(_ mark: Int, _ before: Int, _ container: (Int) -> Int32) -> Bool {
    guard let last = (body.lowerBound..<mark).last(where: { prose($0..<$0 + 1) > 0 }) else { return true }
    let home = container(last)
    let after = (mark..<body.upperBound).reduce(0) { $0 + (container($1) == home ? prose($1..<$1 + 1) : 0) }
    return after * 10 >= before * 3
  }

  /// Drops furniture between paragraphs.
  mutating func dropFurniture() {
    for index in body where reasons[index] == nil && kinds[index] != .content && kinds[index] != .date {
      reasons[index] = kinds[index].reason
    }
  }

  /// Drops a run of headlines at the end: four or more short lines behind the last that ends as a sentence does.
  mutating func cutHeadlines() {
    guard
      let last = body.last(where: {
        reasons[$0] == nil
          && (classifier.endsSentence(lines[$0]) || lines[$0].characters > 60 || tables.contains($0))
      })
    else { return }
    let run = (last + 1..<body.upperBound).filter { reasons[$0] == nil }
    guard run.count >= 4 else { return }
    for index in run { reasons[index] = "headlines" }
    body = body.lowerBound..<last + 1
  }

  /// The line behind the last that is kept.
  var tail: Int { body.last { reasons[$0] == nil }.map { $0 + 1 } ?? body.upperBound }

  /// Lines of the body that are kept.
  var kept: [Int] { body.filter { reasons[$0] == nil } }
}
