import CorpusModel

/// Takes the pages and texts out of a WARC file: one record after another, whatever compression it came in.
///
/// A response must be of HTTP, status 200 and HTML or plain text; resources and conversions (WET) come without HTTP.
/// What is no page is counted and told in one `Rejection` (passedOver) at the end. A record whose Content-Length is
/// wrong, or that is damaged, is rejected, and reading goes on where the next line begins with `WARC/` and a digit.
/// Form: ISO 28500:2017 (WARC 1.1); lines may end in LF alone and be folded.
struct WARCReader: RecordReader {
  private var input: InputBuffer
  private let origin: RecordOrigin
  private let limits: ResourceLimits
  private var number = 0
  private var passedOver = PassedOver()
  /// Whether the last record was read to its end, and the line ends after it.
  private var isClosing = false
  private var lineEnds = 0

  private static let start: StaticString = "WARC/"

  init(_ input: InputBuffer, origin: RecordOrigin, limits: ResourceLimits) {
    self.input = input
    self.origin = origin
    self.limits = limits
  }

  mutating func next() -> Result<RawRecord, Rejection>? {
    while true {
      dropLineEnds()
      guard input.has(1) else { return finish() }
      isClosing = false
      guard input.has(6), isRecordStart(input.start) else {
        return .failure(
          resynchronize(origin, .malformed, atEnd: .truncated, "what follows record \(number) is no WARC record"))
      }
      number += 1
      do throws(Rejection) {
        if let record = try record() { return .success(record) }
      } catch { return .failure(error) }
    }
  }

  /// What is left to tell at the end.
  private mutating func finish() -> Result<RawRecord, Rejection>? {
    defer { isClosing = false }
    if let failure = input.takeFailure() { return .failure(failure) }
    if isClosing, lineEnds < 2 {
      return .failure(origin.rejection(.truncated, "ends before the empty lines that close record \(number)"))
    }
    return passedOver.take(origin, "records").map { .failure($0) }
  }

  private mutating func dropLineEnds() {
    lineEnds = 0
    while input.has(1) {
      let byte = input.bytes[input.start]
      guard byte == 0x0A || byte == 0x0D else { return }
      if byte == 0x0A { lineEnds += 1 }
      input.drop(1)
    }
  }

  /// The record that begins here; nil where it is passed over.
  private mutating func record() throws(Rejection) -> RawRecord? {
    let here = origin.inside(String(number))
    let fields = try head(here)
    guard let length = fields["content-length"].flatMap({ Self.length($0) }) else {
      throw resynchronize(here, .malformed, "the record states no Content-Length")
    }
    let headSize = min(length, limits.headerBytes)
    _ = input.has(headSize)
    let content = WARCContent(fields, block: input.bytes[input.start...].prefix(headSize))
    guard length <= limits.documentBytes + limits.headerBytes else {
      return try skip(length, content, here)
    }
    guard input.has(length) else {
      throw resynchronize(
        here, .malformed, atEnd: .truncated, "the record is shorter than its Content-Length of \(length) bytes")
    }
    guard isEnd(length) else {
      throw resynchronize(here, .malformed, "the record's Content-Length of \(length) bytes is not where it ends")
    }
    let body = input.start..<(input.start + length)
    isClosing = true
    defer { input.drop(length) }
    switch content {
    case .passedOver(let kind):
      passedOver.count(kind)
      return nil
    case .damaged(let detail): throw here.rejection(.malformed, detail)
    case .page(let page):
      let bytes = Array(input.bytes[body].dropFirst(page.headCount))
      guard bytes.count <= limits.documentBytes else { throw tooLarge(here) }
      var record = RawRecord(here, bytes: bytes, kind: page.kind ?? Self.kind(of: bytes))
      if let id = fields["warc-record-id"].map(Self.unbracketed), !id.isEmpty { record.id = id }
      record.url = fields["warc-target-uri"].map(Self.unbracketed)
      record.charset = page.charset
      record.codings = page.codings
      return record
    }
  }

  /// Passes over a record that is larger than what is held.
  private mutating func skip(_ length: Int, _ content: WARCContent, _ here: RecordOrigin) throws(Rejection)
    -> RawRecord?
  {
    guard input.skip(length) else {
      throw input.takeFailure() ?? here.rejection(.truncated, "ends inside this record of \(length) bytes")
    }
    guard isEnd(0) else {
      throw resynchronize(here, .malformed, "the record's Content-Length of \(length) bytes is not where it ends")
    }
    isClosing = true
    if case .passedOver(let kind) = content {
      passedOver.count(kind)
      return nil
    }
    throw tooLarge(here)
  }

  private func tooLarge(_ here: RecordOrigin) -> Rejection {
    here.rejection(.tooLarge, "is larger than \(limits.documentBytes) bytes (limit documentBytes)")
  }

  /// Takes the head of a record.
  private mutating func head(_ here: RecordOrigin) throws(Rejection) -> HeaderFields {
    while true {
      if let (fields, end) = HeaderFields.parse(input.bytes[input.start...].prefix(limits.headerBytes)) {
        input.drop(end - input.start)
        return fields
      }
      if input.count >= limits.headerBytes {
        input.drop(1)
        throw resynchronize(
          here, .malformed, "the record's head is longer than \(limits.headerBytes) bytes (limit headerBytes)")
      }
      if !input.fill() {
        let failure = input.takeFailure()
        input.drop(input.count)
        throw failure ?? here.rejection(.truncated, "ends inside the head of this record")
      }
    }
  }

  /// Whether a record may end `length` bytes on: before two line ends, another record or the end of the input.
  private mutating func isEnd(_ length: Int) -> Bool {
    let lookahead = 16
    _ = input.has(length + lookahead)
    let after = input.bytes[(input.start + length)...].prefix(lookahead)
    let rest = after.drop { $0 == 0x0A || $0 == 0x0D }
    if after.dropLast(rest.count).count(where: { $0 == 0x0A }) >= 2 { return true }
    return Self.start.withUTF8Buffer { $0.starts(with: rest.prefix($0.count)) }
  }

  /// Goes to the next line that begins a record and returns why what stands before it is not one.
  ///
  /// Where no other record follows, `atEnd` is the reason, and an input that broke off is told instead.
  private mutating func resynchronize(
    _ here: RecordOrigin, _ reason: Rejection.Reason, atEnd: Rejection.Reason? = nil, _ detail: String
  ) -> Rejection {
    var isLineStart = true
    while true {
      if let found = nextStart(isLineStart) {
        input.drop(found - input.start)
        return here.rejection(reason, detail)
      }
      isLineStart = false
      input.drop(max(0, input.count - 6))  // A start may be cut in two.
      if !input.fill() {
        input.drop(input.count)
        if let atEnd { return input.takeFailure() ?? here.rejection(atEnd, "ends inside this record: \(detail)") }
        return here.rejection(reason, detail)
      }
    }
  }

  /// Offset in `input.bytes` of the first record start that begins a line.
  private func nextStart(_ isLineStart: Bool) -> Int? {
    if isLineStart, isRecordStart(input.start) { return input.start }
    var from = input.start
    while let feed = input.bytes.index(of: 0x0A, from: from) {
      if isRecordStart(feed + 1) { return feed + 1 }
      from = feed + 1
    }
    return nil
  }

  /// Whether `WARC/` and a digit stand at `offset` of `input.bytes`.
  private func isRecordStart(_ offset: Int) -> Bool {
    let bytes = input.bytes
    guard offset + 5 < bytes.count, (0x30...0x39).contains(bytes[offset + 5]) else { return false }
    return Self.start.withUTF8Buffer { $0.elementsEqual(bytes[offset..<(offset + 5)]) }
  }

  private static func length(_ value: [UInt8]) -> Int? {
    guard !value.isEmpty, value.count <= 15, value.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(value.string)
  }

  /// Without the angle brackets that WARC writes around addresses.
  private static func unbracketed(_ value: [UInt8]) -> String {
    value.first == UInt8(ascii: "<") && value.last == UInt8(ascii: ">")
      ? RecordDecoder.label(Array(value.dropFirst().dropLast())) : RecordDecoder.label(value)
  }

  private static func kind(of bytes: [UInt8]) -> RawRecord.Kind {
    FileType(content: Array(bytes.prefix(4096))) == .html ? .html : .text
  }
}

/// What the block of a WARC record is.
enum WARCContent {
  struct Page {
    /// nil where the content must tell.
    var kind: RawRecord.Kind?
    /// Bytes of the block before the page.
    var headCount = 0
    var charset: String?
    var codings: [ContentCoding] = []
  }

  case page(Page)
  /// No page, with its kind for people.
  case passedOver(String)
  case damaged(String)

  /// Judges a record by its head and the first bytes of its block.
  init(_ fields: HeaderFields, block: ArraySlice<UInt8>) {
    let type = HeaderFields.lowered((fields["warc-type"] ?? [])[...]).string
    let (media, charset) = fields["content-type"].map(MediaType.parse) ?? (nil, nil)
    switch type {
    case "response" where media == nil || media == "application/http":
      self = Self.response(block)
    case "conversion", "resource", "response":
      self = Self.page(media, Page(charset: charset))
    default: self = .passedOver(Self.label(type))
    }
  }

  private static func response(_ block: ArraySlice<UInt8>) -> WARCContent {
    guard let (head, count) = HTTPHead.parse(block) else { return .damaged("the response has no HTTP head") }
    guard head.status == 200 else { return .passedOver("status \(head.status)") }
    return page(head.mediaType, Page(headCount: count, charset: head.charset, codings: head.codings))
  }

  private static func page(_ media: String?, _ page: Page) -> WARCContent {
    var page = page
    switch media {
    case nil: page.kind = page.codings.isEmpty ? nil : .html
    case "text/html", "application/xhtml+xml": page.kind = .html
    case "text/plain": page.kind = .text
    case let media?: return .passedOver(label(media))
    }
    return .page(page)
  }

  /// A stranger's word for a kind, fit to be shown.
  private static func label(_ word: String) -> String {
    let shown = word.utf8.prefix(40).filter { (0x21...0x7E).contains($0) }
    return shown.isEmpty ? "no type" : Array(shown).string
  }
}
