import CorpusModel

/// Records and rejections below some paths, in stable order, read while they are taken.
public struct RecordSequence: Sequence, Sendable {
  let paths: [String]
  let list: String?
  let options: ReadingOptions

  /// Bytes of all inputs as they lie on disk; nil where one of them is standard input or a pipe, or cannot be read.
  ///
  /// - Complexity: O(files): it goes through all folders.
  public var byteCount: Int? {
    guard list != "-" else { return nil }
    var walk = InputWalk(paths, list: list, options: options)
    var total = 0
    while let found = walk.next() {
      guard let file = try? found.get() else { continue }
      guard let bytes = file.byteCount else { return nil }
      total += bytes
    }
    return total
  }

  /// Bytes read so far of all inputs.
  public var bytesRead: Int { options.meter.bytes.load(ordering: .relaxed) }

  public func makeIterator() -> RecordIterator { RecordIterator(self) }
}

/// Reads one record ahead of nobody: each `next` opens, decompresses and splits only what it needs.
///
/// A copy shares the open file with its original; use one.
public struct RecordIterator: IteratorProtocol {
  private let options: ReadingOptions
  private var walk: InputWalk
  private var opener: RecordOpener

  init(_ sequence: RecordSequence) {
    options = sequence.options
    walk = InputWalk(sequence.paths, list: sequence.list, options: sequence.options)
    opener = RecordOpener(sequence.options)
  }

  /// The next record or rejection; nil at the end.
  public mutating func next() -> Result<RawRecord, Rejection>? {
    while true {
      if let result = opener.next() { return result }
      guard let found = walk.next() else { return nil }
      do throws(Rejection) {
        let file = try found.get()
        let source = try FileSource(file, chunkSize: options.chunkSize, meter: options.meter)
        let origin = RecordOrigin(id: file.id, path: file.shownPath, member: nil)
        if let record = try opener.open(source, origin: origin, name: file.path) { return .success(record) }
      } catch { return .failure(error) }
    }
  }
}
