/// A stretch of text that may be a name: a quotation, a formula of several quotations, or a bare formula.
struct NameCandidate: Sendable {
  /// With its quotation marks.
  var outer: Range<Int>
  /// Without them, spaces and closing commas.
  var inner: Range<Int>
  /// Number of quotations around it.
  var depth = 0
  /// Read as numeral shorthand, if it is one.
  var shorthand: NumeralShorthand?
  /// Operands of a formula (`1`, `7`, `N`), empty where it is none.
  var operands: [[UInt32]] = []
  var features: NameFeatureValues = [:]
  var scores = NameScores()

  var isFormula: Bool { !operands.isEmpty }
}

/// Finds the candidates of a text.
struct NameCandidates: Sendable {
  let lexicon: NameLexicon

  /// Longest word of a formula, in scalars; longer runs are sentences.
  private static let longestOperand = 12
  private static let mostOperands = 12
  private static let longestFormula = 256
  private static let longestBareOperand = 8
  /// Longest words before the shorthand that a name ends in, and longest noun of that, in scalars.
  private static let longestHead = 4
  private static let longestCounted = 2
  /// Longest number or word in Latin letters outside quotations.
  private static let longestCode = 4

  /// Digits of a code outside quotations, and how far apart what it counts may stand, in scalars.
  private static let codeDigits = 3...5
  private static let longestPart = 40

  /// Candidates in text order, whole formulas in place of their quoted parts.
  func find(in text: NameText, _ quotations: Quotations) -> [NameCandidate] {
    let formulas = formulas(in: text, quotations)
    var result = formulas + codes(in: text, quotations)
    var next = formulas[...]
    for quotation in quotations.all where !quotation.isInTitle {
      while let formula = next.first, formula.outer.upperBound <= quotation.outer.lowerBound { next.removeFirst() }
      if let formula = next.first, formula.outer.lowerBound <= quotation.outer.lowerBound { continue }
      let inner = text.trimmed(quotation.inner) {
        $0 == Scalars.space || $0 == Scalars.comma || $0 == Scalars.enumerationComma || $0 == Scalars.semicolon
      }
      guard !inner.isEmpty, !isDay(quotation, inner, in: text) else { continue }
      var candidate = NameCandidate(outer: quotation.outer, inner: inner, depth: quotation.depth)
      candidate.shorthand = NumeralShorthand(text.scalars[inner]) ?? shorthandAtEnd(inner, in: text)
      let named = bracketed(candidate, in: text)
      if named.count > 1 {
        result += named
        continue
      }
      stripBracket(&candidate, in: text)
      stripGenericTail(&candidate, in: text)
      result.append(candidate)
    }
    return result.sorted { ($0.outer.lowerBound, -$0.outer.upperBound) < ($1.outer.lowerBound, -$1.outer.upperBound) }
  }

  /// Whether a quotation is a day by its numbers and no method's name: `“12·4”国家宪法日`.
  private func isDay(_ quotation: Quotation, _ inner: Range<Int>, in text: NameText) -> Bool {
    let scalars = text.scalars[inner]
    return scalars.contains(where: Scalars.isMiddleDot)
      && scalars.allSatisfy { Scalars.isDigit($0) || Scalars.isMiddleDot($0) }
      && !lexicon.components.hasMethod(in: text, after: quotation.outer.upperBound)
      && lexicon.models.match(.after, in: text, from: quotation.outer.upperBound, limit: text.count) == nil
  }

  /// The shorthand that a name of two or more characters more ends in: 四个一 of `硬件四个一`, 三员 of `护企三员`.
  private func shorthandAtEnd(_ range: Range<Int>, in text: NameText) -> NumeralShorthand? {
    guard let start = range.first(where: { NumeralShorthand.numeral(text.scalars[$0..<range.upperBound]) != nil }),
      (2...Self.longestHead).contains(start - range.lowerBound),
      text.scalars[range.lowerBound..<start].allSatisfy(Scalars.isHan),
      let shorthand = NumeralShorthand(text.scalars[start..<range.upperBound]), shorthand.groups.count == 1,
      shorthand.isCounting, shorthand.groups[0].noun.count <= Self.longestCounted
    else { return nil }
    return shorthand
  }

  /// `“两有（有牌、有人）三簿（……）”`: the names in one quotation that each have what they stand for in the bracket behind them.
  private func bracketed(_ candidate: NameCandidate, in text: NameText) -> [NameCandidate] {
    var result: [NameCandidate] = []
    var start = candidate.inner.lowerBound
    while start < candidate.inner.upperBound {
      guard let open = (start..<candidate.inner.upperBound).first(where: { text[$0] == Scalars.openBracket }),
        let close = (open..<candidate.inner.upperBound).first(where: { text[$0] == Scalars.closeBracket }),
        let shorthand = NumeralShorthand(text.scalars[start..<open])
      else { return [] }
      result.append(
        NameCandidate(outer: start..<open, inner: start..<open, depth: candidate.depth, shorthand: shorthand))
      start = close + 1
      if start < candidate.inner.upperBound, Scalars.partsClauses(text[start]) { start += 1 }
    }
    return result
  }

  /// `“三室（接待室、会议室、阅览室）”` is the name `三室`; what it stands for is sought in the bracket behind it.
  private func stripBracket(_ candidate: inout NameCandidate, in text: NameText) {
    let inner = candidate.inner
    guard text[inner.upperBound - 1] == Scalars.closeBracket,
      let open = inner.first(where: { text[$0] == Scalars.openBracket }),
      !inner.dropLast().contains(where: { text[$0] == Scalars.closeBracket }),
      let shorthand = NumeralShorthand(text.scalars[inner.lowerBound..<open])
    else { return }
    candidate.outer = candidate.outer.lowerBound..<open
    candidate.inner = inner.lowerBound..<open
    candidate.shorthand = shorthand
  }

  /// `六个一活动` is the name `六个一` and a tail that names are given without.
  private func stripGenericTail(_ candidate: inout NameCandidate, in text: NameText) {
    let inner = candidate.inner
    guard let tail = lexicon.models.matchBackwards(.generic, in: text, from: inner.upperBound, limit: inner.lowerBound),
      let rest = NumeralShorthand(text.scalars[inner.lowerBound..<inner.upperBound - tail.length]),
      rest.groups.count == 1, NumeralShorthand(text.scalars[inner])?.groups.count ?? 1 == 1
    else { return }
    let noun = inner.upperBound - tail.length - rest.groups[0].noun.count
    let measure = lexicon.components.length(.measure, in: text, from: noun, limit: inner.upperBound - tail.length)
    guard measure < rest.groups[0].noun.count else { return }
    candidate.inner = inner.lowerBound..<inner.upperBound - tail.length
    candidate.shorthand = rest
  }

  /// `1342模式（聚焦1个主题、抓住3个环节、……）`: digits outside quotations, whose bracket tells things of each in turn.
  private func codes(in text: NameText, _ quotations: Quotations) -> [NameCandidate] {
    var found: [NameCandidate] = []
    var end = 0
    while let start = text.scalars[end...].firstIndex(where: Scalars.isDigit) {
      end = start
      while Self.isCode(text[end]) { end += 1 }
      if Self.codeDigits.contains(end - start), !Self.isCode(text[start - 1]), isCode(start..<end, in: text),
        quotations.around(start).isEmpty
      {
        found.append(NameCandidate(outer: start..<end, inner: start..<end))
      }
    }
    return found
  }

  /// Whether digits stand before a method's noun and a bracket that tells things of each in turn.
  private func isCode(_ digits: Range<Int>, in text: NameText) -> Bool {
    guard text.scalars[digits].allSatisfy(Scalars.isDigit),
      let cue = lexicon.models.match(.after, in: text, from: digits.upperBound, limit: text.count), cue.strength > 2,
      case let open = digits.upperBound + cue.length, text[open] == Scalars.openBracket
    else { return false }
    var place = open
    for digit in text.scalars[digits] {
      let next = (place + 1..<min(text.count, place + Self.longestPart)).first { text[$0] == digit }
      guard let next, Scalars.isHan(text[next + 1]), !text.scalars[open..<next].contains(Scalars.closeBracket) else {
        return false
      }
      place = next
    }
    return true
  }

  // MARK: Formulas

  private func formulas(in text: NameText, _ quotations: Quotations) -> [NameCandidate] {
    var result: [NameCandidate] = []
    var index = 0
    while index < text.count {
      guard text[index] == Scalars.plus, text[index + 1] != Scalars.plus, text[index - 1] != Scalars.plus,
        let candidate = formula(around: index, in: text, quotations)
      else {
        index += 1
        continue
      }
      result.append(candidate)
      index = candidate.outer.upperBound
    }
    return result
  }

  /// The formula that the `+` at `plus` belongs to.
  private func formula(around plus: Int, in text: NameText, _ quotations: Quotations) -> NameCandidate? {
    let around = quotations.around(plus)
    if around.contains(where: \.isInTitle) { return nil }
    if let whole = around.reversed().lazy.compactMap({ quoted($0, in: text) }).first { return whole }
    return open(around: plus, in: text, quotations)
  }

  /// A quotation that is a formula from end to end; `站点+` and `4个+` have an empty last operand.
  private func quoted(_ quotation: Quotation, in text: NameText) -> NameCandidate? {
    guard quotation.inner.count <= Self.longestFormula else { return nil }
    let scalars = text.scalars[quotation.inner].filter { $0 != Scalars.space && !Scalars.isQuote($0) }
    let operands = scalars.split(separator: Scalars.plus, omittingEmptySubsequences: false).map(Array.init)
    let isOpenEnded = operands.count == 2 && operands[1].isEmpty
    guard (2...Self.mostOperands).contains(operands.count),
      operands.dropLast(isOpenEnded ? 1 : 0).allSatisfy({ isOperand($0) })
    else { return nil }
    let inner = text.trimmed(quotation.inner) { $0 == Scalars.space }
    return NameCandidate(
      outer: quotation.outer, inner: inner, depth: 0, operands: isOpenEnded ? [operands[0]] : operands)
  }

  private func isOperand(_ scalars: [UInt32]) -> Bool {
    !scalars.isEmpty && scalars.count <= Self.longestOperand
      && scalars.allSatisfy {
        Scalars.isWord($0) || $0 == Scalars.enumerationComma || $0 == 0x3E || $0 == 0xFF1E
          || $0 == Scalars.openBracket || $0 == Scalars.closeBracket
      }
  }

  private struct Operand {
    enum Form { case quoted, code, words }

    var scalars: [UInt32]
    var range: Range<Int>
    var form: Form
  }

  /// A formula outside quotations, or with some of its operands quoted: `1+7+N平台`, `“代表”+“网格员”`, `“三官一员”+人大代表`.
  ///
  /// The first `+` is at `plus`. Bare words are taken only beside a quoted operand, bare codes only before a cue.
  private func open(around plus: Int, in text: NameText, _ quotations: Quotations) -> NameCandidate? {
    guard let first = operand(before: plus, in: text, quotations) else { return nil }
    var operands = [first]
    var next = plus
    while text[next] == Scalars.plus, operands.count < Self.mostOperands {
      guard let operand = operand(after: next, in: text, quotations) else { break }
      operands.append(operand)
      next = operand.range.upperBound
      while text[next] == Scalars.space { next += 1 }
    }
    guard operands.count > 1, text[next] != Scalars.plus, let last = operands.last else { return nil }
    let range = first.range.lowerBound..<last.range.upperBound
    let isQuoted = operands.contains { $0.form == .quoted }
    if !isQuoted {
      let isNumber = operands.allSatisfy { $0.scalars.allSatisfy(Scalars.isDigit) }
      guard !operands.contains(where: { $0.form == .words }), !isNumber || operands.count > 2,
        (0..<8).contains(where: { lexicon.models.match(.after, in: text, from: next + $0, limit: next + 12) != nil })
      else { return nil }
    }
    return NameCandidate(outer: range, inner: range, operands: operands.map(\.scalars))
  }

  private func operand(after plus: Int, in text: NameText, _ quotations: Quotations) -> Operand? {
    var start = plus + 1
    while text[start] == Scalars.space { start += 1 }
    if let quotation = quotations.starting(at: start) { return operand(of: quotation, in: text) }
    var end = start
    while Self.isCode(text[end]) { end += 1 }
    if end == start { return words(after: start, in: text) }
    return end - start <= Self.longestCode
      ? Operand(scalars: Array(text.scalars[start..<end]), range: start..<end, form: .code) : nil
  }

  private func operand(before plus: Int, in text: NameText, _ quotations: Quotations) -> Operand? {
    var end = plus
    while text[end - 1] == Scalars.space { end -= 1 }
    if let quotation = quotations.ending(at: end) { return operand(of: quotation, in: text) }
    var start = end
    while Self.isCode(text[start - 1]) { start -= 1 }
    if end == start { return words(before: end, in: text) }
    return end - start <= Self.longestCode
      ? Operand(scalars: Array(text.scalars[start..<end]), range: start..<end, form: .code) : nil
  }

  private func operand(of quotation: Quotation, in text: NameText) -> Operand? {
    let scalars = text.scalars[quotation.inner].filter { $0 != Scalars.space }
    return isOperand(scalars) ? Operand(scalars: scalars, range: quotation.outer, form: .quoted) : nil
  }

  /// Bare words up to a mark or the noun that names are given with (模式).
  private func words(after start: Int, in text: NameText) -> Operand? {
    var end = start
    while Scalars.isHan(text[end]), end - start <= Self.longestBareOperand {
      let cue = end > start + 1 ? lexicon.models.match(.after, in: text, from: end, limit: text.count) : nil
      if let cue, cue.strength > 1 { break }
      end += 1
    }
    return bare(start..<end, in: text)
  }

  /// Bare words back to a mark or the verb that names are brought in with (推行).
  private func words(before end: Int, in text: NameText) -> Operand? {
    var start = end
    while Scalars.isHan(text[start - 1]), end - start <= Self.longestBareOperand {
      if start < end - 1, lexicon.models.matchBackwards(.before, in: text, from: start, limit: 0) != nil { break }
      start -= 1
    }
    return bare(start..<end, in: text)
  }

  private func bare(_ range: Range<Int>, in text: NameText) -> Operand? {
    (2...Self.longestBareOperand).contains(range.count)
      ? Operand(scalars: Array(text.scalars[range]), range: range, form: .words) : nil
  }

  private static func isCode(_ scalar: UInt32) -> Bool { Scalars.isDigit(scalar) || Scalars.isLatin(scalar) }
}
