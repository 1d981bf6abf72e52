/// Undoes one compression, a chunk at a time, over members that follow one another.
protocol Decompressor: AnyObject {
  /// As messages name it.
  var name: String { get }

  /// Prepares for another member.
  func reset()

  /// Decompresses from `input[offset..<end]`, at most one output chunk, appended to `buffer`.
  ///
  /// - Returns: What happened, and whether output may still be waiting inside.
  func step(
    _ input: [UInt8], _ offset: inout Int, upTo end: Int, into buffer: inout [UInt8]
  ) -> (step: DecompressionStep, isFull: Bool)
}

/// What one step of a `Decompressor` came to.
enum DecompressionStep: Equatable {
  /// The member goes on.
  case more
  case memberEnd
  case corrupt(String)
  /// The member asks for more memory than its limit, which is named.
  case tooLarge(String)
}
