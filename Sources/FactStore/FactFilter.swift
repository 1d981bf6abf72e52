import CorpusModel

/// Which facts are wanted: every condition that is set must hold; inside a set, one member must.
public struct FactFilter: Sendable, Equatable {
  /// `count`, `coverage`, `model`, `slogan`, `epithet`; empty for all.
  public var kinds: Set<String> = []
  /// Subjects of counts, such as `station`; a count of two subjects is of both.
  public var subjects: Set<String> = []
  /// Codes of divisions: facts of them and of all that lies below them.
  ///
  /// `000000` is every region. What lies below is told from the codes; predecessors and successors are for the caller to add.
  public var regions: Set<String> = []
  /// Names of models, or texts of slogans and epithets, exactly.
  public var names: Set<String> = []
  /// Facts whose date (as stated, else as published) can be this or later; undated facts are left out.
  public var since: PartialDate?
  /// Facts whose date can be this or earlier; undated facts are left out.
  public var until: PartialDate?
  /// What the article must hold, as `SearchQuery` reads it.
  public var text: String?
  public var minimumConfidence = 0.0
  /// Identifiers of documents.
  public var documents: Set<String> = []
  /// Keys of facts.
  public var keys: Set<String> = []
  /// Most rows to return.
  public var limit: Int?
  /// Rows to leave out before the first.
  public var offset = 0

  public init(kinds: Set<String> = [], subjects: Set<String> = []) {
    self.kinds = kinds
    self.subjects = subjects
  }
}

/// A fact with what is needed to cite it.
public struct FactRow: Sendable, Hashable {
  /// Identifier of the document.
  public var document: String
  public var title: String?
  /// ISO date of publication, with the time where it is known.
  public var published: String?
  public var publisher: String?
  /// Code of the division that the article is about.
  public var home: String?
  /// The document that this one is a copy of; nil for an original.
  public var original: Original?
  /// Index of the fact in its document; `fact.sumOf` are such indices.
  public var ordinal: Int
  public var fact: Fact

  /// A document that has copies.
  public struct Original: Sendable, Hashable {
    public var document: String
    /// ISO date of publication.
    public var published: String?

    public init(document: String, published: String?) {
      self.document = document
      self.published = published
    }
  }

  public init(
    document: String, title: String? = nil, published: String? = nil, publisher: String? = nil, home: String? = nil,
    original: Original? = nil, ordinal: Int, fact: Fact
  ) {
    self.document = document
    self.title = title
    self.published = published
    self.publisher = publisher
    self.home = home
    self.original = original
    self.ordinal = ordinal
    self.fact = fact
  }

  /// The date that the fact is of: as it states, else the day of publication, else nil.
  public var date: PartialDate? {
    if case .count(let count) = fact.content, let asOf = count.asOf { return asOf }
    return published.flatMap { PartialDate($0) }
  }
}
