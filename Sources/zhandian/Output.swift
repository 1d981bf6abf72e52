@preconcurrency import Glibc

/// Where a command's data goes: standard output, or a file that appears only when it is whole.
final class Output {
  private let path: String?
  private var temporary: String?
  private var descriptor: Int32
  private var buffer: [UInt8] = []

  /// Opens standard output, or `path` under a temporary name beside it.
  ///
  /// - Throws: `Failure` (74) if the file cannot be made.
  init(path named: String?) throws {
    descriptor = 1
    temporary = nil
    path = named.map(Self.resolved)
    guard let path else { return }
    var status = stat()
    if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      // A pipe or a device is written to as it is.
      descriptor = open(path, O_WRONLY | O_CLOEXEC)
    } else {
      let name = "\(path).\(getpid()).partial"
      descriptor = open(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
      if descriptor >= 0 { temporary = name }
      if status.st_mode != 0 { fchmod(descriptor, status.st_mode & 0o777) }
    }
    if descriptor < 0 { throw Self.failure(path) }
  }

  deinit {
    if path != nil, descriptor >= 0 { close(descriptor) }
    if let temporary { unlink(temporary) }
  }

  /// Where `path` leads through symbolic links; itself where nothing is there yet.
  private static func resolved(_ path: String) -> String {
    guard let real = realpath(path, nil) else { return path }
    defer { free(real) }
    return String(cString: real)
  }

  /// Appends bytes; they are written in blocks of about 256 KB.
  func write(_ bytes: some Sequence<UInt8>) throws {
    buffer.append(contentsOf: bytes)
    if buffer.count >= 1 << 18 { try flush() }
  }

  /// Appends a line of text and LF.
  func writeLine(_ text: String) throws {
    buffer.append(contentsOf: text.utf8)
    buffer.append(0x0A)
    if buffer.count >= 1 << 18 { try flush() }
  }

  /// Writes what is left and gives the file its name.
  func finish() throws {
    try flush()
    guard let path else { return }
    if temporary != nil, fsync(descriptor) != 0 { throw Self.failure(path) }
    let closed = close(descriptor)
    descriptor = -1
    if closed != 0 { throw Self.failure(path) }
    guard let name = temporary else { return }
    if rename(name, path) != 0 { throw Self.failure(path) }
    temporary = nil
  }

  /// Writes what is waiting.
  func flush() throws {
    var offset = 0
    while offset < buffer.count {
      let written = buffer.withUnsafeBytes {
        Glibc.write(descriptor, $0.baseAddress.map { $0 + offset }, $0.count - offset)
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw Self.failure(path ?? "standard output")
      }
      offset += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  private static func failure(_ place: String) -> Failure {
    Failure(.inputOutput, "\(place): \(String(cString: strerror(errno)))")
  }
}

/// Standard input in blocks.
enum StandardInput {
  /// Room for a MB in a pipe, so that who writes into it need not wait for each document; others stay as they are.
  static func widen() {
    let setPipeSize: Int32 = 1031  // F_SETPIPE_SZ, which the C library only shows to GNU sources
    _ = fcntl(0, setPipeSize, 1 << 20)
  }

  /// Calls `body` with pieces that end at a line end (the last one may not), of about `size` bytes or one longer line.
  static func forEachBlock(size: Int = 1 << 20, _ body: ([UInt8]) throws -> Void) throws {
    var pending: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: size)
    while true {
      let count = chunk.withUnsafeMutableBytes { read(0, $0.baseAddress, $0.count) }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure(.inputOutput, "standard input: \(String(cString: strerror(errno)))")
      }
      if count == 0 { break }
      pending.append(contentsOf: chunk[..<count])
      if pending.count >= size, let end = pending.lastIndex(of: 0x0A) {
        try body(Array(pending[...end]))
        pending.removeFirst(end + 1)
      }
    }
    if !pending.isEmpty { try body(pending) }
  }

  /// All of it.
  static func all() throws -> [UInt8] {
    var bytes: [UInt8] = []
    try forEachBlock { bytes += $0 }
    return bytes
  }
}
