import CorpusModel
import Testing

/// The published test vectors of FNV-1a (64 bits).
@Test(arguments: [("", "cbf29ce484222325"), ("a", "af63dc4c8601ec8c"), ("foobar", "85944171f73967e8")])
func theHashIsThePublishedOne(text: String, expected: String) {
  var hash = StableHash()
  for byte in text.utf8 { hash.mix(UInt64(byte)) }
  #expect(hash.hexadecimal == expected)
}
