import CorpusModel
import LexiconData

/// All names with the places that bear them, matched leftmost-longest.
struct NameIndex: Sendable {
  /// A place that bears a name; places of one name are chained.
  struct Bearer: Sendable {
    var place: Int32
    var form: NameForm
    var next: Int32
  }

  private(set) var trie = PhraseTrie(capacity: 190_000)
  private(set) var bearers: [Bearer] = []
  /// First bearer of each name, -1 for a phrase that looks like a name and is none.
  private(set) var heads: [Int32] = []
  private var isCommon: [Bool] = []

  init() {
    bearers.reserveCapacity(64_000)
    heads.reserveCapacity(52_000)
    isCommon.reserveCapacity(52_000)
  }

  /// Adds a bearer of `name`; a second form of the same place is dropped.
  mutating func add(_ name: ArraySlice<UInt8>, place: Int32, form: NameForm) {
    let index = entry(name)
    var at = heads[index]
    while form != .full, at >= 0 {
      if bearers[Int(at)].place == place { return }
      at = bearers[Int(at)].next
    }
    bearers.append(Bearer(place: place, form: form, next: heads[index]))
    heads[index] = Int32(bearers.count - 1)
  }

  /// Adds a phrase that is to be passed over; a real name of the same form stays.
  mutating func addTrap(_ phrase: [UInt8]) { _ = entry(phrase[...]) }

  /// Marks a bare name as an ordinary word.
  mutating func markCommon(_ name: [UInt8]) {
    if let index = trie.value(name) { isCommon[index] = true }
  }

  private mutating func entry(_ name: ArraySlice<UInt8>) -> Int {
    let name = Array(name)
    if let index = trie.value(name) { return index }
    heads.append(-1)
    isCommon.append(false)
    trie.insert(name, Int32(heads.count - 1))
    return heads.count - 1
  }

  /// Calls `body` with each bearer of a name.
  func forEachBearer(_ name: Int32, _ body: (Bearer) -> Void) {
    var at = heads[Int(name)]
    while at >= 0 {
      body(bearers[Int(at)])
      at = bearers[Int(at)].next
    }
  }

  /// The name that is exactly `phrase`.
  func exact(_ phrase: [UInt8]) -> Int32? {
    guard let index = trie.value(phrase), heads[index] >= 0 else { return nil }
    return Int32(index)
  }

  /// Finds names from the left, the longest at each place.
  ///
  /// - Complexity: O(bytes); one bit test a character where no name begins.
  func matches(in text: [UInt8], _ body: (_ start: Int, _ end: Int, _ name: Int32) -> Void) {
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      let count = bytes.count
      while at < count {
        let byte = bytes[at]
        if byte < 0xE0 {
          at += 1
          continue
        }
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        let node = trie.first(scalar)
        guard node >= 0, let match = trie.longestMatch(bytes, at: at, after: length, below: node) else {
          at += length
          continue
        }
        if heads[match.value] >= 0 {
          if match.length == 6, isCharacter(match.value), let next = trie.longestMatch(bytes, at: at + 3),
            next.length > 3
          {
            // 在深圳 is no 在深.
            at += 3
            continue
          }
          body(at, at + match.length, Int32(match.value))
          at += match.length
        } else {
          // A trap gives way to an official name that begins in its last character: 我市 + 市中区 does not, 在会上 + 上饶市 does.
          at += max(length, match.length - overlap(bytes, at + match.length))
        }
      }
    }
  }

  private func isCharacter(_ name: Int) -> Bool { bearers[Int(heads[name])].form == .character }

  /// Bytes of the last character before `end` if a longer, official name begins there.
  private func overlap(_ bytes: UnsafeBufferPointer<UInt8>, _ end: Int) -> Int {
    // 市 before 中区 or 南区 belongs to 我市, 全市.
    guard end >= 3, TextMarks.scalar(bytes, end - 3) != 0x5E02, bytes[end - 3] >= 0xE0,
      let match = trie.longestMatch(bytes, at: end - 3), match.length >= 9,
      heads[match.value] >= 0
    else { return 0 }
    return 3
  }

  func form(_ name: Int32) -> NameForm {
    var best = NameForm.character
    forEachBearer(name) { best = min(best, $0.form) }
    return best
  }

  func isCommonWord(_ name: Int32) -> Bool { isCommon[Int(name)] }
}
