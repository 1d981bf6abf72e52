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
  }

  private enum Hole {
    case withTrail(UInt8)
    case withLead(UInt8)
  }

  private static let beam = 24
  private static let longest = 400

  let page: PageUnits
  let gbk: GBKTable
  let readings: Readings
  let pairs: PairModel

  /// The likeliest source of the damage that begins at `start`.
  ///
  /// - Parameters:
  ///   - before: the character before `start`, repaired.
  ///   - lastBytes: the last two bytes before `start`, repaired.
  func run(from start: Int, before: UInt32, lastBytes: (UInt8, UInt8)) -> Result? {
    var best: Result?
    let first = Path(at: start, pending: 0, lastBytes: lastBytes)
    var paths = damaged(first, before)
    while !paths.isEmpty {
      var next: [Path] = []
      for path in paths {
        if path.pending == 0 {
          if let result = finished(path, start, before), best.map({ result.gain > $0.gain }) ?? true { best = result }
        } else if path.at - start < Self.longest, path.at < page.count {
          next += steps(path, before)
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
  private func damaged(_ path: Path, _ before: UInt32) -> [Path] {
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
  private func steps(_ path: Path, _ before: UInt32) -> [Path] {
    let unit = page[path.at]
    if let whole = page.annotation(at: path.at) {
      let code = UInt16(path.lastBytes.0) << 8 | UInt16(path.lastBytes.1)
      guard readings.has(code, whole.reading) else { return [] }
      var next = path
      next.at = whole.end
      return [next]
    }
    if let broken = page.brokenAnnotation(at: path.at) {
      return readings.characters(broken.reading).compactMap { code in
        UInt8(code >> 8) == path.pending
          ? completed(path, UInt8(truncatingIfNeeded: code), pending: 0, at: broken.end, before) : nil
      }
    }
    var next: [Path] = []
    if page.mayBeLead(at: path.at), page.isCut(path.at + 1) {
      // The waiting byte's partner was the lone lead byte before a cut: what follows is in step.
      next.append(withHole(.withLead(path.pending), path, at: path.at + 1))
    }
    if let trail = page.mark(at: path.at) {
      if let fork = completed(path, 0xA3, pending: trail, at: path.at + 1, before) { next.append(fork) }
      next.append(withHole(.withLead(path.pending), path, at: path.at))
      return next
    }
    switch unit.code {
    case 0x8140...:
      let trail = UInt8(truncatingIfNeeded: unit.code)
      guard trail > 0x80 else { break }
      if let fork = completed(path, UInt8(unit.code >> 8), pending: trail, at: path.at + 1, before) { next.append(fork) }
    case 0x21...0x80:
      let byte = UInt8(unit.code)
      if byte >= 0x40, byte != 0x7F, let fork = completed(path, byte, pending: 0, at: path.at + 1, before) {
        next.append(annotated(fork))
      }
      // The page had the full-width form, which was folded later.
      if byte < 0x7F, let fork = completed(path, 0xA3, pending: byte + 0x80, at: path.at + 1, before) { next.append(fork) }
    default: break
    }
    return next
  }

  /// `path` with its waiting byte completed by `trail`; nil where that is no character of Chinese text.
  private func completed(_ path: Path, _ trail: UInt8, pending: UInt8, at: Int, _ before: UInt32) -> Path? {
    let scalar = gbk.scalar(path.pending, trail)
    guard Self.isText(scalar) else { return nil }
    var next = path
    next.at = at
    next.lastBytes = pending == 0 ? (path.pending, trail) : (trail, pending)
    guard append(scalar, to: &next, before) else { return nil }
    next.pending = pending
    return next
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

  /// Appends a character, first choosing the one that a hole before it stands for.
  private func append(_ scalar: UInt32, to path: inout Path, _ before: UInt32) -> Bool {
    let previous = path.scalars.last ?? before
    if let hole = path.hole {
      guard let (filled, score) = fill(hole, previous, scalar) else { return false }
      path.hole = nil
      path.scalars.append(filled)
      path.scalars.append(scalar)
      path.score += score
    } else {
      path.score += pairs.score(previous, scalar)
      path.scalars.append(scalar)
    }
    return true
  }

  private func fill(_ hole: Hole, _ previous: UInt32, _ next: UInt32) -> (UInt32, Float)? {
    var best: (UInt32, Float)?
    for byte in 0x81...0xFE as ClosedRange<UInt8> {
      let scalar =
        switch hole {
        case .withTrail(let trail): gbk.scalar(byte, trail)
        case .withLead(let lead): gbk.scalar(lead, byte)
        }
      guard Self.isText(scalar) else { continue }
      let score = pairs.score(previous, scalar) + pairs.score(scalar, next)
      if best.map({ score > $0.1 }) ?? true { best = (scalar, score) }
    }
    return best
  }

  private func finished(_ path: Path, _ start: Int, _ before: UInt32) -> Result? {
    var path = path
    let following: UInt32 = path.at < page.count ? page[path.at].scalar : 0x0A
    let count = path.scalars.count
    guard append(following, to: &path, before), path.scalars.count > 1 || count > 0 else { return nil }
    path.scalars.removeLast()
    return Result(
      end: path.at, scalars: path.scalars, lastBytes: path.lastBytes,
      gain: path.score - standing(start..<path.at, before, following),
      mean: path.score / Float(path.scalars.count + 1))
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
