/// Parts of names of bare digits, and things before a formula that each have their number behind them.
extension FormulaParts {
  /// `“331”，即每月3日接待、每季3次走访、每年1次述职`, `以“一个格局、两个理念、一个目标”为内容的“121”`: items beside a name of digits that
  /// each hold theirs.
  func stated(_ operands: [[UInt32]], _ name: Range<Int>, _ introductions: [Int]) -> Components? {
    let near = name.upperBound..<min(text.count, name.upperBound + Self.reachOfClause)
    let comma = near.first { text[$0] == Scalars.comma }.map { [$0 + 1] } ?? []
    let behind = (introductions + comma).flatMap { lists.readings(from: $0) }.map { ($0.items, "after") }
    let before = lists.readings(before: cues.beforeLinks(in: text, name.lowerBound)).map { ($0.items, "before") }
    for (items, rule) in behind + before where items.count == operands.count {
      if zip(items, operands).allSatisfy({ states($0, $1) }) { return made(withoutFrame(items), operands, rule) }
    }
    return nil
  }

  /// `“1”是……，“7”是……，合称“1+7”`: every number, quoted in the sentence before the name.
  func keyed(_ operands: [[UInt32]], before name: Int) -> Components? {
    var start = name
    while start > 0, name - start < Self.reachBefore, !Scalars.endsSentence(text[start - 1]) { start -= 1 }
    let key = lists.quotations.within(start..<name).first { text.scalars[$0.inner].elementsEqual(operands[0]) }
    guard let key, let parts = keyed(operands, from: key.inner.lowerBound), parts.range.upperBound <= name else {
      return nil
    }
    return parts
  }

  /// The items without what frames them all (`每名代表每年`); where others say 每 themselves, without the person alone.
  private func withoutFrame(_ items: [Range<Int>]) -> [Range<Int>] {
    guard let first = items.first else { return items }
    var length = cues.length(.frame, in: text, from: first.lowerBound, limit: first.upperBound)
    let each = text[first.lowerBound]
    if items.dropFirst().contains(where: { text[$0.lowerBound] == each }) {
      let again = first.dropFirst().prefix(length).first { text[$0] == each }
      length = again.map { $0 - first.lowerBound } ?? length
    }
    guard length < first.count else { return items }
    return [first.lowerBound + length..<first.upperBound] + items.dropFirst()
  }

  /// Whether `item` holds the number `operand`, in whatever digits.
  func states(_ item: Range<Int>, _ operand: [UInt32]) -> Bool {
    let number = NumeralShorthand.numeral(operand[...])?.value
    return item.contains { index in
      NumeralShorthand.numeral(text.scalars[index..<item.upperBound])?.value == number
        && !Scalars.isNumeral(text[index - 1])
    }
  }

  /// `“345”……突出“三率”，……；紧扣“四联”，……；围绕“五进”……`: the names behind it that count as much as its digits, in order.
  func named(_ operands: [[UInt32]], _ name: Int) -> Components? {
    guard Set(operands).count == operands.count else { return nil }
    let names = lists.quotations.within(name..<min(text.count, name + ListPlaces.reach)).lazy.compactMap { quotation in
      NumeralShorthand(text.scalars[quotation.inner]).flatMap { shorthand in
        shorthand.groups.count == 1 ? (number: shorthand.groups[0].number, inner: quotation.inner) : nil
      }
    }.prefix(operands.count)
    let numbers = operands.map { NumeralShorthand.numeral($0[...])?.value ?? 0 }
    return Array(names.map(\.number)) == numbers ? made(names.map(\.inner), operands, "named") : nil
  }

  /// `“123”工作法……\n建好一支队伍。……\n用好两个阵地。……\n把牢三道关口。……`: the heads of lines behind it that each state its next digit.
  func headed(_ operands: [[UInt32]], _ name: Int) -> Components? {
    var items: [Range<Int>] = []
    // Where the number stands in the heads: they are of one mould.
    var place: Int?
    for index in name..<max(name, min(text.count, name + Self.reachOfHeads)) where text[index] == Scalars.lineFeed {
      guard let head = head(ofLine: index + 1) else { continue }
      let operand = operands[items.count]
      let number = head.first { $0 > head.lowerBound && length(of: operand, at: $0) > 0 }
      guard let number, place ?? (number - head.lowerBound) == number - head.lowerBound else { continue }
      place = number - head.lowerBound
      items.append(head)
      if items.count == operands.count { return made(items, operands, "headed") }
    }
    return nil
  }

  /// The words that the line at `start` begins with behind `一、` or `（二）`, if they are as many as heads have.
  private func head(ofLine start: Int) -> Range<Int>? {
    func words(_ start: Int) -> Range<Int> {
      let limit = min(text.count, start + Self.longestHead + 1)
      let first =
        (start..<max(start, limit)).first { Scalars.isWord(text[$0]) || text[$0] == Scalars.lineFeed } ?? limit
      let end = min(text.count, first + Self.longestHead + 1)
      return first..<((first..<max(first, end)).first { !Scalars.isWord(text[$0]) } ?? max(first, end))
    }
    var head = words(start)
    if head.count <= 2, text.scalars[head].allSatisfy(Scalars.isNumeral) { head = words(head.upperBound) }
    return (Self.shortestHead...Self.longestHead).contains(head.count) ? head : nil
  }

  /// `设立总站1个，中心站4个和联系点N个，打造“1+4+N”`: what each number of the formula counts in the words before it, with the number.
  func postcounted(_ operands: [[UInt32]], before name: Int) -> Components? {
    var start = name
    while start > 0, name - start < Self.reachBefore, !Scalars.endsSentence(text[start - 1]) { start -= 1 }
    return postcounted(operands, in: start..<name, "before")
  }

  /// `优化“1+21+N”布局，建成总站1个，中心站21个，特色站点164个`: the same in the words behind it.
  func postcounted(_ operands: [[UInt32]], after name: Int) -> Components? {
    let limit = min(text.count, name + Self.reachBefore)
    let end = (name..<max(name, limit)).first { Scalars.endsSentence(text[$0]) } ?? limit
    return postcounted(operands, in: name..<end, "after")
  }

  private func postcounted(_ operands: [[UInt32]], in range: Range<Int>, _ rule: String) -> Components? {
    var at = range.lowerBound
    var items: [Range<Int>] = []
    for operand in operands {
      guard
        let end = (at..<range.upperBound).lazy.compactMap({ endOfCount(operand, at: $0, limit: range.upperBound) })
          .first
      else { return nil }
      var start = startOfCount(at..<end)
      if !items.isEmpty { start += cues.length(.conjunction, in: text, from: start, limit: end) }
      start += cues.length(.introduction, in: text, from: start, limit: end)
      start += cues.length(.lead, in: text, from: start, limit: end)
      guard start < end, Scalars.isHan(text[start]) else { return nil }
      items.append(start..<end)
      at = end
    }
    return made(items, operands, rule)
  }

  /// Where the words that end in a count begin: behind the last mark but 、 within and what stands in brackets.
  private func startOfCount(_ range: Range<Int>) -> Int {
    var start = range.upperBound
    var isInBracket = false
    while start > range.lowerBound, case let scalar = text[start - 1],
      isInBracket || Scalars.isWord(scalar) || scalar == Scalars.enumerationComma || scalar == Scalars.closeBracket
    {
      if scalar == Scalars.openBracket || scalar == Scalars.closeBracket { isInBracket.toggle() }
      start -= 1
    }
    return text[start] == Scalars.enumerationComma ? start + 1 : start
  }

  /// The end of a number and its measure word at `index`, behind what it counts; any number is what a letter stands for.
  private func endOfCount(_ operand: [UInt32], at index: Int, limit: Int) -> Int? {
    guard !Scalars.isDigit(text[index - 1]), Scalars.isWord(text[index - 1]) else { return nil }
    let isOpen = operand.allSatisfy(Scalars.isLatin) && Scalars.isDigit(text[index])
    guard isOpen || matches(operand, at: index) else { return nil }
    let end = isOpen ? (index..<limit).first { !Scalars.isDigit(text[$0]) } ?? limit : index + operand.count
    let measure = cues.length(.measure, in: text, from: end, limit: limit)
    let isEnd =
      !Scalars.isHan(text[end + measure]) || cues.length(.conjunction, in: text, from: end + measure, limit: limit) > 0
    return measure > 0 && isEnd ? end + measure : nil
  }
}
