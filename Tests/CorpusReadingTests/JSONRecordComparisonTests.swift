import CorpusModel
import FoundationEssentials
import Testing

@testable import CorpusReading

/// Holds our reader of records to the toolchain's `JSONDecoder` on generated and on damaged lines.
@Suite struct JSONRecordComparisonTests {
  private static let damagedLines = 20_000

  /// The record form as a `Decodable`.
  private struct Reference: Decodable {
    var record: [String?]
    var authors: [String]

    enum Key: String, CodingKey { case id, url, title, date, published, publisher, authors, html, text }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: Key.self)
      func string(_ key: Key) throws -> String? { try values.decodeIfPresent(String.self, forKey: key) }
      var id: String?
      if let text = try? string(.id) {
        id = text
      } else {
        id = try values.decodeIfPresent(Int.self, forKey: .id).map(String.init)
      }
      let (url, title) = (try string(.url), try string(.title))
      let date = try string(.date) ?? string(.published)
      let publisher = try string(.publisher)
      if let one = try? string(.authors) {
        authors = [one]
      } else {
        authors = try values.decodeIfPresent([String].self, forKey: .authors) ?? []
      }
      record = [id, url, title, date, publisher, try string(.html), try string(.text)]
    }
  }

  /// Draws lines; the same seed draws the same.
  private struct Source: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state ^ state >> 29) &* 0xBF58_476D_1CE4_E5B9
    }

    mutating func pick<Element>(_ options: [Element]) -> Element {
      options[Int.random(in: 0..<options.count, using: &self)]
    }

    mutating func blank() -> String { pick(["", "", "", " ", "\t", " \r\n"]) }

    mutating func string() -> String {
      let pieces = [
        "代表联络站", "a", "<p class=\\\"x\\\">", "\\n", "\\t", "\\/", "\\\\", "\\u4ee3", "\\u00E9", "\\ud83d\\ude00", "😀",
        "é",
        "12345678", "{", "]", ",", ":", "\\u0000", "\\b\\f\\r", "\u{7F}", "\u{2028}",
      ]
      return "\"" + (0..<Int.random(in: 0..<9, using: &self)).map { _ in pick(pieces) }.joined() + "\""
    }

    mutating func value(_ depth: Int = 0) -> String {
      switch Int.random(in: 0..<(depth > 3 ? 6 : 9), using: &self) {
      case 0:
        return pick([
          "0", "-1", "42", "1.0", "1.5", "12e2", "-0", "1E-2", "123456789012345678901", "9007199254740992.0",
        ])
      case 1: return pick(["true", "false", "null"])
      case 2...5: return string()
      case 6, 7:
        let items = (0..<Int.random(in: 0..<4, using: &self)).map { _ in blank() + value(depth + 1) + blank() }
        return "[" + (items.isEmpty ? blank() : items.joined(separator: ",")) + "]"
      default: return object(depth + 1)
      }
    }

    mutating func object(_ depth: Int = 0) -> String {
      let keys = [
        "id", "url", "title", "date", "published", "publisher", "authors", "html", "text", "te\\u0078t", "other", "",
      ]
      let members = (0..<Int.random(in: 0..<7, using: &self)).map { _ in
        let isTyped = Int.random(in: 0..<5, using: &self) > 0
        return "\(blank())\"\(pick(keys))\"\(blank()):\(blank())\(isTyped ? string() : value(depth))\(blank())"
      }
      return "{" + (members.isEmpty ? blank() : members.joined(separator: ",")) + "}"
    }

    mutating func damage(_ line: [UInt8]) -> [UInt8] {
      var line = line
      for _ in 0..<Int.random(in: 1..<4, using: &self) where !line.isEmpty {
        let index = Int.random(in: 0..<line.count, using: &self)
        switch Int.random(in: 0..<4, using: &self) {
        case 0: line.remove(at: index)
        case 1: line.insert(pick(Array("\"\\{}[],:0-.eEutnf/ \n\u{1}x".utf8)), at: index)
        case 2: line[index] = pick(Array("\"\\{}[],:0-.eEutnf/ \n\u{1}x".utf8))
        default: line.removeSubrange(index..<min(line.count, index + Int.random(in: 1..<9, using: &self)))
        }
      }
      return line
    }
  }

  private func ours(_ line: [UInt8]) -> (record: [String?], authors: [String])? {
    do throws(JSONFault) {
      let own = try RecordFields(jsonLine: line)
      return (
        [own.id, own.url, own.title, own.date, own.publisher, own.html?.string, own.text?.string], own.authors
      )
    } catch { return nil }
  }

  private func theirs(_ line: [UInt8]) -> (record: [String?], authors: [String])? {
    (try? JSONDecoder().decode(Reference.self, from: Data(line))).map { ($0.record, $0.authors) }
  }

  private func compare(_ line: [UInt8]) -> Bool {
    switch (ours(line), theirs(line)) {
    case (nil, nil): true
    case (let own?, let other?):
      zip(own.record, other.record).allSatisfy { $0.map { Array($0.utf8) } == $1.map { Array($0.utf8) } }
        && own.authors == other.authors
    default: false
    }
  }

  @Test func wellFormedLinesReadAlike() {
    var source = Source(state: 7)
    var taken = 0
    for _ in 0..<4000 {
      let line = Array((source.blank() + source.object() + source.blank()).utf8)
      if ours(line) != nil { taken += 1 }
      guard compare(line) else {
        Issue.record(
          "\(line.string)\nours: \(String(describing: ours(line)))\ntheirs: \(String(describing: theirs(line)))")
        return
      }
    }
    #expect(taken > 1000)
  }

  @Test func damagedLinesReadAlike() {
    var source = Source(state: 11)
    var taken = 0
    for _ in 0..<Self.damagedLines {
      let line = source.damage(Array(source.object().utf8))
      // The reader is given valid UTF-8 only.
      guard (try? UTF8Span(validating: line.span)) != nil else { continue }
      if ours(line) != nil { taken += 1 }
      guard compare(line) else {
        Issue.record(
          "\(line.string)\nours: \(String(describing: ours(line)))\ntheirs: \(String(describing: theirs(line)))")
        return
      }
    }
    #expect(taken > 1000)
  }
}
