import CorpusModel
import Testing

@testable import CorpusReading

@Suite struct TableReaderTests {
  private func read(_ bytes: [UInt8], _ name: String = "a.csv", fields: FieldNames = FieldNames()) -> Outcome {
    Outcome(CorpusReader(fields: fields).records(in: bytes, name: name))
  }

  private func read(_ text: String, _ name: String = "a.csv", fields: FieldNames = FieldNames()) -> Outcome {
    read(Array(text.utf8), name, fields: fields)
  }

  private func document(_ record: RawRecord?) throws -> SourceDocument {
    try RecordDecoder().decode(try #require(record))
  }

  @Test func columnsAreNamedByTheFirstRow() throws {
    let outcome = read(
      "\u{FEFF}ID, Title ,text,date,source,author,url,other\r\n"
        + "7,题,\"第一段，\"\"站\"\"\n第二段\",2024/5/1,云南日报,张三;李四,http://a.cn/7,x\r\n"
        + "\r\n8,二,正文,,,,,\n")
    #expect(outcome.rejections == [])
    #expect(outcome.ids == ["a.csv:2", "a.csv:5"])
    let first = try document(outcome.records.first)
    #expect(first.id == "7")
    #expect(first.text.string == "第一段，\"站\"\n第二段")
    #expect(
      first.given
        == ArticleMetadata(
          title: "题", published: "2024-05-01", publisher: "云南日报", authors: ["张三", "李四"], url: "http://a.cn/7"))
    #expect(try document(outcome.records.last).given.publisher == nil)
  }

  @Test(arguments: ["\t", ";", ","]) func separatorsAreTold(_ separator: String) throws {
    let rows = [["html", "published"], ["<p>一,二;三</p>", "2024"]].map { row in
      row.map { $0.contains(separator) ? "\"\($0)\"" : $0 }.joined(separator: separator)
    }
    let outcome = read(rows.joined(separator: "\n"), "a.tsv")
    let document = try document(outcome.records.first)
    #expect(document.source.format == .html)
    #expect(document.text.string == "<p>一,二;三</p>")
    #expect(document.given.published == "2024")
  }

  @Test func otherNamesAreMapped() throws {
    var fields = FieldNames()
    fields.add("正文", for: .text)
    fields.add("标题", for: .title)
    let table = try document(read("标题,正文\n题,站", fields: fields).records.first)
    #expect(table.text.string == "站" && table.given.title == "题")
    let line = try document(read(#"{"标题":"题","正文":"站"}"#, "a.jsonl", fields: fields).records.first)
    #expect(line.text.string == "站" && line.given.title == "题")
    let unknown = read("标题,正文\n题,站")
    #expect(unknown.records == [] && unknown.reasons == [.malformed])
    #expect(unknown.rejections.first?.detail.contains("标题, 正文") == true)
  }

  @Test func raggedRowsAreToldByLine() throws {
    let outcome = read("title,text\na,b\nonly\n\"x\ny\",z\nc,d,e\nf,g")
    #expect(outcome.records.map(\.member) == ["2", "4", "7"])
    #expect(outcome.rejections.map(\.place) == ["a.csv:3", "a.csv:6"])
    #expect(outcome.reasons == [.malformed, .malformed])
    #expect(read("title,text\na,b\nc").reasons == [.truncated])
    #expect(read("title,text\na,b\n\"c\nd,e\n").reasons == [.truncated])
    #expect(read("title,text\na,b\n\"c\nd,e\n").rejections.map(\.place) == ["a.csv:3"])
  }

  /// Quotes inside cells, as Python's reader takes them.
  @Test func strayQuotesAreLetters() throws {
    let outcome = read("title,text\na\"b,\"x\"y\n,\"\"\"\"\n")
    let documents = try outcome.records.map { try document($0) }
    #expect(documents.map { $0.text.string } == ["xy", "\""])
    #expect(documents.first?.given.title == "a\"b")
  }

  @Test func otherCharsetsAreRead() throws {
    // title,text / 代表,联络站 in GBK
    let gbk: [UInt8] =
      Array("title,text\n".utf8) + [0xB4, 0xFA, 0xB1, 0xED, 0x2C, 0xC1, 0xAA, 0xC2, 0xE7, 0xD5, 0xBE, 0x0A]
    let document = try document(read(gbk).records.first)
    #expect(document.text.string == "联络站" && document.given.title == "代表")
    #expect(document.source.charset == "gb18030")
    #expect(read([0xFF, 0xFE, 0x61, 0x00]).reasons == [.malformed])
  }

  @Test func capsHoldAtTheByte() throws {
    var limits = ResourceLimits()
    limits.documentBytes = 100
    for size in [99, 100, 101, 5000] {
      let row =
        "\"" + String(repeating: "x", count: size / 2) + "\n" + String(repeating: "y", count: size - size / 2 - 3)
        + "\""
      for chunk in [1, 7, 1000] {
        let bytes = Array("text\n\(row)\nz\n".utf8)
        let chunks = stride(from: 0, to: bytes.count, by: chunk).map { Array(bytes[$0..<min(bytes.count, $0 + chunk)]) }
        let outcome = Outcome(CorpusReader(limits: limits).records(inChunks: chunks, name: "a.csv"))
        #expect(outcome.records.map(\.member) == (size <= 100 ? ["2"] : []) + ["4"])
        #expect(outcome.reasons == (size <= 100 ? [] : [.tooLarge]))
        #expect(outcome.rejections.allSatisfy { $0.detail.contains("documentBytes") && $0.place == "a.csv:2" })
      }
    }
  }

  @Test func tablesInFoldersAreReadWhereAskedFor() throws {
    let folder = try TemporaryFolder()
    try folder.write("a.csv", "text\n站")
    try folder.write("b.txt", "text\n站")
    #expect(Outcome(CorpusReader(), folder.path).ids == ["b.txt"])
    #expect(Outcome(CorpusReader(kind: .csv), folder.path).ids == ["a.csv:2", "b.txt:2"])
  }
}
