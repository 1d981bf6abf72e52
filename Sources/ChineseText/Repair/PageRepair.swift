import CorpusModel

/// Undoes what mirror sites do to GBK pages: annotations with pinyin, and runs that were read one byte late.
struct PageRepair: Sendable {
  /// What a restored run without annotations must gain over the text as it stands.
  ///
  /// It must be likelier in a document whose annotations prove the accident, and e^8 times as likely elsewhere and where
  /// nothing but marks stand there, more than one or inside a line. Damage generated from 100 passages gains 7 to 47, and
  /// no place of 2,200 clean documents of 40 lines, full-width or folded, gains anything. Of 285 single marks at the end of
  /// a line that are no damage, in passages kept back, pages, gold and reports, none gains anything, and of 75 that hide a
  /// character and a full stop 25 do.
  private static let provenGain: Float = 0
  private static let plainGain: Float = 8
  /// One mark at the end of a line that gains more than this, and not enough, is told of: of those 285 and 75 one and 26.
  private static let doubtfulGain: Float = -3
  /// Mean logarithm of the pairs of a run that reads as Chinese; restored runs of those passages lie above -9.
  private static let readableMean: Float = -10

  /// Logarithm of the odds that a character that lost a byte must have over the next choice.
  ///
  /// Of 1,032 characters above, 1,022 are right, in passages kept back, pages and gold; of 41 below, 16.
  private static let leastMargin: Float = 1.5

  /// So many searches in a row that find nothing end the searching: the text was made to be searched for ever.
  ///
  /// Of 144 texts of up to 28,000 characters with damage throughout, none is repaired otherwise with 100.
  private static let mostFailures = 500

  let gbk: GBKTable
  let readings: Readings
  let pairs: PairModel
  let scripts: ScriptClasses
  let characters: LostCharacters

  /// The edits that undo the accident in `text`; none for a clean document.
  func edits(_ text: [UInt8]) -> [Edit] {
    text.withUnsafeBufferPointer { bytes in
      let page = PageUnits(bytes, gbk: gbk, readings: readings)
      return edits(page, gate: AnnotationGate(page, readings: readings, pairs: pairs))
    }
  }

  private func edits(_ page: PageUnits, gate: AnnotationGate) -> [Edit] {
    lazy var script = scripts.count(page.text, page.text.indices).script
    lazy var search = ShiftSearch(
      page: page, gbk: gbk, readings: readings, pairs: pairs, characters: characters.inText(of: script, scripts))
    var edits: [Edit] = []
    var at = 0
    // A text made to be searched for ever stays as it is from there on. Of 1,500 texts of one sentence to twelve paragraphs
    // with damage generated throughout, and thirty of 28,000 characters, none is repaired otherwise than with 20,000 and four a character.
    var budget = 3_000 + page.count
    var failures = 0
    var behind = Behind()
    while at < page.count {
      guard PageUnits.mayBeDamage(page[at].scalar) else {
        at += 1
        continue
      }
      if let whole = page.annotation(at: at) {
        behind.takeIn(page, to: at)
        if gate.learnt(behind.code), readings.has(behind.code, whole.reading) {
          edits.append(Edit(Span(page.offset(at), page.offset(whole.end)), [], "repair.annotation"))
          at = whole.end
          behind.end = at
          continue
        }
      }
      if let rule = suspicion(page, at, gate.isOpen) {
        behind.takeIn(page, to: at)
        let found =
          failures < Self.mostFailures
          ? search.run(from: at, behind: behind.scalars, lastBytes: behind.lastBytes, budget: &budget) : nil
        if let found, accepts(found, rule, gate) {
          edits.append(restored(found, Span(page.offset(at), page.offset(found.end)), rule))
          failures = 0
          at = found.end
          behind.scalars += found.scalars
          behind.lastBytes = found.lastBytes
          behind.end = at
          continue
        }
        failures += 1
        let isDoubtful = found.map { $0.isEnding && $0.gain > Self.doubtfulGain } ?? false
        if rule == .brokenAnnotation || gate.isOpen && (isDoubtful || isGarbled(page, from: at + 1)) {
          let end = found?.end ?? page.brokenAnnotation(at: at)?.end ?? at + 1
          let span = Span(page.offset(at), page.offset(end))
          edits.append(Edit(span, [], "\(NormalizationNote.unrepaired).\(rule.rawValue)", margin: found?.gain))
        }
      }
      at += 1
    }
    return edits
  }

  /// The text behind a place as it is with the edits so far, taken in only where damage may be.
  private struct Behind {
    var scalars: [UInt32] = []
    var lastBytes: (UInt8, UInt8) = (0, 0)
    /// The first unit that was not taken in.
    var end = 0

    var code: UInt16 { UInt16(lastBytes.0) << 8 | UInt16(lastBytes.1) }

    mutating func takeIn(_ page: PageUnits, to index: Int) {
      for unit in page.units[end..<index] {
        scalars.append(unit.scalar)
        let low = UInt8(truncatingIfNeeded: unit.code)
        lastBytes = unit.code > 0xFF ? (UInt8(unit.code >> 8), low) : (lastBytes.1, low)
      }
      end = index
    }
  }

  private enum Suspicion: String {
    case brokenAnnotation = "broken-annotation"
    case lostLead = "lost-lead"
  }

  private func suspicion(_ page: PageUnits, _ at: Int, _ isProven: Bool) -> Suspicion? {
    if let broken = page.brokenAnnotation(at: at), isProven || page.hasTone(at..<broken.end) {
      return .brokenAnnotation
    }
    guard page.mark(at: at) != nil || page.mayBeLead(at: at) else { return nil }
    if isProven {
      let next = at + 1 < page.count ? page[at + 1] : nil
      return next.map { $0.scalar == 0x0A || $0.code >= 0x40 || page.mark(at: at + 1) != nil } ?? true
        ? .lostLead : nil
    }
    return isGarbled(page, from: at + 1) ? .lostLead : nil
  }

  /// Whether a run that was read one byte late may begin at the unit: Chinese text up to a sign that stands in no such
  /// text, or with characters that nobody writes.
  private func isGarbled(_ page: PageUnits, from start: Int) -> Bool {
    var at = start
    while at < page.count, at - start < 400 {
      let unit = page[at]
      switch unit.scalar {
      case 0x21, 0x3F, 0xFF01, 0xFF1F, 0xFF1B: break
      case ..<0x40: return false
      case ..<0x80: return at > start && !Self.isLetter(unit.scalar)
      default: if pairs.isOdd(unit.scalar) { return true }
      }
      at += 1
    }
    return false
  }

  private static func isLetter(_ scalar: UInt32) -> Bool { (0x61..<0x7B).contains(scalar | 0x20) }

  private func accepts(_ found: ShiftSearch.Result, _ rule: Suspicion, _ gate: AnnotationGate) -> Bool {
    switch rule {
    case .brokenAnnotation: return found.gain > 0
    case .lostLead:
      guard found.isKnown, found.mean > Self.readableMean else { return false }
      // Where no annotation proves the accident, every character must be told.
      if !gate.isOpen, found.isBare || found.lost.contains(where: { $0.margin < Self.leastMargin }) { return false }
      let isProven = gate.isOpen && (!found.isBare || found.isEnding)
      return found.gain > (isProven ? Self.provenGain : Self.plainGain)
    }
  }

  /// The edit that puts `found` in its place; a lost character that cannot be told becomes U+FFFD.
  private func restored(_ found: ShiftSearch.Result, _ span: Span, _ rule: Suspicion) -> Edit {
    var scalars = found.scalars
    let untold = found.lost.filter { $0.margin < Self.leastMargin && $0.index < scalars.count }
    for place in untold { scalars[place.index] = PageUnits.lost }
    return Edit(
      span, Self.utf8(scalars), "repair.\(rule.rawValue)", margin: found.lost.map(\.margin).min(),
      isPartial: !untold.isEmpty)
  }

  private static func utf8(_ scalars: [UInt32]) -> [UInt8] {
    scalars.compactMap(Unicode.Scalar.init).flatMap { Array(String($0).utf8) }
  }
}
