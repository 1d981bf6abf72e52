/// What a file's name and first bytes say about it.
enum FileType: Equatable {
  case html, text, jsonl
  /// Text that accompanies articles (scripts, styles, tables, notes) and is passed over in folders.
  case companion
  case unknown

  /// By the last extension of `name`, in ASCII lower case, after `.gz` or `.zst`.
  init(name: [UInt8]) {
    var parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { String(decoding: $0.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }, as: UTF8.self) }
    if parts.count > 1, Compression(name: name) != nil { parts.removeLast() }
    self = parts.count > 1 ? Self.ofExtension[parts[parts.count - 1]] ?? .unknown : .unknown
  }

  private static let ofExtension: [String: FileType] = {
    let names: [(FileType, [String])] = [
      (.html, ["html", "htm", "xhtml", "shtml", "asp", "aspx", "jsp", "php", "do"]),
      (.text, ["txt", "text"]),
      (.jsonl, ["jsonl", "ndjson"]),
      (
        .companion,
        ["js", "mjs", "css", "map", "json", "xml", "md", "csv", "tsv", "yaml", "yml", "toml", "py", "sh", "log"]
      ),
    ]
    return Dictionary(uniqueKeysWithValues: names.flatMap { type, list in list.map { ($0, type) } })
  }()

  /// By the first bytes of a file; text where nothing else shows.
  ///
  /// - Parameter head: Some kilobytes; NULs are skipped, so that UTF-16 is seen too.
  init(content head: [UInt8]) {
    let lowered = head.prefix(4096).filter { $0 != 0 }.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    let body = lowered.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF, 0xFF, 0xFE].contains($0) }
    if Self.beginsJSONObject(body) {
      self = .jsonl
    } else if Self.pageStarts.contains(where: { body.starts(with: $0.utf8) }) {
      self = .html
    } else {
      self = .text
    }
  }

  private static let pageStarts = [
    "<!doctype", "<!--", "<?xml", "<html", "<head", "<body", "<meta", "<title", "<link", "<script", "<style", "<base",
    "<div",
    "<p>", "<p ", "<table", "<center", "<article", "<section", "<span", "<h1", "<br",
  ]

  /// Whether the first line is a JSON object, as far as it is there: pretty-printed JSON is no JSONL.
  private static func beginsJSONObject(_ body: ArraySlice<UInt8>) -> Bool {
    guard body.first == UInt8(ascii: "{") else { return false }
    let second = body.dropFirst().first { $0 != 0x20 && $0 != 0x09 }
    guard second == UInt8(ascii: "\"") || second == UInt8(ascii: "}") else { return false }
    guard let end = body.firstIndex(of: 0x0A) else { return true }
    return body[..<end].last { $0 > 0x20 } == UInt8(ascii: "}")
  }
}

/// Formats that are no articles, by their first bytes.
enum BinaryFormat {
  private static let signatures: [(name: String, bytes: [UInt8])] = [
    ("a program (ELF)", [0x7F, 0x45, 0x4C, 0x46]),
    ("a PNG image", [0x89, 0x50, 0x4E, 0x47]),
    ("a JPEG image", [0xFF, 0xD8, 0xFF]),
    ("a GIF image", Array("GIF8".utf8)),
    ("a RIFF file", Array("RIFF".utf8)),
    ("a PDF document", Array("%PDF-".utf8)),
    ("a zip archive or office document", [0x50, 0x4B, 0x03, 0x04]),
    ("an empty zip archive", [0x50, 0x4B, 0x05, 0x06]),
    ("a RAR archive", Array("Rar!".utf8)),
    ("a 7z archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    ("an OLE office document", [0xD0, 0xCF, 0x11, 0xE0]),
    ("Zstandard data inside compressed data", Compression.zstd.magic),
    ("xz data", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    ("bzip2 data", Array("BZh".utf8)),
    ("gzip data inside compressed data", Compression.gzip.magic),
    ("a SQLite database", Array("SQLite format 3".utf8)),
    ("a WARC archive", Array("WARC/1.".utf8)),
  ]

  /// What `head` is, such as `a PNG image`; nil for what may be text.
  static func name(_ head: [UInt8]) -> String? {
    signatures.first { head.starts(with: $0.bytes) }?.name
  }
}
