/// Finds what the eye does not see in a cell: blanks, invisible characters, forms that no normalised text has.
public struct LexiconSpelling: Sendable {
  /// The text in simplified characters, as articles are read.
  let simplified: @Sendable ([UInt8]) -> [UInt8]
  /// The text in Unicode's composed form, NFC.
  let composed: @Sendable ([UInt8]) -> [UInt8]

  public init(
    simplified: @escaping @Sendable ([UInt8]) -> [UInt8], composed: @escaping @Sendable ([UInt8]) -> [UInt8]
  ) {
    (self.simplified, self.composed) = (simplified, composed)
  }

  /// One message for each fault of `cell`.
  func faults(of cell: [UInt8], isSimplified: Bool) -> [String] {
    guard !cell.isEmpty else { return [] }
    let scalars = Array(String(decoding: cell, as: UTF8.self).unicodeScalars)
    var faults: [String] = []
    if let first = scalars.first, let last = scalars.last, Self.isBlank(first) || Self.isBlank(last) {
      faults.append("begins or ends with a blank")
    }
    if let hidden = scalars.first(where: Self.isInvisible) {
      let code = String(hidden.value, radix: 16, uppercase: true)
      let zeros = String(repeating: "0", count: max(0, 4 - code.utf8.count))
      faults.append("holds the invisible or unassigned character U+\(zeros)\(code)")
    }
    let normal = composed(cell)
    if normal != cell {
      faults.append("is not in Unicode's composed form (NFC): \(String(decoding: normal, as: UTF8.self))")
    }
    if isSimplified {
      let simple = simplified(normal)
      if simple != normal {
        let text = String(decoding: simple, as: UTF8.self)
        faults.append("holds Traditional characters, which never match: articles are read as \(text)")
      }
    }
    return faults
  }

  private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20, 0xA0, 0x3000, 0x2000...0x200A, 0x202F, 0x205F: true
    default: false
    }
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F...0x9F, 0xAD, 0x200B...0x200F, 0x2028...0x202E, 0x2060...0x2064, 0xE000...0xF8FF, 0xFEFF,
      0xFFFD:
      true
    default: false
    }
  }

  /// Whether the reader of counts takes the scalar by itself, so that no word begins with it: ASCII letters and digits,
  /// quotation marks, brackets and other marks.
  static func endsWords(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x7E, 0x2010...0x2027, 0x3001...0x3003, 0x3008...0x3017, 0xFF01...0xFF20, 0xFF3B...0xFF40,
      0xFF5B...0xFF65:
      true
    default: false
    }
  }
}
