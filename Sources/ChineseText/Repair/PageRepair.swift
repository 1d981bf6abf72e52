import CorpusModel

/// Undoes what mirror sites do to GBK pages: annotations with pinyin, and runs that were read one byte late.
struct PageRepair: Sendable {
  /// What a restored run without annotations must gain over the text as it stands.
  ///
  /// It must be likelier in a document whose annotations prove the accident, and e^8 times as likely elsewhere. Damage
  /// generated from 100 passages gains 7 to 47, and no place of 2,200 clean documents of 40 lines, full-width or folded,
  /// gains anything.
  private static let provenGain: Float = 0
  private static let plainGain: Float = 8
  /// Mean logarithm of the pairs of a run that reads as Chinese; restored runs of those passages lie above -9.
  private static let readableMean: Float = -10

  let gbk: GBKTable
  let readings: Readings
  let pairs: PairModel

  /// The edits that undo the accident in `text`; none for a clean document.
  func edits(_ text: [UInt8]) -> [Edit] {
    text.withUnsafeBufferPointer { bytes in
      let page = PageUnits(bytes, gbk: gbk, readings: readings)
      return edits(page, gate: AnnotationGate(page, readings: readings, pairs: pairs))
    }
  }

  private func edits(_ page: PageUnits, gate: AnnotationGate) -> [Edit] {
    let search = ShiftSearch(page: page, gbk: gbk, readings: readings, pairs: pairs)
    var edits: [Edit] = []
    var at = 0
    // Damaged articles take about two steps a character; a text made to be searched for ever stays as it is from there on.
    var budget = 20_000 + 4 * page.count
    var before: UInt32 = 0x0A
    var lastBytes: (UInt8, UInt8) = (0, 0)
    while at < page.count {
      let unit = page[at]
      let code = UInt16(lastBytes.0) << 8 | UInt16(lastBytes.1)
      if let whole = page.annotation(at: at), gate.learnt(code), readings.has(code, whole.reading) {
        edits.append(Edit(Span(page.offset(at), page.offset(whole.end)), [], "repair.annotation"))
        at = whole.end
        continue
      }
      if let rule = suspicion(page, at, gate),
        let found = search.run(from: at, before: before, lastBytes: lastBytes, budget: &budget)
      {
        let span = Span(page.offset(at), page.offset(found.end))
        if accepts(found, rule, gate) {
          edits.append(Edit(span, Self.utf8(found.scalars), "repair.\(rule.rawValue)"))
          before = found.scalars.last ?? before
          lastBytes = found.lastBytes
          at = found.end
          continue
        }
        if rule == .brokenAnnotation { edits.append(Edit(span, [], "unrepaired.\(rule.rawValue)")) }
      }
      before = unit.scalar
      lastBytes =
        unit.code > 0xFF
        ? (UInt8(unit.code >> 8), UInt8(truncatingIfNeeded: unit.code)) : (lastBytes.1, UInt8(unit.code))
      at += 1
    }
    return edits
  }

  private enum Suspicion: String {
    case brokenAnnotation = "broken-annotation"
    case lostLead = "lost-lead"
  }

  private func suspicion(_ page: PageUnits, _ at: Int, _ gate: AnnotationGate) -> Suspicion? {
    if let broken = page.brokenAnnotation(at: at), gate.isOpen || page.hasTone(at..<broken.end) {
      return .brokenAnnotation
    }
    guard page.mark(at: at) != nil || page.mayBeLead(at: at), at + 1 < page.count else { return nil }
    return page[at + 1].code > 0xFF || page.mark(at: at + 1) != nil ? .lostLead : nil
  }

  private func accepts(_ found: ShiftSearch.Result, _ rule: Suspicion, _ gate: AnnotationGate) -> Bool {
    switch rule {
    case .brokenAnnotation: found.gain > 0
    case .lostLead:
      found.mean > Self.readableMean && found.gain > (gate.isOpen ? Self.provenGain : Self.plainGain)
    }
  }

  private static func utf8(_ scalars: [UInt32]) -> [UInt8] {
    scalars.compactMap(Unicode.Scalar.init).flatMap { Array(String($0).utf8) }
  }
}
