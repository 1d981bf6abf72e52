import CorpusModel

/// The paths that a file names, one a line, or parted by NUL where its first bytes hold one; read while they are taken.
struct PathList {
  private var input: InputBuffer
  private let place: String
  private var separator: UInt8?

  /// Bytes of one path; file systems take no longer ones.
  private static let limit = 4096

  /// - Throws: `Rejection` (missing, unreadable).
  init(path: String, chunkSize: Int) throws(Rejection) {
    let file = InputFile(path: path == "-" ? [] : Array(path.utf8), id: path, type: .unknown)
    place = file.shownPath
    input = InputBuffer(try FileSource(file, chunkSize: chunkSize))
  }

  /// The next path that is not empty; nil at the end.
  mutating func next() -> Result<[UInt8], Rejection>? {
    while input.has(1) {
      _ = input.has(Self.limit + 2)
      let ahead = input.bytes[input.start...].prefix(Self.limit + 2)
      let separator = self.separator ?? (ahead.contains(0) ? 0 : 0x0A)
      self.separator = separator
      guard let end = ahead.firstIndex(of: separator) ?? (input.hasEnded ? ahead.endIndex : nil) else {
        input.drop(input.count)
        while input.fill() { input.drop(input.count) }
        return .failure(rejection(.malformed, "holds a path of more than \(Self.limit) bytes"))
      }
      var path = Array(ahead[..<end])
      input.drop(min(input.count, end - input.start + 1))
      if separator == 0x0A, path.last == 0x0D { path.removeLast() }
      if !path.isEmpty { return .success(path) }
    }
    return input.takeFailure().map { .failure($0) }
  }

  private func rejection(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: place, detail: detail)
  }
}
