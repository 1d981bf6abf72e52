/// Carries spans between a text layer (the target) and the layer that it was made from (the source).
///
/// A map is a run-length list: within a *linear* run both sides advance byte for byte; any other run is a replacement,
/// whose inner offsets all go to its ends. Looking a span up costs O(log runs).
public struct OffsetMap: Sendable, Equatable {
  /// One run; its length is the distance to the next run's start.
  struct Run: Sendable, Equatable {
    var source: Int
    var target: Int
    var isLinear: Bool
  }

  private var runs: [Run] = []
  public private(set) var sourceCount = 0
  public private(set) var targetCount = 0

  /// An empty map, to be filled by `copy` and `replace` in text order.
  public init() {}

  /// The identity over `count` bytes.
  public static func identity(_ count: Int) -> OffsetMap {
    var map = OffsetMap()
    map.copy(count)
    return map
  }

  /// Whether every byte is its own image.
  public var isIdentity: Bool { runs.isEmpty || (runs.count == 1 && runs[0].isLinear) }

  /// Appends `count` bytes that stand in both layers at the same distance.
  public mutating func copy(_ count: Int) {
    guard count > 0 else { return }
    if runs.last?.isLinear != true {
      runs.append(Run(source: sourceCount, target: targetCount, isLinear: true))
    }
    sourceCount += count
    targetCount += count
  }

  /// Appends `source` bytes that became `target` bytes; either may be 0 (an insertion or a deletion).
  public mutating func replace(source: Int, target: Int) {
    guard source > 0 || target > 0 else { return }
    runs.append(Run(source: sourceCount, target: targetCount, isLinear: false))
    sourceCount += source
    targetCount += target
  }

  /// The smallest source span that holds everything `span` of the target was made from.
  public func source(of span: Span) -> Span {
    image(of: span, from: { $0.target }, to: { $0.source }, ends: (targetCount, sourceCount))
  }

  /// The smallest target span that holds everything made from `span` of the source.
  public func target(of span: Span) -> Span {
    image(of: span, from: { $0.source }, to: { $0.target }, ends: (sourceCount, targetCount))
  }

  /// The map of what follows the first `source` bytes and the `target` bytes made of them.
  public func dropping(source: Int, target: Int) -> OffsetMap {
    var result = OffsetMap()
    var cursor = Cursor(self)
    var (sourceLeft, targetLeft) = (source, target)
    while let piece = cursor.piece {
      let sourceCut = min(sourceLeft, piece.source)
      let targetCut = min(targetLeft, piece.target)
      sourceLeft -= sourceCut
      targetLeft -= targetCut
      if piece.isLinear && sourceCut == targetCut {
        result.copy(piece.source - sourceCut)
      } else {
        result.replace(source: piece.source - sourceCut, target: piece.target - targetCut)
      }
      cursor.advance()
    }
    return result
  }

  /// The map from this map's target back to `inner`'s source, where `inner`'s target is this map's source.
  ///
  /// Where replacements of the two overlap they become one.
  ///
  /// - Complexity: O(runs of both).
  public func composed(after inner: OffsetMap) -> OffsetMap {
    var result = OffsetMap()
    var first = Cursor(inner)
    var second = Cursor(self)
    while true {
      // What the inner step deleted, and what the outer one inserted, between two pieces.
      if let piece = first.piece, piece.target == 0 {
        result.replace(source: piece.source, target: 0)
        first.advance()
      } else if let piece = second.piece, piece.source == 0 {
        result.replace(source: 0, target: piece.target)
        second.advance()
      } else if let left = first.piece, let right = second.piece {
        if left.isLinear && right.isLinear {
          let count = min(left.target, right.source)
          result.copy(count)
          first.consume(count)
          second.consume(count)
        } else {
          let (source, target) = Self.merge(&first, &second)
          result.replace(source: source, target: target)
        }
      } else {
        return result
      }
    }
  }

  /// Takes pieces from both cursors up to the first middle offset at which neither is inside a replacement.
  private static func merge(_ first: inout Cursor, _ second: inout Cursor) -> (source: Int, target: Int) {
    var source = 0
    var target = 0
    var lead = 0  // middle bytes taken from `first` less those taken from `second`
    repeat {
      if lead <= 0, let left = first.piece {
        let count = left.isLinear ? min(left.target, max(-lead, second.replacedCount)) : left.target
        source += left.isLinear ? count : left.source
        lead += count
        first.consume(count)
      } else if let right = second.piece {
        let count = right.isLinear ? min(right.source, lead) : right.source
        target += right.isLinear ? count : right.target
        lead -= count
        second.consume(count)
      } else {
        break
      }
    } while lead != 0
    return (source, target)
  }

  /// Walks the pieces of a map; linear pieces can be taken in parts.
  private struct Cursor {
    struct Piece {
      var source: Int
      var target: Int
      var isLinear: Bool
    }

    private let map: OffsetMap
    private var index = 0
    private(set) var piece: Piece?

    init(_ map: OffsetMap) {
      self.map = map
      load()
    }

    /// Source bytes of the current piece if it is a replacement, else 0.
    var replacedCount: Int { piece.map { $0.isLinear ? 0 : $0.source } ?? 0 }

    mutating func advance() {
      index += 1
      load()
    }

    mutating func consume(_ count: Int) {
      guard let current = piece, current.isLinear, count < current.source else { return advance() }
      piece = Piece(source: current.source - count, target: current.target - count, isLinear: true)
    }

    private mutating func load() {
      guard index < map.runs.count else {
        piece = nil
        return
      }
      let run = map.runs[index]
      let isLast = index + 1 == map.runs.count
      piece = Piece(
        source: (isLast ? map.sourceCount : map.runs[index + 1].source) - run.source,
        target: (isLast ? map.targetCount : map.runs[index + 1].target) - run.target, isLinear: run.isLinear)
    }
  }

  /// The smallest span of the side `to` that holds the image of `span`, which is of the side `from`.
  @inline(__always) private func image(
    of span: Span, from: (Run) -> Int, to: (Run) -> Int, ends: (from: Int, to: Int)
  ) -> Span {
    let start = image(of: span.start, roundingUp: false, from: from, to: to, ends: ends)
    return Span(start, max(start, image(of: span.end, roundingUp: true, from: from, to: to, ends: ends)))
  }

  @inline(__always) private func image(
    of offset: Int, roundingUp: Bool, from: (Run) -> Int, to: (Run) -> Int, ends: (from: Int, to: Int)
  ) -> Int {
    guard !runs.isEmpty else { return offset }
    if offset <= 0 && roundingUp { return 0 }
    if offset > ends.from { return ends.to }
    // The last run that begins before the offset, or at it.
    var (low, high) = (0, runs.count)
    while low < high {
      let middle = (low + high) / 2
      if from(runs[middle]) < offset || !roundingUp && from(runs[middle]) == offset {
        low = middle + 1
      } else {
        high = middle
      }
    }
    let index = max(0, low - 1)
    let run = runs[index]
    if run.isLinear { return to(run) + (offset - from(run)) }
    if offset == from(run) { return to(run) }
    return roundingUp ? (index + 1 < runs.count ? to(runs[index + 1]) : ends.to) : to(run)
  }
}
