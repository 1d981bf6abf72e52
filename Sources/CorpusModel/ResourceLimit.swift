/// One limit, as `config` lists it and as rejections name it.
public struct ResourceLimit: Sendable, Equatable {
  public var name: String
  public var value: Double
  public var unit: String
  public var about: String

  public init(_ name: String, _ value: some BinaryInteger, _ unit: String, _ about: String) {
    self.init(name, Double(value), unit, about)
  }

  public init(_ name: String, _ value: Double, _ unit: String, _ about: String) {
    (self.name, self.value, self.unit, self.about) = (name, value, unit, about)
  }
}

extension ResourceLimits {
  /// All limits with what they hold back, as they are declared.
  public var all: [ResourceLimit] {
    Mirror(reflecting: self).children.compactMap { name, value in
      guard let name, let value = value as? Int else { return nil }
      let (unit, about) = Self.meanings[name] ?? ("", "")
      return ResourceLimit(name, value, unit, about)
    }
  }

  private static let meanings = [
    "documentBytes": ("bytes", "one record, decompressed: a page, a line, a text"),
    "decompressedBytes": ("bytes", "what one compressed input may grow to"),
    "compressionRatio": ("times", "growth in decompression, after the first 10 MB"),
    "windowBytes": ("bytes", "memory that a Zstandard frame may ask for"),
    "headerBytes": ("bytes", "head of a WARC record, an HTTP response or a tar member"),
    "archiveEntries": ("members", "of an archive"),
    "archiveDepth": ("levels", "archives inside one another"),
    "memberNameBytes": ("bytes", "name of an archive's member"),
    "htmlDepth": ("levels", "block elements inside each other; deeper ones are text only"),
    "htmlElements": ("elements", "block elements of a page; further ones are text only"),
    "facts": ("facts", "of one document"),
  ]
}
