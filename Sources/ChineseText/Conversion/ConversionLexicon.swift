import CorpusModel
import LexiconData

/// Builds conversion tables from `Lexicons/conversion`: ICU's characters below, phrases, regional forms, terms and the
/// user's phrases above, a later layer replacing an entry of the same source.
struct ConversionLexicon {
  let lexicons: Lexicons
  private let own: [LexiconRow]

  /// - Throws: `LexiconError`.
  init(_ lexicons: Lexicons) throws {
    self.lexicons = lexicons
    own = try lexicons.table("conversion/own.tsv", columns: ["target", "from", "to", "layer"])
  }

  /// The table towards simplified characters.
  func simplifying(from: ScriptVariant?, terms: Bool, userPhrases: [(String, String)]) throws -> ConversionTable {
    var table = ConversionTable(capacity: 4096)
    try insertCharacters("conversion/icu-hant-hans.tsv", into: &table)
    let rows = try lexicons.table("conversion/hans.tsv", columns: ["from", "to", "layer"])
    var layers = ["character", "phrase"]
    switch from {
    case .tw, .hk: layers.append(from == .tw ? "tw" : "hk")
    case .hans, .hant: break
    case nil: layers += ["hk", "tw", "any"]
    }
    if terms { layers.append(from == .hk ? "hk-terms" : "tw-terms") }
    for layer in layers {
      let kind = kind(of: layer)
      for row in rows where row.is(layer, at: 2) { table.insert(row.cells[0], row.cells[1], layer: kind) }
      for row in own where row.is(layer, at: 3) && row.is("hans", at: 0) {
        table.insert(row.cells[1], row.cells[2], layer: kind)
      }
    }
    insert(userPhrases, into: &table)
    return table
  }

  /// The table towards traditional characters in the forms of `to`.
  func traditional(to: ScriptVariant, terms: Bool, userPhrases: [(String, String)]) throws -> ConversionTable {
    var table = ConversionTable(capacity: 60_000)
    let regional = try regional(to: to, terms: terms)
    let forms = CharacterForms(regional)
    try lexicons.forEachRow(of: "conversion/icu-hans-hant.tsv", columns: ["from", "to"]) { row in
      forms.apply(to: row.cells[1]) { table.insert(row.cells[0], $0, layer: .character) }
    }
    // No row of one layer has the source of a row of the other: characters are one character long, phrases longer.
    try lexicons.forEachRow(of: "conversion/hant.tsv", columns: ["from", "to", "layer"]) { row in
      let layer: ConversionTable.Layer = row.cells[2].count == 6 ? .phrase : .character
      forms.apply(to: row.cells[1]) { table.insert(row.cells[0], $0, layer: layer) }
    }
    for layer in ["character", "phrase"] {
      for row in own where row.is(layer, at: 3) && row.is("hant", at: 0) {
        forms.apply(to: row.cells[2]) { target in
          row.cells[1].withUnsafeBufferPointer { table.insert($0, target, layer: kind(of: layer)) }
        }
      }
    }
    for row in regional {
      // A regional form counts where the character is not converted; what is converted has it already.
      if let scalar = row.source.onlyScalar, table.changes(scalar) { continue }
      table.insert(row.source, row.target, layer: .region)
    }
    insert(userPhrases, into: &table)
    return table
  }

  /// The table that only gives traditional text the forms (and terms) of `to`.
  func regionalising(to: ScriptVariant, terms: Bool, userPhrases: [(String, String)]) throws -> ConversionTable {
    var table = ConversionTable()
    for row in try regional(to: to, terms: terms) { table.insert(row.source, row.target, layer: .region) }
    insert(userPhrases, into: &table)
    return table
  }

  /// Regional forms and terms of traditional text.
  private func regional(to: ScriptVariant, terms: Bool) throws -> [RegionalForm] {
    guard to == .tw || to == .hk else { return [] }
    let layers = terms ? [to.rawValue, to.rawValue + "-terms"] : [to.rawValue]
    let rows = try lexicons.table("conversion/variants.tsv", columns: ["from", "to", "layer"])
    var entries: [RegionalForm] = []
    for layer in layers {
      entries += rows.filter { $0.is(layer, at: 2) }.map { ($0.cells[0], $0.cells[1]) }
      entries += own.filter { $0.is(layer, at: 3) && $0.is("hant", at: 0) }.map { ($0.cells[1], $0.cells[2]) }
    }
    return entries
  }

  private func insertCharacters(_ file: String, into table: inout ConversionTable) throws {
    try lexicons.forEachRow(of: file, columns: ["from", "to"]) { row in
      table.insert(row.cells[0], row.cells[1], layer: .character)
    }
  }

  private func insert(_ phrases: [(String, String)], into table: inout ConversionTable) {
    for (source, target) in phrases { table.insert(Array(source.utf8), Array(target.utf8), layer: .user) }
  }

  private func kind(of layer: String) -> ConversionTable.Layer {
    switch layer {
    case "character": .character
    case "phrase": .phrase
    default: .region
    }
  }
}

private typealias RegionalForm = (source: [UInt8], target: [UInt8])

/// Regional forms of single characters, applied to the targets of other entries.
private struct CharacterForms {
  /// Number of the form of each scalar of the Basic Multilingual Plane, or -1; empty without any form.
  private var numbers: [Int16] = []
  private var forms: [[UInt8]] = []

  init(_ regional: [RegionalForm]) {
    for form in regional {
      guard let scalar = form.source.onlyScalar else { continue }
      if numbers.isEmpty { numbers = [Int16](repeating: -1, count: 1 << 16) }
      numbers[Int(scalar)] = Int16(forms.count)
      forms.append(form.target)
    }
  }

  /// Calls `body` with `text` in these forms.
  func apply(to text: UnsafeBufferPointer<UInt8>, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var result: [UInt8] = []
    var (at, copied) = (0, 0)
    while !numbers.isEmpty, at < text.count {
      let (scalar, length) = PhraseTrie.decode(text, at)
      if scalar < 0x1_0000, numbers[Int(scalar)] >= 0 {
        result += text[copied..<at]
        result += forms[Int(numbers[Int(scalar)])]
        copied = at + length
      }
      at += length
    }
    if copied == 0 { return body(text) }
    result += text[copied...]
    result.withUnsafeBufferPointer(body)
  }

  func apply(to text: [UInt8], _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    text.withUnsafeBufferPointer { apply(to: $0, body) }
  }
}

extension [UInt8] {
  /// The scalar, if this is one scalar of three bytes.
  fileprivate var onlyScalar: UInt32? { count == 3 && self[0] & 0xF0 == 0xE0 ? firstScalar : nil }
}

extension LexiconRow {
  fileprivate func `is`(_ value: String, at column: Int) -> Bool { cells[column].elementsEqual(value.utf8) }
}
