import FactStore

/// A Frictionless data package: what files there are, and what their columns mean.
public struct DataPackage: Sendable {
  /// A file of the package.
  public struct Resource: Sendable {
    public var path: String
    public var bytes: Int
    /// SHA-256 in hexadecimal.
    public var sha256: String
    /// The view whose rows the file has; nil for a file of several tables.
    public var view: PublicView?
    /// Ending of the file, such as `csv` or `sqlite`.
    public var format: String

    public init(path: String, bytes: Int, sha256: String, view: PublicView?, format: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
      self.view = view
      self.format = format
    }
  }

  public var name: String
  public var title: String
  /// Version of the program.
  public var version: String
  public var resources: [Resource]
  /// A day, or nil for none, so that the same store gives the same bytes.
  public var created: String?

  public init(name: String, title: String, version: String, resources: [Resource], created: String? = nil) {
    self.name = name
    self.title = title
    self.version = version
    self.resources = resources
    self.created = created
  }

  private static let mediaTypes = [
    "csv": "text/csv", "tsv": "text/tab-separated-values", "jsonl": "application/jsonl", "md": "text/markdown",
    "tex": "application/x-tex", "sqlite": "application/vnd.sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  ]

  /// The content of `datapackage.json`.
  public var json: JSONValue {
    var members: [(String, JSONValue)] = [
      ("profile", .string("data-package")), ("name", .string(name)), ("title", .string(title)),
      ("version", .string(version)),
    ]
    if let created { members.append(("created", .string(created + "T00:00:00Z"))) }
    return .object(members + [("resources", .array(resources.map(Self.resource)))])
  }

  private static func resource(_ resource: Resource) -> JSONValue {
    // Names are unique: tables as CSV have the view's, other forms name themselves.
    let name = resource.view.map { resource.format == "csv" ? $0.name : "\($0.name)-\(resource.format)" }
    let isTable = resource.view != nil && ["csv", "jsonl"].contains(resource.format)
    var members: [(String, JSONValue)] = [
      ("name", .string(name ?? resource.format)), ("path", .string(resource.path)),
      ("profile", .string(isTable ? "tabular-data-resource" : "data-resource")), ("format", .string(resource.format)),
      ("mediatype", .string(mediaTypes[resource.format] ?? "application/octet-stream")),
    ]
    if resource.format != "xlsx", resource.format != "sqlite" { members.append(("encoding", .string("utf-8"))) }
    members += [("bytes", .integer(resource.bytes)), ("hash", .string("sha256:" + resource.sha256))]
    if let view = resource.view {
      members.append(("description", .string(view.about)))
      if isTable { members.append(("schema", schema(view))) }
    }
    return .object(members)
  }

  private static func schema(_ view: PublicView) -> JSONValue {
    let types: [PublicView.Column.Kind: String] = [
      .text: "string", .integer: "integer", .number: "number", .array: "array",
    ]
    let fields = view.columns.map { column -> JSONValue in
      var members: [(String, JSONValue)] = [
        ("name", .string(column.name)), ("type", .string(types[column.kind] ?? "string")),
      ]
      if !column.about.isEmpty { members.append(("description", .string(column.about))) }
      return .object(members)
    }
    var members: [(String, JSONValue)] = [("fields", .array(fields)), ("missingValues", .strings([""]))]
    if !view.key.isEmpty { members.append(("primaryKey", .strings(view.key))) }
    if !view.references.isEmpty {
      let keys = view.references.map { reference -> JSONValue in
        .object([
          ("fields", .strings([reference.column])),
          ("reference", .object([("resource", .string(reference.view)), ("fields", .strings([reference.target]))])),
        ])
      }
      members.append(("foreignKeys", .array(keys)))
    }
    return .object(members)
  }
}
