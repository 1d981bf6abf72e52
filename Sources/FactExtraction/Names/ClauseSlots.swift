/// Finds the parts of a name in clauses that stand in one slot, however far from each other.
///
/// A slot is the verb that they share (`争当“宣传员”，……。争当“战斗员”，……`), the head of a sentence or line
/// (`联系选民促民生。……联系企业助发展。……`), or a frame (`做振兴的倡导者`, `做振兴的引领者`). There must be as many as the name counts, no more;
/// but in a frame each holds the name's noun at the same end.
struct ClauseSlots: Sendable {
  let text: NameText
  let quotations: Quotations
  /// How far behind a name they are sought, in scalars.
  private static let reach = 1_500
  /// Shortest verb that they share, and shortest part, in scalars.
  private static let shortest = 2
  /// Longest clause, in scalars.
  private static let longest = 20
  /// What clauses share at their beginning that hold no noun of the name, in scalars.
  private static let frame = 3
  /// What the name's noun in each adds to the score, so that they come before a list that is only even.
  private static let supportOfNoun = 0.5

  private struct Slot {
    enum Kind { case verb, head, frame, end }

    var kind: Kind
    var key: [UInt32]
    var items: [Range<Int>]
  }

  /// The parts of a name that ends at `start`; nil where no slot holds as many clauses.
  ///
  /// - Complexity: O(reach), times the slots in it at most.
  func parts(_ pattern: PartPattern, from start: Int) -> FoundList? {
    guard let group = pattern.groups.first, group.number > 2,
      pattern.groups.allSatisfy({ $0.number == group.number })
    else { return nil }
    // The noun of `三单制` is 单.
    var nouns = [group.noun[...]]
    if group.noun.count > 1 { nouns.append(group.noun.dropLast()) }
    // That of `三维矩阵` is 矩阵.
    if group.noun.count > 2 { nouns.append(group.noun.suffix(2)) }
    let found =
      nouns.flatMap { noun in slots(from: start) { slot(of: $0, $1, noun) } } + slots(from: start, frame)
      + nouns.flatMap { noun in slots(from: start) { ending(of: $0, $1, noun) } }
    for slot in found where slot.items.count == group.number {
      let parts = slot.kind == .verb ? withoutSharedHead(slot.items) : slot.items
      guard Set(parts.map { Array(text.scalars[$0]) }).count == parts.count else { continue }
      let support = slot.kind == .frame ? 0 : Self.supportOfNoun
      return FoundList(items: parts, score: ComponentFinder.threshold + support, rule: "slots")
    }
    return nil
  }

  /// The slots behind `start`, in the order of their first clauses.
  private func slots(from start: Int, _ slot: (_ clause: Range<Int>, _ isHead: Bool) -> Slot?) -> [Slot] {
    var slots: [Slot] = []
    let end = min(text.count, start + Self.reach)
    var (clause, isHead) = (start, false)
    for index in start..<max(start, end) {
      let scalar = text[index]
      if Scalars.isWord(scalar) || Scalars.isQuote(scalar) { continue }
      if index > clause, index - clause <= Self.longest, let found = slot(clause..<index, isHead) {
        if let at = slots.firstIndex(where: { $0.kind == found.kind && $0.key == found.key }) {
          slots[at].items += found.items
        } else {
          slots.append(found)
        }
      }
      isHead = Scalars.endsSentence(scalar) || scalar == Scalars.semicolon
      clause = index + 1
    }
    return slots
  }

  /// The slot of a clause that holds the noun, and the part in it; nil for others.
  private func slot(of clause: Range<Int>, _ isHead: Bool, _ noun: ArraySlice<UInt32>) -> Slot? {
    func endsInNoun(_ item: Range<Int>) -> Bool { text.scalars[item].suffix(noun.count).elementsEqual(noun) }
    func beginsWithNoun(_ item: Range<Int>) -> Bool { text.scalars[item].starts(with: noun) }
    if isHead, let item = quotations.starting(at: clause.lowerBound)?.inner {
      return item.count >= Self.shortest && (endsInNoun(item) || beginsWithNoun(item))
        ? Slot(kind: .head, key: [], items: [item]) : nil
    }
    if let quotation = quotations.ending(at: clause.upperBound), quotation.outer.lowerBound > clause.lowerBound {
      let verb = text.scalars[clause.lowerBound..<quotation.outer.lowerBound]
      guard quotation.inner.count >= Self.shortest, endsInNoun(quotation.inner), !verb.contains(where: Scalars.isQuote)
      else { return nil }
      return Slot(kind: .head, key: Array(verb), items: [quotation.inner])
    }
    guard clause.count > Self.shortest, !text.scalars[clause].contains(where: Scalars.isQuote) else { return nil }
    if isHead, beginsWithNoun(clause), clause.count > noun.count + 1 {
      return Slot(kind: .head, key: Array(noun), items: [clause])
    }
    guard clause.count >= Self.shortest + noun.count, endsInNoun(clause) else { return nil }
    return Slot(kind: .verb, key: Array(text.scalars[clause].prefix(Self.shortest)), items: [clause])
  }

  /// The head of a sentence that ends in the noun, whatever its verb (`把握……的关系，……`); a noun of one character is no more than
  /// its like beside a verb that begins alike (`争当……员。……争做……员。`).
  private func ending(of clause: Range<Int>, _ isHead: Bool, _ noun: ArraySlice<UInt32>) -> Slot? {
    guard isHead, !noun.isEmpty, clause.count >= Self.shortest + noun.count, let first = text.scalars[clause].first,
      text.scalars[clause].suffix(noun.count).elementsEqual(noun),
      text.scalars[clause].allSatisfy(Scalars.isHan)
    else { return nil }
    return Slot(kind: .end, key: noun.count > 1 ? [] : [first], items: [clause])
  }

  /// The frame of a clause: what it begins with, and its last character.
  private func frame(_ clause: Range<Int>, _ isHead: Bool) -> Slot? {
    let scalars = text.scalars[clause]
    guard clause.count > Self.frame + Self.shortest, scalars.allSatisfy(Scalars.isHan), let last = scalars.last else {
      return nil
    }
    return isHead ? nil : Slot(kind: .frame, key: scalars.prefix(Self.frame) + [last], items: [clause])
  }

  /// The items without the words that all of them begin with.
  private func withoutSharedHead(_ items: [Range<Int>]) -> [Range<Int>] {
    var shared = 0
    while items.allSatisfy({
      $0.count > shared + Self.shortest && text[$0.lowerBound + shared] == text[items[0].lowerBound + shared]
    }) { shared += 1 }
    return items.map { $0.lowerBound + shared..<$0.upperBound }
  }
}
