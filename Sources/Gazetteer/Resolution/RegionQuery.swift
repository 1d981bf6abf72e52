import CorpusModel

/// A region as somebody names it, with what is known around it.
public struct RegionQuery: Sendable, Equatable {
  /// The name itself, or a word that points: 朝阳区, 全市, 首府, 邕.
  public var mention: String
  /// The passage that it stands in.
  public var context: String
  public var date: PartialDate?
  /// Newspaper, site or organ that published the passage.
  public var source: String?

  public init(mention: String, context: String = "", date: PartialDate? = nil, source: String? = nil) {
    self.mention = mention
    self.context = context
    self.date = date
    self.source = source
  }
}

/// What a mention may mean, best first.
public struct RegionResolution: Sendable, Equatable {
  /// A possible division with the reasons for it.
  public struct Candidate: Sendable, Equatable {
    public var division: Division
    /// Names from the province down.
    public var path: [String]
    /// Higher is likelier; comparable within one resolution only.
    public var score: Double
    public var reasons: [String]
  }

  /// The division, or nil where nothing tells the best two apart or nothing bears the name.
  public var chosen: Candidate?
  public var candidates: [Candidate]
  /// Why nothing was chosen; nil where something was.
  public var obstacle: String?

  /// Why a name that must mean one division does not.
  public enum Unclear: Error, Sendable, Equatable {
    case unknown
    /// `110105 北京市朝阳区, 220104 吉林省长春市朝阳区`
    case ambiguous(candidates: String)
  }

  /// The code of the one division that the mention means.
  public var code: String {
    get throws(Unclear) {
      if let chosen { return chosen.division.code }
      guard !candidates.isEmpty else { throw .unknown }
      throw .ambiguous(candidates: candidates.map { "\($0.division.code) \($0.path.joined())" }.joined(separator: ", "))
    }
  }
}
