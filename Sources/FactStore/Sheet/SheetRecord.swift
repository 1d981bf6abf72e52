import CorpusModel

/// The facts of one document in few bytes, some 25 a fact: what the column `facts` of the table `sheet` holds.
///
/// A fact is a byte of kind, bound and what follows, the eight bytes of its key, then numbers in groups of seven bits.
/// Words are named by their keys in the table `word`, 0 for none.
struct SheetRecord {
  struct Fact {
    var kind: FactKind
    var key: UInt64 = 0
    /// The key as a word, where it is not sixteen hexadecimal digits.
    var oddKey: Int32 = 0
    var bound = Bound.exact
    /// The value of a count, or the bits of a percentage.
    var number: Int64 = 0
    var asOf: PartialDate?
    var text: Int32 = 0
    /// The likeliest subject of a count, and all as JSON where there are several.
    var subject: Int32 = 0
    var subjects: Int32 = 0
    /// JSON of a model's components.
    var components: Int32 = 0
    /// Code, name and path, parted by line ends.
    var region: Int32 = 0
    var place: Int32 = 0
    var confidence: Float = 0
    /// JSON of the ordinals of a total's parts.
    var sum: Int32 = 0
  }

  private(set) var bytes: [UInt8] = []

  private static let hasOddKey: UInt8 = 1 << 6
  /// Several subjects, or parts.
  private static let hasMore: UInt8 = 1 << 7

  mutating func add(_ fact: Fact) {
    let more = fact.subjects != 0 || fact.sum != 0
    bytes.append(
      fact.kind.rawValue | UInt8(Bound.allCases.firstIndex(of: fact.bound) ?? 0) << 3
        | (fact.oddKey != 0 ? Self.hasOddKey : 0) | (more ? Self.hasMore : 0))
    if fact.oddKey != 0 { add(word: fact.oddKey) } else { add(fact.key) }
    add(fact.confidence.bitPattern)
    for word in [fact.text, fact.region, fact.place] { add(word: word) }
    switch fact.kind {
    case .count:
      add(word: fact.subject)
      // Zigzag: small numbers of either sign are short.
      add(varint: UInt64(bitPattern: fact.number << 1 ^ fact.number >> 63))
      add(word: fact.asOf?.number ?? 0)
    case .coverage: add(UInt64(bitPattern: fact.number))
    case .model: add(word: fact.components)
    case .slogan, .epithet: break
    }
    if more { for word in [fact.subjects, fact.sum] { add(word: word) } }
  }

  private mutating func add(word: Int32) { add(varint: UInt64(UInt32(bitPattern: word))) }

  private mutating func add(varint number: UInt64) {
    var rest = number
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private mutating func add(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }

  /// Gives back the facts that were added, in their order.
  struct Reader {
    private let bytes: UnsafeRawBufferPointer
    private let bounds = SheetRecord.bounds
    private var offset = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    /// - Returns: nil at the end.
    /// - Throws: `StoreError.damaged` for bytes that no fact has.
    mutating func next() throws(StoreError) -> Fact? {
      guard offset < bytes.count else { return nil }
      let head = try fixed(UInt8.self)
      let bound = Int(head >> 3 & 7)
      guard let kind = FactKind(rawValue: head & 7), bound < bounds.count else { throw Self.damaged }
      var fact = Fact(kind: kind)
      fact.bound = bounds[bound]
      if head & hasOddKey != 0 { fact.oddKey = try word() } else { fact.key = try fixed(UInt64.self) }
      fact.confidence = Float(bitPattern: try fixed(UInt32.self))
      fact.text = try word()
      fact.region = try word()
      fact.place = try word()
      switch kind {
      case .count:
        fact.subject = try word()
        let number = try varint()
        fact.number = Int64(bitPattern: number >> 1) ^ -Int64(bitPattern: number & 1)
        fact.asOf = PartialDate(number: try word())
      case .coverage: fact.number = Int64(bitPattern: try fixed(UInt64.self))
      case .model: fact.components = try word()
      case .slogan, .epithet: break
      }
      if head & hasMore != 0 {
        fact.subjects = try word()
        fact.sum = try word()
      }
      return fact
    }

    private static var damaged: StoreError { .damaged(detail: "a row of the sheet is of no facts") }

    @inline(__always) private mutating func word() throws(StoreError) -> Int32 {
      Int32(truncatingIfNeeded: try varint())
    }

    @inline(__always) private mutating func varint() throws(StoreError) -> UInt64 {
      var number: UInt64 = 0
      var shift: UInt64 = 0
      while offset < bytes.count, shift < 64 {
        let byte = bytes[offset]
        offset += 1
        number |= UInt64(byte & 0x7F) << shift
        if byte < 0x80 { return number }
        shift += 7
      }
      throw Self.damaged
    }

    @inline(__always) private mutating func fixed<Number: FixedWidthInteger>(
      _ type: Number.Type
    ) throws(StoreError) -> Number {
      let end = offset + MemoryLayout<Number>.size
      guard end <= bytes.count else { throw Self.damaged }
      defer { offset = end }
      return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }
  }

  private static let bounds = Array(Bound.allCases)
}
