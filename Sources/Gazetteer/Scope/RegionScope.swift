import CorpusModel

/// Which division each stretch of an article is about.
public struct RegionScope: Sendable {
  /// From `offset` on the text stands at `standpoint`, nil for nowhere known.
  struct Event: Sendable {
    var offset: Int
    var standpoint: Standpoint?
    /// Whether 全市 or 我县 set it: such a word also speaks for what stands before it in its sentence.
    var isWhole: Bool
  }

  let text: [UInt8]
  /// In text order.
  let events: [Event]
  /// Ends of sentences and lines, in text order.
  let stops: [Int]
  let references: [Int32: RegionReference]
  /// The township that the title names, where the body does not; that of the whole article where `isUntold`.
  let titled: String?
  /// Whether nothing tells the article's home.
  let isUntold: Bool

  /// The division that a fact at this place of the text is of, and the township, street or village below it as written.
  ///
  /// - Parameter anchor: Bytes of the number or name in the article's text.
  /// - Returns: Nil parts where nothing is known.
  /// - Complexity: O(log events).
  public func region(of anchor: Span) -> (region: RegionReference?, place: String?) {
    guard let standpoint = standpoint(at: anchor) else { return (nil, isUntold ? titled : nil) }
    let place = standpoint.place.map { text.string($0) } ?? (standpoint.isInTitled ? titled : nil)
    return (references[standpoint.code], place)
  }

  private func standpoint(at anchor: Span) -> Standpoint? {
    let next = firstIndex(events.count) { events[$0].offset > anchor.start }
    let stop = firstIndex(stops.count) { stops[$0] > anchor.start }
    let start = stop > 0 ? stops[stop - 1] : 0
    let end = stop < stops.count ? stops[stop] : text.count
    if next > 0, events[next - 1].offset > start { return events[next - 1].standpoint }
    // 到2025年，家站已有623个，全市…: nothing before the number in its sentence, 全市 after it.
    if next < events.count, events[next].isWhole, events[next].offset < end { return events[next].standpoint }
    return next > 0 ? events[next - 1].standpoint : nil
  }

  private func firstIndex(_ count: Int, where isAfter: (Int) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isAfter(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
