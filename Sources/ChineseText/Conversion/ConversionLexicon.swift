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
    var table = ConversionTable(capacity: 200_000)
    let regional = try regional(to: to, terms: terms)
    let forms = regional.forms
    for row in try lexicons.table("conversion/icu-hans-hant.tsv", columns: ["from", "to"]) {
      table.insert(row.cells[0], forms.applied(to: row.cells[1]), layer: .character)
    }
    let rows = try lexicons.table("conversion/hant.tsv", columns: ["from", "to", "layer"])
    for layer in ["character", "phrase"] {
      let kind = kind(of: layer)
      for row in rows where row.is(layer, at: 2) {
        table.insert(row.cells[0], forms.applied(to: row.cells[1]), layer: kind)
      }
      for row in own where row.is(layer, at: 3) && row.is("hant", at: 0) {
        table.insert(row.cells[1], forms.applied(to: row.cells[2]), layer: kind)
      }
    }
    for row in regional.rows {
      guard let scalar = row.source.scalarOfThree else {
        table.insert(row.source, row.target, layer: .region)
        continue
      }
      // A regional form counts where the character is not converted; what is converted has it already.
      if table.character(scalar) == nil { table.insert(row.source, row.target, layer: .region) }
    }
    insert(userPhrases, into: &table)
    return table
  }

  /// The table that only gives traditional text the forms (and terms) of `to`.
  func regionalising(to: ScriptVariant, terms: Bool, userPhrases: [(String, String)]) throws -> ConversionTable {
    var table = ConversionTable()
    for row in try regional(to: to, terms: terms).rows { table.insert(row.source, row.target, layer: .region) }
    insert(userPhrases, into: &table)
    return table
  }

  private func regional(to: ScriptVariant, terms: Bool) throws -> (
    rows: [(source: [UInt8], target: [UInt8])], forms: CharacterForms
  ) {
    var forms = CharacterForms()
    guard to == .tw || to == .hk else { return ([], forms) }
    let layers = terms ? [to.rawValue, to.rawValue + "-terms"] : [to.rawValue]
    let rows = try lexicons.table("conversion/variants.tsv", columns: ["from", "to", "layer"])
    var entries: [(source: [UInt8], target: [UInt8])] = []
    for layer in layers {
      entries += rows.filter { $0.is(layer, at: 2) }.map { ($0.cells[0], $0.cells[1]) }
      entries += own.filter { $0.is(layer, at: 3) && $0.is("hant", at: 0) }.map { ($0.cells[1], $0.cells[2]) }
    }
    for entry in entries { forms.insert(entry.source, entry.target) }
    return (entries, forms)
  }

  private func insertCharacters(_ file: String, into table: inout ConversionTable) throws {
    for row in try lexicons.table(file, columns: ["from", "to"]) {
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

/// Regional forms of single characters, applied to the targets of other entries.
private struct CharacterForms {
  private var forms: [UInt32: [UInt8]] = [:]

  mutating func insert(_ source: [UInt8], _ target: [UInt8]) {
    if let scalar = source.scalarOfThree { forms[scalar] = target }
  }

  func applied(to text: [UInt8]) -> [UInt8] {
    if forms.isEmpty { return text }
    var result: [UInt8] = []
    text.withUnsafeBufferPointer { bytes in
      var at = 0
      while at < bytes.count {
        let (scalar, length) = PhraseTrie.decode(bytes, at)
        if let form = forms[scalar] { result += form } else { result += bytes[at..<at + length] }
        at += length
      }
    }
    return result
  }
}

extension [UInt8] {
  /// The scalar, if this is one scalar of three bytes.
  fileprivate var scalarOfThree: UInt32? {
    count == 3 && self[0] & 0xF0 == 0xE0
      ? UInt32(self[0] & 0x0F) << 12 | UInt32(self[1] & 0x3F) << 6 | UInt32(self[2] & 0x3F) : nil
  }
}

extension LexiconRow {
  fileprivate func `is`(_ value: String, at column: Int) -> Bool { cells[column].elementsEqual(value.utf8) }
}
