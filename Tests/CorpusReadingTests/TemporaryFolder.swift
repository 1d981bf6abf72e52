import CZlib
import CZstd
import CorpusModel
import FoundationEssentials

@testable import CorpusReading

/// A folder that is removed with the value that names it.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/corpus-reading-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file, making the folders above it, and returns its path.
  @discardableResult func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path + "/" + name
    let folder = file.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(filePath: file))
    return file
  }

  @discardableResult func write(_ name: String, _ text: String) throws -> String { try write(name, Array(text.utf8)) }

  /// Writes a gzip file of one member for each element.
  @discardableResult func writeGzip(_ name: String, _ members: [[UInt8]]) throws -> String {
    let file = path + "/" + name
    for (index, member) in members.enumerated() {
      let handle = gzopen(file, index == 0 ? "wb" : "ab")
      _ = member.withUnsafeBytes { gzwrite(handle, $0.baseAddress, UInt32($0.count)) }
      gzclose(handle)
    }
    return file
  }

  /// Writes a Zstandard file of one frame for each element.
  @discardableResult func writeZstandard(_ name: String, _ members: [[UInt8]]) throws -> String {
    try write(name, members.flatMap(Self.zstandard))
  }

  /// One Zstandard frame with a checksum.
  static func zstandard(_ bytes: [UInt8]) -> [UInt8] {
    let context = ZSTD_createCCtx()
    defer { ZSTD_freeCCtx(context) }
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
    return [UInt8](unsafeUninitializedCapacity: ZSTD_compressBound(bytes.count)) { room, count in
      count = ZSTD_compress2(context, room.baseAddress, room.count, bytes, bytes.count)
    }
  }

  /// Writes compressed members in the form that `compression` names.
  @discardableResult func write(_ name: String, _ members: [[UInt8]], as compression: Compression) throws -> String {
    let file = name + "." + compression.rawValue
    return compression == .gzip ? try writeGzip(file, members) : try writeZstandard(file, members)
  }

  func bytes(_ file: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: file))) }
}

/// A sequence of results, taken apart.
struct Outcome: Equatable {
  var records: [RawRecord] = []
  var rejections: [Rejection] = []

  init(_ reader: CorpusReader, _ paths: String...) { self.init(reader.records(paths)) }

  init(_ results: some Sequence<Result<RawRecord, Rejection>>) {
    for result in results {
      switch result {
      case .success(let record): records.append(record)
      case .failure(let rejection): rejections.append(rejection)
      }
    }
  }

  var ids: [String] { records.map(\.id) }
  var reasons: [Rejection.Reason] { rejections.map(\.reason) }
  /// Bytes of the records as text.
  var texts: [String] { records.map { $0.bytes.string } }

  /// Without the rows that only count what was passed over.
  var withoutCounts: Outcome {
    var outcome = self
    outcome.rejections.removeAll { $0.reason == .passedOver }
    return outcome
  }
}
