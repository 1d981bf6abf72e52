import CorpusModel

/// Which characters a document's site annotates with pinyin, learnt from the document.
///
/// Within a page annotation is all or nothing for each character, and only traditional characters are annotated; a gloss
/// on a rare character (邕(yōng)宁) or in a text for learners does not look like that.
struct AnnotationGate {
  private(set) var isOpen = false
  private var annotated: [UInt16: Int] = [:]
  private var occurrences: [UInt16: Int] = [:]
  private var broken = 0

  /// - Parameter pairs: tells traditional characters and everyday ones.
  init(_ page: PageUnits, readings: Readings, pairs: PairModel) {
    var others = 0
    for index in 1..<max(1, page.count) {
      if page.brokenAnnotation(at: index) != nil { broken += 1 }
      guard let found = page.annotation(at: index), readings.has(page[index - 1].code, found.reading) else { continue }
      if pairs.isTraditional(page[index - 1].scalar) {
        annotated[page[index - 1].code, default: 0] += 1
      } else if page.hasTone(index..<found.end) {
        others += 1
      }
    }
    if annotated.isEmpty { return }
    for index in 0..<page.count where annotated[page[index].code] != nil { occurrences[page[index].code, default: 0] += 1 }
    let sum = annotated.values.reduce(0, +)
    // A share of one in 20,000 is the commonest 1,900 characters or so: nobody glosses 鎮 or 聯 twice.
    let everyday = annotated.contains { $0.value >= 2 && pairs.share(codeScalar($0.key, page)) > 5e-5 }
    isOpen =
      others * 4 <= sum
      && (annotated.count >= 3 || annotated.values.contains { $0 >= 5 } || everyday || broken > 0 || annotated.count >= 2 && sum >= 3)
  }

  private func codeScalar(_ code: UInt16, _ page: PageUnits) -> UInt32 {
    page.units.first { $0.code == code }?.scalar ?? 0
  }

  /// Whether the document annotates the character nearly wherever it stands.
  func learnt(_ code: UInt16) -> Bool {
    guard isOpen, let times = annotated[code] else { return false }
    let all = occurrences[code] ?? times
    return all < 5 ? times * 2 >= all : times * 5 >= all * 4
  }
}
