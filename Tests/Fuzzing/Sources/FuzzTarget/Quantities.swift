import CorpusModel
import LexiconData

@testable import FactExtraction

extension FuzzTarget {
  /// Quantities and dates lie inside the text, mean what digits say, and do not depend on what stands before them.
  static func scanning(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    let lexicon = try NumeralLexicon(lexicons)
    let scanner = QuantityScanner(lexicon: lexicon)
    let dates = DateScanner(numerals: lexicon)
    return { bytes in
      let text = wellFormed(bytes)
      for offset in text.indices where text[offset] & 0xC0 != 0x80 {
        let quantity = text.withUnsafeBufferPointer { scanner.scan($0, at: offset) }
        if let quantity { check(quantity, at: offset, in: text) }
        let alone = Array(text[offset...]).withUnsafeBufferPointer { scanner.scan($0, at: 0) }
        precondition(alone?.value == quantity?.value && alone?.span.count == quantity?.span.count)
        if case .none(let end) = text.withUnsafeBufferPointer({ scanner.outlook($0, at: offset) }) {
          checkSpan(Span(offset, end), in: text)
        }
        guard let date = text.withUnsafeBufferPointer({ dates.scan($0, at: offset) }) else { continue }
        checkSpan(date.span, in: text)
        precondition(date.span.start == offset && date.year ?? date.month ?? date.day != nil)
      }
    }
  }

  private static func check(_ quantity: ScannedQuantity, at offset: Int, in text: [UInt8]) {
    for part in [quantity.span, quantity.number, quantity.unit] { checkSpan(part, in: text) }
    precondition(quantity.span.start == offset && quantity.span.contains(quantity.number) && !quantity.number.isEmpty)
    precondition(quantity.value >= 0 && quantity.decimal >= 0)
    let number = text[quantity.number.range]
    if number.allSatisfy({ (0x30...0x39).contains($0) }) {
      precondition(quantity.value == Int(String(decoding: number, as: UTF8.self)))
    }
  }
}
