import CorpusModel

/// Records and rejections below some paths, in stable order, read while they are taken.
public struct RecordSequence: Sequence, Sendable {
  let paths: [String]
  let limits: ResourceLimits
  let kind: InputKind
  let chunkSize: Int

  public func makeIterator() -> RecordIterator { RecordIterator(self) }
}

/// Reads one record ahead of nobody: each `next` opens, decompresses and splits only what it needs.
///
/// A copy shares the open file with its original; use one.
public struct RecordIterator: IteratorProtocol {
  private let options: RecordSequence
  private var walk: InputWalk
  private var file: InputFile?
  private var lines: LineReader?

  /// First bytes that are looked at to tell formats apart.
  private static let headSize = 4096

  init(_ sequence: RecordSequence) {
    options = sequence
    walk = InputWalk(sequence.paths)
  }

  /// The next record or rejection; nil at the end.
  public mutating func next() -> Result<RawRecord, Rejection>? {
    while true {
      if let file, let line = lines?.next() {
        return line.map { Self.record($0.bytes, of: file, kind: .jsonLine, line: $0.number) }
      }
      lines = nil
      guard let found = walk.next() else { return nil }
      switch found {
      case .failure(let rejection): return .failure(rejection)
      case .success(let input):
        file = input
        do throws(Rejection) {
          if let record = try open(input) { return .success(record) }
        } catch { return .failure(error) }
      }
    }
  }

  /// The whole file as a record, or nil where it is a file of lines, then waiting in `lines`.
  private mutating func open(_ input: InputFile) throws(Rejection) -> RawRecord? {
    let source = try FileSource(input, chunkSize: options.chunkSize)
    let stream = ByteStream(
      source, of: source, name: input.path, place: input.shownPath, limits: options.limits, chunkSize: options.chunkSize
    )
    var bytes: [UInt8] = []
    var failure: Rejection?
    do throws(Rejection) {
      while bytes.count < Self.headSize, try stream.append(to: &bytes) {}
    } catch { failure = error }
    if let name = BinaryFormat.name(bytes) { throw rejection(.binary, input, "is \(name), not text") }
    let kind = kind(of: input, head: bytes)
    if kind == .jsonLine, failure == nil || bytes.contains(0x0A) {
      // Standard input as JSON lines may be a stream without a record.
      if bytes.isEmpty && !(input.isStandardInput && options.kind == .jsonl) {
        throw rejection(.empty, input, "holds no bytes")
      }
      if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
        throw rejection(.malformed, input, "JSON lines must be UTF-8; this begins as UTF-16")
      }
      lines = LineReader(
        stream, head: bytes, failure: failure, path: input.shownPath, limit: options.limits.documentBytes)
      return nil
    }
    if let failure { throw failure }
    let limit = options.limits.documentBytes
    while bytes.count <= limit, try stream.append(to: &bytes) {}
    if bytes.count > limit { throw rejection(.tooLarge, input, "is larger than \(limit) bytes (limit documentBytes)") }
    if bytes.isEmpty { throw rejection(.empty, input, "holds no bytes") }
    return Self.record(bytes, of: input, kind: kind, line: nil)
  }

  private func kind(of input: InputFile, head: [UInt8]) -> RawRecord.Kind {
    switch options.kind {
    case .html: .html
    case .text: .text
    case .jsonl: .jsonLine
    case .auto:
      switch input.type {
      case .html: .html
      case .text: .text
      case .jsonl: .jsonLine
      case .companion, .unknown:
        switch FileType(content: head) {
        case .html: .html
        case .jsonl: .jsonLine
        default: .text
        }
      }
    }
  }

  private static func record(_ bytes: [UInt8], of input: InputFile, kind: RawRecord.Kind, line: Int?) -> RawRecord {
    let member = line.map(String.init)
    let id = member.map { "\(input.id):\($0)" } ?? input.id
    return RawRecord(id: id, path: input.shownPath, member: member, bytes: bytes, kind: kind)
  }

  private func rejection(_ reason: Rejection.Reason, _ input: InputFile, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: input.shownPath, detail: detail)
  }
}
