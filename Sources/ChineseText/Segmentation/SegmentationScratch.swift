/// The work space of a segmenter: kept by a task and used for one text after another, so that no word costs an
/// allocation.
public final class SegmentationScratch {
  package var lanes = AtomLanes()
  /// Byte spans that are words whatever the model says: sorted, apart, not empty.
  var fixed: [Range<Int>] = []

  public init() {}

  deinit { lanes.deallocate() }
}

/// The atoms of one clause, a lane for each property; owned by a `SegmentationScratch`.
package struct AtomLanes {
  /// How an atom is bound.
  enum Binding {
    /// The model decides.
    static let free: UInt8 = 0
    /// A word begins here, whatever the model says.
    static let start: UInt8 = 1
    /// Goes on with the atom before it, whatever the model says.
    static let continuation: UInt8 = 2
  }

  /// Atoms of padding on either side, so that neighbours may be read without bounds.
  static let padding = 4

  private var capacity: Int
  /// Identity and type of atom 0 stand at 0, padding before and behind.
  private(set) var identities: UnsafeMutablePointer<UInt16>
  private(set) var types: UnsafeMutablePointer<UInt8>
  private(set) var bindings: UnsafeMutablePointer<UInt8>
  private(set) var starts: UnsafeMutablePointer<Int>
  /// Four scores (B, M, E, S) an atom.
  private(set) var scores: UnsafeMutablePointer<Int16>
  /// What the pair that begins at the atom is known for.
  private(set) var marks: UnsafeMutablePointer<UInt8>
  private(set) var back: UnsafeMutablePointer<UInt8>
  /// Three an atom: the longest lexicon word that begins at, ends at and runs across it.
  private(set) var wordsAt: UnsafeMutablePointer<UInt8>
  /// Atoms in use.
  package private(set) var count = 0
  /// Byte where the last atom ends.
  private(set) var end = 0

  init(capacity: Int = 1024) {
    self.capacity = capacity
    let size = capacity + 2 * Self.padding
    identities = UnsafeMutablePointer.allocate(capacity: size) + Self.padding
    types = UnsafeMutablePointer.allocate(capacity: size) + Self.padding
    bindings = .allocate(capacity: size)
    starts = .allocate(capacity: size)
    scores = UnsafeMutablePointer.allocate(capacity: 4 * size) + 4 * Self.padding
    marks = .allocate(capacity: size)
    back = .allocate(capacity: size)
    wordsAt = .allocate(capacity: 3 * size)
  }

  func deallocate() {
    (identities - Self.padding).deallocate()
    (types - Self.padding).deallocate()
    bindings.deallocate()
    starts.deallocate()
    (scores - 4 * Self.padding).deallocate()
    marks.deallocate()
    back.deallocate()
    wordsAt.deallocate()
  }

  /// Forgets the atoms.
  mutating func clear() {
    count = 0
    for index in 1...Self.padding {
      identities[-index] = AtomCode.edge
      types[-index] = AtomCode.edgeType
    }
  }

  /// Adds an atom that begins at byte `start`.
  @inline(__always) mutating func append(_ identity: UInt16, _ type: UInt8, start: Int, binding: UInt8) {
    if count == capacity { grow() }
    identities[count] = identity
    types[count] = type
    bindings[count] = binding
    starts[count] = start
    count += 1
  }

  /// Puts edges behind the last atom.
  mutating func close(at end: Int) {
    self.end = end
    for index in count..<count + Self.padding {
      identities[index] = AtomCode.edge
      types[index] = AtomCode.edgeType
    }
  }

  /// Twice the room, with what the scanner has written; the other lanes are filled after it.
  @inline(never) private mutating func grow() {
    var larger = AtomLanes(capacity: capacity * 2)
    (larger.identities - Self.padding).update(from: identities - Self.padding, count: count + Self.padding)
    (larger.types - Self.padding).update(from: types - Self.padding, count: count + Self.padding)
    larger.bindings.update(from: bindings, count: count)
    larger.starts.update(from: starts, count: count)
    larger.count = count
    deallocate()
    self = larger
  }

  /// The byte where atom `index` begins; the end of the last one for `index == count`.
  package func offset(_ index: Int) -> Int { index < count ? starts[index] : end }
  package func identity(_ index: Int) -> UInt16 { identities[index] }
  package func type(_ index: Int) -> UInt8 { types[index] }
  package func isFree(_ index: Int) -> Bool { bindings[index] == Binding.free }
}
