/// Finds the texts that are copies of earlier ones by their signatures.
///
/// Two texts are compared if they have all five bytes of one of 25 bands in common (locality-sensitive hashing): of pairs
/// of a resemblance of 0.70 that is 99.0 %, of 0.80 all but one in 20,000, of 0.30 6 %. The parent of a text is the most like it
/// among the earlier ones, the earliest of several; it is a copy of its parent's original if it is like that too, and an
/// original otherwise. So a cluster has one original, which all its copies are like, and nothing depends on the order in
/// which documents were stored.
struct CopySearch {
  /// A text among others, by its place in the order of publication.
  struct Link: Equatable {
    var original: Int
    /// Bytes of the signatures in common.
    var inCommon: Int
  }

  private static let bandSize = 5
  private static let bandCount = TextSignature.size / bandSize
  /// Each text is compared with so many that follow it in a band's bucket, where those of the next band too stand
  /// together: boilerplate with thousands of near copies costs no more than its share.
  private static let window = 64

  private let signatures: UnsafeRawBufferPointer
  private let count: Int
  /// The earlier text that is most like each, or -1.
  private var parents: [Int32]
  private var inCommon: [UInt8]

  /// - Parameter signatures: `TextSignature.size` bytes a text, the earliest text first.
  /// - Returns: For each text the one that it copies; nil for an original.
  /// - Complexity: O(n log n) for n texts, and at most 1600 n comparisons of 128 bytes; some 40 bytes of memory a text.
  static func links(_ signatures: [UInt8]) -> [Link?] {
    signatures.withUnsafeBytes { bytes in
      var search = CopySearch(bytes)
      for band in 0..<bandCount { search.compare(band) }
      return search.links
    }
  }

  private init(_ signatures: UnsafeRawBufferPointer) {
    self.signatures = signatures
    count = signatures.count / TextSignature.size
    parents = Array(repeating: -1, count: count)
    inCommon = Array(repeating: 0, count: count)
  }

  private mutating func compare(_ band: Int) {
    let sorted = slots(of: 0..<count, band)
    var start = 0
    while start < sorted.count {
      let hash = sorted[start] >> 32
      var end = start + 1
      while end < sorted.count, sorted[end] >> 32 == hash { end += 1 }
      if end - start > Self.window {
        compare(slots(of: sorted[start..<end].lazy.map(Self.text), (band + 1) % Self.bandCount)[...])
      } else if end - start > 1 {
        compare(sorted[start..<end])
      }
      start = end
    }
  }

  private mutating func compare(_ bucket: ArraySlice<UInt64>) {
    for index in bucket.indices {
      for other in bucket[(index + 1)...].prefix(Self.window) { compare(Self.text(bucket[index]), Self.text(other)) }
    }
  }

  private mutating func compare(_ left: Int, _ right: Int) {
    let (earlier, later) = (min(left, right), max(left, right))
    let found = common(earlier, later)
    guard found >= TextSignature.threshold, found >= inCommon[later] else { return }
    if found == inCommon[later], Int(parents[later]) <= earlier { return }
    parents[later] = Int32(earlier)
    inCommon[later] = UInt8(found)
  }

  private var links: [Link?] {
    var links: [Link?] = Array(repeating: nil, count: count)
    for text in 0..<count where parents[text] >= 0 {
      let parent = Int(parents[text])
      let original = links[parent]?.original ?? parent
      let found = common(original, text)
      if found >= TextSignature.threshold { links[text] = Link(original: original, inCommon: found) }
    }
    return links
  }

  private func common(_ left: Int, _ right: Int) -> Int {
    guard let base = signatures.baseAddress else { return 0 }
    return TextSignature.inCommon(base + left * TextSignature.size, base + right * TextSignature.size)
  }

  /// Texts sorted by the hash of their band, then by place: the hash in the upper half, the text in the lower.
  private func slots(of texts: some Sequence<Int>, _ band: Int) -> [UInt64] {
    var slots: [UInt64] = []
    slots.reserveCapacity(texts.underestimatedCount)
    for text in texts {
      var hash: UInt64 = 0
      let start = text * TextSignature.size + band * Self.bandSize
      for byte in signatures[start..<start + Self.bandSize] { hash = hash << 8 | UInt64(byte) }
      slots.append(((hash &* 0x9E37_79B9_7F4A_7C15) >> 32) << 32 | UInt64(text))
    }
    slots.sort()
    return slots
  }

  private static func text(_ slot: UInt64) -> Int { Int(slot & 0xFFFF_FFFF) }
}
