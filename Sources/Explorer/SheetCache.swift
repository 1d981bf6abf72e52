import FactStore
import Synchronization

/// All facts of the explorer's store as a sheet, read once and again when the store or the reviews change.
final class SheetCache: Sendable {
  private struct Sheets {
    var version: Int
    var found: FactSheet
    /// With verdicts carried out, for a number of reviews.
    var reviewed: (count: Int, sheet: FactSheet)?
  }

  /// Open on its own, so that no page waits while the facts are read.
  private let store: FactStore
  private let sheets = Mutex<Sheets?>(nil)

  /// - Parameter store: The store, or what stands for it where it can't be opened again.
  init(_ store: FactStore) { self.store = (try? FactStore(path: store.path, access: .read)) ?? store }

  /// The facts as found, or as reviewed; who asks while they are read waits for them.
  ///
  /// - Throws: `StoreError`.
  func sheet(reviews: Reviews?) throws(StoreError) -> FactSheet {
    let version = try store.dataVersion()
    let result = sheets.withLock { sheets -> Result<FactSheet, StoreError> in
      Result { () throws(StoreError) in
        var known = sheets.flatMap { $0.version == version ? $0 : nil }
        if known == nil { known = Sheets(version: version, found: try FactSheet(store)) }
        guard var current = known else { return try FactSheet(store) }
        defer { sheets = current }
        guard let reviews, !reviews.latest.isEmpty else { return current.found }
        if let reviewed = current.reviewed, reviewed.count == reviews.all.count { return reviewed.sheet }
        let sheet = try FactSheet(current.found, reviewedBy: store.reviewed(reviews))
        current.reviewed = (reviews.all.count, sheet)
        return sheet
      }
    }
    return try result.get()
  }
}
