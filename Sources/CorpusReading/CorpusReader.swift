import CorpusModel
import Synchronization

/// Reads folders, files and standard input, plain, compressed or in archives, into records of undecoded bytes.
///
/// Memory is bounded by `ResourceLimits.documentBytes` whatever the size of the input. Nothing ends the run: what
/// cannot be read becomes one `Rejection` in its place in the sequence.
///
/// - A folder is walked depth first, names sorted by their bytes; hidden names are skipped, a symbolic link is followed
///   and a loop cut. Text files that only accompany articles (`FileType.companion`) are passed over in folders. The walk
///   holds the names of the folders that it is inside, and of each file a bit or, at worst, some 40 bytes.
/// - A file reached twice (given twice, through a symbolic or a hard link) is read once.
/// - Bytes that begin as gzip or Zstandard are decompressed, whatever their name, over all members; zip and tar are
///   told by their content too, and read member by member.
public struct CorpusReader: Sendable {
  private let options: ReadingOptions

  /// - Parameters:
  ///   - limits: Caps on real bytes, before and after decompression.
  ///   - kind: Outranks file extension and content.
  ///   - fields: Names of the fields in JSON lines and tables.
  public init(
    limits: ResourceLimits = ResourceLimits(), kind: InputKind = .auto, fields: FieldNames = FieldNames()
  ) {
    options = ReadingOptions(limits: limits, kind: kind, fields: fields)
  }

  /// For tests: results do not depend on the size in which bytes arrive.
  init(limits: ResourceLimits, kind: InputKind, chunkSize: Int) {
    options = ReadingOptions(limits: limits, kind: kind, chunkSize: chunkSize)
  }

  /// The records below `paths`, and then below the paths that the file `list` names, in order, read while they are
  /// taken; `-` is standard input.
  ///
  /// - Parameters:
  ///   - paths: Files and folders.
  ///   - list: A file with one path a line, or paths parted by NUL if it holds one; read while paths are taken.
  /// - Returns: A sequence to be gone through once.
  public func records(_ paths: [String], list: String? = nil) -> RecordSequence {
    var options = options
    options.meter = ReadMeter()
    return RecordSequence(paths: paths, list: list, options: options)
  }

  /// The records inside `bytes`, as if they were a file called `name`.
  public func records(in bytes: [UInt8], name: String) -> [Result<RawRecord, Rejection>] {
    records(inChunks: [bytes], name: name)
  }

  /// The same of bytes that arrive in chunks: how they are cut changes nothing.
  public func records(inChunks chunks: [[UInt8]], name: String) -> [Result<RawRecord, Rejection>] {
    var opener = RecordOpener(options)
    var results: [Result<RawRecord, Rejection>] = []
    let origin = RecordOrigin(id: name, path: name, member: nil)
    do throws(Rejection) {
      if let record = try opener.open(MemorySource(chunks), origin: origin, name: Array(name.utf8)) {
        results.append(.success(record))
      }
    } catch { results.append(.failure(error)) }
    while let result = opener.next() { results.append(result) }
    return results
  }
}

/// Counts the bytes that are read of files and standard input.
final class ReadMeter: Sendable {
  let bytes = Atomic(0)
}

/// How inputs are read.
struct ReadingOptions: Sendable {
  var limits: ResourceLimits
  var kind: InputKind
  var fields = FieldNames()
  var chunkSize = 1 << 16
  var meter = ReadMeter()
}
