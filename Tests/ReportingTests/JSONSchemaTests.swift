import Testing
import ZhandianTestSupport

/// The validator must be able to say no.
@Suite struct JSONSchemaTests {
  private static let schema = """
    {"type":"object","required":["a","b"],"additionalProperties":false,
     "properties":{"a":{"type":["integer","null"],"minimum":0,"maximum":9},"b":{"$ref":"#/$defs/list"},
       "c":{"oneOf":[{"type":"integer"},{"type":"number"}]},"d":{"anyOf":[{"const":"x"},{"enum":[1,true]}]},
       "e":{"type":"object","additionalProperties":{"type":"string"}}},
     "$defs":{"list":{"type":"array","items":{"type":"string"}}}}
    """

  @Test(arguments: [
    #"{"a":0,"b":[]}"#, #"{"a":null,"b":["s"]}"#, #"{"a":9,"b":[],"c":1.5}"#, #"{"a":1,"b":[],"d":true}"#,
    #"{"a":1,"b":[],"d":"x","e":{"k":"v"}}"#,
  ])
  func validIsAccepted(_ json: String) throws {
    #expect(try JSONSchema(json: Self.schema).faults(in: json) == [])
  }

  @Test(arguments: [
    ("not json", "$"), ("[]", "$"), ("{}", "$"), (#"{"a":"0","b":[]}"#, "$.a"), (#"{"a":1.5,"b":[]}"#, "$.a"),
    (#"{"a":-1,"b":[]}"#, "$.a"), (#"{"a":10,"b":[]}"#, "$.a"), (#"{"a":true,"b":[]}"#, "$.a"), (#"{"a":1}"#, "$"),
    (#"{"a":1,"b":["s",1]}"#, "$.b[1]"), (#"{"a":1,"b":{}}"#, "$.b"), (#"{"a":1,"b":[],"z":1}"#, "$"),
    (#"{"a":1,"b":[],"c":1}"#, "$.c"), (#"{"a":1,"b":[],"d":2}"#, "$.d"), (#"{"a":1,"b":[],"e":{"k":1}}"#, "$.e.k"),
  ])
  func invalidIsRejectedAtItsPlace(_ json: String, _ place: String) throws {
    let faults = try JSONSchema(json: Self.schema).faults(in: json)
    #expect(faults.contains { $0.hasPrefix(place + ":") }, "\(faults)")
  }

  @Test func keywordsThatAreNotCheckedAreErrors() {
    #expect(throws: JSONSchema.Fault.self) { try JSONSchema(json: #"{"properties":{"a":{"pattern":"x"}}}"#) }
    #expect(throws: JSONSchema.Fault.self) { try JSONSchema(json: #"{"items":{"minItems":1}}"#) }
  }

  @Test(arguments: ["document", "clean", "rejected", "contract", "comparison", "query", "names"])
  func everyObjectOfTheSchemasIsClosed(_ name: String) throws {
    _ = try JSONSchema(named: name)
    // An unknown member is never allowed.
    #expect(try JSONSchema(named: name).faults(in: #"{"surprise":1}"#) != [])
  }
}
