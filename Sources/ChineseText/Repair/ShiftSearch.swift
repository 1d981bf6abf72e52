import CorpusModel

/// Searches for the page bytes whose damaged decoding is the text at hand.
///
/// The accident: pinyin annotations are written between the bytes of a GBK page without regard to where characters
/// begin, and the page is cut before the bytes of full-width ！；？, so that a decoder reads on one byte late until a byte
/// of the ASCII range brings it back. The search runs the decoder backwards: from a place of damage it carries the byte
/// that waits for its partner, forks where a byte is lost, and ends where both readings agree again. Paths are weighed
/// by a model of character pairs and triples.
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
    /// Mean logarithm of the restored characters.
    var mean: Float
    /// Places in `scalars` whose bytes the page lost, with the logarithm of the odds of what was chosen over the next
    /// choice; 0 and U+FFFD where nothing can be chosen.
    var lost: [(index: Int, margin: Float)]
    /// Whether every character that was not chosen is one that the model knows.
    var isKnown: Bool
    /// Whether nothing but marks stand there: no garbled character tells of damage.
    var isBare: Bool
  }

  /// The two characters before a stretch, repaired.
  typealias Context = (UInt32, UInt32)

  /// A reading of the bytes so far.
  private struct Path {
    var at: Int
    /// The lead byte that waits for its partner; 0 where the reading agrees with the page's decoder.
    var pending: UInt8
    var lastBytes: (UInt8, UInt8)
    var scalars: [UInt32] = []
    var score: Float = 0
    /// A character that lacks a byte and is chosen as soon as its right neighbour is known.
    var hole: Hole?
    /// The holes so far: places in `scalars`, and what was lost; nil for an ASCII byte.
    var lost: [(index: Int, hole: Hole?)] = []
  }

  private enum Hole {
    case withTrail(UInt8)
    case withLead(UInt8)
  }

  private static let beam = 24
  /// Characters that are tried for a hole.
  private static let candidates = 8
  private static let longest = 400
  /// A decoder that reads on one byte late takes an ASCII byte below 40 with the one before for one `?`: mostly a digit
  /// of a number that goes on.
  private static let eaten: (inNumber: Float, elsewhere: Float) = (-4, -7)

  /// What an open quotation adds to the score of a mark that closes it, and what a closed one takes off.
  private static let quote: (isOpen: Float, isClosed: Float) = (2, -4)

  let page: PageUnits
  let gbk: GBKTable
  let readings: Readings
  let pairs: PairModel
  let lostBytes: LostBytes

  /// The likeliest source of the damage that begins at `start`.
  ///
  /// - Parameters:
  ///   - start: unit at which the damage begins.
  ///   - before: the two characters before `start`, repaired.
  ///   - lastBytes: the last two bytes before `start`, repaired.
  ///   - budget: steps that the search may take; what it took is subtracted.
  /// - Returns: nil where no source has the text for its image.
  func run(from start: Int, before: Context, lastBytes: (UInt8, UInt8), budget: inout Int) -> Result? {
    var best: Result?
    let first = Path(at: start, pending: 0, lastBytes: lastBytes)
    var paths = damaged(first)
    while !paths.isEmpty, budget > 0 {
      budget -= paths.reduce(0) { $0 + ($1.hole == nil ? 1 : 20) }  // a hole tries 126 characters
      var next: [Path] = []
      for path in paths {
        if path.pending == 0 {
          best = finished(path, start, before, over: best?.gain) ?? best
        } else if path.at - start < Self.longest {
          // The end of a line or of the text cuts the waiting byte off.
          next +=
            path.at < page.count && page[path.at].scalar != 0x0A
            ? steps(path, before, start) : withHole(.withLead(path.pending), path, at: path.at, before, start)
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
  private func steps(_ path: Path, _ before: Context, _ start: Int) -> [Path] {
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
      next += withHole(.withLead(path.pending), path, at: path.at + 1, before, start)
    }
    if page.mayBeLead(at: path.at) { next += eaten(path, before, start) }
    if let trail = page.mark(at: path.at) {
      next += completed(path, 0xA3, pending: trail, at: path.at + 1, before, start)
      next += withHole(.withLead(path.pending), path, at: path.at, before, start)
      return next
    }
    switch unit.code {
    case 0x8140...:
      let trail = UInt8(truncatingIfNeeded: unit.code)
      let lead = UInt8(unit.code >> 8)
      if trail > 0x80 {
        next += completed(path, lead, pending: trail, at: path.at + 1, before, start)
      } else {
        // The decoder took an ASCII character for the second byte: behind it all is in step.
        next += completed(path, lead, pending: 0, at: path.at + 1, before, start)
          .flatMap { appended(UInt32(trail), to: $0, before, start) }
      }
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
    _ path: Path, _ trail: UInt8, pending: UInt8, at: Int, _ before: Context, _ start: Int
  ) -> [Path] {
    let scalar = gbk.scalar(path.pending, trail)
    guard LostBytes.isText(scalar) else { return [] }
    var next = path
    next.at = at
    next.lastBytes = pending == 0 ? (path.pending, trail) : (trail, pending)
    next.pending = pending
    return appended(scalar, to: next, before, start)
  }

  /// `path` with a character that lacks a byte; one path for each character that a hole right before it may be.
  private func withHole(_ hole: Hole, _ path: Path, at: Int, _ before: Context, _ start: Int) -> [Path] {
    filled(path, followedBy: PageUnits.lost, before, start).map { filled in
      var next = filled
      next.hole = hole
      next.pending = 0
      next.at = at
      next.lastBytes = (0, 0)
      return next
    }
  }

  /// The `?` at `path` stands for the second byte of a character and an ASCII byte behind it: both are lost.
  private func eaten(_ path: Path, _ before: Context, _ start: Int) -> [Path] {
    let next = path.at + 1
    let isInNumber = next < page.count && (0x25...0x39).contains(page[next].scalar)
    return withHole(.withLead(path.pending), path, at: next, before, start).flatMap {
      appended(PageUnits.lost, to: $0, before, start)
    }.map {
      var fork = $0
      fork.score += isInNumber ? Self.eaten.inNumber : Self.eaten.elsewhere
      fork.lost.append((fork.scalars.count - 1, nil))
      return fork
    }
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
  private func appended(_ scalar: UInt32, to path: Path, _ before: Context, _ start: Int) -> [Path] {
    filled(path, followedBy: scalar, before, start).map {
      var next = $0
      // The score of a character behind a hole is that of its filling.
      if path.hole == nil {
        let context = Self.context(path.scalars, before)
        next.score += score(context.0, context.1, scalar)
      }
      next.scalars.append(scalar)
      return next
    }
  }

  /// `path` with its hole filled before `next`, in every likely way; itself where it has none.
  private func filled(_ path: Path, followedBy next: UInt32, _ before: Context, _ start: Int) -> [Path] {
    guard let hole = path.hole else { return [path] }
    var whole = path
    whole.hole = nil
    whole.lost.append((path.scalars.count, hole))
    var likeliest: [(scalar: UInt32, score: Float)] = []
    forEachFilling(of: hole, behind: path, next, before, start) { scalar, score in
      let at = likeliest.firstIndex { $0.score < score } ?? likeliest.count
      if at < Self.candidates { likeliest.insert((scalar, score), at: at) }
      if likeliest.count > Self.candidates { likeliest.removeLast() }
      return likeliest.count == Self.candidates ? likeliest[Self.candidates - 1].score : -.infinity
    }
    return likeliest.map { filling, score in
      var fork = whole
      fork.scalars.append(filling)
      fork.score += score
      return fork
    }
  }

  /// The last two characters of `scalars`, or of the text before them.
  private static func context(_ scalars: [UInt32], _ before: Context) -> Context {
    switch scalars.count {
    case 0: before
    case 1: (before.1, scalars[0])
    default: (scalars[scalars.count - 2], scalars[scalars.count - 1])
    }
  }

  /// What a lost byte costs is counted where it is met.
  private func score(_ first: UInt32, _ second: UInt32, _ third: UInt32) -> Float {
    third == PageUnits.lost ? 0 : pairs.score(first, second, third)
  }

  /// Calls `body` with each character that a hole behind `path` may be, and its score with that of `next` behind it;
  /// those that score less than `body` last returned are left out.
  private func forEachFilling(
    of hole: Hole, behind path: Path, _ next: UInt32, _ before: Context, _ start: Int,
    _ body: (_ scalar: UInt32, _ score: Float) -> Float
  ) {
    let context = Self.context(path.scalars, before)
    let characters =
      switch hole {
      case .withTrail(let trail): lostBytes.characters(withTrail: trail)
      case .withLead(let lead): lostBytes.characters(withLead: lead)
      }
    var least = -Float.infinity
    for scalar in characters {
      var score = pairs.score(context.0, context.1, scalar)
      // A clause of one or two characters seldom ends a sentence: about one in thirty of those that might.
      if scalar == 0x3002, clauseLength(path, start) < 3 { score -= 3.4 }
      if scalar == 0x201D { score += isQuoted(path, start) ? Self.quote.isOpen : Self.quote.isClosed }
      // What `next` adds is no more than 0, the logarithm of a probability.
      if score >= least { least = body(scalar, score + self.score(context.1, scalar, next)) }
    }
  }

  /// Logarithm of the odds of the character at `index` of a finished path over the likeliest other one.
  private func margin(of hole: Hole, at index: Int, in path: Path, _ before: Context, _ start: Int) -> Float {
    var prefix = path
    prefix.scalars.removeSubrange(index...)
    let (next, second) = (path.scalars[index + 1], index + 2 < path.scalars.count ? path.scalars[index + 2] : nil)
    var (chosen, other) = (-Float.infinity, -Float.infinity)
    forEachFilling(of: hole, behind: prefix, next, before, start) { scalar, score in
      let whole = score + (second.map { self.score(scalar, next, $0) } ?? 0)
      if scalar == path.scalars[index] { chosen = whole } else { other = max(other, whole) }
      return -.infinity
    }
    return chosen - other
  }

  /// Whether a quotation is open at the end of `path`, in its line.
  private func isQuoted(_ path: Path, _ start: Int) -> Bool {
    if let last = path.scalars.last(where: { $0 == 0x201C || $0 == 0x201D }) { return last == 0x201C }
    var at = start - 1
    while at >= 0, start - at < Self.longest, page[at].scalar != 0x0A {
      if page[at].scalar == 0x201C || page[at].scalar == 0x201D { return page[at].scalar == 0x201C }
      at -= 1
    }
    return false
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

  /// What a path in step has restored; nil where it gains no more than `least`.
  private func finished(_ path: Path, _ start: Int, _ before: Context, over least: Float?) -> Result? {
    let following: UInt32 = path.at < page.count ? page[path.at].scalar : 0x0A
    let second: UInt32 = path.at + 1 < page.count ? page[path.at + 1].scalar : 0x0A
    guard !path.scalars.isEmpty || path.hole != nil else { return nil }
    let ends = appended(following, to: path, before, start).flatMap { appended(second, to: $0, before, start) }
    guard let best = ends.max(by: { $0.score < $1.score }) else { return nil }
    let gain = best.score - standing(start..<path.at, before, (following, second))
    if let least, !(gain > least) { return nil }
    let places = Set(best.lost.map(\.index))
    return Result(
      end: best.at, scalars: Array(best.scalars.dropLast(2)), lastBytes: best.lastBytes,
      gain: gain, mean: best.score / Float(best.scalars.count),
      lost: best.lost.map { place in
        (place.index, place.hole.map { margin(of: $0, at: place.index, in: best, before, start) } ?? 0)
      },
      isKnown: best.scalars.indices.dropLast(2).allSatisfy { index in
        best.scalars[index] < 0x3400 || places.contains(index) || pairs.share(best.scalars[index]) > 0
      },
      isBare: (start..<path.at).allSatisfy { page.mark(at: $0) != nil || page.mayBeLead(at: $0) })
  }

  /// Logarithm of the probability of the text as it stands, annotations left out, and of the two characters behind it.
  private func standing(_ range: Range<Int>, _ before: Context, _ following: Context) -> Float {
    var score: Float = 0
    var context = before
    func add(_ scalar: UInt32) {
      score += pairs.score(context.0, context.1, scalar)
      context = (context.1, scalar)
    }
    var at = range.lowerBound
    while at < range.upperBound {
      if let whole = page.annotation(at: at), whole.end <= range.upperBound {
        at = whole.end
        continue
      }
      add(page[at].scalar)
      at = page.brokenAnnotation(at: at)?.end ?? at + 1
    }
    add(following.0)
    add(following.1)
    return score
  }
}
