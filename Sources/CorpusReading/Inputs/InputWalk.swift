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

  /// nil for what is no plain file.
  var byteCount: Int? {
    guard !isStandardInput, let status = InputWalk.status(path), status.st_mode & S_IFMT == S_IFREG else { return nil }
    return Int(status.st_size)
  }
}

/// Walks what was given, in stable order, and finds each file once.
struct InputWalk {
  private struct Folder {
    var path: [UInt8]
    /// Relative path with a slash at its end; empty for what was given.
    var prefix: [UInt8]
    /// Names still to visit.
    var names: FolderNames
  }

  private var given: ArraySlice<String>
  private var folders: [Folder] = []
  private var list: PathList?
  /// Why the list cannot be read, until it is told.
  private var listFailure: Rejection?
  private let kind: InputKind
  private var seen = FileIdentities()
  private var hasReadStandardInput = false
  /// Of the folder that was given last.
  private var articleFiles = 0
  private var passedOver = 0

  /// - Parameters:
  ///   - paths: What was given.
  ///   - list: A file that names more.
  ///   - options: Of them the kind tells what is passed over.
  init(_ paths: [String], list: String? = nil, options: ReadingOptions) {
    given = paths[...]
    kind = options.kind
    do throws(Rejection) {
      self.list = try list.map { path throws(Rejection) in try PathList(path: path, chunkSize: options.chunkSize) }
    } catch { listFailure = error }
  }

  /// The next file, or why what stands next cannot be one; nil at the end.
  mutating func next() -> Result<InputFile, Rejection>? {
    while true {
      if let last = folders.indices.last {
        if let name = folders[last].names.popFirst() {
          if let found = visit(name, in: folders[last]) { return found }
        } else {
          let done = folders.removeLast()
          if folders.isEmpty, articleFiles == 0 { return .failure(noArticles(done.path)) }
        }
      } else {
        guard let path = nextGiven() else { return nil }
        do throws(Rejection) { if let found = open(try path.get()) { return found } } catch { return .failure(error) }
      }
    }
  }

  /// The next path that was given or listed.
  private mutating func nextGiven() -> Result<[UInt8], Rejection>? {
    if let path = given.popFirst() { return .success(Array(path.utf8)) }
    if let failure = listFailure {
      listFailure = nil
      return .failure(failure)
    }
    return list?.next()
  }

  private mutating func open(_ path: [UInt8]) -> Result<InputFile, Rejection>? {
    if path == [UInt8(ascii: "-")] {
      defer { hasReadStandardInput = true }
      return hasReadStandardInput ? nil : .success(InputFile(path: [], id: "-", type: .unknown))
    }
    var bytes = path
    while bytes.count > 1, bytes.last == UInt8(ascii: "/") { bytes.removeLast() }
    guard let status = Self.status(bytes) else { return .failure(Self.unreachable(bytes)) }
    if status.st_mode & S_IFMT == S_IFDIR {
      guard seen.insert(status) else { return nil }
      (articleFiles, passedOver) = (0, 0)
      return enter(bytes, prefix: [])
    }
    // A pipe or device that was named is read as a stream, and never twice.
    guard seen.insert(status) else { return nil }
    let name = bytes.split(separator: UInt8(ascii: "/")).last.map(Array.init) ?? bytes
    return .success(InputFile(path: bytes, id: name.string, type: FileType(name: name)))
  }

  private mutating func visit(_ name: [UInt8], in folder: Folder) -> Result<InputFile, Rejection>? {
    let path = folder.path + [UInt8(ascii: "/")] + name
    guard let status = Self.status(path) else { return .failure(Self.unreachable(path)) }
    switch status.st_mode & S_IFMT {
    case S_IFDIR:
      guard seen.insert(status) else { return nil }
      return enter(path, prefix: folder.prefix + name + [UInt8(ascii: "/")])
    case S_IFREG:
      let type = FileType(name: name)
      if type.isPassedOver(as: kind) {
        passedOver += 1
        return nil
      }
      articleFiles += 1
      guard seen.insert(status) else { return nil }
      return .success(InputFile(path: path, id: (folder.prefix + name).string, type: type))
    default:
      return .failure(Self.rejection(.unreadable, path, "is a pipe, socket or device, which are not read in folders"))
    }
  }

  /// Opens a folder for visiting; the result is a rejection or nil.
  private mutating func enter(_ path: [UInt8], prefix: [UInt8]) -> Result<InputFile, Rejection>? {
    guard let names = FolderNames(path: path) else {
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

  static func status(_ path: [UInt8]) -> stat? {
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
