/// A place beside which a list of parts may stand.
struct ListPlace: Sendable {
  enum Direction { case before, after }

  /// Where the list begins (`after`) or what it ends before (`before`).
  var index: Int
  var direction: Direction
  /// How strongly the words between tie a list to the name.
  var tie: Double
  var rule: String
  /// Introduced by words, a colon, a dash, a bracket or a binding word.
  var isIntroduced = false
  /// Introduced by words or a dash.
  var isExplicit = false
  /// Only the head noun of the name and a comma stand between.
  var isNear = false
}

/// Finds the places around a name where its parts may be listed.
struct ListPlaces: Sendable {
  let text: NameText
  let cues: ComponentCues

  // Ties, from words that say what follows to mere nearness; set on our own passages beside the annotated ones.
  static let explicit = 5.0
  static let marked = 4.0
  static let bound = 4.5
  static let touching = 4.0
  static let farColon = 2.0
  static let close = 2.0
  static let sentence = 1.5
  static let clause = 1.0
  static let remote = 0.5
  /// A name at the beginning of its clause takes up the clause before it.
  static let resumed = 3.0

  /// How far behind the name the word may stand that introduces the list, in scalars.
  static let reachOfIntroduction = 60
  /// How far it may stand to belong to the name by its place alone.
  private static let reachOfNear = 12
  /// How far behind the name lists are sought that nothing introduces, and quotations.
  static let reach = 300
  /// How far quotations of a row may lie from each other.
  static let gapOfRow = 60
  /// How far before the name a list may lie.
  private static let reachBefore = 80
  private static let mostPlaces = 16
  /// Longest `为……的` behind a list, in scalars.
  private static let longestRole = 7
  /// Longest noun behind a name: `活动`, `工作机制`.
  private static let longestTail = 4
  /// The character 这, and how far before a name it may take up a list, in scalars.
  private static let this: UInt32 = 0x8FD9
  private static let reachOfSum = 40
  /// Longest `这套` between a dash and a name.
  private static let longestThis = 3
  private static let mostAgain = 3
  /// Longest noun between a name and its colon.
  private static let longestNoun = 6
  /// The character 了, which no noun holds.
  private static let done: UInt32 = 0x4E86
  /// The character 指.
  private static let meaning: UInt32 = 0x6307

  /// All places of a name, nearest first.
  func all(of candidate: NameCandidate, _ pattern: PartPattern) -> [ListPlace] {
    var result = after(candidate) + before(candidate)
    // What a single group is, or the only one of several things: `“一站三员”，三员是指……`.
    let lists = pattern.groups.filter { $0.number > 1 }
    if lists.count == 1, let group = lists.first, group.number > 2 {
      let start = candidate.outer.upperBound
      var end = start
      while end < min(text.count, start + Self.reach), text[end] != Scalars.lineFeed { end += 1 }
      result += again(group, within: start..<end).map(\.place)
    }
    return result
  }

  // MARK: After

  /// Places behind words and marks that introduce a list, and the beginnings of the clauses and sentences that follow.
  func after(_ candidate: NameCandidate) -> [ListPlace] {
    var result: [ListPlace] = []
    let name = candidate.outer.upperBound
    var index = name
    let end = min(text.count, name + Self.reach)
    var isNear = true
    if Scalars.isHan(text[name]) {
      result.append(ListPlace(index: name, direction: .after, tie: Self.sentence, rule: "adjoining"))
    }
    var commas = 0
    var sentences = 0
    while index < end, result.count < Self.mostPlaces {
      let scalar = text[index]
      let word = isNear ? cues.length(.introduction, in: text, from: index, limit: end) : 0
      let isDash = Scalars.isDash(scalar)
      let isMark = isDash || scalar == Scalars.openBracket
      if !isNear, scalar == Scalars.colon, isOthers(index, name) {
        index += 1
        continue
      }
      if word > 0 || (isMark && isNear) || scalar == Scalars.colon {
        let isExplicit = word > 0 || (isDash && isNear)
        index = behindIntroduction(index + word, limit: end)
        let tie =
          isNear
          ? (word > 0 ? Self.explicit : Self.marked)
          : index - name <= Self.reachOfIntroduction ? Self.farColon : Self.clause
        result.append(
          ListPlace(
            index: index, direction: .after, tie: tie, rule: "after", isIntroduced: isNear, isExplicit: isExplicit,
            isNear: isNear))
        isNear = false
        continue
      }
      index += 1
      if Scalars.endsSentence(scalar) {
        let isGap =
          scalar == Scalars.lineFeed && (text[index - 2] == Scalars.lineFeed || Scalars.endsSentence(text[index - 2]))
        if !isGap { sentences += 1 }
        isNear = isNear && index - name == 1
        let tie = sentences == 1 ? Self.sentence : Self.remote
        result.append(ListPlace(index: index, direction: .after, tie: tie, rule: "adjoining"))
        if sentences == 1, case let word = sayingWord(at: index, limit: end), word > 0 {
          result.append(
            ListPlace(
              index: behindIntroduction(index + word, limit: end), direction: .after, tie: Self.farColon, rule: "after",
              isIntroduced: true))
        }
      } else if scalar == Scalars.comma || scalar == Scalars.semicolon {
        commas += 1
        let isFirst = commas == 1 && isNear
        let tie = isFirst ? Self.close : sentences == 0 ? Self.clause : Self.remote
        result.append(ListPlace(index: index, direction: .after, tie: tie, rule: "adjoining"))
        isNear = isNear && commas == 1 && scalar == Scalars.comma
      } else if !Scalars.isWord(scalar), scalar != Scalars.space {
        isNear = false
      } else if commas > 0, scalar != Scalars.space {
        isNear = false
      }
      if index - name > Self.reachOfNear { isNear = false }
    }
    return result
  }

  /// Whether the colon at `index` stands behind another quotation than the one that ends before `name`, and its noun:
  /// `“三级响应”机制。还有“红黄绿”三色督办：……`.
  private func isOthers(_ index: Int, _ name: Int) -> Bool {
    var end = index
    while index - end <= Self.longestNoun, Scalars.isWord(text[end - 1]), text[end - 1] != Self.done { end -= 1 }
    return Scalars.isQuote(text[end - 1]) && end > name + 1
  }

  /// Length of a word at `index` that says what something is and nothing else (即, unlike 由), or 0.
  private func sayingWord(at index: Int, limit: Int) -> Int {
    let word = cues.length(.introduction, in: text, from: index, limit: limit)
    return word > 0 && word == cues.length(.copula, in: text, from: index, limit: limit) ? word : 0
  }

  /// Skips the marks and further words of an introduction: `，即：`, `：一是`.
  private func behindIntroduction(_ start: Int, limit: Int) -> Int {
    var index = start
    while index < limit {
      if text[index] == Scalars.colon || text[index] == Scalars.comma || text[index] == Scalars.space
        || text[index] == Scalars.openBracket || text[index] == Scalars.lineFeed || Scalars.isDash(text[index])
      {
        index += 1
        continue
      }
      let word = cues.length(.introduction, in: text, from: index, limit: limit)
      if word == 0 { break }
      index += word
    }
    return index
  }

  /// Places behind a group of the name that is named again with a copula: `“四好”是……`, `“四有”：……`.
  func again(_ group: PartPattern.Group, within range: Range<Int>) -> [(named: Int, place: ListPlace)] {
    var result: [(named: Int, place: ListPlace)] = []
    for index in range {
      guard text.scalars[index...].starts(with: group.spelling), !Scalars.isWord(text[index - 1]) else { continue }
      var next = index + group.spelling.count
      if Scalars.isQuote(text[next]) { next += 1 }
      // 所谓“两化”，指的是……
      let pause = text[next] == Scalars.comma ? next + 1 : next
      if text[pause] == Self.meaning || cues.length(.copula, in: text, from: pause, limit: text.count) > 1 {
        next = pause
      }
      let word = max(
        cues.length(.copula, in: text, from: next, limit: text.count),
        cues.length(.introduction, in: text, from: next, limit: text.count))
      let isMark = text[next] == Scalars.colon || text[next] == Scalars.openBracket
      guard word > 0 || isMark else { continue }
      let place = ListPlace(
        index: behindIntroduction(next + word, limit: text.count), direction: .after, tie: Self.marked,
        rule: "restated", isIntroduced: true, isExplicit: word > 0, isNear: true)
      result.append((Scalars.isQuote(text[index - 1]) ? index - 1 : index, place))
      if result.count == Self.mostAgain { break }
    }
    return result
  }

  // MARK: Before

  /// Ends of lists before a name: where it is bound to them (`以下简称`, `把它叫作`), where they touch it, and the clauses of its
  /// sentence.
  private func before(_ candidate: NameCandidate) -> [ListPlace] {
    var result: [ListPlace] = []
    let name = candidate.outer.lowerBound
    if let end = bound(name) {
      result.append(
        ListPlace(index: end, direction: .before, tie: Self.bound, rule: "before", isIntroduced: true))
    }
    // A name in a row of quotations is an item of another list: `“一人一灯”“一室一旗”的“两个一”`.
    if Scalars.isQuote(text[name - 1]) || isLastItem(name) { return result }
    var end = name
    while linkLength(before: end) > 0 { end -= linkLength(before: end) }
    let isObject = end == name && cues.length(.lead, in: text, before: end) > 1
    if !isObject, !isListed(candidate), Scalars.isWord(text[end - 1]) || Scalars.isQuote(text[end - 1]) {
      result.append(ListPlace(index: end, direction: .before, tie: Self.touching, rule: "before"))
    }
    if let end = summedUp(name) {
      result.append(
        ListPlace(index: end, direction: .before, tie: Self.bound, rule: "before", isIntroduced: true))
    }
    let beginsClause = !Scalars.isWord(text[name - 1])
    var isFirst = true
    var index = name
    while index > max(0, name - Self.reachBefore), result.count < Self.mostPlaces {
      index -= 1
      let scalar = text[index]
      guard scalar == Scalars.comma || scalar == Scalars.semicolon || Scalars.endsSentence(scalar) else { continue }
      let isSentence = scalar != Scalars.comma
      let tie = !isFirst || isSentence ? Self.clause : beginsClause ? Self.resumed : Self.sentence
      result.append(ListPlace(index: index, direction: .before, tie: tie, rule: "earlier"))
      isFirst = false
      if isSentence { break }
    }
    return result
  }

  /// Whether the name is an item of a list itself: `镇人大工作、街道“双联系”活动、联络站建设`.
  private func isListed(_ candidate: NameCandidate) -> Bool {
    let end = text.endOfWords(from: candidate.outer.upperBound)
    return text[end] == Scalars.enumerationComma && end - candidate.outer.upperBound <= Self.longestTail
  }

  /// Whether a name that begins at `name` is the last item of a list: `先进小组、先进站和“三好”委员`.
  private func isLastItem(_ name: Int) -> Bool {
    let conjunction = cues.length(.conjunction, in: text, before: name)
    // The last character of 参与 is none.
    guard conjunction > 0, cues.length(.other, in: text, before: name) <= conjunction else { return false }
    var index = name - conjunction
    while index > 0, name - index < Self.reachBefore, Scalars.isWord(text[index - 1]) { index -= 1 }
    return text[index - 1] == Scalars.enumerationComma
  }

  /// Length of the words that may stand between a list and the name: `等`, `的`, `为主体的`.
  private func linkLength(before end: Int) -> Int {
    let length = cues.length(.link, in: text, before: end)
    guard text[end - 1] == Scalars.possessive else { return length }
    let role = (2...Self.longestRole).first { text[end - $0] == Scalars.servingAs }
    // Behind a mark it would be an item of its own: `……、为民办实事的`.
    guard let role, Scalars.isWord(text[end - role - 1]) || Scalars.isQuote(text[end - role - 1]) else { return length }
    return max(length, role)
  }

  /// The end of the words before a clause that takes them up: `……，县里把这五件事归到一起，称为“五员”`, `……——这是街道立下的“三找”目标`.
  private func summedUp(_ name: Int) -> Int? {
    let isBound = cues.length(.binding, in: text, before: name) > 0
    var index = name
    while index > max(0, name - Self.reachOfSum), !Scalars.endsSentence(text[index - 1]) {
      index -= 1
      guard text[index] == Self.this else { continue }
      let isApart = Scalars.isDash(text[index - 1]) && name - index <= Self.longestThis
      guard isApart || isBound || cues.length(.copula, in: text, from: index + 1, limit: name) > 0 else { return nil }
      while index > 0, Scalars.isWord(text[index - 1]) { index -= 1 }
      let isBehindMark = text[index - 1] == Scalars.comma || Scalars.isDash(text[index - 1])
      while index > 0, text[index - 1] == Scalars.comma || Scalars.isDash(text[index - 1]) { index -= 1 }
      return isBehindMark ? index : nil
    }
    return nil
  }

  /// The end of the words that a binding word right before `name` ties to it.
  private func bound(_ name: Int) -> Int? {
    let binding = cues.length(.binding, in: text, before: name)
    guard binding > 0 else { return nil }
    var end = name - binding
    if cues.length(.resumption, in: text, before: end) > 0 {
      while end > 0, name - end < Self.reachOfNear, text[end - 1] != Scalars.comma { end -= 1 }
    }
    while end > 0, !Scalars.isWord(text[end - 1]), !Scalars.endsSentence(text[end - 1]) { end -= 1 }
    return end
  }
}
