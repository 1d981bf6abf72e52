import CorpusModel

/// Searches for the page bytes whose damaged decoding is the text at hand.
///
/// The accident: pinyin annotations are written between the bytes of a GBK page without regard to where characters
/// begin, and the page is cut before the bytes of full-width ！；？, so that a decoder reads on one byte late until a byte
/// of the ASCII range brings it back. The search runs the decoder backwards: from a place of damage it carries the byte
/// that waits for its partner, forks where a byte is lost, and ends where both readings agree again. Paths are weighed
/// by a model of character pairs.
struct ShiftSearch {
  /// A restored stretch of the page.
  struct Result {
    /// Unit behind the stretch.
    var end: Int
    var scalars: [UInt32]
    /// Last two bytes, for an annotation that follows.
    var lastBytes: (UInt8, UInt8)
    /// Logarithm of the probability of the restored reading over that of the text as it stands.
    var gain: Float
    /// Mean logarithm of the restored pairs.
    var mean: Float
  }

  /// A reading of the bytes so far.
  private struct Path {
    var at: Int
    /// The lead byte that waits for its partner; 0 where the reading agrees with the page's decoder.
    var pending: UInt8
    var lastBytes: (UInt8, UInt8)
    var scalars: [UInt32] = []
    var score: Float = 0
    /// A character that lacks its lead byte (`trail`) or its trail byte (`lead`), to be chosen with its right neighbour.
    var hole: Hole?
    /// Where the last hole was filled, in `scalars`.
    var filled: Int?
  }

  private enum Hole {
    case withTrail(UInt8)
    case withLead(UInt8)
  }

  private static let beam = 24
  /// Characters that are tried for a hole.
  private static let candidates = 4
  private static let longest = 400

  let page: PageUnits
  let gbk: GBKTable
  let readings: Readings
  let pairs: PairModel

  /// The likeliest source of the damage that begins at `start`.
  ///
  /// - Parameters:
  ///   - start: unit at which the damage begins.
  ///   - before: the character before `start`, repaired.
  ///   - lastBytes: the last two bytes before `start`, repaired.
  ///   - budget: steps that the search may take; what it took is subtracted.
  /// - Returns: nil where no source has the text for its image.
  func run(from start: Int, before: UInt32, lastBytes: (UInt8, UInt8), budget: inout Int) -> Result? {
    var best: Result?
    let first = Path(at: start, pending: 0, lastBytes: lastBytes)
    var paths = damaged(first)
    while !paths.isEmpty, budget > 0 {
      budget -= paths.reduce(0) { $0 + ($1.hole == nil ? 1 : 20) }  // a hole tries 126 characters
      var next: [Path] = []
      for path in paths {
        if path.pending == 0 {
          if let result = finished(path, start, before), best.map({ result.gain > $0.gain }) ?? true { best = result }
        } else if path.at - start < Self.longest, path.at < page.count {
          next += steps(path, before, start)
        }
      }
      if next.count > Self.beam {
        next.sort { $0.score / Float($0.scalars.count + 1) > $1.score / Float($1.scalars.count + 1) }
        next.removeLast(next.count - Self.beam)
      }
      paths = next
    }
    return best
  }

  /// The forks at a place of damage, the decoder being in step.
  private func damaged(_ path: Path) -> [Path] {
    var forks: [Path] = []
    if let broken = page.brokenAnnotation(at: path.at) {
      for code in readings.characters(broken.reading) where UInt8(code >> 8) == path.lastBytes.1 {
        var fork = path
        fork.at = broken.end
        fork.pending = UInt8(truncatingIfNeeded: code)
        fork.lastBytes = (path.lastBytes.1, fork.pending)
        forks.append(fork)
      }
    }
    var marks = [path.at]
    if page.mayBeLead(at: path.at) { marks.append(path.at + 1) }
    for at in marks {
      guard let trail = page.mark(at: at) else { continue }
      var fork = path
      fork.at = at + 1
      fork.hole = .withTrail(0xA3)
      fork.pending = trail
      fork.lastBytes = (0xA3, trail)
      forks.append(fork)
    }
    return forks
  }

  /// The ways on from a path whose `pending` byte waits for its partner.
  private func steps(_ path: Path, _ before: UInt32, _ start: Int) -> [Path] {
    let unit = page[path.at]
    if let whole = page.annotation(at: path.at) {
      let code = UInt16(path.lastBytes.0) << 8 | UInt16(path.lastBytes.1)
      guard readings.has(code, whole.reading) else { return [] }
      var next = path
      next.at = whole.end
      return [next]
    }
    if let broken = page.brokenAnnotation(at: path.at) {
      return readings.characters(broken.reading).flatMap { code in
        UInt8(code >> 8) == path.pending
          ? completed(path, UInt8(truncatingIfNeeded: code), pending: 0, at: broken.end, before, start) : []
      }
    }
    var next: [Path] = []
    if page.mayBeLead(at: path.at), page.isCut(path.at + 1) {
      // The waiting byte's partner was the lone lead byte before a cut: what follows is in step.
      next.append(withHole(.withLead(path.pending), path, at: path.at + 1))
    }
    if let trail = page.mark(at: path.at) {
      next += completed(path, 0xA3, pending: trail, at: path.at + 1, before, start)
      next.append(withHole(.withLead(path.pending), path, at: path.at))
      return next
    }
    switch unit.code {
    case 0x8140...:
      let trail = UInt8(truncatingIfNeeded: unit.code)
      guard trail > 0x80 else { break }
      next += completed(path, UInt8(unit.code >> 8), pending: trail, at: path.at + 1, before, start)
    case 0x21...0x80:
      let byte = UInt8(unit.code)
      if byte >= 0x40, byte != 0x7F {
        next += completed(path, byte, pending: 0, at: path.at + 1, before, start).map(annotated)
      }
      // The page had the full-width form, which was folded later.
      if byte < 0x7F { next += completed(path, 0xA3, pending: byte + 0x80, at: path.at + 1, before, start) }
    default: break
    }
    return next
  }

  /// `path` with its waiting byte completed by `trail`; nothing where that is no character of Chinese text.
  private func completed(
    _ path: Path, _ trail: UInt8, pending: UInt8, at: Int, _ before: UInt32, _ start: Int
  ) -> [Path] {
    let scalar = gbk.scalar(path.pending, trail)
    guard Self.isText(scalar) else { return [] }
    var next = path
    next.at = at
    next.lastBytes = pending == 0 ? (path.pending, trail) : (trail, pending)
    next.pending = pending
    return appended(scalar, to: next, before, start)
  }

  private func withHole(_ hole: Hole, _ path: Path, at: Int) -> Path {
    var next = path
    next.hole = hole
    next.pending = 0
    next.at = at
    next.lastBytes = (0, 0)
    return next
  }

  /// An annotation right behind a path that is in step again belongs to its last character.
  private func annotated(_ path: Path) -> Path {
    let code = UInt16(path.lastBytes.0) << 8 | UInt16(path.lastBytes.1)
    guard let whole = page.annotation(at: path.at), readings.has(code, whole.reading) else { return path }
    var next = path
    next.at = whole.end
    return next
  }

  /// `path` with a character more; where a hole stands before it, one path for each character that the hole may be.
  private func appended(_ scalar: UInt32, to path: Path, _ before: UInt32, _ start: Int) -> [Path] {
    var next = path
    let previous = path.scalars.last ?? before
    guard let hole = path.hole else {
      // A filled hole is weighed with the two characters behind it.
      if let filled = path.filled, filled == path.scalars.count - 2 {
        next.score += pairs.score(path.scalars[filled], previous, scalar)
      } else {
        next.score += pairs.score(previous, scalar)
      }
      next.scalars.append(scalar)
      return [next]
    }
    next.hole = nil
    if case .withTrail = hole { next.filled = path.scalars.count }
    let clause = clauseLength(path, start)
    return fillings(hole, previous, scalar, clause).map { filling, score in
      var fork = next
      fork.scalars.append(filling)
      fork.scalars.append(scalar)
      fork.score += score
      return fork
    }
  }

  /// The likeliest characters for a hole between two others.
  private func fillings(_ hole: Hole, _ previous: UInt32, _ next: UInt32, _ clause: Int) -> [(UInt32, Float)] {
    var found: [(UInt32, Float)] = []
    for byte in 0x81...0xFE as ClosedRange<UInt8> {
      let scalar =
        switch hole {
        case .withTrail(let trail): gbk.scalar(byte, trail)
        case .withLead(let lead): gbk.scalar(lead, byte)
        }
      guard Self.isText(scalar), pairs.share(scalar) > 0 else { continue }
      var score = pairs.score(previous, scalar) + pairs.score(scalar, next)
      // A clause of one or two characters seldom ends a sentence: about one in thirty of those that might.
      if scalar == 0x3002, clause < 3 { score -= 3.4 }
      found.append((scalar, score))
    }
    found.sort { $0.1 > $1.1 }
    return Array(found.prefix(Self.candidates))
  }

  /// Ideographs since the last mark before the end of `path`.
  private func clauseLength(_ path: Path, _ start: Int) -> Int {
    var length = 0
    for scalar in path.scalars.reversed() {
      if scalar < 0x3400 || scalar > 0xFF00 { return length }
      length += 1
    }
    var at = start - 1
    while at >= 0, length < 9 {
      let scalar = page[at].scalar
      if (0x3400..<0xFF00).contains(scalar) {
        length += 1
      } else if scalar > 0x2000 || scalar < 0x40 && !(0x28...0x29).contains(scalar) && !(0x30..<0x3A).contains(scalar) {
        return length
      }
      at -= 1
    }
    return length
  }

  private func finished(_ path: Path, _ start: Int, _ before: UInt32) -> Result? {
    let following: UInt32 = path.at < page.count ? page[path.at].scalar : 0x0A
    let second: UInt32 = path.at + 1 < page.count ? page[path.at + 1].scalar : 0x0A
    guard !path.scalars.isEmpty || path.hole != nil else { return nil }
    let ends = appended(following, to: path, before, start).flatMap { appended(second, to: $0, before, start) }
    guard let best = ends.max(by: { $0.score < $1.score }) else { return nil }
    return Result(
      end: best.at, scalars: Array(best.scalars.dropLast(2)), lastBytes: best.lastBytes,
      gain: best.score - standing(start..<path.at, before, following) - pairs.score(following, second),
      mean: best.score / Float(best.scalars.count))
  }

  /// Logarithm of the probability of the text as it stands, annotations left out.
  private func standing(_ range: Range<Int>, _ before: UInt32, _ following: UInt32) -> Float {
    var score: Float = 0
    var previous = before
    var at = range.lowerBound
    while at < range.upperBound {
      if let whole = page.annotation(at: at), whole.end <= range.upperBound {
        at = whole.end
        continue
      }
      score += pairs.score(previous, page[at].scalar)
      previous = page[at].scalar
      at = page.brokenAnnotation(at: at)?.end ?? at + 1
    }
    return score + pairs.score(previous, following)
  }

  /// Han, and the marks of Chinese text.
  private static func isText(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00..<0xA000, 0x3000..<0x3016, 0xFF01..<0xFF5F, 0x2014, 0x2018..<0x201E, 0x2026, 0xB7: true
    default: false
    }
  }
}
