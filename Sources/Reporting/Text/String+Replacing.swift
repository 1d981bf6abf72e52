extension String {
  /// The text with each scalar replaced for which `replacement` is not nil; itself if there is none.
  ///
  /// - Complexity: O(scalars).
  func replacingScalars(_ replacement: (Unicode.Scalar) -> String?) -> String {
    var result = ""
    /// Of what is not yet taken over.
    var start = startIndex
    for index in unicodeScalars.indices {
      guard let other = replacement(unicodeScalars[index]) else { continue }
      result += self[start..<index]
      result += other
      start = unicodeScalars.index(after: index)
    }
    return start == startIndex ? self : result + self[start...]
  }
}
