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
    let start = self.source(at: span.start, roundingUp: false)
    return Span(start, max(start, self.source(at: span.end, roundingUp: true)))
  }

  /// The smallest target span that holds everything made from `span` of the source.
  public func target(of span: Span) -> Span {
    let start = self.target(at: span.start, roundingUp: false)
    return Span(start, max(start, self.target(at: span.end, roundingUp: true)))
  }

  /// The map from this map's target back to `inner`'s source, where `inner`'s target is this map's source.
  ///
  /// - Complexity: O(runs of both).
  public func composed(after inner: OffsetMap) -> OffsetMap {
    if inner.isIdentity { return self }
    if isIdentity { return inner }
    var result = OffsetMap()
    for index in runs.indices {
      let run = runs[index]
      let end = index + 1 < runs.count ? runs[index + 1] : Run(source: sourceCount, target: targetCount, isLinear: true)
      if run.isLinear {
        inner.forEachPiece(Span(run.source, end.source)) { source, target, isLinear in
          if isLinear { result.copy(target) } else { result.replace(source: source, target: target) }
        }
      } else {
        let whole = inner.source(of: Span(run.source, end.source))
        let consumed = max(0, whole.end - result.sourceCount)
        result.replace(source: consumed, target: end.target - run.target)
      }
    }
    if result.sourceCount < inner.sourceCount {
      result.replace(source: inner.sourceCount - result.sourceCount, target: 0)
    }
    return result
  }

  private func forEachPiece(_ span: Span, _ body: (Int, Int, Bool) -> Void) {
    guard !span.isEmpty else { return }
    var index = runIndex { $0.target <= span.start }
    while index < runs.count, runs[index].target < span.end {
      let run = runs[index]
      let next = index + 1 < runs.count ? runs[index + 1] : Run(source: sourceCount, target: targetCount, isLinear: true)
      let from = max(span.start, run.target)
      let to = min(span.end, next.target)
      if run.isLinear {
        if to > from { body(to - from, to - from, true) }
      } else {
        // A replacement cut by the outer run gives its source bytes to its first piece.
        body(from == run.target ? next.source - run.source : 0, to - from, false)
      }
      index += 1
    }
  }

  private func runIndex(_ isBefore: (Run) -> Bool) -> Int {
    var low = 0
    var high = runs.count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(runs[middle]) { low = middle + 1 } else { high = middle }
    }
    return max(0, low - 1)
  }

  private func source(at offset: Int, roundingUp: Bool) -> Int {
    guard !runs.isEmpty else { return offset }
    if offset >= targetCount { return roundingUp || offset > targetCount ? sourceCount : sourceCount }
    let index = runIndex { roundingUp ? $0.target < offset : $0.target <= offset }
    let run = runs[index]
    if run.isLinear { return run.source + (offset - run.target) }
    if offset == run.target { return run.source }
    return roundingUp ? (index + 1 < runs.count ? runs[index + 1].source : sourceCount) : run.source
  }

  private func target(at offset: Int, roundingUp: Bool) -> Int {
    guard !runs.isEmpty else { return offset }
    if offset >= sourceCount { return targetCount }
    let index = runIndex { roundingUp ? $0.source < offset : $0.source <= offset }
    let run = runs[index]
    if run.isLinear { return run.target + (offset - run.source) }
    if offset == run.source { return run.target }
    return roundingUp ? (index + 1 < runs.count ? runs[index + 1].target : targetCount) : run.target
  }
}
