/// The work space of a segmenter: kept by a task and used for one text after another, so that no word costs an
/// allocation.
public final class SegmentationScratch {
  /// How an atom is bound.
  enum Binding {
    /// The model decides.
    static let free: UInt8 = 0
    /// A word begins here, whatever the model says.
    static let start: UInt8 = 1
    /// Goes on with the atom before it, whatever the model says.
    static let continuation: UInt8 = 2
  }

  /// Atoms of padding on either side, so that rows of weights may be added without bounds.
  static let padding = 4

  private(set) var capacity: Int
  /// Identities and types begin `padding` atoms before atom 0.
  private(set) var identities: UnsafeMutablePointer<UInt16>
  private(set) var types: UnsafeMutablePointer<UInt8>
  private(set) var bindings: UnsafeMutablePointer<UInt8>
  private(set) var starts: UnsafeMutablePointer<Int>
  /// Four scores (B, M, E, S) an atom; begins `padding` atoms before atom 0.
  private(set) var scores: UnsafeMutablePointer<Int16>
  private(set) var back: UnsafeMutablePointer<UInt8>
  /// Longest lexicon word that begins at, ends at and runs across an atom, as three digits of base five.
  private(set) var wordsAt: UnsafeMutablePointer<UInt8>
  /// Byte spans that are words whatever the model says: sorted, apart, not empty.
  var fixed: [(start: Int, end: Int)] = []
  /// Atoms in use.
  package internal(set) var count = 0
  /// Byte where the last atom ends.
  package internal(set) var end = 0

  public init() {
    capacity = 1024
    let size = capacity + 2 * Self.padding
    identities = .allocate(capacity: size)
    types = .allocate(capacity: size)
    bindings = .allocate(capacity: size)
    starts = .allocate(capacity: size)
    scores = .allocate(capacity: 4 * size)
    back = .allocate(capacity: size)
    wordsAt = .allocate(capacity: 3 * size)
  }

  deinit {
    identities.deallocate()
    types.deallocate()
    bindings.deallocate()
    starts.deallocate()
    scores.deallocate()
    back.deallocate()
    wordsAt.deallocate()
  }

  /// Forgets the atoms.
  func clear() {
    count = 0
    for index in 0..<Self.padding {
      identities[index] = AtomCode.edge
      types[index] = AtomCode.edgeType
    }
  }

  /// Adds an atom that begins at byte `start`.
  @inline(__always) func append(_ identity: UInt16, _ type: UInt8, start: Int, binding: UInt8) {
    if count == capacity { grow() }
    identities[count + Self.padding] = identity
    types[count + Self.padding] = type
    bindings[count] = binding
    starts[count] = start
    count += 1
  }

  /// Puts edges behind the last atom.
  func close(at end: Int) {
    self.end = end
    for index in 0..<Self.padding {
      identities[count + Self.padding + index] = AtomCode.edge
      types[count + Self.padding + index] = AtomCode.edgeType
    }
  }

  private func grow() {
    let oldSize = capacity + 2 * Self.padding
    capacity *= 2
    let size = capacity + 2 * Self.padding
    func larger<T>(_ old: UnsafeMutablePointer<T>, _ factor: Int = 1) -> UnsafeMutablePointer<T> {
      let new = UnsafeMutablePointer<T>.allocate(capacity: size * factor)
      new.update(from: old, count: oldSize * factor)
      old.deallocate()
      return new
    }
    identities = larger(identities)
    types = larger(types)
    bindings = larger(bindings)
    starts = larger(starts)
    scores = larger(scores, 4)
    back = larger(back)
    wordsAt = larger(wordsAt, 3)
  }

  /// The byte where atom `index` begins; the end of the last one for `index == count`.
  package func offset(_ index: Int) -> Int { index < count ? starts[index] : end }
  package func identity(_ index: Int) -> UInt16 { identities[index + Self.padding] }
  package func type(_ index: Int) -> UInt8 { types[index + Self.padding] }
  package func isFree(_ index: Int) -> Bool { bindings[index] == Binding.free }
}
