import CorpusModel
import FactStore

/// Makes claims of the facts of one sheet; every label is read once.
struct ClaimReader {
  let sheet: FactSheet
  private let words: LabelWords
  private var labels: Numbers
  private var scopes: Numbers
  private var shapes: [LabelShape] = []
  /// Where claims that say the same are found; kept for its room.
  var statements = StatementTable()

  /// One number for all texts of one key.
  private struct Numbers {
    /// By number of the text plus one, no text being -1; below 0 where none is known.
    private var byText: [Int32]
    private var byKey: [[UInt32]: Int32] = [:]

    init(_ sheet: FactSheet) { byText = Array(repeating: -1, count: sheet.textCount + 1) }

    subscript(text: Int32) -> Int32? {
      let number = byText[Int(text) + 1]
      return number < 0 ? nil : number
    }

    /// The number of a text's shape, which is added to `shapes` if it is the first of its key.
    mutating func add(_ text: Int32, _ shape: LabelShape, to shapes: inout [LabelShape]) -> Int32 {
      let number = byKey[shape.key] ?? Int32(shapes.count)
      if number == shapes.count { shapes.append(shape) }
      byKey[shape.key] = number
      byText[Int(text) + 1] = number
      return number
    }
  }

  init(_ sheet: FactSheet, words: LabelWords) {
    (self.sheet, self.words) = (sheet, words)
    (labels, scopes) = (Numbers(sheet), Numbers(sheet))
  }

  /// The claims of facts that have a number, in their order.
  mutating func claims(of facts: [Int]) -> [Claim] {
    let (entries, documents, regions) = (sheet.entries, sheet.documents, sheet.regions)
    var claims: [Claim] = []
    claims.reserveCapacity(facts.count)
    for index in facts {
      let entry = entries[index]
      let value: ClaimValue
      let shape: Int32
      switch entry.kind {
      case .count:
        value = .quantity(entry.quantity)
        shape =
          labels[entry.text]
          ?? labels.add(entry.text, LabelShape(sheet.text(entry.text), words: words), to: &shapes)
      case .coverage:
        value = .percent(entry.percent)
        shape =
          scopes[entry.text]
          ?? scopes.add(entry.text, LabelShape(scope: sheet.text(entry.text), words: words), to: &shapes)
      case .model, .slogan, .epithet: continue
      }
      let document = Int(entry.document)
      claims.append(
        Claim(
          index, entry, published: documents[document].published,
          isDirect: entry.region >= 0 && documents[document].home == regions[Int(entry.region)].code,
          isCopy: documents[document].original != nil, value: value, shape: shape,
          isNarrowed: shapes[Int(shape)].isNarrowed))
    }
    return claims
  }

  func shape(of claim: Claim) -> LabelShape { shapes[Int(claim.shape)] }

  /// Whether a count with the label of `claim`, if it is of the whole, includes what `other` counts.
  func covers(_ claim: Claim, _ other: Claim) -> Bool {
    // A shape that is not narrowed covers itself.
    claim.shape == other.shape ? !claim.isNarrowed : shape(of: claim).covers(shape(of: other))
  }

  /// Whether two labels, worded differently, are of the same whole.
  func countTheSame(_ claim: Claim, _ other: Claim) -> Bool {
    (claim.isTotal && other.isTotal) || (covers(claim, other) && covers(other, claim))
  }
}

/// Finds the claim of a list that says the same as another one: an open-addressing table, whose room serves all lists.
struct StatementTable {
  /// Places in the list; -1 is free.
  private var slots: [Int32] = []
  private var mask = 0

  /// Makes room for a list of `count` claims, none of them known.
  mutating func clear(for count: Int) {
    var size = 16
    while size < 2 * count { size *= 2 }
    mask = size - 1
    if slots.count < size {
      slots = Array(repeating: -1, count: size)
    } else {
      for slot in 0..<size { slots[slot] = -1 }
    }
  }

  /// The place in `claims` of one that says the same, or nil, and then `claim` is taken for the next of them.
  mutating func place(of claim: Claim, among claims: [Claim]) -> Int? {
    // Multiplied by 2^64 over the golden ratio; the upper bits are the best.
    let word = claim.value.size.bitPattern &+ UInt64(truncatingIfNeeded: claim.shape) &* 0xFF51_AFD7_ED55_8CCD
    var slot = Int(truncatingIfNeeded: (word &* 0x9E37_79B9_7F4A_7C15) >> 40) & mask
    while slots[slot] >= 0 {
      if claims[Int(slots[slot])].isSame(as: claim) { return Int(slots[slot]) }
      slot = (slot + 1) & mask
    }
    slots[slot] = Int32(claims.count)
    return nil
  }
}
