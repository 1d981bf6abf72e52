/// RO-Crate 1.1 metadata of an export: its files, and the run that made them.
public struct ResearchCrate: Sendable {
  public var package: DataPackage
  /// ISO date; the specification asks for one.
  public var published: String
  /// The command and its arguments.
  public var command: [String]

  public init(package: DataPackage, published: String, command: [String]) {
    self.package = package
    self.published = published
    self.command = command
  }

  /// The content of `ro-crate-metadata.json`.
  public var json: JSONValue {
    let files = package.resources.map(\.path) + ["datapackage.json"]
    let descriptor: JSONValue = .object([
      ("@id", .string("ro-crate-metadata.json")), ("@type", .string("CreativeWork")), ("about", Self.reference("./")),
      ("conformsTo", Self.reference("https://w3id.org/ro/crate/1.1")),
    ])
    let root: JSONValue = .object([
      ("@id", .string("./")), ("@type", .string("Dataset")), ("name", .string(package.title)),
      ("description", .string("Tables of a zhandian store; datapackage.json describes their columns.")),
      ("datePublished", .string(published)), ("license", .string("see the sources of the articles")),
      ("hasPart", .array(files.map(Self.reference))), ("mentions", .array([Self.reference("#run")])),
    ])
    let parts = files.map { path -> JSONValue in
      let size = package.resources.first { $0.path == path }?.bytes
      var members: [(String, JSONValue)] = [
        ("@id", .string(path)), ("@type", .string("File")), ("name", .string(path)),
      ]
      if let size { members.append(("contentSize", .string(String(size)))) }
      return .object(members)
    }
    let run: JSONValue = .object([
      ("@id", .string("#run")), ("@type", .string("CreateAction")), ("name", .string(command.joined(separator: " "))),
      ("instrument", Self.reference("#zhandian")), ("result", .array(files.map(Self.reference))),
    ])
    let program: JSONValue = .object([
      ("@id", .string("#zhandian")), ("@type", .string("SoftwareApplication")), ("name", .string("zhandian")),
      ("version", .string(package.version)),
    ])
    return .object([
      ("@context", .string("https://w3id.org/ro/crate/1.1/context")),
      ("@graph", .array([descriptor, root] + parts + [run, program])),
    ])
  }

  private static func reference(_ id: String) -> JSONValue { .object([("@id", .string(id))]) }
}
