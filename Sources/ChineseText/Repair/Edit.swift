import CorpusModel

/// One replacement in a text, with the rule that made it.
struct Edit {
  var span: Span
  var replacement: [UInt8]
  /// Name of the rule; one that begins with `unrepaired` marks a place and changes nothing.
  var rule: String
  /// Logarithm of the odds of the replacement over the next choice, where it was chosen.
  var margin: Float?
  /// Whether the replacement has U+FFFD for characters that cannot be told.
  var isPartial: Bool

  init(_ span: Span, _ replacement: [UInt8], _ rule: String, margin: Float? = nil, isPartial: Bool = false) {
    self.span = span
    self.replacement = replacement
    self.rule = rule
    self.margin = margin
    self.isPartial = isPartial
  }
}

/// A text under repair: the present text, the way back to what was given, and what was done.
struct RepairState {
  var text: [UInt8]
  var map: OffsetMap
  var notes: [NormalizationNote] = []
  let isTracing: Bool

  init(_ text: [UInt8], isTracing: Bool) {
    self.text = text
    map = .identity(text.count)
    self.isTracing = isTracing
  }

  /// Carries out `edits`, which are in text order and do not overlap.
  mutating func apply(_ edits: [Edit]) {
    if edits.isEmpty { return }
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var step = OffsetMap()
    var at = 0
    var isChanged = false
    for edit in edits {
      let isMark = edit.rule.hasPrefix(NormalizationNote.unrepaired)
      if isTracing || isMark || edit.isPartial {
        notes.append(
          NormalizationNote(
            span: map.source(of: edit.span), before: text.string(edit.span),
            after: isMark ? text.string(edit.span) : edit.replacement.string,
            rule: edit.isPartial ? NormalizationNote.unrepaired + ".lost-character" : edit.rule, margin: edit.margin))
      }
      if isMark { continue }
      isChanged = true
      result += text[at..<edit.span.start]
      step.copy(edit.span.start - at)
      result += edit.replacement
      step.replace(source: edit.span.count, target: edit.replacement.count)
      at = edit.span.end
    }
    guard isChanged else { return }
    result += text[at...]
    step.copy(text.count - at)
    text = result
    map = step.composed(after: map)
  }
}
