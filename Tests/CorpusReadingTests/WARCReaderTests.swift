import CorpusModel
import Testing

@testable import CorpusReading

@Suite struct WARCReaderTests {
  private func read(_ bytes: [UInt8], _ name: String = "a.warc", limits: ResourceLimits = ResourceLimits()) -> Outcome {
    Outcome(CorpusReader(limits: limits).records(in: bytes, name: name))
  }

  @Test func pagesAreReadAndAllElseIsCounted() throws {
    let block = Containers.http(Array("<p>站".utf8))
    let fields = ["Content-Type: application/http; msgtype=response", "WARC-Target-URI: http://a.cn/1.html"]
    func response(_ status: Int, _ type: String) -> [UInt8] {
      Containers.warcRecord(
        "response", Containers.http([0x3C], status: status, fields: ["Content-Type: \(type)"]), fields: fields)
    }
    let bytes =
      Containers.warcRecord("warcinfo", Array("software: x".utf8))
      + Containers.warcRecord("request", Array("GET / HTTP/1.1\r\n\r\n".utf8))
      + Containers.warcRecord("response", block, id: "<urn:uuid:7>", fields: fields)
      + response(404, "text/html") + response(301, "text/html") + response(404, "text/html")
      + response(200, "image/jpeg") + Containers.warcRecord("revisit", [])
      + Containers.warcRecord("response", Array("a.cn 1.2.3.4".utf8), fields: ["Content-Type: text/dns"])
      + Containers.warcRecord("metadata", Array("fetchTimeMs: 1".utf8))
    let outcome = read(bytes)
    #expect(outcome.ids == ["urn:uuid:7"])
    #expect(outcome.records.map(\.place) == ["a.warc:3"])
    #expect(outcome.records.map(\.url) == ["http://a.cn/1.html"])
    #expect(outcome.texts == ["<p>站"])
    #expect(outcome.reasons == [.passedOver])
    #expect(
      outcome.rejections.first?.detail
        == "9 records without an article: 2 status 404, 1 image/jpeg, 1 metadata, 1 request, 1 revisit, 1 status 301, "
        + "1 text/dns, 1 warcinfo")
  }

  @Test func textOfConversionsIsRead() throws {
    let bytes = Containers.warcRecord(
      "conversion", Array("代表联络站\n全省建站".utf8), id: "<urn:uuid:w>",
      fields: ["Content-Type: text/plain", "WARC-Date: 2024-05-01T00:00:00Z", "WARC-Target-URI: http://a.cn/"])
    let outcome = read(bytes, "a.wet")
    #expect(outcome.records.map(\.kind) == [.text])
    let document = try RecordDecoder().decode(try #require(outcome.records.first))
    #expect(document.id == "urn:uuid:w")
    #expect(document.given.url == "http://a.cn/")
    #expect(document.given.published == nil)
  }

  /// LF alone, folded lines, fields in any case, a name in brackets.
  @Test func carelessWritersAreUnderstood() throws {
    let block = Array("HTTP/1.0 200\ncontent-type: TEXT/HTML;\n charset=GBK\n\n<p>".utf8)
    let head =
      "WARC/1.1\nwarc-type: Response\nContent-Type: application/http;\n\tmsgtype=response\n"
      + "WARC-Target-URI: <http://a.cn/>\ncontent-length:\(block.count)\n\n"
    let outcome = read(Array(head.utf8) + block + Array("\n\n".utf8) + Containers.response(2, "<p>2"), "x")
    #expect(outcome.ids == ["x:1", "urn:uuid:2"])
    #expect(outcome.records.first?.charset == "GBK")
    #expect(outcome.records.first?.url == "http://a.cn/")
    #expect(outcome.records.first?.bytes == Array("<p>".utf8))
    #expect(outcome.rejections == [])
  }

  @Test(arguments: [0, 3, 20, 76, 78, 79, 200, 480, 5000, 30_000_000])
  func aWrongLengthCostsOnlyItsRecord(_ length: Int) throws {
    let wrong = Containers.warcRecord(
      "response", Containers.http(Array("<p>错误的长度\nWARC/x".utf8)), fields: ["Content-Type: application/http"],
      length: length)
    let outcome = read(Containers.response(1, "<p>1") + wrong + Containers.response(3, "<p>3"))
    // Over the limit of what is held, what follows is inside the length that was stated.
    #expect(outcome.texts == (length == 30_000_000 ? ["<p>1"] : ["<p>1", "<p>3"]), "\(length)")
    #expect(outcome.reasons == [length == 30_000_000 ? .truncated : .malformed])
    #expect(outcome.rejections.first?.place == "a.warc:2")
  }

  @Test func noiseBetweenRecordsIsToldOnce() throws {
    let outcome = read(
      Containers.response(1, "<p>1") + Array("noise WARC/1.0\nmore\n".utf8) + Containers.response(2, "<p>2"))
    #expect(outcome.texts == ["<p>1", "<p>2"])
    #expect(outcome.reasons == [.malformed])
    let noLength = read(Array("WARC/1.0\r\nWARC-Type: response\r\n\r\n".utf8) + Containers.response(2, "<p>2"))
    #expect(noLength.texts == ["<p>2"])
    #expect(noLength.rejections.map(\.place) == ["a.warc:1"])
  }

  @Test func capsHoldAtTheByte() throws {
    var limits = ResourceLimits()
    limits.documentBytes = 1000
    limits.headerBytes = 300
    for size in [999, 1000, 1001, 1400, 5000] {
      let page = "<p>" + String(repeating: "x", count: size - 3)
      let outcome = read(Containers.response(1, page) + Containers.response(2, "<p>2"), limits: limits)
      #expect(outcome.texts == (size <= 1000 ? [page] : []) + ["<p>2"])
      #expect(outcome.reasons == (size <= 1000 ? [] : [.tooLarge]))
      #expect(outcome.rejections.allSatisfy { $0.detail.contains("documentBytes") })
    }
    let plain = Containers.warcRecord("conversion", Array("站".utf8), fields: ["X: "]).count - 3 - 4
    for size in [299, 300, 301] {
      let fields = ["X: " + String(repeating: "x", count: size - plain)]
      let record = Containers.warcRecord("conversion", Array("站".utf8), fields: fields)
      let outcome = read(record + Containers.response(2, "<p>2"), limits: limits)
      #expect(outcome.texts == (size <= 300 ? ["站"] : []) + ["<p>2"])
      #expect(outcome.rejections.allSatisfy { $0.detail.contains("headerBytes") && $0.reason == .malformed })
    }
  }

  // MARK: HTTP

  private func page(_ body: [UInt8], _ fields: [String]) throws -> Result<SourceDocument, Rejection> {
    let block = Containers.http(body, fields: ["Content-Type: text/html; charset=gb2312"] + fields)
    let record = Containers.warcRecord("response", block, fields: ["Content-Type: application/http"])
    return decode(try #require(read(record).records.first))
  }

  private func decode(_ record: RawRecord) -> Result<SourceDocument, Rejection> {
    do throws(Rejection) { return .success(try RecordDecoder().decode(record)) } catch { return .failure(error) }
  }

  /// Brotli data of one stored block (RFC 7932, 9.2): no packer is needed to make them.
  private static func storedBrotli(_ bytes: [UInt8]) -> [UInt8] {
    // WBITS 16 (0), ISLAST 0, MNIBBLES 4 (00), MLEN - 1 in 16 bits, ISUNCOMPRESSED 1; then the bytes; ISLAST, ISEMPTY.
    let bits = (bytes.count - 1) << 4 | 1 << 20
    return [UInt8(bits & 0xFF), UInt8(bits >> 8 & 0xFF), UInt8(bits >> 16 & 0xFF)] + bytes + [3]
  }

  @Test func codingsAreUndone() throws {
    // 代表 in GBK.
    let text: [UInt8] = Array("<p>".utf8) + (0..<40).flatMap { _ in [0xB4, 0xFA, 0xB1, 0xED] as [UInt8] }
    let gzip = Containers.gzip(text)
    let chunked =
      Array("4;x=1\r\n".utf8) + gzip[..<4] + Array("\r\n\(String(gzip.count - 4, radix: 16))\r\n".utf8) + gzip[4...]
      + Array("\r\n0\r\n\r\n".utf8)
    let cases: [([UInt8], [String])] = [
      (text, []), (gzip, ["Content-Encoding: GZIP"]), (Containers.deflated(text), ["Content-Encoding: deflate"]),
      (Containers.packed(text, windowBits: 15), ["Content-Encoding: deflate"]),
      (TemporaryFolder.zstandard(text), ["Content-Encoding: zstd"]),
      (Self.storedBrotli(text), ["Content-Encoding: br"]),
      (chunked, ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
      // Undone by the crawler, but still named.
      (text, ["Content-Encoding: gzip"]), (text, ["Content-Encoding: br"]), (text, ["Content-Encoding: deflate"]),
      (text, ["Transfer-Encoding: chunked"]), (text, ["Content-Encoding: unknown"]),
    ]
    for (body, fields) in cases {
      let document = try page(body, fields).get()
      #expect(document.text == Array(("<p>" + String(repeating: "代表", count: 40)).utf8), "\(fields)")
      #expect(document.source.charset == "gb18030")
    }
  }

  @Test func damagedBodiesAreToldWithTheirRecord() throws {
    let gzip = Containers.gzip((0..<200).map { UInt8($0) })
    var damaged = gzip
    damaged[20] ^= 0x55
    let bomb = Containers.gzip([UInt8](repeating: 0x61, count: 21 << 20))
    let cases: [([UInt8], String, Rejection.Reason)] = [
      (Array(gzip.dropLast(9)), "Content-Encoding: gzip", .truncated), (damaged, "Content-Encoding: gzip", .malformed),
      (Array("5\r\nabc".utf8), "Transfer-Encoding: chunked", .truncated),
      (Array("3\r\nabc\r\n".utf8), "Transfer-Encoding: chunked", .truncated),
      (Array("3\r\nabc\r\nxyz\r\n".utf8), "Transfer-Encoding: chunked", .malformed),
      (Array("FFFFFFFFFFFF\r\nabc".utf8), "Transfer-Encoding: chunked", .truncated),
      (bomb, "Content-Encoding: gzip", .tooLarge),
    ]
    for (body, field, reason) in cases {
      guard case .failure(let rejection) = try page(body, [field]) else {
        Issue.record("\(field) \(reason) was read")
        continue
      }
      #expect(rejection.reason == reason)
      #expect(rejection.place == "a.warc:1")
    }
  }
}
