import CICU
import LexiconData

/// The two-byte codes of GBK, read from ICU's GB18030 converter at start-up.
struct GBKTable: Sendable {
  /// Scalar of each code; 0 where GBK has none (the user-defined areas among them).
  private var scalars: [UInt16]
  /// Code of each scalar of the Basic Multilingual Plane; 0 where it has none.
  private var codes: [UInt16]

  /// - Throws: `LexiconError` if ICU has not the converter.
  init() throws {
    scalars = [UInt16](repeating: 0, count: 1 << 16)
    codes = [UInt16](repeating: 0, count: 1 << 16)
    var failure: Int32 = 0
    guard let converter = zd_converter_open("gb18030", &failure) else {
      throw LexiconError(file: "ICU gb18030", message: String(cString: zd_icu_error_name(failure)))
    }
    defer { zd_converter_close(converter) }
    var bytes: [CChar] = []
    var pairs: [UInt16] = []
    for lead in 0x81...0xFE as ClosedRange<UInt16> {
      for trail in 0x40...0xFE as ClosedRange<UInt16> where trail != 0x7F {
        bytes.append(CChar(truncatingIfNeeded: lead))
        bytes.append(CChar(truncatingIfNeeded: trail))
        pairs.append(lead << 8 | trail)
      }
    }
    var units = [UInt16](repeating: 0, count: pairs.count * 2)
    let count = zd_converter_decode(
      converter, bytes, Int64(bytes.count), &units, Int64(units.count), &failure)
    guard count == Int64(pairs.count) else {
      throw LexiconError(file: "ICU gb18030", message: "\(count) units for \(pairs.count) codes")
    }
    for (code, unit) in zip(pairs, units) where !(0xE000..<0xF900).contains(unit) && unit != 0xFFFD {
      scalars[Int(code)] = unit
      codes[Int(unit)] = code
    }
  }

  /// Scalar of a two-byte code, or 0.
  func scalar(_ lead: UInt8, _ trail: UInt8) -> UInt32 { UInt32(scalars[Int(lead) << 8 | Int(trail)]) }

  /// Two-byte code of a scalar, or 0.
  func code(_ scalar: UInt32) -> UInt16 { scalar < 0x1_0000 ? codes[Int(scalar)] : 0 }
}
