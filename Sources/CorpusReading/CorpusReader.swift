import CorpusModel

/// Reads folders, files and standard input, plain or compressed, into records of undecoded bytes.
///
/// Memory is bounded by `ResourceLimits.documentBytes` whatever the size of the input. Nothing ends the run: what
/// cannot be read becomes one `Rejection` in its place in the sequence.
///
/// - A folder is walked depth first, names sorted by their bytes; hidden names are skipped, a symbolic link is followed
///   and a loop cut. Text files that only accompany articles (`FileType.companion`) are passed over in folders.
/// - A file reached twice (given twice, through a symbolic or a hard link) is read once.
/// - Bytes that begin as gzip or Zstandard are decompressed, whatever their name, over all members.
public struct CorpusReader: Sendable {
  private let limits: ResourceLimits
  private let kind: InputKind
  private let chunkSize: Int

  /// - Parameters:
  ///   - limits: Caps on real bytes, before and after decompression.
  ///   - kind: Outranks file extension and content.
  public init(limits: ResourceLimits = ResourceLimits(), kind: InputKind = .auto) {
    self.init(limits: limits, kind: kind, chunkSize: 1 << 16)
  }

  /// For tests: results do not depend on the size in which bytes arrive.
  init(limits: ResourceLimits, kind: InputKind, chunkSize: Int) {
    self.limits = limits
    self.kind = kind
    self.chunkSize = chunkSize
  }

  /// The records below `paths`, in order, read while they are taken; `-` is standard input.
  public func records(_ paths: [String]) -> RecordSequence {
    RecordSequence(paths: paths, limits: limits, kind: kind, chunkSize: chunkSize)
  }
}
