import FoundationEssentials

/// A JSON value as a schema sees it; `1.0` is an integer.
public enum JSONNode: Decodable, Equatable, Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case string(String)
  case array([JSONNode])
  case object([String: JSONNode])

  public init(from decoder: any Decoder) throws {
    let value = try decoder.singleValueContainer()
    if value.decodeNil() {
      self = .null
    } else if let flag = try? value.decode(Bool.self) {
      self = .flag(flag)
    } else if let integer = try? value.decode(Int.self) {
      self = .integer(integer)
    } else if let number = try? value.decode(Double.self) {
      self = .number(number)
    } else if let string = try? value.decode(String.self) {
      self = .string(string)
    } else if let array = try? value.decode([JSONNode].self) {
      self = .array(array)
    } else {
      self = .object(try value.decode([String: JSONNode].self))
    }
  }

  /// Parses one JSON text.
  ///
  /// - Throws: `DecodingError` for what is no JSON.
  public init(json: String) throws { self = try JSONDecoder().decode(JSONNode.self, from: Data(json.utf8)) }

  /// The member of an object, or nil.
  public subscript(_ key: String) -> JSONNode? {
    if case .object(let members) = self { members[key] } else { nil }
  }

  /// The elements of an array, else none.
  public var elements: [JSONNode] { if case .array(let elements) = self { elements } else { [] } }

  /// The text of a string, or nil.
  public var string: String? { if case .string(let text) = self { text } else { nil } }

  fileprivate var double: Double? {
    switch self {
    case .integer(let value): Double(value)
    case .number(let value): value
    default: nil
    }
  }

  fileprivate func isOf(type: String) -> Bool {
    switch (self, type) {
    case (.null, "null"), (.flag, "boolean"), (.integer, "integer"), (.integer, "number"), (.number, "number"),
      (.string, "string"), (.array, "array"), (.object, "object"):
      true
    default: false
    }
  }
}

/// The part of JSON Schema (draft 2020-12) that the project's schemas use; any other keyword is an error.
public struct JSONSchema: Sendable {
  public struct Fault: Error, Equatable, CustomStringConvertible {
    public var description: String
  }

  private let root: JSONNode
  private static let annotations: Set<String> = ["$schema", "$id", "title", "description", "$defs"]
  private static let checked: Set<String> = [
    "$ref", "type", "const", "enum", "properties", "required", "additionalProperties", "items", "anyOf", "oneOf",
    "minimum",
    "maximum",
  ]

  /// - Throws: `DecodingError`, or `Fault` for a keyword that is not supported.
  public init(json: String) throws {
    root = try JSONNode(json: json)
    try Self.check(root)
  }

  /// Reads `Sources/Reporting/Schemas/NAME.schema.json` of the checkout.
  ///
  /// - Throws: As `init(json:)`, and for a missing file.
  public init(named name: String) throws {
    let path = Repository.root + "/Sources/Reporting/Schemas/\(name).schema.json"
    try self.init(json: String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self))
  }

  /// What is wrong with `json`, each with its place; empty for what the schema allows.
  public func faults(in json: String) -> [String] {
    guard let node = try? JSONNode(json: json) else { return ["$: is not JSON"] }
    return faults(in: node)
  }

  /// What is wrong with `node`.
  public func faults(in node: JSONNode) -> [String] { faults(node, root, "$") }

  private static func check(_ schema: JSONNode) throws {
    guard case .object(let keywords) = schema else { throw Fault(description: "a schema is an object, not \(schema)") }
    for key in keywords.keys where !annotations.contains(key) && !checked.contains(key) {
      throw Fault(description: "keyword \(key) is not supported")
    }
    for key in ["properties", "$defs"] {
      if case .object(let members)? = keywords[key] { try members.values.forEach(check) }
    }
    for key in ["anyOf", "oneOf"] { try keywords[key]?.elements.forEach(check) }
    for key in ["items", "additionalProperties"] {
      if let inner = keywords[key], case .object = inner { try check(inner) }
    }
  }

  private func faults(_ node: JSONNode, _ schema: JSONNode, _ place: String) -> [String] {
    if let reference = schema["$ref"]?.string {
      guard reference.hasPrefix("#/$defs/"), let target = root["$defs"]?[String(reference.dropFirst(8))] else {
        return ["\(place): \(reference) leads nowhere"]
      }
      return faults(node, target, place)
    }
    var found = valueFaults(node, schema, place)
    switch node {
    case .object(let members): found += memberFaults(members, schema, place)
    case .array(let elements):
      if let items = schema["items"] {
        found += elements.enumerated().flatMap { faults($1, items, "\(place)[\($0)]") }
      }
    default: break
    }
    return found + choiceFaults(node, schema, place)
  }

  private func valueFaults(_ node: JSONNode, _ schema: JSONNode, _ place: String) -> [String] {
    var found: [String] = []
    if let type = schema["type"] {
      let names = type.string.map { [$0] } ?? type.elements.compactMap(\.string)
      if !names.contains(where: node.isOf) {
        found.append("\(place): is not of type \(names.joined(separator: " or "))")
      }
    }
    if let const = schema["const"], node != const { found.append("\(place): is not \(const)") }
    if let values = schema["enum"], !values.elements.contains(node) {
      found.append("\(place): is not one of \(values)")
    }
    if let number = node.double {
      if let minimum = schema["minimum"]?.double, number < minimum { found.append("\(place): is below \(minimum)") }
      if let maximum = schema["maximum"]?.double, number > maximum { found.append("\(place): is above \(maximum)") }
    }
    return found
  }

  private func memberFaults(_ members: [String: JSONNode], _ schema: JSONNode, _ place: String) -> [String] {
    var found: [String] = []
    for name in schema["required"]?.elements.compactMap(\.string) ?? [] where members[name] == nil {
      found.append("\(place): lacks \(name)")
    }
    for (name, value) in members.sorted(by: { $0.key < $1.key }) {
      if let property = schema["properties"]?[name] {
        found += faults(value, property, "\(place).\(name)")
      } else if schema["additionalProperties"] == .flag(false) {
        found.append("\(place): may not have \(name)")
      } else if let additional = schema["additionalProperties"], case .object = additional {
        found += faults(value, additional, "\(place).\(name)")
      }
    }
    return found
  }

  private func choiceFaults(_ node: JSONNode, _ schema: JSONNode, _ place: String) -> [String] {
    var found: [String] = []
    if let choices = schema["anyOf"]?.elements {
      let all = choices.map { faults(node, $0, place) }
      if !all.contains([]) { found.append("\(place): fits none of anyOf: \(all.joined().joined(separator: "; "))") }
    }
    if let choices = schema["oneOf"]?.elements {
      let all = choices.map { faults(node, $0, place) }
      let fitting = all.count { $0.isEmpty }
      if fitting != 1 {
        found.append("\(place): fits \(fitting) of oneOf: \(all.joined().joined(separator: "; "))")
      }
    }
    return found
  }
}
