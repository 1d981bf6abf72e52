import CorpusModel

/// A number with its unit and bounds, as it stands in the text.
struct ScannedQuantity: Sendable, Equatable {
  /// From the first bound word to the last.
  var span: Span
  /// The number alone.
  var number: Span
  var value: Int
  var decimal: Double
  var bound: Bound
  var unit: Span
  var unitClass: UnitClass
  var numeral: Numeral
  /// 3–5名: `value` is the lower end.
  var isRange: Bool

  /// Whether the number is a Chinese 一, which most often is no more than an article.
  var isArticle: Bool { numeral.isChinese && value == 1 && number.count == 3 }
}
