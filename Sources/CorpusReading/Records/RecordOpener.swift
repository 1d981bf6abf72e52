import CorpusModel

/// Tells what an input is and takes its records, through archives and compression.
struct RecordOpener {
  private let options: ReadingOptions
  /// What the input in hand comes from in the end.
  private var root: (any RootSource)?
  private var archives: [ArchiveReader] = []
  private var reader: (any RecordReader)?

  /// First bytes that are looked at to tell formats apart.
  private static let headSize = 4096

  private var limits: ResourceLimits { options.limits }

  init(_ options: ReadingOptions) { self.options = options }

  /// What is left of the input that was opened last.
  mutating func next() -> Result<RawRecord, Rejection>? {
    while true {
      if let result = reader?.next() { return result }
      reader = nil
      guard let archive = archives.last else { return nil }
      guard let found = archive.next() else {
        archives.removeLast()
        continue
      }
      do throws(Rejection) {
        let member = try found.get()
        if let record = try open(archive, member.origin, name: member.name) { return .success(record) }
      } catch { return .failure(error) }
    }
  }

  /// Opens an input; it is a record by itself, or its records follow from `next`.
  mutating func open(_ source: any RootSource, origin: RecordOrigin, name: [UInt8]) throws(Rejection) -> RawRecord? {
    root = source
    return try open(source, origin, name: name)
  }

  private mutating func open(
    _ source: any ByteSource, _ origin: RecordOrigin, name: [UInt8]
  ) throws(Rejection) -> RawRecord? {
    guard let root else { return nil }
    let stream = ByteStream(
      source, of: root, name: name, place: origin.place, limits: limits, chunkSize: options.chunkSize)
    var input = InputBuffer(stream)
    // A stream of lines is answered line by line: nobody may wait for more of it than there is.
    _ = input.has(options.kind == .jsonl && origin.path == "-" ? 1 : Self.headSize)
    let head = Array(input.bytes[input.start...].prefix(Self.headSize))
    if let format = try archive(input, head, name, origin, root) {
      archives.append(ArchiveReader(format, origin: origin, limits: limits, kind: options.kind))
      return nil
    }
    if let name = BinaryFormat.name(head) { throw origin.rejection(.binary, "is \(name), not text") }
    let type = type(name: name, head: head)
    if head.isEmpty, !input.hasFailed {
      // Standard input as JSON lines may be a stream without a record.
      if options.kind == .jsonl, origin.path == "-" { return nil }
      throw origin.rejection(.empty, "holds no bytes")
    }
    switch type {
    case .jsonl:
      if head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF]) {
        throw origin.rejection(.malformed, "JSON lines must be UTF-8; this begins as UTF-16")
      }
      reader = LineReader(input, origin: origin, fields: options.fields, limit: limits.documentBytes)
    case .warc: reader = WARCReader(input, origin: origin, limits: limits)
    case .table: reader = TableReader(input, origin: origin, names: options.fields, limit: limits.documentBytes)
    case .html, .text, .companion, .unknown: return try whole(&input, origin, type == .html ? .html : .text)
    }
    return nil
  }

  /// The input as one record.
  private func whole(
    _ input: inout InputBuffer, _ origin: RecordOrigin, _ kind: RawRecord.Kind
  ) throws(Rejection) -> RawRecord {
    let limit = limits.documentBytes
    if input.has(limit + 1) { throw origin.rejection(.tooLarge, "is larger than \(limit) bytes (limit documentBytes)") }
    if let failure = input.takeFailure() { throw failure }
    return RawRecord(origin, bytes: Array(input.bytes[input.start...]), kind: kind)
  }

  /// The reader of an archive; nil for what is none.
  private func archive(
    _ input: InputBuffer, _ head: [UInt8], _ name: [UInt8], _ origin: RecordOrigin, _ root: any RootSource
  ) throws(Rejection) -> (any ArchiveFormat)? {
    let isZip = [ZipReader.memberStart, ZipReader.emptyStart].contains { head.starts(with: $0) }
    guard isZip || TarReader.isStart(head[...]) || Self.isCutTar(head, name) else { return nil }
    if isZip, let other = BinaryFormat.nameOfZip(head) { throw origin.rejection(.binary, "is \(other), not text") }
    if archives.count >= limits.archiveDepth {
      let detail = "is an archive inside \(limits.archiveDepth) archive(s) (limit archiveDepth)"
      throw origin.rejection(.tooLarge, detail)
    }
    if !isZip { return TarReader(input, limits: limits) }
    let growth = Growth(of: root, limits: limits)
    guard let zip = ZipReader(input, growth: growth, chunkSize: options.chunkSize) else {
      throw origin.rejection(.unreadable, "there is no memory to decompress it")
    }
    return zip
  }

  /// Whether this is called a tar archive and ends inside its first header.
  private static func isCutTar(_ head: [UInt8], _ name: [UInt8]) -> Bool {
    !head.isEmpty && head.count < 512 && FileType.extensions(of: name).last == "tar"
  }

  private func type(name: [UInt8], head: [UInt8]) -> FileType {
    switch options.kind {
    case .html: return .html
    case .text: return .text
    case .jsonl: return .jsonl
    case .csv: return .table
    case .warc: return .warc
    case .auto:
      let named = FileType(name: name.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? name)
      return named == .companion || named == .unknown ? FileType(content: head) : named
    }
  }
}
