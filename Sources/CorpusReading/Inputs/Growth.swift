import CorpusModel

/// Counts what one layer of decompression makes of an input, by real bytes.
final class Growth {
  private let root: any RootSource
  private let limits: ResourceLimits
  private var made = 0

  /// Growth is judged by ratio only past this many bytes: small pages compress well.
  private static let ratioGrace = 10_000_000

  init(of root: any RootSource, limits: ResourceLimits) {
    self.root = root
    self.limits = limits
  }

  /// Adds `count` bytes and tells the limit that they break, if any.
  func fault(after count: Int) -> String? {
    made += count
    if made > limits.decompressedBytes {
      return "grows over \(limits.decompressedBytes) bytes (limit decompressedBytes)"
    }
    if made > Self.ratioGrace, made / limits.compressionRatio > root.count {
      return "grows over \(limits.compressionRatio) times its compressed size (limit compressionRatio)"
    }
    return nil
  }
}
