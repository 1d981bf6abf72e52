import CorpusModel
import LexiconData

/// One pass of a table over a text: writes the target text, its offset map and, when asked, notes.
struct ConversionPass {
  let source: UnsafeBufferPointer<UInt8>
  let target: UnsafeMutablePointer<UInt8>
  let isTracing: Bool
  var written = 0
  /// Source bytes that are written and not yet in the map; they stand at the same distance in both texts.
  private var pending = 0
  private(set) var map = OffsetMap()
  private(set) var notes: [NormalizationNote] = []

  /// Starts at the beginning of both texts; `target` has room for the target text and 4 bytes more.
  init(source: UnsafeBufferPointer<UInt8>, target: UnsafeMutablePointer<UInt8>, isTracing: Bool) {
    self.source = source
    self.target = target
    self.isTracing = isTracing
  }

  /// Copies the bytes of `range` as they are.
  mutating func copy(_ range: Range<Int>) {
    guard let base = source.baseAddress, !range.isEmpty else { return }
    (target + written).update(from: base + range.lowerBound, count: range.count)
    written += range.count
    pending += range.count
  }

  /// Ends the map.
  mutating func finish() {
    map.copy(pending)
    pending = 0
  }

  /// Converts the bytes of `range` by `table`.
  ///
  /// - Complexity: O(bytes) beside the phrases, which cost a probe a character.
  mutating func convert(_ range: Range<Int>, by table: borrowing ConversionTable) {
    guard let base = source.baseAddress, !range.isEmpty else { return }
    let stops = ConversionTable.startsPhrase | ConversionTable.isInChain | (isTracing ? ConversionTable.isChanged : 0)
    let raw = UnsafeRawPointer(base)
    let output = UnsafeMutableRawPointer(target)
    let wordEnd = min(range.upperBound, source.count - 3)
    var at = range.lowerBound
    while at < range.upperBound {
      let runStart = at
      var end = written
      table.flat.withUnsafeBufferPointer { flat in
        while at < wordEnd {
          let word = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: at, as: UInt32.self))
          if word & 0x80 == 0 {
            guard flat[Int(word & 0x7F)] & stops == 0 else { return }
            output.storeBytes(of: UInt8(truncatingIfNeeded: word), toByteOffset: end, as: UInt8.self)
            at &+= 1
            end &+= 1
            continue
          }
          guard word & 0xF0 == 0xE0, at &+ 3 <= range.upperBound else { return }
          let scalar = (word & 0x0F) << 12 | (word >> 2 & 0x0FC0) | (word >> 16 & 0x3F)
          let entry = flat[Int(scalar)]
          if entry & stops != 0 {
            // Most characters that begin some phrase do not begin one here.
            guard entry & stops == ConversionTable.startsPhrase, at &+ 3 < wordEnd, at &+ 6 <= range.upperBound,
              !mayContinue(scalar, raw, at &+ 3, by: table)
            else { return }
          }
          let made = entry & 0x00FF_FFFF
          output.storeBytes(of: (made == 0 ? word : made).littleEndian, toByteOffset: end, as: UInt32.self)
          at &+= 3
          end &+= 3
        }
      }
      written = end
      pending += at - runStart
      if at < range.upperBound { at += convertCharacter(at, end: range.upperBound, by: table) }
    }
  }

  /// Whether some phrase begins with `scalar` and the character at `next`; true also where that is not of three bytes.
  @inline(__always) private func mayContinue(
    _ scalar: UInt32, _ raw: UnsafeRawPointer, _ next: Int, by table: borrowing ConversionTable
  ) -> Bool {
    let word = UInt32(littleEndian: raw.loadUnaligned(fromByteOffset: next, as: UInt32.self))
    guard word & 0xF0 == 0xE0 else { return true }
    let second = (word & 0x0F) << 12 | (word >> 2 & 0x0FC0) | (word >> 16 & 0x3F)
    let bit = ConversionTable.filterBit(scalar, second)
    return table.filter[bit >> 6] >> UInt64(bit & 63) & 1 != 0
  }

  /// The slow way, for a phrase, a character that changes its length, the end of the text; returns the bytes consumed.
  private mutating func convertCharacter(
    _ at: Int, end: Int, by table: borrowing ConversionTable
  ) -> Int {
    let text = UnsafeBufferPointer(rebasing: source[..<end])
    let (scalar, length) = PhraseTrie.decode(text, at)
    let entry = scalar < 0x1_0000 && length != 2 ? table.flat[Int(scalar)] : ConversionTable.isInChain
    if entry & (ConversionTable.isInChain | ConversionTable.startsPhrase) != 0,
      let match = table.longestMatch(text, first: scalar, next: at + length)
    {
      write(match.phrase, of: match.end - at, at: at, table)
      return match.end - at
    }
    let made = entry & 0x00FF_FFFF
    if made == 0 {
      copy(at..<at + length)
      return length
    }
    for shift in 0..<3 { target[written + shift] = UInt8(truncatingIfNeeded: made >> UInt32(8 * shift)) }
    if isTracing { note(at..<at + length, .character) }
    written += length
    pending += length
    return length
  }

  private mutating func write(
    _ phrase: ConversionTable.Phrase, of length: Int, at: Int, _ table: borrowing ConversionTable
  ) {
    let count = Int(phrase.count)
    table.bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return }
      (target + written).update(from: base + Int(phrase.start), count: count)
    }
    if isTracing { note(at..<at + length, phrase.layer, count: count) }
    written += count
    if phrase.isAligned {
      pending += length
    } else {
      map.copy(pending)
      pending = 0
      map.replace(source: length, target: count)
    }
  }

  private mutating func note(_ range: Range<Int>, _ layer: ConversionTable.Layer, count: Int = 3) {
    let before = String(decoding: source[range], as: UTF8.self)
    let after = String(decoding: UnsafeBufferPointer(start: target + written, count: count), as: UTF8.self)
    notes.append(
      NormalizationNote(
        span: Span(range.lowerBound, range.upperBound), before: before, after: after, rule: "convert.\(layer)"))
  }
}
