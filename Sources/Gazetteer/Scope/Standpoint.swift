import CorpusModel

/// Where a stretch of text stands: a county-level or higher division, and the place below the county, if any.
struct Standpoint: Hashable, Sendable {
  /// Six digits; 0 for the nation.
  var code: Int32
  /// Township or street as written.
  var township: Span?
  /// In the township of the title, which the body names nowhere.
  var isInTitled = false
  /// Village, community or zone as written.
  var village: Span?

  var place: Span? { township ?? village }
  var hasTownship: Bool { township != nil || isInTitled }
}

/// What a word of the text does to the standpoint.
struct Reference: Sendable {
  enum Kind: Sendable {
    /// A name with its place.
    case name(Int32)
    /// Into `ScopeWords.meanings`.
    case pointer(Int)
    /// A village, community or zone (false), or a township that is in no table (true).
    case local(isTownship: Bool)
    /// 考察团 and the like: back to the home of who visits.
    case visitor
    /// Several divisions at once (京沪两地, 苏北地区), by their codes; empty for 两地 alone: those named last.
    case several([Int32])
    /// 回去后: visitors are back where they came from.
    case homeward
    /// 其余: the rest of what the divisions of a survey have together.
    case rest
    /// 各县（市、区）: all the parts of a larger division.
    case parts
  }

  /// How much a reference may change.
  enum Role: Sendable {
    /// Subject or place of what follows.
    case strong
    /// A person's post: it may only narrow.
    case weak
    /// A voice (桥东区代表王某说): for its sentence.
    case voice
    /// Where visitors come from.
    case guest
    /// Publication, title, name inside another, destination of a visit.
    case mute
  }

  var span: Span
  var kind: Kind
  var role: Role
  /// A poetic or shortened name (巴渝, 齐鲁).
  var isNickname = false
  /// A nickname, or a name without its class word.
  var isShort = false
  /// Whether a verb of speech follows in its clause.
  var speaks = false
}
