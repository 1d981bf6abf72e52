import CorpusModel

/// Searches for the page bytes whose damaged decoding is the text at hand.
///
/// The accident: pinyin annotations are written between the bytes of a GBK page without regard to where characters
/// begin, and the page is cut before the bytes of full-width ！；？, so that a decoder reads on one byte late until a byte
/// of the ASCII range brings it back. The search runs the decoder backwards: from a place of damage it carries the byte
/// that waits for its partner, forks where a byte is lost, and ends where both readings agree again. Paths are weighed
/// by a model of character pairs and triples; what a lost character was is told by the words around it, too.
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
    /// Whether it is one mark at the end of a line.
    var isEnding: Bool
  }

  /// A reading of the bytes so far.
  private struct Path {
    var at: Int
    /// The lead byte that waits for its partner; 0 where the reading agrees with the page's decoder.
    var pending: UInt8
    var lastBytes: (UInt8, UInt8)
    var scalars: [UInt32] = []
    var score: Float = 0
    /// A character that lacks a byte and is chosen as soon as its right neighbour is known.
    var hole: LostCharacters.Hole?
    /// The holes so far: places in `scalars`, and what was lost; nil for an ASCII byte.
    var lost: [(index: Int, hole: LostCharacters.Hole?)] = []
  }

  private static let beam = 24
  /// Characters that are tried for a hole.
  private static let candidates = 8
  private static let longest = 400
  /// Steps that a hole counts for, since 126 characters are tried.
  private static let choiceSteps = 20
  /// A decoder that reads on one byte late takes an ASCII byte below 40 with the one before for one `?`: mostly a digit
  /// of a number that goes on.
  private static let eaten: (inNumber: Float, elsewhere: Float) = (-4, -7)

  /// What it adds to the gain of `。”` over `！` that the line's quotation is not closed.
  ///
  /// Of 24,900 lines of news, of the gold and of pages, 507 end in `。”` and one in `！` with an open quotation; the pairs
  /// take 8.7 or less from 1,665 quotations that end in `。”`.
  private static let unclosed: Float = 9

  let page: PageUnits
  let gbk: GBKTable
  let readings: Readings
  let pairs: PairModel
  let characters: LostCharacters

  /// The likeliest source of the damage that begins at `start`.
  ///
  /// - Parameters:
  ///   - start: unit at which the damage begins.
  ///   - repaired: the text before `start`, repaired.
  ///   - lastBytes: the last two bytes before `start`, repaired.
  ///   - budget: steps that the search may take; what it took is subtracted.
  /// - Returns: nil where no source has the text for its image.
  func run(from start: Int, behind repaired: [UInt32], lastBytes: (UInt8, UInt8), budget: inout Int) -> Result? {
    var best: (path: Path, gain: Float)?
    var paths = damaged(Path(at: start, pending: 0, lastBytes: lastBytes))
    while !paths.isEmpty, budget > 0 {
      budget -= paths.reduce(0) { $0 + ($1.hole == nil ? 1 : Self.choiceSteps) }
      var next: [Path] = []
      for path in paths {
        if path.pending == 0 {
          best = finished(path, from: start, repaired, over: best?.gain) ?? best
        } else if path.at - start < Self.longest {
          // The end of a line or of the text cuts the waiting byte off.
          next +=
            path.at < page.count && page[path.at].scalar != 0x0A
            ? steps(path, repaired) : withHole(.withLead(path.pending), path, at: path.at, repaired)
        }
      }
      if next.count > Self.beam {
        next.sort { $0.score / Float($0.scalars.count + 1) > $1.score / Float($1.scalars.count + 1) }
        next.removeLast(next.count - Self.beam)
      }
      paths = next
    }
    budget -= Self.choiceSteps * (best?.path.lost.count ?? 0)
    return best.map { result($0.path, from: start, repaired, gain: $0.gain) }
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
  private func steps(_ path: Path, _ repaired: [UInt32]) -> [Path] {
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
          ? completed(path, UInt8(truncatingIfNeeded: code), pending: 0, at: broken.end, repaired) : []
      }
    }
    var next: [Path] = []
    if page.mayBeLead(at: path.at), page.isCut(path.at + 1) {
      // The waiting byte's partner was the lone lead byte before a cut: what follows is in step.
      next += withHole(.withLead(path.pending), path, at: path.at + 1, repaired)
    }
    if page.mayBeLead(at: path.at) { next += eaten(path, repaired) }
    if let trail = page.mark(at: path.at) {
      next += completed(path, 0xA3, pending: trail, at: path.at + 1, repaired)
      next += withHole(.withLead(path.pending), path, at: path.at, repaired)
      return next
    }
    switch unit.code {
    case 0x8140...:
      let trail = UInt8(truncatingIfNeeded: unit.code)
      let lead = UInt8(unit.code >> 8)
      if trail > 0x80 {
        next += completed(path, lead, pending: trail, at: path.at + 1, repaired)
      } else {
        // The decoder took an ASCII character for the second byte: behind it all is in step.
        next += completed(path, lead, pending: 0, at: path.at + 1, repaired)
          .flatMap { appended(UInt32(trail), to: $0, repaired) }
      }
    case 0x21...0x80:
      let byte = UInt8(unit.code)
      if byte >= 0x40, byte != 0x7F {
        next += completed(path, byte, pending: 0, at: path.at + 1, repaired).map(annotated)
      }
      // The page had the full-width form, which was folded later.
      if byte < 0x7F { next += completed(path, 0xA3, pending: byte + 0x80, at: path.at + 1, repaired) }
    default: break
    }
    return next
  }

  /// `path` with its waiting byte completed by `trail`; nothing where that is no character of Chinese text.
  private func completed(
    _ path: Path, _ trail: UInt8, pending: UInt8, at: Int, _ repaired: [UInt32]
  ) -> [Path] {
    let scalar = gbk.scalar(path.pending, trail)
    guard LostBytes.isText(scalar) else { return [] }
    var next = path
    next.at = at
    next.lastBytes = pending == 0 ? (path.pending, trail) : (trail, pending)
    next.pending = pending
    return appended(scalar, to: next, repaired)
  }

  /// `path` with a character that lacks a byte; one path for each character that a hole right before it may be.
  private func withHole(_ hole: LostCharacters.Hole, _ path: Path, at: Int, _ repaired: [UInt32]) -> [Path] {
    filled(path, followedBy: PageUnits.lost, repaired).map { filled in
      var next = filled
      next.hole = hole
      next.pending = 0
      next.at = at
      next.lastBytes = (0, 0)
      return next
    }
  }

  /// The `?` at `path` stands for the second byte of a character and an ASCII byte behind it: both are lost.
  private func eaten(_ path: Path, _ repaired: [UInt32]) -> [Path] {
    let next = path.at + 1
    let isInNumber = next < page.count && (0x25...0x39).contains(page[next].scalar)
    return withHole(.withLead(path.pending), path, at: next, repaired).flatMap {
      appended(PageUnits.lost, to: $0, repaired)
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
  private func appended(_ scalar: UInt32, to path: Path, _ repaired: [UInt32]) -> [Path] {
    filled(path, followedBy: scalar, repaired).map {
      var next = $0
      // The score of a character behind a hole is that of its filling.
      if path.hole == nil {
        let context = LostCharacters.Behind(repaired: repaired, restored: path.scalars).context
        next.score += characters.score(context.0, context.1, scalar)
      }
      next.scalars.append(scalar)
      return next
    }
  }

  /// `path` with its hole filled before `next`, in every likely way; itself where it has none.
  private func filled(_ path: Path, followedBy next: UInt32, _ repaired: [UInt32]) -> [Path] {
    guard let hole = path.hole else { return [path] }
    var whole = path
    whole.hole = nil
    whole.lost.append((path.scalars.count, hole))
    var likeliest: [(scalar: UInt32, score: Float)] = []
    let behind = LostCharacters.Behind(repaired: repaired, restored: path.scalars)
    characters.forEachFilling(of: hole, behind: behind, next) { scalar, likelihood, extra in
      let score = likelihood + extra
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

  /// A path in step with the two characters behind it, and what it gains; nil where it gains no more than `least`.
  private func finished(
    _ path: Path, from start: Int, _ repaired: [UInt32], over least: Float?
  ) -> (path: Path, gain: Float)? {
    guard !path.scalars.isEmpty || path.hole != nil else { return nil }
    let following = following(path.at, 2)
    let ends = appended(following[0], to: path, repaired).flatMap { appended(following[1], to: $0, repaired) }
    guard let best = ends.max(by: { $0.score < $1.score }) else { return nil }
    let gain = best.score - standing(start..<path.at, repaired, following)
    if let least, !(gain > least) { return nil }
    return (best, gain)
  }

  /// What a finished path has restored.
  private func result(_ path: Path, from start: Int, _ repaired: [UInt32], gain: Float) -> Result {
    var scalars = Array(path.scalars.dropLast(2))
    let following = following(path.at, LostCharacters.window)
    var lost: [(index: Int, margin: Float)] = []
    for (index, hole) in path.lost where index < scalars.count {
      guard let hole else {
        lost.append((index, 0))
        continue
      }
      let behind = LostCharacters.Behind(repaired: repaired, restored: Array(scalars[..<index]))
      let choice = characters.choice(for: hole, behind: behind, before: Array(scalars[(index + 1)...] + following))
      scalars[index] = choice.scalar
      lost.append((index, choice.margin))
    }
    let chosen = Set(lost.map(\.index))
    let isBare = (start..<path.at).allSatisfy { page.mark(at: $0) != nil || page.mayBeLead(at: $0) }
    let isClosing =
      isBare && scalars.contains { LostCharacters.opening(of: $0) != nil } && isUnclosed(path.at, behind: repaired)
    return Result(
      end: path.at, scalars: scalars, lastBytes: path.lastBytes, gain: gain + (isClosing ? Self.unclosed : 0),
      mean: path.score / Float(path.scalars.count), lost: lost,
      isKnown: scalars.indices.allSatisfy {
        scalars[$0] < 0x3400 || chosen.contains($0) || pairs.share(scalars[$0]) > 0
      },
      isBare: isBare && !isClosing,
      isEnding: path.at == start + 1 && page.mark(at: start - 1) == nil
        && (path.at == page.count || page[path.at].scalar == 0x0A))
  }

  /// Whether a quotation that is open before the damage is not closed in its line.
  private func isUnclosed(_ end: Int, behind repaired: [UInt32]) -> Bool {
    guard let opening = LostCharacters.openQuote(LostCharacters.Behind(repaired: repaired, restored: [])) else {
      return false
    }
    for at in end..<min(page.count, end + Self.longest) {
      switch page[at].scalar {
      case 0x0A, opening: return true
      case opening + 1: return false
      default: continue
      }
    }
    return true
  }

  /// So many characters of the text at `start`, annotations left out; line ends behind its end.
  private func following(_ start: Int, _ count: Int) -> [UInt32] {
    var (at, scalars): (Int, [UInt32]) = (start, [])
    while scalars.count < count {
      if count > 2, let whole = page.annotation(at: at) {
        at = whole.end
        continue
      }
      scalars.append(at < page.count ? page[at].scalar : 0x0A)
      at += 1
    }
    return scalars
  }

  /// Logarithm of the probability of the text as it stands, annotations left out, and of the two characters behind it.
  private func standing(_ range: Range<Int>, _ repaired: [UInt32], _ following: [UInt32]) -> Float {
    var score: Float = 0
    var context = LostCharacters.Behind(repaired: repaired, restored: []).context
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
    following.forEach(add)
    return score
  }
}
