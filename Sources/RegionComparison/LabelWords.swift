import CorpusModel
import LexiconData

/// The words that tell from a label whether a number counts the whole of a thing or a part of it.
public struct LabelWords: Sendable {
  /// Role of a word in `label-words.tsv`.
  enum Role: String {
    case whole, tier, kind, event, join
  }

  /// Words and their roles, by first scalar, the longest first.
  private var words: [UInt32: [(scalars: [UInt32], role: Role)]] = [:]

  /// Loads the words of the domain pack.
  ///
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons, domain: String = DomainPack.standard) throws {
    for row in try DomainPack(domain, in: lexicons).table("label-words.tsv", columns: ["word", "role"]) {
      guard let role = Role(rawValue: row[1]) else { throw row.error("'\(row[1])' is no role of a label's word") }
      let scalars = row[0].unicodeScalars.map(\.value)
      guard let first = scalars.first else { throw row.error("an empty word") }
      words[first, default: []].append((scalars, role))
    }
    for first in words.keys { words[first]?.sort { $0.scalars.count > $1.scalars.count } }
  }

  /// The longest word that begins at `index`.
  func word(in scalars: [UInt32], at index: Int) -> (length: Int, role: Role)? {
    guard let candidates = words[scalars[index]] else { return nil }
    for candidate in candidates where scalars[index...].starts(with: candidate.scalars) {
      return (candidate.scalars.count, candidate.role)
    }
    return nil
  }
}

/// What a label says about the extent of what it counts; a reference, which all claims of the label share.
final class LabelShape: Sendable {
  /// The label without quotes and blanks: two counts of one key count the same thing.
  let key: [UInt32]
  /// Last two characters of each counted noun: 联络站 and 工作站 differ, 联络工作站 and 工作站 do not.
  private let heads: Set<[UInt32]>
  /// Counts every kind of the thing: by a word such as 阵地, or by naming several kinds.
  private let isWhole: Bool
  /// Counts one level, sort or batch only.
  let isNarrowed: Bool
  /// Narrowed by nothing but levels of administration, so that the parts do not overlap.
  let isNarrowedByTier: Bool

  /// The shape of a label of counts.
  init(_ label: String, words: LabelWords) {
    let segments: [Segment]
    (key, segments) = LabelShape.read(label, words)
    heads = LabelShape.heads(of: segments)
    let general = segments.filter { !$0.isNarrowed }
    isNarrowed = general.isEmpty && !segments.isEmpty
    isWhole = !isNarrowed && (general.contains(where: \.isWhole) || heads.count > 1)
    isNarrowedByTier = isNarrowed && segments.allSatisfy { $0.isTier && !$0.isSpecial }
  }

  /// The shape of a scope of coverage; it is empty where the claim is about the whole region.
  init(scope: String, words: LabelWords) {
    let segments: [Segment]
    (key, segments) = LabelShape.read(scope, words)
    heads = LabelShape.heads(of: segments)
    isWhole = scope.isEmpty
    isNarrowed = !scope.isEmpty
    isNarrowedByTier = false
  }

  private static func heads(of segments: [Segment]) -> Set<[UInt32]> {
    Set(segments.map { Array($0.scalars.suffix(2)) })
  }

  /// The label's key and the nouns in it.
  private static func read(_ label: String, _ words: LabelWords) -> (key: [UInt32], segments: [Segment]) {
    var key: [UInt32] = []
    var segments: [Segment] = [Segment()]
    var depth = 0
    var bracketed = 0
    let scalars = label.unicodeScalars.map(\.value).filter { !Self.isDropped($0) }
    var index = 0
    while index < scalars.count {
      let scalar = scalars[index]
      key.append(scalar)
      if Self.opens(scalar) {
        depth += 1
        bracketed = 0
      } else if Self.closes(scalar) {
        depth = max(0, depth - 1)
        segments[segments.count - 1].trailingBracket = bracketed
      } else if depth > 0 {
        bracketed += 1
      } else if let word = words.word(in: scalars, at: index) {
        segments[segments.count - 1].trailingBracket = 0
        if word.role == .join {
          segments.append(Segment())
        } else {
          segments[segments.count - 1].add(word.role, length: word.length)
        }
        let rest = scalars[index..<index + word.length]
        if word.role != .join { segments[segments.count - 1].scalars += rest }
        key += rest.dropFirst()
        index += word.length - 1
      } else {
        segments[segments.count - 1].trailingBracket = 0
        segments[segments.count - 1].scalars.append(scalar)
      }
      index += 1
    }
    return (key, segments.filter { !$0.scalars.isEmpty })
  }

  /// Whether a count with this label, if it is of the whole, includes what `other` counts.
  func covers(_ other: LabelShape) -> Bool {
    !isNarrowed && (isWhole || other.heads.allSatisfy { theirs in heads.contains { Self.agree($0, theirs) } })
  }

  /// A noun of one character, 站, may stand for every noun that ends in it.
  private static func agree(_ left: [UInt32], _ right: [UInt32]) -> Bool {
    left.count < right.count
      ? right.suffix(left.count).elementsEqual(left) : left.suffix(right.count).elementsEqual(right)
  }

  private struct Segment {
    var scalars: [UInt32] = []
    /// Characters in a bracket that ends the segment.
    var trailingBracket = 0
    var isWhole = false
    var isTier = false
    var isMarkedSpecial = false

    /// 联络站（点） only writes a second noun; a longer bracket at the end narrows: 诉求（当场解决）.
    var isSpecial: Bool { isMarkedSpecial || trailingBracket > 1 }
    var isNarrowed: Bool { isTier || isSpecial }

    mutating func add(_ role: LabelWords.Role, length: Int) {
      switch role {
      case .whole: isWhole = true
      case .tier: isTier = isTier || length > 1 || scalars.isEmpty
      case .kind, .event: isMarkedSpecial = true
      case .join: break
      }
    }
  }

  private static func isDropped(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20, 0x22, 0x27, 0x3000, 0x201C, 0x201D, 0x2018, 0x2019, 0x300C...0x300F: true
    default: false
    }
  }

  private static func opens(_ scalar: UInt32) -> Bool { [0x28, 0xFF08, 0x3014, 0x3010].contains(scalar) }
  private static func closes(_ scalar: UInt32) -> Bool { [0x29, 0xFF09, 0x3015, 0x3011].contains(scalar) }
}
