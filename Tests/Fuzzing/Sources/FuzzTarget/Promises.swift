import CorpusModel

/// `bytes` as the decoder hands text on: ill-formed parts replaced.
func wellFormed(_ bytes: [UInt8]) -> [UInt8] { Array(String(decoding: bytes, as: UTF8.self).utf8) }

func isWellFormed(_ bytes: [UInt8]) -> Bool { String(validating: bytes, as: UTF8.self) != nil }

/// The text is well formed and at most `growth` times the source; every character's span goes home and forth again.
func checkMap(_ made: NormalizedText, from source: [UInt8], growth: Int) {
  precondition(isWellFormed(made.text))
  precondition(made.text.count <= source.count * growth)
  precondition(made.map.sourceCount == source.count && made.map.targetCount == made.text.count)
  var start = 0
  for end in 1..<max(made.text.count + 1, 1) where end == made.text.count || made.text[end] & 0xC0 != 0x80 {
    let span = Span(start, end)
    let home = made.map.source(of: span)
    checkSpan(home, in: source)
    precondition(made.map.target(of: home).contains(span))
    start = end
  }
  for note in made.notes { checkSpan(note.span, in: source) }
}

/// The span lies inside the text, on character boundaries.
func checkSpan(_ span: Span, in text: [UInt8]) {
  precondition(0 <= span.start && span.start <= span.end && span.end <= text.count)
  precondition(span.start == text.count || text[span.start] & 0xC0 != 0x80)
  precondition(span.end == text.count || text[span.end] & 0xC0 != 0x80)
}

/// The spans hold something, follow one another and do not overlap.
func checkOrder(_ spans: [Span], in text: [UInt8]) {
  var end = 0
  for span in spans {
    checkSpan(span, in: text)
    precondition(span.start >= end && span.end > span.start)
    end = span.end
  }
}
