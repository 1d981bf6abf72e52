import CorpusModel
import LexiconData

/// Reads the counts of a table: what a column counts stands in its header, in what unit there or in the cell.
///
/// Each cell is read as the phrase that it stands for, header, number and unit (站点 | 12 as 站点12个), by the rules for
/// prose. The name of a row is what stands before its numbers, so that a place in it is found as in prose.
struct TableReader: Sendable {
  let tokenizer: CountTokenizer

  private var vocabulary: CountVocabulary { tokenizer.vocabulary }

  /// What the header of a column says.
  private struct Column {
    var label: Range<Int>
    /// The unit with a scale before it (万元); empty where none is told.
    var unit: Range<Int>
  }

  /// The counts of `table`, row by row; `sentence` is the number of the row.
  ///
  /// Their date is the name of the row, or else stands in the header of the column, or above the table.
  ///
  /// - Complexity: O(bytes of the table, with the header once for each row).
  func drafts(
    _ table: TextTable, _ bytes: UnsafeBufferPointer<UInt8>, section: ReportSection
  ) -> [CountDraft] {
    let columns = table.header.map { column(bytes, $0) }
    let dates = table.header.map { section.date(bytes, header: $0) ?? section.below }
    var drafts: [CountDraft] = []
    for (number, row) in table.rows.enumerated() {
      let name = row.cells[TextTable.nameColumn(bytes, row.cells)]
      let isTotal = isTotal(bytes, name)
      let date = date(bytes, name)
      let evidence = Span(row.cells[0].lowerBound, row.cells[row.cells.count - 1].upperBound)
      for (index, cell) in row.cells.enumerated() where cell.lowerBound > name.lowerBound {
        guard TextTable.isFigure(bytes, cell), var draft = draft(bytes, cell, columns[index]) else { continue }
        if isTotal { draft.label += "（\(string(bytes, name))）" }
        draft.sentence = number
        draft.evidence = evidence
        draft.rule = .table
        draft.isTotal = isTotal
        draft.asOf = date ?? dates[index]
        draft.column = index
        drafts.append(draft)
      }
    }
    return drafts
  }

  // MARK: Headers

  private func column(_ bytes: UnsafeBufferPointer<UInt8>, _ header: Range<Int>) -> Column {
    if let bracket = bracket(bytes, header), isUnit(bytes, bracket.inner) {
      return Column(label: withoutNumberWord(bytes, header.lowerBound..<bracket.start), unit: bracket.inner)
    }
    let label = withoutNumberWord(bytes, header)
    let words = tokenizer.tokens(bytes, in: Span(label.lowerBound, label.upperBound)).tokens
    let isNamed = words.last?.word.map { vocabulary.words[$0].noun != nil } ?? false
    let unit = isNamed ? nil : words.dropFirst().map(\.span.start).first { isUnit(bytes, $0..<label.upperBound) }
    return Column(
      label: label.lowerBound..<(unit ?? label.upperBound), unit: (unit ?? label.upperBound)..<label.upperBound)
  }

  /// What stands in the brackets at the end of `header`, and where they begin.
  private func bracket(_ bytes: UnsafeBufferPointer<UInt8>, _ header: Range<Int>) -> (start: Int, inner: Range<Int>)? {
    var opening: (start: Int, inner: Int)?
    var at = header.lowerBound
    while at < header.upperBound {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      switch TextMark(scalar) {
      case .openBracket: opening = (at, at + length)
      case .closeBracket where at + length == header.upperBound:
        return opening.flatMap { $0.start > header.lowerBound && $0.inner < at ? ($0.start, $0.inner..<at) : nil }
      default: break
      }
      at += length
    }
    return nil
  }

  /// Whether a number with `range` behind it has that for its unit, whether it counts or not (%).
  private func isUnit(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    let phrase = [UInt8(ascii: "2")] + bytes[range]
    return phrase.withUnsafeBufferPointer { phrase in
      guard let quantity = tokenizer.quantities.scan(phrase, at: 0) else { return false }
      return quantity.unitClass != .none && quantity.span.end == phrase.count
    }
  }

  /// `label` without the 数 at its end: 站点数.
  private func withoutNumberWord(_ bytes: UnsafeBufferPointer<UInt8>, _ label: Range<Int>) -> Range<Int> {
    guard label.count > 6, PhraseTrie.decode(bytes, label.upperBound - 3).0 == 0x6570 else { return label }
    return label.lowerBound..<(label.upperBound - 3)
  }

  // MARK: Names of rows

  private func isTotal(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> Bool {
    tokenizer.tokens(bytes, in: Span(name.lowerBound, name.upperBound)).tokens.contains { token in
      token.word.map { vocabulary.roles[$0].contains(.total) } ?? false
    }
  }

  /// The date that is the row's name.
  private func date(_ bytes: UnsafeBufferPointer<UInt8>, _ name: Range<Int>) -> PartialDate? {
    guard let date = tokenizer.dates.scan(bytes, at: name.lowerBound), let year = date.year,
      date.span.end >= name.upperBound
    else { return nil }
    return PartialDate(year: year, month: date.month, day: date.day)
  }

  // MARK: Cells

  private func draft(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>, _ column: Column) -> CountDraft? {
    let number = digits(bytes, cell)
    let hasUnit = number.count < cell.count
    let unit = hasUnit ? number.upperBound..<cell.upperBound : column.unit
    guard !column.label.isEmpty else { return nil }
    let phrase = Array(bytes[column.label]) + bytes[number] + bytes[unit]
    return phrase.withUnsafeBufferPointer { phrase in
      let found = unit.isEmpty ? bare(phrase, column.label.count) : counted(phrase, column.label.count)
      guard var draft = found, draft.quantity.unit.count <= unit.count else { return nil }
      draft.quantity.span = Span(cell.lowerBound, cell.upperBound)
      draft.quantity.number = Span(number.lowerBound, number.upperBound)
      draft.quantity.unit = Span(unit.upperBound - draft.quantity.unit.count, unit.upperBound)
      return draft
    }
  }

  /// The count of a phrase whose number begins at `offset`, by the rules for prose.
  private func counted(_ phrase: UnsafeBufferPointer<UInt8>, _ offset: Int) -> CountDraft? {
    let tokens = tokenizer.tokens(phrase, in: Span(0, phrase.count))
    let drafts = CountFinder.drafts(in: ParagraphTokens(vocabulary, phrase, tokens))
    return drafts.first { $0.quantity.number.start == offset }
  }

  /// The count of a phrase whose number has no unit: the last noun before it tells, if it is one of the taxonomy.
  private func bare(_ phrase: UnsafeBufferPointer<UInt8>, _ offset: Int) -> CountDraft? {
    let words = tokenizer.tokens(phrase, in: Span(0, offset))
    let text = ParagraphTokens(vocabulary, phrase, words)
    guard let quantity = tokenizer.quantities.scan(phrase, at: offset), quantity.value > 0,
      let head = words.tokens.indices.last(where: { text.word($0)?.noun != nil }), let noun = text.word(head)?.noun
    else { return nil }
    let subjects = text.subjects(of: noun, in: words.tokens.indices)
    guard subjects != [vocabulary.taxonomy.other], words.tokens[(head + 1)...].allSatisfy({ $0.word != nil }) else {
      return nil
    }
    let label = string(phrase, 0..<offset)
    return CountDraft(
      subjects: subjects, counted: subjects, label: label, base: label, quantity: quantity, token: 0, sentence: 0,
      evidence: quantity.span, rule: .table)
  }

  /// The number of a cell, without its unit.
  private func digits(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> Range<Int> {
    var at = cell.lowerBound
    while at < cell.upperBound {
      let (scalar, length) = PhraseTrie.decode(bytes, at)
      guard decimalDigit(scalar) != nil || scalar == 0x2C || scalar == 0x2E else { break }
      at += length
    }
    return cell.lowerBound..<at
  }

  private func string(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }
}
