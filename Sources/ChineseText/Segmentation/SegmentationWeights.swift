import LexiconData

/// The trained weights of a segmenter and the words of its lexicon, as they stand in a weights file.
///
/// The file is little-endian: magic `ZDSEG`, version, counts, then the sections in the order of the members below.
package struct SegmentationWeights: Sendable {
  static let magic: [UInt8] = Array("ZDSEG".utf8)
  static let version: UInt32 = 2
  /// Patterns of five types, eight types each.
  package static let typePatterns = 32768
  /// Begins × ends × runs across, five lengths each.
  package static let wordPatterns = 125
  /// No weight is larger, so that a sum of twelve fits sixteen bits.
  package static let maximum = 2000

  /// Code point of each identity from `AtomCode.firstCharacter` on; the first `trained` identities have weights.
  package var characters: [UInt32]
  /// Identities below this have a row of their own in `unigrams`.
  package var trained: Int
  /// Twenty a row: B, M, E, S for the atoms from two before to two behind.
  package var unigrams: [Int16]
  /// Pairs of identities, first << 16 | second, in the order of their hashes, so that loading fills its table in order.
  package var bigramKeys: [UInt32]
  /// Sixteen a row: B, M, E, S for the atoms from one before the pair's first to one behind its second; first a row of
  /// zeros for unknown pairs.
  package var bigrams: [Int16]
  package var types: [Int16]
  /// Four for each pattern of lexicon words; empty in a model without lexicon.
  package var words: [Int16]
  /// From tag × 4 + to tag.
  package var transitions: [Int16]
  package var lexicon: PairLexicon

  package init(
    characters: [UInt32], trained: Int, unigrams: [Int16], bigramKeys: [UInt32], bigrams: [Int16], types: [Int16],
    words: [Int16], transitions: [Int16], lexicon: PairLexicon
  ) {
    self.characters = characters
    self.trained = trained
    self.unigrams = unigrams
    self.bigramKeys = bigramKeys
    self.bigrams = bigrams
    self.types = types
    self.words = words
    self.transitions = transitions
    self.lexicon = lexicon
  }

  /// Reads a weights file.
  ///
  /// - Throws: `LexiconError` if it is not one, of another version, or cut off.
  package init(_ bytes: [UInt8], file: String) throws {
    var reader = Reader(bytes: bytes, file: file)
    guard bytes.starts(with: Self.magic) else { throw LexiconError(file: file, message: "is no weights file") }
    reader.at = Self.magic.count
    let version: UInt32 = try reader.value()
    guard version == Self.version else {
      throw LexiconError(file: file, message: "is of version \(version), not \(Self.version)")
    }
    let trained: UInt32 = try reader.value()
    self.trained = Int(trained)
    characters = try reader.array()
    unigrams = try reader.array()
    bigramKeys = try reader.array()
    bigrams = try reader.array()
    types = try reader.array()
    words = try reader.array()
    transitions = try reader.array()
    lexicon = PairLexicon()
    lexicon.pairs = try reader.array()
    lexicon.marks = try reader.array()
    lexicon.words = try reader.array()
    let identities = AtomCode.firstCharacter + characters.count
    guard self.trained <= identities, unigrams.count == 20 * self.trained, self.trained > AtomCode.firstCharacter,
      bigrams.count == 16 * (bigramKeys.count + 1), types.count == 4 * Self.typePatterns, transitions.count == 16,
      words.isEmpty || words.count == 4 * Self.wordPatterns,
      lexicon.pairs.count == lexicon.marks.count
    else { throw LexiconError(file: file, message: "has sections that do not fit each other") }
  }

  /// The bytes of the weights file.
  package func serialized() -> [UInt8] {
    var out = Self.magic
    func put<T: FixedWidthInteger>(_ value: T) { withUnsafeBytes(of: value.littleEndian) { out += $0 } }
    func put<T: FixedWidthInteger>(_ values: [T]) {
      put(UInt32(values.count))
      for value in values { put(value) }
    }
    put(Self.version)
    put(UInt32(trained))
    put(characters)
    put(unigrams)
    put(bigramKeys)
    put(bigrams)
    put(types)
    put(words)
    put(transitions)
    put(lexicon.pairs)
    put(lexicon.marks)
    put(lexicon.words)
    return out
  }

  private struct Reader {
    let bytes: [UInt8]
    let file: String
    var at = 0

    mutating func value<T: FixedWidthInteger>() throws -> T {
      guard at + MemoryLayout<T>.size <= bytes.count else { throw LexiconError(file: file, message: "is cut off") }
      defer { at += MemoryLayout<T>.size }
      return bytes.withUnsafeBytes { T(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: T.self)) }
    }

    mutating func array<T: FixedWidthInteger>() throws -> [T] {
      let count: UInt32 = try value()
      let size = Int(count) * MemoryLayout<T>.size
      guard at + size <= bytes.count else { throw LexiconError(file: file, message: "is cut off") }
      defer { at += size }
      return [T](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
        bytes.withUnsafeBytes { source in
          UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: source[at..<at + size]))
        }
        #if _endian(big)
          for index in buffer.indices { buffer[index] = T(littleEndian: buffer[index]) }
        #endif
        initialized = Int(count)
      }
    }
  }
}
