import CorpusModel

extension RecordDecoder {
  /// The identifier that a document of `record` has: what a line of JSON says, else the record's own.
  ///
  /// - Complexity: O(bytes).
  public func identifier(of record: RawRecord) -> String {
    guard record.kind == .jsonLine, let fields = try? RecordFields(jsonLine: record.bytes, names: record.fields),
      let id = Self.label(fields.id)
    else { return record.id }
    return id
  }
}
