import CorpusModel
import LexiconData

/// Tells scripts apart by the characters that only one of them has.
struct ScriptClasses: Sendable {
  static let hans: UInt8 = 1
  static let hant: UInt8 = 2
  static let kana: UInt8 = 4

  /// Class of each scalar of the Basic Multilingual Plane.
  private let classes: [UInt8]

  /// - Throws: `LexiconError` for a damaged table.
  init(_ lexicons: Lexicons) throws {
    var classes = [UInt8](repeating: 0, count: 1 << 16)
    try lexicons.forEachRow(of: "conversion/scripts.tsv", columns: ["character", "script"]) { row in
      let isHans = row.cells[1].elementsEqual("hans".utf8)
      guard !row.cells[0].isEmpty, isHans || row.cells[1].elementsEqual("hant".utf8) else {
        throw row.error("a character and hans or hant are wanted")
      }
      let scalar = PhraseTrie.decode(row.cells[0], 0).0
      if scalar < 0x1_0000 { classes[Int(scalar)] = isHans ? Self.hans : Self.hant }
    }
    for scalar in 0x3041..<0x30FF where scalar != 0x30FB { classes[scalar] = Self.kana }
    self.classes = classes
  }

  /// The script that alone has the character, or nil.
  func script(of scalar: UInt32) -> Script? {
    switch scalar < 0x1_0000 ? classes[Int(scalar)] : 0 {
    case Self.hans: .hans
    case Self.hant: .hant
    default: nil
    }
  }

  /// Counts of the characters of `range`.
  func count(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> ScriptCounts {
    var counts = ScriptCounts()
    var at = range.lowerBound
    let end = min(range.upperBound, text.count - 2)
    classes.withUnsafeBufferPointer { classes in
      var totals: (Int, Int, Int) = (0, 0, 0)
      while at < end {
        guard text[at] & 0xF0 == 0xE0 else {
          at += 1
          continue
        }
        let scalar =
          Int(text[at] & 0x0F) << 12 | Int(text[at + 1] & 0x3F) << 6 | Int(text[at + 2] & 0x3F)
        let found = Int(classes[scalar])
        totals.0 &+= found & 1
        totals.1 &+= found >> 1 & 1
        totals.2 &+= found >> 2
        at += 3
      }
      counts = ScriptCounts(hans: totals.0, hant: totals.1, kana: totals.2)
    }
    return counts
  }
}

/// How many characters of a text exist in one script only.
struct ScriptCounts: Equatable {
  var hans = 0
  var hant = 0
  var kana = 0

  /// The script that has at least nine in ten of them; `mixed` if none has, nil without any.
  var script: Script? {
    if hans + hant == 0 { return nil }
    if hant * 9 <= hans { return .hans }
    return hans * 9 <= hant ? .hant : .mixed
  }

  static func += (left: inout ScriptCounts, right: ScriptCounts) {
    left.hans += right.hans
    left.hant += right.hant
    left.kana += right.kana
  }
}
