import CorpusModel

/// Which characters a document's site annotates with pinyin, learnt from the document.
///
/// Within a page annotation is all or nothing for each character, and only traditional characters are annotated; a gloss
/// on a rare character (邕(yōng)宁) or in a text for learners does not look like that.
struct AnnotationGate {
  private(set) var isOpen = false
  private var annotated: [UInt16: Int] = [:]
  private var occurrences: [UInt16: Int] = [:]

  /// A share of one in 20,000 is the commonest 1,900 characters or so.
  private static let everyday: Float = 5e-5

  /// Learns from `page`; `pairs` tells traditional characters and everyday ones.
  init(_ page: PageUnits, readings: Readings, pairs: PairModel) {
    var others = 0
    var plain = 0  // everyday traditional characters with their first reading: nobody glosses 鎮(zhèn)
    for index in 1..<max(1, page.count) {
      guard let found = page.annotation(at: index) else { continue }
      let unit = page[index - 1]
      guard readings.has(unit.code, found.reading) else { continue }
      if pairs.isTraditional(unit.scalar) {
        annotated[unit.code, default: 0] += 1
        if readings.isFirst(found.reading, of: unit.code), pairs.share(unit.scalar) > Self.everyday { plain += 1 }
      } else if page.hasTone(index..<found.end) {
        others += 1
      }
    }
    if annotated.isEmpty { return }
    for index in 0..<page.count where annotated[page[index].code] != nil {
      occurrences[page[index].code, default: 0] += 1
    }
    let sum = annotated.values.reduce(0, +)
    isOpen = others * 4 <= sum && (plain > 0 || annotated.count >= 3 || annotated.values.contains { $0 >= 5 })
  }

  /// Whether the document annotates the character nearly wherever it stands.
  func learnt(_ code: UInt16) -> Bool {
    guard isOpen, let times = annotated[code] else { return false }
    let all = occurrences[code] ?? times
    return all < 5 ? times * 2 >= all : times * 5 >= all * 4
  }
}
