/// What each number of a formula stands for: `1=…`, `7=…`, `N=…`.
struct FormulaParts: Sendable {
  let text: NameText
  let lists: ListReader
  let cues: ComponentCues
  let plainNames: PlainNames

  /// How far behind one keyed part the next may begin, in scalars.
  private static let reach = 60
  /// How far before a name the things may stand that it counts, in scalars.
  static let reachBefore = 160
  /// How far it may begin where it is quoted.
  private static let reachOfQuoted = 300
  /// Longest clause that brings a name in behind its list, in scalars.
  static let reachOfClause = 12
  /// Longest thing that a number counts where no copula stands, in scalars: longer ones are clauses.
  private static let longestCounted = 16
  /// Shortest thing that a number counts, in scalars.
  private static let shortestThing = 2
  /// How far behind a name its operands may be told by the roles they play, in scalars.
  private static let reachOfRoles = 120
  /// The character 以.
  private static let with: UInt32 = 0x4EE5

  /// How far behind a name lines may begin with its parts, and how long these are, in scalars.
  static let reachOfHeads = 2_000
  static let shortestHead = 3
  static let longestHead = 20

  /// The numbers of a name whose parts are told by number: the operands of a formula, or each digit of `12345`, `一二三`.
  static func operands(of candidate: NameCandidate, in text: NameText) -> [[UInt32]]? {
    if candidate.isFormula {
      let isNumbered = candidate.operands.allSatisfy { operand in
        operand.first.map { Scalars.isDigit($0) || (Scalars.isLatin($0) && operand.count == 1) } ?? false
      }
      return isNumbered && candidate.operands.count > 1 ? candidate.operands : nil
    }
    let name = text.scalars[candidate.inner]
    let isNumber = name.count > 2 && name.count < 6 && (name.allSatisfy(Scalars.isDigit) || areNumerals(name))
    return isNumber || isRising(name) ? name.map { [$0] } : nil
  }

  /// Whether `scalars` are different Chinese numerals from 1 to 9: `一三五`.
  private static func areNumerals(_ scalars: some Collection<UInt32>) -> Bool {
    Set(scalars).count == scalars.count
      && scalars.allSatisfy { Scalars.isNumeral($0) && NumeralShorthand.numeral([$0]).map { $0.value < 10 } == true }
  }

  /// Whether `scalars` count from 1 up, one by one: `12345`, `一二三`.
  private static func isRising(_ scalars: some Collection<UInt32>) -> Bool {
    let digits = scalars.compactMap { Scalars.isNumeral($0) ? NumeralShorthand.numeral([$0])?.value : nil }
    return scalars.count > 2 && digits.count == scalars.count && digits.first == 1
      && zip(digits, digits.dropFirst()).allSatisfy { $1 == $0 + 1 }
  }

  /// What each of `operands` stands for; `introductions` are the places behind 即, colons and the like.
  func parts(_ operands: [[UInt32]], of candidate: NameCandidate, _ introductions: [Int]) -> Components? {
    if let parts = own(candidate) { return parts }
    guard operands.allSatisfy({ $0.allSatisfy(Scalars.isNumeral) || $0.allSatisfy(Scalars.isLatin) }) else {
      return nil
    }
    let keyed = keyed(operands, from: candidate.outer.upperBound)
    // The digits of `3533` are told one by one, each in its item, or not at all.
    if !candidate.isFormula, !Self.isRising(text.scalars[candidate.inner]) {
      return keyed ?? stated(operands, candidate.outer, introductions) ?? named(operands, candidate.outer.upperBound)
        ?? headed(operands, candidate.outer.upperBound)
    }
    return keyed ?? serving(operands, candidate.outer.upperBound) ?? listed(operands, introductions)
      ?? self.keyed(operands, from: candidate.outer.upperBound, inAnyDigits: true)
      ?? self.keyed(operands, before: candidate.outer.lowerBound)
      ?? preceding(operands, candidate.outer.lowerBound) ?? postcounted(operands, before: candidate.outer.lowerBound)
      ?? postcounted(operands, after: candidate.outer.upperBound)
      ?? scattered(operands, around: candidate.outer)
      ?? (candidate.isFormula ? nil : headed(operands, candidate.outer.upperBound))
  }

  /// `1个中心站+11个联络站`: operands that say themselves what they count.
  private func own(_ candidate: NameCandidate) -> Components? {
    let items = lists.split(candidate.inner) { $0 == Scalars.plus }
    let keyed = items.compactMap { item -> (key: [UInt32], item: Range<Int>)? in
      let key = text.scalars[item].prefix(while: Scalars.isDigit)
      let measure = cues.length(.measure, in: text, from: item.lowerBound + key.count, limit: item.upperBound)
      let start = item.lowerBound + key.count + measure
      return key.isEmpty || measure == 0 || start == item.upperBound ? nil : (Array(key), start..<item.upperBound)
    }
    guard keyed.count == items.count, keyed.count > 1 else { return nil }
    return made(keyed.map(\.item), keyed.map(\.key), "own")
  }

  /// `8个联络站、20个联系点围着1个代表之家，叫作“1+8+20”`: a station's name behind every number, in any order, in the clauses
  /// of the formula's sentence.
  private func scattered(_ operands: [[UInt32]], around name: Range<Int>) -> Components? {
    guard Set(operands).count == operands.count else { return nil }
    var sentence = name
    while sentence.lowerBound > 0, name.lowerBound - sentence.lowerBound < Self.reach,
      !Scalars.endsSentence(text[sentence.lowerBound - 1])
    { sentence = sentence.lowerBound - 1..<sentence.upperBound }
    while sentence.upperBound < text.count, sentence.upperBound - name.upperBound < Self.reach,
      !Scalars.endsSentence(text[sentence.upperBound])
    { sentence = sentence.lowerBound..<sentence.upperBound + 1 }
    let items = operands.compactMap { operand in
      sentence.lazy.filter { !name.contains($0) }.compactMap { station(operand, at: $0, in: sentence) }.first
    }
    guard items.count == operands.count else { return nil }
    return made(items, operands, "scattered")
  }

  /// The station's name that an operand and a measure word at `index` count.
  private func station(_ operand: [UInt32], at index: Int, in sentence: Range<Int>) -> Range<Int>? {
    guard let first = operand.first, Scalars.isDigit(first), matches(operand, at: index),
      !Scalars.isDigit(text[index - 1])
    else { return nil }
    let measure = cues.length(.measure, in: text, from: index + operand.count, limit: sentence.upperBound)
    let start = index + operand.count + measure
    let longest = min(sentence.upperBound, start + Self.longestCounted)
    guard measure > 0, start < longest else { return nil }
    return (start + 1...longest).reversed().lazy.map { start..<$0 }.first { plainNames.areAll(of: $0, in: text) }
  }

  /// `以1个中心站为龙头、7个联络站为支点、N个联系点为补充的“1+7+N”`: a list before the name, or before the clause that
  /// brings it in, where every number is stated.
  private func preceding(_ operands: [[UInt32]], _ name: Int) -> Components? {
    let end = cues.beforeLinks(in: text, name)
    // `“1名代表+3名律师”的“1+3”`
    if let formula = lists.quotations.ending(at: end),
      case let items = lists.split(formula.inner, at: { $0 == Scalars.plus }),
      items.count == operands.count, zip(items, operands).allSatisfy({ states($0, $1) })
    {
      return made(items, operands, "before")
    }
    var clause = name
    while clause > 0, name - clause < Self.reachOfClause, text[clause - 1] != Scalars.comma,
      !Scalars.isDash(text[clause - 1])
    { clause -= 1 }
    while Scalars.isDash(text[clause - 2]) { clause -= 1 }
    for place in [end, clause - 1] where place > 0 {
      for reading in lists.readings(before: place) where reading.items.count == operands.count {
        let items = zip(reading.items, operands).compactMap { behind($0, $1) }
        if items.count == operands.count { return made(things(items), operands, "before") }
      }
    }
    return nil
  }

  /// The items without what is said of them: of all (`为龙头`, `牵头抓总`), or of the last one for all (`串联起来`).
  private func things(_ items: [Range<Int>]) -> [Range<Int>] {
    let items = withoutRoles(items)
    let cut = items.compactMap { item -> Range<Int>? in
      guard let end = plainNames.endOfLastHead(in: item, of: text), item.upperBound - end > 1 else { return nil }
      return text.scalars[end..<item.upperBound].allSatisfy(Scalars.isHan) ? item.lowerBound..<end : nil
    }
    if cut.count == items.count { return cut }
    guard let last = items.last,
      let end = last.dropFirst().first(where: { cues.length(.tail, in: text, from: $0, limit: last.upperBound) > 0 }),
      plainNames.endOfLastHead(in: last.lowerBound..<end, of: text) == end
    else { return items }
    return items.dropLast() + [last.lowerBound..<end]
  }

  /// Whether `item` ends in the number `operand`, or in any where that is a letter, and a measure word.
  private func endsInNumber(_ item: Range<Int>, _ operand: [UInt32]) -> Bool {
    let measure = cues.length(.measure, in: text, before: item.upperBound)
    let digits = text.scalars[item].dropLast(measure).reversed().prefix(while: Scalars.isDigit).reversed()
    guard measure > 0, !digits.isEmpty, digits.count + measure < item.count else { return false }
    return operand.first.map(Scalars.isLatin) == true || digits.elementsEqual(operand)
  }

  /// `以“立法点”为引擎，以“两级阵地”为枢纽，以“N项服务”为抓手`: one thing for every operand in the clauses behind the name, none with
  /// another number than its operand.
  private func serving(_ operands: [[UInt32]], _ name: Int) -> Components? {
    var items: [Range<Int>] = []
    var index = name
    let limit = min(text.count, name + Self.reachOfRoles)
    while index < limit, !Scalars.endsSentence(text[index]) {
      defer { index += 1 }
      guard text[index] == Self.with, !Scalars.isWord(text[index - 1]) else { continue }
      let end = (index..<limit).first { endsRole($0) } ?? limit
      let clause = index + 1..<end
      guard let role = clause.dropFirst().first(where: { text[$0] == Scalars.servingAs }) else { continue }
      items.append(text.trimmed(clause.lowerBound..<role) { !Scalars.isWord($0) })
    }
    guard items.count == operands.count, zip(items, operands).allSatisfy({ !$0.isEmpty && agrees($0, $1) }) else {
      return nil
    }
    return made(items, operands, "after")
  }

  /// Whether the words stop at `index` that say what something serves as; 、 within them does not part them, but before 以 it does.
  private func endsRole(_ index: Int) -> Bool {
    if text[index] == Scalars.enumerationComma { return text[index + 1] == Self.with }
    return !Scalars.isWord(text[index]) && !Scalars.isQuote(text[index])
  }

  /// Cuts `为龙头`, `为支点` where every item says what it serves as.
  private func withoutRoles(_ items: [Range<Int>]) -> [Range<Int>] {
    let cut = items.compactMap { item in
      item.dropFirst(2).first { text[$0] == Scalars.servingAs }.map { item.lowerBound..<$0 }
    }
    if cut.count == items.count { return cut }
    // `1个代表之家为龙头，8个联络站`: only some serve as something.
    return items.map { item in
      let end = plainNames.endOfLastHead(in: item, of: text)
      return end.flatMap { text[$0] == Scalars.servingAs && $0 < item.upperBound ? item.lowerBound..<$0 : nil } ?? item
    }
  }

  /// The item from its number on; an open operand (`N`) takes any item, and 1 one that serves as something (`以总站为龙头`).
  private func behind(_ item: Range<Int>, _ operand: [UInt32]) -> Range<Int>? {
    if !text.scalars[item].contains(where: Scalars.isDigit), operand.allSatisfy(Scalars.isDigit),
      let start = item.first(where: { length(of: operand, at: $0) > 0 })
    {
      return start..<item.upperBound
    }
    if operand.elementsEqual([0x31]), !text.scalars[item].contains(where: Scalars.isDigit) {
      guard text.scalars[item].contains(Scalars.servingAs) else { return nil }
      var start = item.lowerBound
      while case let lead = cues.length(.lead, in: text, from: start, limit: item.upperBound), lead > 0 {
        start += lead
      }
      return start..<item.upperBound
    }
    guard let first = operand.first, Scalars.isDigit(first) else { return item }
    let start = item.first { matches(operand, at: $0) && !Scalars.isDigit(text[$0 - 1]) }
    guard let start, !Scalars.isDigit(text[start + operand.count]) else { return nil }
    guard endsInNumber(item, operand) else { return start..<item.upperBound }
    // `设置代表之家1个`: the number stands behind the thing.
    return item.lowerBound
      + cues.length(.lead, in: text, from: item.lowerBound, limit: item.upperBound)..<item.upperBound
  }

  /// `“1”指……，“10”指……`, `1个……、10个……，N是……` or `以1个……为核心，10个……为支点`: every operand, in order, with a copula or a
  /// measure word.
  func keyed(_ operands: [[UInt32]], from start: Int, inAnyDigits isAny: Bool = false) -> Components? {
    var at = start
    var items: [Range<Int>] = []
    for operand in operands {
      guard let item = keyed(operand, from: at, isAny) else { return nil }
      items.append(item)
      at = item.upperBound
    }
    return made(things(items), operands, "keyed")
  }

  private func keyed(_ operand: [UInt32], from start: Int, _ isAny: Bool) -> Range<Int>? {
    for index in start..<max(start, min(text.count, start + Self.reachOfQuoted)) {
      let length = isAny ? length(of: operand, at: index) : matches(operand, at: index) ? operand.count : 0
      guard length > 0, index < start + Self.reach || isQuoted(index, operand),
        !Scalars.isWord(text[index - 1]) || cues.length(.lead, in: text, before: index) > 0
          || cues.length(.acting, in: text, before: index) > 0
          || cues.length(.introduction, in: text, before: index) > 0
      else { continue }
      var next = index + length
      if Scalars.isQuote(text[next]) { next += 1 }
      // `“3”，是……`
      if isQuoted(index, operand), text[next] == Scalars.comma,
        cues.length(.copula, in: text, from: next + 1, limit: text.count) > 0
      {
        next += 1
      }
      let copula = cues.length(.copula, in: text, from: next, limit: text.count)
      let isCounted = copula == 0
      let measure = isCounted ? cues.length(.measure, in: text, from: next, limit: text.count) : 0
      let isSome = !matches(operand, at: index) && operand.allSatisfy(Scalars.isLatin)
      guard copula + measure > 0 || isSome else { continue }
      next += copula + measure
      // `N嘛，……`
      if copula > 0, text[next] == Scalars.comma { next += 1 }
      var end = next
      var isInBracket = false
      while end < text.count, !Scalars.endsSentence(text[end]), text[end] != Scalars.comma,
        text[end] != Scalars.semicolon, isInBracket || text[end] != Scalars.closeBracket,
        !isCounted || text[end] != Scalars.enumerationComma && text[end] != Scalars.colon && !beginsNext(end, index)
      {
        if text[end] == Scalars.openBracket || text[end] == Scalars.closeBracket { isInBracket.toggle() }
        end += 1
      }
      let item = text.trimmed(next..<end) { !Scalars.isWord($0) }
      if item.isEmpty { return nil }
      guard isCounted else { return item }
      let thing = withoutActs(item)
      return thing.count > Self.longestCounted ? nil : index..<thing.upperBound
    }
    return nil
  }

  /// Whether another number of things begins at `index` behind a conjunction or a verb: `1名干部与1名代表`, `1名代表联系10户居民`.
  private func beginsNext(_ index: Int, _ own: Int) -> Bool {
    index > own + 2 && Scalars.isDigit(text[index]) && !Scalars.isDigit(text[index - 1])
      && (cues.length(.conjunction, in: text, before: index) > 0 || cues.length(.acting, in: text, before: index) > 0)
  }

  /// A counted thing without what it does: `名站长统筹`, `名干部与`.
  private func withoutActs(_ item: Range<Int>) -> Range<Int> {
    let item = item.lowerBound..<item.upperBound - cues.length(.conjunction, in: text, before: item.upperBound)
    if plainNames.endOfLastHead(in: item, of: text) == item.upperBound { return item }
    let act = item.dropFirst(Self.shortestThing).first {
      cues.length(.acting, in: text, from: $0, limit: item.upperBound) > 0
    }
    return item.lowerBound..<(act ?? item.upperBound)
  }

  private func isQuoted(_ index: Int, _ operand: [UInt32]) -> Bool {
    Scalars.isQuote(text[index - 1]) && Scalars.isQuote(text[index + operand.count])
  }

  /// Length of the number at `index` that says what `operand` does, in whatever digits, or of 若干 for a letter; 0 for another.
  func length(of operand: [UInt32], at index: Int) -> Int {
    if matches(operand, at: index) { return operand.count }
    if operand.allSatisfy(Scalars.isLatin) { return cues.length(.some, in: text, from: index, limit: text.count) }
    guard Scalars.isHan(text[index]), !Scalars.isNumeral(text[index - 1]),
      let number = NumeralShorthand.numeral(text.scalars[index..<min(text.count, index + 4)]),
      number.value == NumeralShorthand.numeral(operand[...])?.value
    else { return 0 }
    return cues.length(.measure, in: text, from: index + number.length, limit: text.count) > 0 ? number.length : 0
  }

  func matches(_ scalars: [UInt32], at index: Int) -> Bool {
    index + scalars.count <= text.count && text.scalars[index..<index + scalars.count].elementsEqual(scalars)
  }

  /// `即：区……工委、7个……联络站、若干……`: as many items as operands, each number met where an item states one.
  private func listed(_ operands: [[UInt32]], _ introductions: [Int]) -> Components? {
    for start in introductions {
      for items in lists.readings(from: start).map(\.items) where items.count == operands.count {
        guard zip(items, operands).allSatisfy({ agrees($0, $1) }), stateTheirOwn(items, operands) else { continue }
        return made(items, operands, "after")
      }
    }
    return nil
  }

  /// Whether no item states the number of another instead of its own: `1名代表联系5户，眼下，……` is no list.
  private func stateTheirOwn(_ items: [Range<Int>], _ operands: [[UInt32]]) -> Bool {
    zip(items, operands).allSatisfy { item, operand in
      let isSeveral = operand.allSatisfy(Scalars.isDigit) && !operand.elementsEqual([0x31])
      return !isSeveral || states(item, operand) || !items.contains { states($0, operand) }
    }
  }

  /// Whether the number that an item begins with, if any, is the operand.
  private func agrees(_ item: Range<Int>, _ operand: [UInt32]) -> Bool {
    let digits = text.scalars[item].prefix { Scalars.isDigit($0) }
    return digits.isEmpty || digits.elementsEqual(operand)
  }

  func made(_ items: [Range<Int>], _ operands: [[UInt32]], _ rule: String) -> Components? {
    let parts = zip(operands, items).map { operand, item in
      Scalars.string(operand) + "=" + NameSpelling.name(text.scalars[item], isFormula: true)
    }
    var components = Components(items, in: text, rule: rule)
    components?.items = parts
    return components
  }
}
