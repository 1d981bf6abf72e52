/// What two runs must share for their results to be the same: program, forms and lexicons.
public struct Contract: Sendable, Equatable {
  /// Version of the program.
  public var program: String
  /// Hash over all lexicon files; see `Lexicons.versionHash`.
  public var lexicons: String

  public init(program: String, lexicons: String) {
    self.program = program
    self.lexicons = lexicons
  }

  /// Names and values in output order.
  public var fields: [(name: String, value: String)] {
    [
      ("schema", "zhandian.contract/1"), ("version", program), ("document", "zhandian.document/1"),
      ("store", "zhandian.store/1"), ("lexicons", lexicons),
    ]
  }

  /// One string that a store remembers beside each document.
  public var identifier: String { "\(program)/\(lexicons)" }
}
