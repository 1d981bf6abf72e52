import LexiconData

/// Words around the lists that spell out a name's parts.
///
/// A class, for it is handed on with every list.
final class ComponentCues: Sendable {
  enum Role: String, CaseIterable {
    /// A verb that leads up to a list: 通过分办、交办…
    case lead
    /// A verb before a list that is never part of its first item: 做到.
    case frame
    /// Between a name and the list behind it: 即, 也就是, 包括.
    case introduction
    /// Between a list and the name behind it: 以下简称, 合称.
    case binding
    /// A pronoun before a binding word that takes up the list: 把它, 管它.
    case resumption
    /// Loosely between them: 的, 等.
    case link
    /// A measure word, which alone is no name: 两项 of 两项制度.
    case measure
    /// What a mechanism calls itself, and none of its parts: 模式.
    case form
    /// As many as there are: 若干.
    case some
    /// Before the last item.
    case conjunction
    /// Between two items of a way: 到 of 从收集、分办到督办、反馈.
    case reaching
    /// Between an operand and what it stands for.
    case copula
    /// Behind the last item of a list that a verb follows: 分别.
    case tail
    /// Before the last step of several: 最后由.
    case order
    /// The last character of methods' names: 法.
    case method
    /// What methods have a number of: 步, 个环节.
    case stage
    /// Before the number of steps that something has: 分 of 分三步.
    case dividing
    /// A preposition; clauses that begin with several of them are no list: 由……牵头，依托……，按照…….
    case adverbial
    /// What a counted thing does, which is no part of it: 1名站长统筹.
    case acting
    /// Counts off the first item: 首先.
    case first
    /// The second: 其次.
    case second
    /// The third: 再次.
    case third
    /// A measure word of persons, who are no parts of a thing: 一位法官.
    case personal
    /// Says that all parts are one: 一体 of 四位一体.
    case whole
    /// Before the first of clauses that are joined by others: 既……，又…….
    case correlative
    /// Before the others of these.
    case correlated
    /// A verb before the head of a sentence that is a part: 成立, 处理好.
    case outer
    /// A longer word that only begins like one of the others: 指导 is no 指.
    case other

    /// Number of the case, in the order of declaration, as a bit.
    var bit: Int { 1 << Int(unsafeBitCast(self, to: UInt8.self)) }
  }

  static let columns = ["phrase", "role"]

  /// Phrases by the sum of their roles' bits; the second reversed, for what is sought backwards.
  private let phrases: PhraseTrie
  private let reversed: PhraseTrie

  /// Reads the rows of the table.
  ///
  /// - Throws: `LexiconError` with file and line for an unknown role.
  init(_ rows: [LexiconRow]) throws {
    var roles: [[UInt8]: Int] = [:]
    for row in rows {
      guard let role = Role(rawValue: row[1]) else {
        throw row.error("role is \(row[1]), not one of \(Role.allCases.map(\.rawValue).joined(separator: ", "))")
      }
      roles[Array(Scalars.string(NameText(row.cells[0]).scalars).utf8), default: 0] |= role.bit
    }
    var phrases = PhraseTrie()
    var reversed = PhraseTrie()
    for (phrase, bits) in roles {
      phrases.insert(folded: phrase, isReversed: false, Int32(bits))
      reversed.insert(folded: phrase, isReversed: true, Int32(bits))
    }
    self.phrases = phrases
    self.reversed = reversed
  }

  /// Length of the longest phrase of `role` that begins at `index` and ends by `limit`, or 0.
  func length(_ role: Role, in text: NameText, from index: Int, limit: Int) -> Int {
    guard let found = phrases.longest(in: text, from: index, limit: limit, role: role.bit | Role.other.bit),
      found.value & role.bit != 0
    else { return 0 }
    return found.length
  }

  /// Whether a phrase of one of two roles begins at `index`, in one walk.
  func begins(_ role: Role, or other: Role, in text: NameText, at index: Int, limit: Int) -> Bool {
    phrases.longest(in: text, from: index, limit: limit, role: role.bit | other.bit) != nil
  }

  /// Length of the longest phrase of `role` that ends before `index`, or 0.
  func length(_ role: Role, in text: NameText, before index: Int) -> Int {
    reversed.longestBackwards(in: text, from: index, limit: 0, role: role.bit)?.length ?? 0
  }

  /// Where the links end that stand right before `index`: the end of a list behind which they tie it to a name.
  func beforeLinks(in text: NameText, _ index: Int) -> Int {
    var end = index
    while case let link = length(.link, in: text, before: end), link > 0 { end -= link }
    return end
  }

  /// Whether the words right behind a name end in a method's noun: `“……”工作法`.
  func hasMethod(in text: NameText, after index: Int) -> Bool {
    var end = index
    while end < index + 4, Scalars.isWord(text[end]) {
      // 执法 and 法治 are no methods.
      let other = length(.other, in: text, from: end, limit: text.count)
      if other > 0 {
        end += other
        continue
      }
      if length(.method, in: text, from: end, limit: text.count) > 0 { return true }
      end += 1
    }
    return false
  }
}
