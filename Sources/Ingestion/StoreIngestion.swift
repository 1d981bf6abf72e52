import CorpusModel
import CorpusReading
import FactStore

/// What became of the records of one run; `stored`, `updated`, `unchanged` and `rejected` add up to `read`.
public struct IngestionSummary: Sendable, Equatable {
  public var read = 0
  public var stored = 0
  /// Replaced, because the record or what reads it had changed.
  public var updated = 0
  /// In the store already, from the same bytes by the same contract.
  public var unchanged = 0
  public var rejected = 0
  /// Facts written.
  public var facts = 0

  public init() {}
}

/// Runs records through the pipeline into a store; a run may be stopped and started again at any time.
public struct StoreIngestion: Sendable {
  private let pipeline: DocumentPipeline
  private let contract: String
  private let parallel: OrderedParallelMap

  /// - Parameters:
  ///   - pipeline: Makes the documents.
  ///   - contract: Stored beside each document; a document of another contract is made anew.
  ///   - jobs: Threads.
  public init(pipeline: DocumentPipeline, contract: Contract, jobs: Int) {
    self.pipeline = pipeline
    self.contract = contract.identifier
    parallel = OrderedParallelMap(jobs: jobs)
  }

  private enum Outcome: Sendable {
    case document(PreparedDocument, isNew: Bool)
    case unchanged(id: String, place: String)
    case rejected(RejectedRecord)
  }

  /// Stores the documents of `records`.
  ///
  /// - Parameters:
  ///   - records: What the reader yields.
  ///   - store: Open for writing.
  ///   - onRejection: Called for each rejected record, in input order.
  ///   - onProgress: Called after each transaction.
  /// - Returns: What became of the records.
  /// - Throws: `StoreError` if the store cannot be written; whole transactions before it stay.
  public func run(
    _ records: some Sequence<Result<RawRecord, Rejection>>, into store: FactStore,
    onRejection: (Rejection) -> Void = { _ in }, onProgress: (IngestionSummary) -> Void = { _ in }
  ) throws -> IngestionSummary {
    var summary = IngestionSummary()
    var pending = PendingBatch()
    let writer = BatchWriter(store, contract: contract)
    let identifiers = try RunIdentifiers()
    func count(_ written: BatchWriter.Written?) {
      guard let (batch, refused) = written else { return }
      for record in refused { onRejection(record.rejection) }
      summary.rejected += refused.count
      let refusedIdentifiers = Set(refused.compactMap(\.id))
      for document in batch.batch.documents where !refusedIdentifiers.contains(document.id) {
        if batch.newDocuments.contains(document.id) { summary.stored += 1 } else { summary.updated += 1 }
        summary.facts += document.factCount
      }
      onProgress(summary)
    }
    func reject(_ record: RejectedRecord) {
      summary.rejected += 1
      pending.batch.rejected.append(record)
      onRejection(record.rejection)
    }
    try parallel.run(records) { [self] in
      outcome(of: $0, store)
    } emit: { outcome in
      summary.read += 1
      switch try outcome.get() {
      case .document(let document, let isNew):
        if let other = try identifiers.owner(of: document.id, at: document.place) {
          reject(Self.duplicate(document.id, at: document.place, of: other))
        } else {
          pending.batch.documents.append(document)
          pending.byteCount += document.byteCount
          if isNew { pending.newDocuments.insert(document.id) }
        }
      case .unchanged(let id, let place):
        if let other = try identifiers.owner(of: id, at: place) {
          reject(Self.duplicate(id, at: place, of: other))
        } else {
          summary.unchanged += 1
          pending.batch.confirmed.append(ConfirmedRecord(id: id, place: place))
        }
      case .rejected(let record): reject(record)
      }
      if pending.isFull {
        count(try writer.write(pending))
        pending = PendingBatch()
        if parallel.jobs == 1 { count(try writer.finish()) }
      }
    }
    count(try writer.write(pending))
    count(try writer.finish())
    return summary
  }

  private static func duplicate(_ id: String, at place: String, of other: String) -> RejectedRecord {
    RejectedRecord(
      id: nil,
      rejection: Rejection(
        stage: .storage, reason: .duplicateIdentifier, place: place,
        detail: "has the identifier \(id), which \(other) has in the same run"))
  }

  private func outcome(of record: Result<RawRecord, Rejection>, _ store: FactStore) -> Result<Outcome, StoreError> {
    do throws(Rejection) {
      let source = try pipeline.source(from: try record.get())
      let state: RecordState
      do throws(StoreError) {
        state = try store.state(of: source.id, sha256: source.source.sha256, contract: contract)
      } catch {
        return .failure(error)
      }
      if state == .unchanged { return .success(.unchanged(id: source.id, place: source.source.place)) }
      return .success(.document(PreparedDocument(try pipeline.document(from: source)), isNew: state == .new))
    } catch {
      return .success(.rejected(RejectedRecord(id: (try? record.get())?.id, rejection: error)))
    }
  }
}
