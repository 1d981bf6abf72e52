import CorpusModel
import FactStore
import FoundationEssentials
import Testing

/// What readers type into filters is compared, never run: each filter finds what equality finds.
@Suite struct InjectionTests {
  private static let quotes = ["'", "\"", "`", "]", "')", "'))", "\\'", "%27", "''", "\u{2019}"]
  private static let tails = [
    "x", "x\u{0}", "x\u{0}y",
    " OR 1=1 --", "; DROP TABLE fact; --", " UNION SELECT * FROM document --", " AND 0", "/*", "%", "_", "*", "?", "?1",
    ":a", "$1", "\u{1}", "\n--", " MATCH 'a'", "(", ")", "\\", "null", "1e999", "x'00'", " COLLATE NOCASE",
    "||(SELECT 1)",
    " LIKE '%'", " GLOB '*'", "^a", "NEAR(a b)", "-", "NOT", "{", "}", "title:", "#", "||",
    " IN (SELECT key FROM fact)",
    " RETURNING *", " LIMIT 0", "𠮷", "'='", "a AND b",
  ]

  /// 500 strings that would do harm if they were SQL.
  static let strings = Array(
    quotes.flatMap { quote in tails.flatMap { ["站\(quote)\($0)", quote + $0] } }.prefix(500))

  @Test func everyFilterIsEquality() throws {
    let folder = FileManager.default.temporaryDirectory.path + "/zhandian-filters-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    #expect(Set(Self.strings.map { Array($0.utf8) }).count == 500)
    let store = try FactStore(path: folder + "/s.db", access: .write)
    // Every other string is the name of something that is there, so that equality finds it.
    let documents = Self.strings.enumerated().compactMap { index, string in
      index % 2 == 0 && !string.utf8.contains(0) ? Self.document(string) : nil
    }
    #expect(try store.write(StoreBatch(documents: documents), contract: "c").isEmpty)
    let known = Set(documents.map(\.id))
    for string in Self.strings {
      let wanted = known.contains(string) ? [string] : []
      func found(_ set: (inout FactFilter) -> Void) throws -> [String] {
        var filter = FactFilter()
        set(&filter)
        return try store.facts(filter).map(\.document)
      }
      #expect(try found { $0.names = [string] } == wanted)
      #expect(try found { $0.subjects = [string] } == wanted)
      #expect(try found { $0.keys = [string] } == wanted + wanted)
      #expect(try found { $0.documents = [string] } == wanted + wanted)
      #expect(try found { $0.kinds = [string] }.isEmpty)
      #expect(try found { $0.regions = [string] }.isEmpty)
      #expect(try store.document(string)?.id == wanted.first)
      #expect(try store.state(of: string, sha256: string, contract: string) == (wanted.isEmpty ? .new : .changed))
      // A search may refuse a query; what it finds holds a letter of it.
      do throws(StoreError) {
        _ = try store.documentIdentifiers(matching: string)
      } catch {
        guard case .badFilter = error else {
          Issue.record("\(string): \(error)")
          continue
        }
      }
    }
    #expect(try store.counts() == (documents.count, 2 * documents.count, 0))
    #expect(try store.faults().isEmpty)
    try store.close()
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["s.db"])
  }

  private static func document(_ name: String) -> Document {
    let text = "全县建成代表之家。"
    func fact(_ content: FactContent) -> Fact {
      var fact = Fact(
        content: content, region: nil, place: nil,
        evidence: Evidence(text: "建成", span: Span(6, 12), source: Span(6, 12)), rule: "r", confidence: 1)
      fact.key = name
      return fact
    }
    let count = Count(subjects: [name], quantity: Quantity(value: 1, bound: .exact), unit: "个", label: name)
    return Document(
      id: name, source: SourceDescription(path: name, format: .text, charset: "utf-8", sha256: "0"),
      metadata: ArticleMetadata(title: name), home: nil, script: .hans, text: Array(text.utf8),
      sourceText: Array(text.utf8), facts: [fact(.count(count)), fact(.model(name: name, components: []))], checks: [])
  }
}
