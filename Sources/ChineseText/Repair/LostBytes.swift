/// The characters of Chinese text, known to the pair model, that a GBK character which lost one byte may have been.
struct LostBytes: Sendable {
  /// By the byte that is left, in the order of the lost one.
  private var withLead = [[UInt32]](repeating: [], count: 256)
  private var withTrail = [[UInt32]](repeating: [], count: 256)

  init(gbk: GBKTable, pairs: PairModel) {
    for left in 0x40...0xFE as ClosedRange<UInt8> {
      for lost in 0x81...0xFE as ClosedRange<UInt8> {
        let (behind, before) = (gbk.scalar(left, lost), gbk.scalar(lost, left))
        if ShiftSearch.isText(behind), pairs.share(behind) > 0 { withLead[Int(left)].append(behind) }
        if ShiftSearch.isText(before), pairs.share(before) > 0 { withTrail[Int(left)].append(before) }
      }
    }
  }

  /// The characters whose first byte `lead` is.
  func characters(withLead lead: UInt8) -> [UInt32] { withLead[Int(lead)] }

  /// The characters whose second byte `trail` is.
  func characters(withTrail trail: UInt8) -> [UInt32] { withTrail[Int(trail)] }
}
