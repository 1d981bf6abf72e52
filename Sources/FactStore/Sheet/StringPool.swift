import CorpusModel
import Glibc

/// Distinct strings, each kept once and named by a number, in the order in which they were first seen.
///
/// The bytes lie in one run and are found by an open-addressing table: a million look-ups take some 30 ms and make no
/// string.
struct StringPool: Sendable {
  private struct Slot {
    var hash: UInt32
    /// Number of the string plus one; 0 is free.
    var number: Int32
  }

  private var bytes: [UInt8] = []
  /// Where each string ends.
  private var ends: [Int] = []
  private var slots = [Slot](repeating: Slot(hash: 0, number: 0), count: 1 << 10)

  var count: Int { ends.count }

  /// All strings by number.
  var strings: [String] { ends.indices.map { string(Int32($0)) } }

  /// The string of a number; empty for -1.
  func string(_ number: Int32) -> String { number < 0 ? "" : bytes.string(Span(start(Int(number)), ends[Int(number)])) }

  private func start(_ number: Int) -> Int { number == 0 ? 0 : ends[number - 1] }

  /// The number of a string of `count` bytes, given if it is new.
  ///
  /// - Complexity: O(bytes).
  mutating func number(of text: UnsafeBufferPointer<UInt8>) -> Int32 {
    let short = Self.hash(UnsafeRawBufferPointer(text))
    var slot = Int(short) & (slots.count - 1)
    while slots[slot].number != 0 {
      let number = slots[slot].number - 1
      if slots[slot].hash == short, isSame(Int(number), text) { return number }
      slot = (slot + 1) & (slots.count - 1)
    }
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    slots[slot] = Slot(hash: short, number: Int32(ends.count))
    if ends.count * 2 > slots.count { grow() }
    return Int32(ends.count - 1)
  }

  mutating func number(of text: String) -> Int32 {
    var text = text
    return text.withUTF8 { number(of: $0) }
  }

  /// Eight bytes at a time, multiplied by 2^64 over the golden ratio.
  private static func hash(_ bytes: UnsafeRawBufferPointer) -> UInt32 {
    var hash = UInt64(bytes.count)
    func mix(_ word: UInt64) {
      hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
      hash ^= hash >> 32
    }
    let whole = bytes.count & ~7
    for place in stride(from: 0, to: whole, by: 8) { mix(bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)) }
    var rest: UInt64 = 0
    for byte in bytes[whole...] { rest = rest << 8 | UInt64(byte) }
    mix(rest)
    return UInt32(truncatingIfNeeded: hash)
  }

  private func isSame(_ number: Int, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = start(number)
    guard ends[number] - start == text.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let mine = bytes.baseAddress, let theirs = text.baseAddress else { return text.isEmpty }
      return memcmp(mine + start, theirs, text.count) == 0
    }
  }

  /// Whether a string stands before another one by its bytes; -1 is no string and stands before all.
  func isString(_ number: Int32, before other: Int32) -> Bool {
    if number < 0 || other < 0 { return number < 0 && other >= 0 }
    let (mine, theirs) = (start(Int(number)), start(Int(other)))
    let (count, others) = (ends[Int(number)] - mine, ends[Int(other)] - theirs)
    let order = bytes.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { memcmp($0 + mine, $0 + theirs, min(count, others)) } ?? 0
    }
    return order != 0 ? order < 0 : count < others
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(hash: 0, number: 0), count: old.count * 2)
    for entry in old where entry.number != 0 {
      var slot = Int(entry.hash) & (slots.count - 1)
      while slots[slot].number != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = entry
    }
  }
}
