import FoundationEssentials

/// What a data file is and where it is from.
public struct LexiconListing: Sendable {
  /// Path below the folder.
  public var file: String
  /// First line of its header.
  public var about: String
  /// Rows of a table; nil for weights.
  public var entries: Int?
  public var source: String
  public var license: String
}

extension Lexicons {
  /// Every data file with what its header says, by path.
  ///
  /// - Throws: `LexiconError` for a file that cannot be read.
  /// - Complexity: O(bytes of the folder).
  public func listing() throws -> [LexiconListing] {
    try dataFiles().map { file in
      let isTable = file.hasSuffix(".tsv")
      let notes = isTable ? file : file + ".license"
      let lines = has(notes) ? try bytes(notes).split(separator: 0x0A) : []
      let comments = isTable ? lines.prefix { $0.first == UInt8(ascii: "#") } : lines[...]
      let texts = comments.map { line in
        String(decoding: line.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 }, as: UTF8.self)
      }
      func value(_ key: String) -> String {
        texts.filter { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) }.joined(separator: " ")
      }
      let rows = lines.count { $0.first != UInt8(ascii: "#") }
      return LexiconListing(
        file: file, about: texts.first { !$0.hasPrefix("Source: ") && !$0.hasPrefix("License: ") } ?? "",
        entries: isTable ? max(0, rows - 1) : nil, source: value("Source: "), license: value("License: "))
    }
  }
}
