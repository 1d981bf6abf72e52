/// A field of a line or row, by the name that it has there if nobody says otherwise.
public enum RecordField: String, Sendable, CaseIterable {
  case id, url, title, date, published, publisher, authors, html, text
}

/// The names that fields have in JSON lines and in tables.
public struct FieldNames: Sendable, Equatable {
  /// Names of the user's own, without blanks at either end.
  private var own: [String: RecordField] = [:]

  /// Other names in tables: in JSON lines, `source` is what `extract` writes of the file.
  private static let ofTables: [String: RecordField] = ["source": .publisher, "author": .authors]

  public init() {}

  /// Adds `name` as a name of `field`.
  public mutating func add(_ name: String, for field: RecordField) { own[name] = field }

  /// The field of a JSON key.
  func field(key: String) -> RecordField? { own[key] ?? RecordField(rawValue: key) }

  /// The field of a column, in ASCII letters of either case.
  func field(column: String) -> RecordField? {
    if let field = own[column] { return field }
    let folded = column.utf8.map { (0x41...0x5A).contains($0) ? $0 + 32 : $0 }.string
    return RecordField(rawValue: folded) ?? Self.ofTables[folded]
  }
}

/// What a JSON line or a row of a table says of an article.
struct RecordFields: Equatable {
  var id: String?
  var url: String?
  var title: String?
  var date: String?
  var publisher: String?
  var authors: [String] = []
  /// Valid UTF-8.
  var html: [UInt8]?
  /// Valid UTF-8.
  var text: [UInt8]?
}
