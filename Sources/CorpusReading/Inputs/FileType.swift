/// What a file's name and first bytes say about it.
enum FileType: Equatable {
  case html, text, jsonl, warc, table
  /// Text that accompanies articles (scripts, styles, tables, notes) and is passed over in folders.
  case companion
  case unknown

  /// By the last extension of `name`, in ASCII lower case, after `.gz` or `.zst`.
  init(name: [UInt8]) { self = Self.extensions(of: name).last.flatMap { Self.ofExtension[$0] } ?? .unknown }

  /// The extensions of a file's name in ASCII lower case, without that of compression at their end.
  static func extensions(of name: [UInt8]) -> ArraySlice<String> {
    let parts = name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
      .map { HeaderFields.lowered($0).string }.dropFirst()
    return parts.last.flatMap(Compression.init(rawValue:)) == nil ? parts : parts.dropLast()
  }

  private static let ofExtension: [String: FileType] = {
    let names: [(FileType, [String])] = [
      (.html, ["html", "htm", "xhtml", "shtml", "asp", "aspx", "jsp", "php", "do"]),
      (.text, ["txt", "text"]),
      (.jsonl, ["jsonl", "ndjson"]),
      (.warc, ["warc", "wet"]),
      (.table, ["csv", "tsv"]),
      (
        .companion,
        ["js", "mjs", "css", "map", "json", "xml", "md", "yaml", "yml", "toml", "py", "sh", "log"]
      ),
    ]
    return Dictionary(uniqueKeysWithValues: names.flatMap { type, list in list.map { ($0, type) } })
  }()

  /// Whether a file of this type is passed over in folders and archives: tables count as articles only where they are
  /// asked for.
  func isPassedOver(as kind: InputKind) -> Bool { self == .companion || self == .table && kind != .csv }

  /// By the first bytes of a file; text where nothing else shows.
  ///
  /// - Parameter head: Some kilobytes; NULs are skipped, so that UTF-16 is seen too.
  init(content head: [UInt8]) {
    let lowered = head.prefix(4096).filter { $0 != 0 }.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }
    let body = lowered.drop { $0 <= 0x20 || [0xEF, 0xBB, 0xBF, 0xFF, 0xFE].contains($0) }
    if head.starts(with: "WARC/".utf8) {
      self = .warc
    } else if Self.beginsJSONObject(body) {
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
    ("a RAR archive", Array("Rar!".utf8)),
    ("a 7z archive", [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C]),
    ("an OLE office document", [0xD0, 0xCF, 0x11, 0xE0]),
    ("Zstandard data inside compressed data", Compression.zstd.magic),
    ("xz data", [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]),
    ("bzip2 data", Array("BZh".utf8)),
    ("gzip data inside compressed data", Compression.gzip.magic),
    ("a SQLite database", Array("SQLite format 3".utf8)),
  ]

  /// What a zip archive is besides, by the name of its first member: documents of offices and books.
  static func nameOfZip(_ head: [UInt8]) -> String? {
    let member = head.dropFirst(30).prefix(64)
    let isOffice = ["[Content_Types].xml", "mimetype", "_rels/"].contains { member.starts(with: $0.utf8) }
    return isOffice ? "an office document or book" : nil
  }

  /// What `head` is, such as `a PNG image`; nil for what may be text.
  static func name(_ head: [UInt8]) -> String? {
    signatures.first { head.starts(with: $0.bytes) }?.name
  }
}
