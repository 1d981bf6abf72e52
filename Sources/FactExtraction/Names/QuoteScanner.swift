/// A pair of quotation marks in a text.
struct Quotation: Sendable, Hashable {
  /// Scalars from the opening mark to the closing one, both included.
  var outer: Range<Int>
  /// Number of quotations around this one.
  var depth = 0
  /// Index of the innermost quotation around this one.
  var parent: Int?
  /// Whether it stands within a 《title》.
  var isInTitle = false

  var inner: Range<Int> { outer.lowerBound + 1..<outer.upperBound - 1 }
}

/// The quotations of a text, in order of their opening marks, with quick ways to those at a place.
struct Quotations: Sendable {
  let all: [Quotation]
  private let byStart: [Int: Int]
  private let byEnd: [Int: Int]

  init(of text: NameText) {
    all = QuoteScanner.quotations(in: text)
    byStart = Dictionary(all.enumerated().map { ($1.outer.lowerBound, $0) }) { first, _ in first }
    byEnd = Dictionary(all.enumerated().map { ($1.outer.upperBound, $0) }) { first, _ in first }
  }

  func starting(at index: Int) -> Quotation? { byStart[index].map { all[$0] } }

  func ending(at index: Int) -> Quotation? { byEnd[index].map { all[$0] } }

  /// The quotations around `index`, innermost first.
  ///
  /// - Complexity: O(log quotations + depth).
  func around(_ index: Int) -> [Quotation] {
    var result: [Quotation] = []
    var next: Int? = firstIndex(from: index + 1) - 1
    while let at = next, at >= 0 {
      if all[at].inner.contains(index) { result.append(all[at]) }
      next = all[at].parent
    }
    return result
  }

  /// The quotations that begin in `range`.
  func within(_ range: Range<Int>) -> ArraySlice<Quotation> {
    let first = firstIndex(from: range.lowerBound)
    return all[first..<max(first, firstIndex(from: range.upperBound))]
  }

  /// Index of the first quotation that begins at `index` or later.
  private func firstIndex(from index: Int) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].outer.lowerBound < index { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// Finds quotations, also where marks are missing or point the wrong way.
///
/// Marks are paired family by family within a line: by a stack where the directions nest; else the pairs that are
/// certain (an opening mark followed by a closing one) first, then neighbours among what is left, if they are near and no
/// sentence ends between them.
struct QuoteScanner: Sendable {
  /// Longest stretch between two marks that point the wrong way, in scalars.
  private static let longestRepair = 30

  private enum Direction { case open, close, unknown }

  private struct Mark {
    var index: Int
    var direction: Direction
  }

  /// All quotations of `text`, in order of their opening marks.
  static func quotations(in text: NameText) -> [Quotation] {
    var result: [Quotation] = []
    var families: [[Mark]] = [[], [], [], []]
    var titles: [Range<Int>] = []
    var titleStart: Int?
    for index in 0...text.count {
      let scalar = text[index]
      if index == text.count || scalar == Scalars.lineFeed {
        for family in families.indices {
          for pair in pairs(families[family], in: text) { result.append(Quotation(outer: pair)) }
          families[family].removeAll(keepingCapacity: true)
        }
        titleStart = nil
        continue
      }
      if scalar == 0x300A { titleStart = titleStart ?? index }
      if scalar == 0x300B, let start = titleStart {
        titles.append(start..<index + 1)
        titleStart = nil
      }
      if let (family, direction) = mark(scalar, at: index, in: text) {
        families[family].append(Mark(index: index, direction: direction))
      }
    }
    result.removeAll { $0.outer.count < 3 }
    result.sort { ($0.outer.lowerBound, -$0.outer.upperBound) < ($1.outer.lowerBound, -$1.outer.upperBound) }
    return nested(result, titles: titles)
  }

  private static func mark(_ scalar: UInt32, at index: Int, in text: NameText) -> (family: Int, direction: Direction)? {
    switch scalar {
    case 0x201C, 0x201F, 0x301D: (0, .open)
    case 0x201D, 0x301E, 0x301F: (0, .close)
    case 0x22: (0, .unknown)
    case 0x2018, 0x201B: (1, .open)
    case 0x2019: isApostrophe(index, in: text) ? nil : (1, .close)
    case 0x27: isApostrophe(index, in: text) ? nil : (1, .unknown)
    case 0x300C: (2, .open)
    case 0x300D: (2, .close)
    case 0x300E: (3, .open)
    case 0x300F: (3, .close)
    default: nil
    }
  }

  private static func isApostrophe(_ index: Int, in text: NameText) -> Bool {
    Scalars.isLatin(text[index - 1]) && (Scalars.isLatin(text[index + 1]) || text[index + 1] == Scalars.space)
  }

  private static func pairs(_ marks: [Mark], in text: NameText) -> [Range<Int>] {
    guard marks.count > 1 else { return [] }
    if let balanced = balanced(marks) { return balanced }
    var pairs: [Range<Int>] = []
    var rest: [(ordinal: Int, index: Int)] = []
    var index = 0
    while index < marks.count {
      if index + 1 < marks.count, marks[index].direction == .open, marks[index + 1].direction == .close {
        pairs.append(marks[index].index..<marks[index + 1].index + 1)
        index += 2
      } else {
        rest.append((index, marks[index].index))
        index += 1
      }
    }
    index = 0
    while index + 1 < rest.count {
      let pair = rest[index].index..<rest[index + 1].index + 1
      if rest[index + 1].ordinal == rest[index].ordinal + 1, pair.count <= longestRepair + 2,
        !text.scalars[pair].contains(where: Scalars.endsSentence)
      {
        pairs.append(pair)
        index += 2
      } else {
        index += 1
      }
    }
    return pairs
  }

  /// Pairs by a stack; nil where the marks do not balance or nest deeper than two.
  private static func balanced(_ marks: [Mark]) -> [Range<Int>]? {
    var stack: [Int] = []
    var pairs: [Range<Int>] = []
    for mark in marks {
      let closes = mark.direction == .close || (mark.direction == .unknown && !stack.isEmpty)
      if closes {
        guard let open = stack.popLast() else { return nil }
        pairs.append(open..<mark.index + 1)
      } else {
        stack.append(mark.index)
        if stack.count > 2 { return nil }
      }
    }
    return stack.isEmpty ? pairs : nil
  }

  private static func nested(_ sorted: [Quotation], titles: [Range<Int>]) -> [Quotation] {
    var result = sorted
    var open: [Int] = []
    var title = 0
    for index in result.indices {
      let start = result[index].outer.lowerBound
      while let last = open.last, result[last].outer.upperBound <= start { open.removeLast() }
      result[index].depth = open.count
      result[index].parent = open.last
      open.append(index)
      while title < titles.count, titles[title].upperBound <= start { title += 1 }
      result[index].isInTitle = title < titles.count && titles[title].contains(start)
    }
    return result
  }
}
