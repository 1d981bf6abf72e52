import CorpusModel

/// A record that did not become a document, with its identifier where one is known.
public struct RejectedRecord: Hashable, Sendable {
  /// The identifier that the record would have as a document.
  public var id: String?
  public var rejection: Rejection

  public init(id: String?, rejection: Rejection) {
    self.id = id
    self.rejection = rejection
  }
}

/// A record whose document is in the store already, so that an earlier rejection of it no longer holds.
public struct ConfirmedRecord: Hashable, Sendable {
  public var id: String
  /// Path, with the member or line after a colon.
  public var place: String

  public init(id: String, place: String) {
    self.id = id
    self.place = place
  }
}

/// What one transaction writes.
public struct StoreBatch: Sendable {
  public var documents: [PreparedDocument] = []
  public var rejected: [RejectedRecord] = []
  public var confirmed: [ConfirmedRecord] = []

  public init(documents: [Document] = [], rejected: [RejectedRecord] = []) {
    self.documents = documents.map { PreparedDocument($0) }
    self.rejected = rejected
  }
}

/// What the store knows of a record.
public enum RecordState: Sendable, Equatable {
  /// Not stored; it may have been rejected before.
  case new
  /// Stored from the same bytes by the same contract.
  case unchanged
  /// Stored from other bytes, or by another contract.
  case changed
}
