import CorpusModel

extension RecordDecoder {
  /// The identifier that a document of `record` has: what a line of JSON says, else the record's own.
  ///
  /// - Complexity: O(bytes).
  public func identifier(of record: RawRecord) -> String {
    guard record.kind == .jsonLine, let fields = try? RecordFields(jsonLine: record.bytes, names: record.fields),
      let id = fields.id, id.utf8.contains(where: { $0 > 0x20 })
    else { return record.id }
    return id
  }
}
