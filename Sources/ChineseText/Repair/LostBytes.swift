import CorpusModel

/// The characters of Chinese text, known to the pair model, that a GBK character which lost one byte may have been.
struct LostBytes: Sendable {
  /// By the byte that is left, the commonest first.
  private var withLead = [[UInt32]](repeating: [], count: 256)
  private var withTrail = [[UInt32]](repeating: [], count: 256)

  init(gbk: GBKTable, pairs: PairModel) {
    for left in 0x40...0xFE as ClosedRange<UInt8> {
      for lost in 0x81...0xFE as ClosedRange<UInt8> {
        let (behind, before) = (gbk.scalar(left, lost), gbk.scalar(lost, left))
        if Self.isText(behind), pairs.share(behind) > 0 { withLead[Int(left)].append(behind) }
        if Self.isText(before), pairs.share(before) > 0 { withTrail[Int(left)].append(before) }
      }
      withLead[Int(left)].sort { (pairs.share($0), $1) > (pairs.share($1), $0) }
      withTrail[Int(left)].sort { (pairs.share($0), $1) > (pairs.share($1), $0) }
    }
  }

  /// Those that a text of the script may have: sites that convert leave no character of the other script only.
  func inText(of script: Script?, _ scripts: ScriptClasses) -> LostBytes {
    guard script == .hans || script == .hant else { return self }
    var part = self
    for byte in withLead.indices {
      part.withLead[byte].removeAll { (scripts.script(of: $0) ?? script) != script }
      part.withTrail[byte].removeAll { (scripts.script(of: $0) ?? script) != script }
    }
    return part
  }

  /// The characters whose first byte `lead` is.
  func characters(withLead lead: UInt8) -> [UInt32] { withLead[Int(lead)] }

  /// The characters whose second byte `trail` is.
  func characters(withTrail trail: UInt8) -> [UInt32] { withTrail[Int(trail)] }

  /// Han, and the marks of Chinese text.
  static func isText(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x4E00..<0xA000, 0x3000..<0x3016, 0xFF01..<0xFF5F, 0x2014, 0x2018..<0x201E, 0x2026, 0xB7: true
    default: false
    }
  }
}
