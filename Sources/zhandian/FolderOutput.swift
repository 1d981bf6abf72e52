import FoundationEssentials
@preconcurrency import Glibc
import Reporting

/// A folder of files that appears only when it is whole, in the place of an earlier one of its kind.
///
/// Its own file `MARKER` names what stands in it; a folder without one, or with anything else in it, is never replaced.
final class FolderOutput {
  private let path: String
  private let marker: String
  private let schema: String
  private let temporary: String
  private var names: Set<String> = []
  private var isFinished = false

  /// - Parameters:
  ///   - path: Of the folder.
  ///   - marker: Name of the file that tells what the folder is.
  ///   - schema: Value of `schema` in that file.
  /// - Throws: `Failure` 64 if something of another kind is there, 74 if no folder can be made beside it.
  init(path: String, marker: String, schema: String) throws {
    var trimmed = path[...]
    while trimmed.utf8.count > 1, trimmed.utf8.last == UInt8(ascii: "/") { trimmed = trimmed.dropLast() }
    self.path = String(trimmed)
    self.marker = marker
    self.schema = schema
    temporary = "\(trimmed).\(getpid()).partial"
    try checkPlace()
    if mkdir(temporary, 0o755) != 0 { throw failure(temporary) }
  }

  deinit {
    if !isFinished { try? FileManager.default.removeItem(atPath: temporary) }
  }

  /// Writes a file below the folder; folders above it are made.
  func write(_ name: String, _ bytes: [UInt8]) throws {
    let file = try place(of: name)
    if !FileManager.default.createFile(atPath: file, contents: Data(bytes)) { throw failure(file) }
  }

  /// The path at which a file that belongs to the folder can be written by others.
  func place(of name: String) throws -> String {
    let parts = name.split(separator: "/")
    guard let first = parts.first, !parts.contains("..") else { throw Failure(.bug, "\(name): no name of a file") }
    names.insert(String(first))
    var folder = temporary
    for part in parts.dropLast() {
      folder += "/" + part
      if mkdir(folder, 0o755) != 0, errno != EEXIST { throw failure(folder) }
    }
    return temporary + "/" + name
  }

  /// Writes the marker and gives the folder its name.
  ///
  /// - Parameter about: What the marker says besides `schema` and the names of the files.
  /// - Throws: `Failure` 64 if something else has come to be in the way, 74 if the folder cannot be renamed.
  func finish(_ about: [(String, JSONValue)]) throws {
    names.insert(marker)
    let content: [(String, JSONValue)] = [("schema", .string(schema))] + about + [("files", .strings(names.sorted()))]
    try write(marker, Array(JSONValue.object(content).line.utf8) + [0x0A])
    try checkPlace()
    // An empty folder is replaced by the renaming itself; a full one steps aside first.
    if rename(temporary, path) != 0 {
      let old = "\(path).\(getpid()).old"
      if rename(path, old) != 0 { throw failure(path) }
      if rename(temporary, path) != 0 {
        let refusal = failure(path)
        rename(old, path)
        throw refusal
      }
      try? FileManager.default.removeItem(atPath: old)
    }
    isFinished = true
  }

  /// - Throws: `Failure` 64 if `path` is anything but absent, an empty folder or one that this program made.
  private func checkPlace() throws {
    var status = stat()
    guard lstat(path, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR, let entries = try? FileManager.default.contentsOfDirectory(atPath: path)
    else { throw Failure(.usage, "\(path): is there and is no folder") }
    if entries.isEmpty { return }
    guard let data = FileManager.default.contents(atPath: path + "/" + marker),
      let found = try? JSONDecoder().decode(Marker.self, from: data), found.schema == schema
    else { throw Failure(.usage, "\(path): is there and was not made by this command; give another folder") }
    if let stranger = entries.sorted().first(where: { !found.files.contains($0) }) {
      throw Failure(.usage, "\(path): holds \(stranger), which this command did not write; move it away first")
    }
  }

  private struct Marker: Decodable {
    var schema: String
    var files: [String]
  }

  private func failure(_ place: String) -> Failure {
    Failure(.inputOutput, "\(place): \(String(cString: strerror(errno)))")
  }
}
