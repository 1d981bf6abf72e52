import CorpusModel
import Glibc

/// A file to open.
struct InputFile {
  /// Path as bytes, for opening; empty for standard input.
  var path: [UInt8]
  /// Path relative to what was given.
  var id: String
  var type: FileType

  var isStandardInput: Bool { path.isEmpty }
  var shownPath: String { isStandardInput ? "-" : path.string }
}

/// Walks what was given, in stable order, and finds each file once.
struct InputWalk {
  private struct Folder {
    var path: [UInt8]
    /// Relative path with a slash at its end; empty for what was given.
    var prefix: [UInt8]
    /// Names still to visit, the next one last.
    var names: [[UInt8]]
  }

  /// Device and inode: the same file by any name.
  private struct Identity: Hashable {
    var device: UInt
    var inode: UInt

    init(_ status: stat) {
      device = UInt(status.st_dev)
      inode = UInt(status.st_ino)
    }
  }

  private var given: ArraySlice<String>
  private var folders: [Folder] = []
  private var seen: Set<Identity> = []
  private var hasReadStandardInput = false
  /// Of the folder that was given last.
  private var articleFiles = 0
  private var passedOver = 0

  init(_ paths: [String]) { given = paths[...] }

  /// The next file, or why what stands next cannot be one; nil at the end.
  mutating func next() -> Result<InputFile, Rejection>? {
    while true {
      if let last = folders.indices.last {
        if let name = folders[last].names.popLast() {
          if let found = visit(name, in: folders[last]) { return found }
        } else {
          let done = folders.removeLast()
          if folders.isEmpty, articleFiles == 0 { return .failure(noArticles(done.path)) }
        }
      } else {
        guard let path = given.popFirst() else { return nil }
        if let found = open(path) { return found }
      }
    }
  }

  private mutating func open(_ path: String) -> Result<InputFile, Rejection>? {
    if path == "-" {
      defer { hasReadStandardInput = true }
      return hasReadStandardInput ? nil : .success(InputFile(path: [], id: "-", type: .unknown))
    }
    var bytes = Array(path.utf8)
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let status = Self.status(bytes) else { return .failure(Self.unreachable(bytes)) }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard seen.insert(Identity(status)).inserted else { return nil }
      (articleFiles, passedOver) = (0, 0)
      return enter(bytes, prefix: [])
    }
    // A pipe or device that was named is read as a stream, and never twice.
    guard seen.insert(Identity(status)).inserted else { return nil }
    let name = bytes.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? bytes
    return .success(InputFile(path: bytes, id: name.string, type: FileType(name: name)))
  }

  private mutating func visit(_ name: [UInt8], in folder: Folder) -> Result<InputFile, Rejection>? {
    let path = folder.path + [UInt8(ascii: "/")] + name
    guard let status = Self.status(path) else { return .failure(Self.unreachable(path)) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      guard seen.insert(Identity(status)).inserted else { return nil }
      return enter(path, prefix: folder.prefix + name + [UInt8(ascii: "/")])
    case S_IFREG:
      let type = FileType(name: name)
      if type == .companion {
        passedOver += 1
        return nil
      }
      articleFiles += 1
      guard seen.insert(Identity(status)).inserted else { return nil }
      return .success(InputFile(path: path, id: (folder.prefix + name).string, type: type))
    default:
      return .failure(Self.rejection(.unreadable, path, "is a pipe, socket or device, which are not read in folders"))
    }
  }

  /// Opens a folder for visiting; the result is a rejection or nil.
  private mutating func enter(_ path: [UInt8], prefix: [UInt8]) -> Result<InputFile, Rejection>? {
    guard let names = Self.names(in: path) else {
      if prefix.isEmpty { articleFiles += 1 }  // Told once is enough.
      return .failure(Self.rejection(.unreadable, path, "this folder cannot be read: \(Self.systemError())"))
    }
    folders.append(Folder(path: path, prefix: prefix, names: names))
    return nil
  }

  private func noArticles(_ path: [UInt8]) -> Rejection {
    let others = passedOver == 0 ? "" : " (\(passedOver) files of other kinds passed over)"
    return Self.rejection(passedOver == 0 ? .empty : .missing, path, "this folder holds no article file\(others)")
  }

  /// Names in a folder that are not hidden, in descending order of their bytes; nil where it cannot be read.
  private static func names(in path: [UInt8]) -> [[UInt8]]? {
    guard let folder = withCPath(path, { opendir($0) }) else { return nil }
    defer { closedir(folder) }
    var names: [[UInt8]] = []
    errno = 0  // readdir tells an error from the end by it alone.
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      if name.first != UInt8(ascii: ".") { names.append(name) }
      errno = 0
    }
    if errno != 0 { return nil }
    return names.sorted { $1.lexicographicallyPrecedes($0) }
  }

  private static func status(_ path: [UInt8]) -> stat? {
    var status = stat()
    return withCPath(path) { stat($0, &status) } == 0 ? status : nil
  }

  private static func unreachable(_ path: [UInt8]) -> Rejection {
    let code = errno
    var status = stat()
    if code == ENOENT || code == ENOTDIR {
      let isLink = withCPath(path) { lstat($0, &status) } == 0
      return rejection(.missing, path, isLink ? "this symbolic link leads nowhere" : "there is no such file or folder")
    }
    return rejection(.unreadable, path, "cannot be read: \(String(cString: strerror(code)))")
  }

  private static func rejection(_ reason: Rejection.Reason, _ path: [UInt8], _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: path.string, detail: detail)
  }

  static func systemError() -> String { String(cString: strerror(errno)) }

  /// Calls `body` with the path as a C string.
  static func withCPath<Value>(_ path: [UInt8], _ body: (UnsafePointer<CChar>) -> Value) -> Value {
    let terminated = path.map { CChar(bitPattern: $0) } + [0]
    return terminated.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map(body) ?? body([0])
    }
  }
}
