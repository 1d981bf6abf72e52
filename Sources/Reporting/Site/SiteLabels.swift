import LexiconData

/// The words of a report, in Chinese and English.
public struct SiteLabels: Sendable {
  private let texts: [String: (chinese: String, english: String)]
  /// The provinces on a grid.
  let tiles: [Tile]

  /// A province's place on the grid, counted from the north-west.
  struct Tile: Sendable {
    var code: String
    var name: String
    var column: Int
    var row: Int
  }

  /// Reads `Lexicons/reports`.
  ///
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons) throws {
    var texts: [String: (String, String)] = [:]
    for row in try lexicons.table("reports/labels.tsv", columns: ["key", "zh", "en"]) {
      guard texts.updateValue((row[1], row[2]), forKey: row[0]) == nil else { throw row.error("'\(row[0])' again") }
    }
    self.texts = texts
    let columns = ["code", "name", "column", "row"]
    tiles = try lexicons.table("reports/province-tiles.tsv", columns: columns).map { row in
      guard let column = Int(row[2]), let line = Int(row[3]), (0..<20).contains(column), (0..<20).contains(line) else {
        throw row.error("column and row are not whole numbers below 20")
      }
      return Tile(code: row[0], name: row[1], column: column, row: line)
    }
  }

  /// Whether there is a label for a key.
  public func has(_ key: String) -> Bool { texts[key] != nil }

  /// The label in both languages; a key that is not in the table is its own label.
  public func label(_ key: String) -> HTML { sentence(key, []) }

  /// A label in both languages, its places `{0}`, `{1}` and so on filled with `values`.
  public func sentence(_ key: String, _ values: [HTML]) -> HTML {
    sentence(key, chinese: values, english: values)
  }

  /// A label with its places filled by words of the same language.
  func sentence(_ key: String, chinese: [HTML], english: [HTML]) -> HTML {
    guard let text = texts[key] else { return "<span lang=\"en\">\(Self.lastPart(of: key))</span>" }
    return """
      <span lang="zh">\(Self.filled(text.chinese, chinese))</span> \
      <span class="en" lang="en">\(Self.filled(text.english, english))</span>
      """
  }

  /// The label as plain text, for titles and attributes.
  public func plain(_ key: String) -> String {
    texts[key].map { "\($0.chinese) \($0.english)" } ?? Self.lastPart(of: key)
  }

  func chinese(_ key: String) -> HTML { HTML(text: texts[key]?.chinese ?? Self.lastPart(of: key)) }
  func english(_ key: String) -> HTML { HTML(text: texts[key]?.english ?? Self.lastPart(of: key)) }

  private static func filled(_ template: String, _ values: [HTML]) -> HTML {
    var result: HTML = ""
    for (index, piece) in template.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
      let parts = piece.split(separator: "}", maxSplits: 1, omittingEmptySubsequences: false)
      if index > 0, parts.count == 2, let place = Int(parts[0]), values.indices.contains(place) {
        result += values[place] + HTML(text: String(parts[1]))
      } else {
        result += HTML(text: String(index > 0 ? "{" + piece : piece))
      }
    }
    return result
  }

  private static func lastPart(of key: String) -> String {
    key.utf8.lastIndex(of: UInt8(ascii: ".")).map { String(key[key.index(after: $0)...]) } ?? key
  }
}
