import CorpusModel
import Dispatch
import FactStore
import Synchronization

/// What one transaction will write, and what is counted when it has.
struct PendingBatch: Sendable {
  var batch = StoreBatch()
  /// Identifiers of documents that the store does not have yet.
  var newDocuments: Set<String> = []
  /// Bytes of text that writing it takes, roughly.
  var byteCount = 0

  /// Records and bytes after which a transaction ends; each document is written whole or not at all.
  private static let transaction = (records: 512, bytes: 8 << 20)

  var isFull: Bool {
    let recordCount = batch.documents.count + batch.rejected.count + batch.confirmed.count
    return recordCount >= Self.transaction.records || byteCount >= Self.transaction.bytes
  }
}

/// Writes batches in turn, each on a thread of its own while the next is being filled.
final class BatchWriter {
  /// A batch that is written, and its documents that could not be.
  typealias Written = (batch: PendingBatch, refused: [RejectedRecord])

  private typealias Outcome = Result<[RejectedRecord], StoreError>

  private final class Writing: Sendable {
    let batch: PendingBatch
    let outcome = Mutex<Outcome?>(nil)
    let hasEnded = DispatchGroup()

    init(_ batch: PendingBatch) { self.batch = batch }
  }

  private let store: FactStore
  private let contract: String
  private var writing: Writing?

  init(_ store: FactStore, contract: String) {
    self.store = store
    self.contract = contract
  }

  deinit { writing?.hasEnded.wait() }

  /// Begins to write `batch` once the one before is written.
  ///
  /// - Returns: The one before; nil for the first.
  /// - Throws: `StoreError` if the one before could not be written; then this one is not.
  func write(_ batch: PendingBatch) throws(StoreError) -> Written? {
    let before = try finish()
    let writing = Writing(batch)
    self.writing = writing
    DispatchQueue.global().async(group: writing.hasEnded) { [store, contract] in
      let outcome = Outcome { () throws(StoreError) in try store.write(writing.batch.batch, contract: contract) }
      writing.outcome.withLock { $0 = outcome }
    }
    return before
  }

  /// Waits for the last batch.
  ///
  /// - Returns: It; nil if there is none under way.
  /// - Throws: `StoreError` if it could not be written.
  func finish() throws(StoreError) -> Written? {
    guard let writing else { return nil }
    writing.hasEnded.wait()
    self.writing = nil
    guard let outcome = writing.outcome.withLock({ $0 }) else { return nil }
    return (writing.batch, try outcome.get())
  }
}
