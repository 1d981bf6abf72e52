import CorpusModel

/// A count found in a paragraph, before sums and restatements.
struct CountDraft {
  var subjects: [SubjectID]
  /// The same, were the count no aside: what a number behind it without a noun can be of.
  var counted: [SubjectID]
  var label: String
  /// The label without a qualifier in brackets.
  var base: String
  var quantity: ScannedQuantity
  /// Token of the number.
  var token: Int
  var sentence: Int
  var evidence: Span
  var rule: CountRule
  /// Points back to what was counted before (这303个).
  var isAnaphor = false
  /// Stated as a total (合计), and followed by the announcement of its parts (其中).
  var isTotal = false
  var opensParts = false
  var asOf: PartialDate?
  /// The column of a table that it stands in; nil in prose.
  var column: Int?
}
