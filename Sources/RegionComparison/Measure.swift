import CorpusModel
import FactStore
import LexiconData

/// What a comparison compares: counts of one subject, claims of coverage, or distinct names.
public struct Measure: Sendable, Hashable {
  /// The facts that a measure is of.
  public enum Content: Sendable, Hashable {
    case counts(subject: String)
    case coverage, models, slogans, epithets
  }

  /// Name, as `--measure` takes it.
  public let rawValue: String
  public let content: Content
  /// One line for people.
  public let help: String

  public init(_ name: String, _ content: Content, help: String = "") {
    (rawValue, self.content, self.help) = (name, content, help)
  }

  /// Subject of the counts that are compared; nil where the measure is of another kind of fact.
  public var subject: String? {
    if case .counts(let subject) = content { subject } else { nil }
  }

  /// The facts that bear on the measure.
  public var filter: FactFilter {
    FactFilter(kinds: [kind.name], subjects: subject.map { [$0] } ?? [])
  }

  /// Whether the measure counts distinct names instead of choosing a number.
  public var isOfNames: Bool {
    switch content {
    case .models, .slogans, .epithets: true
    case .counts, .coverage: false
    }
  }

  /// The kind of the facts that bear on the measure.
  var kind: FactKind {
    switch content {
    case .counts: .count
    case .coverage: .coverage
    case .models: .model
    case .slogans: .slogan
    case .epithets: .epithet
    }
  }
}

/// The measures that a domain offers.
public struct MeasureList: Sendable {
  /// Those of the pack first, then those that all packs share, in the order of their tables.
  public let all: [Measure]
  /// What the pack's counts can be of, in the order of its table.
  public let subjects: [String]

  private enum Kind: String { case count, coverage, model, slogan, epithet }

  /// Reads `measures.tsv` of the pack; a shared measure of a subject that the pack does not have is left out.
  ///
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons, domain: String = DomainPack.standard) throws {
    let pack = try DomainPack(domain, in: lexicons)
    let subjects = try pack.table("taxonomy.tsv", columns: ["subject", "units", "context"]).map { $0[0] }
    self.subjects = subjects
    let rows = try pack.table("measures.tsv", columns: ["measure", "kind", "subject", "help"])
    let ordered = rows.filter { !pack.isShared($0) } + rows.filter { pack.isShared($0) }
    all = try ordered.compactMap { row in
      guard let kind = Kind(rawValue: row[1]) else { throw row.error("unknown kind \(row[1])") }
      switch kind {
      case .coverage: return Measure(row[0], .coverage, help: row[3])
      case .model: return Measure(row[0], .models, help: row[3])
      case .slogan: return Measure(row[0], .slogans, help: row[3])
      case .epithet: return Measure(row[0], .epithets, help: row[3])
      case .count where subjects.contains(row[2]):
        return Measure(row[0], .counts(subject: row[2]), help: row[3])
      case .count:
        if pack.isShared(row) { return nil }
        throw row.error("unknown subject \(row[2])")
      }
    }
  }

  /// The measure of this name.
  public subscript(_ name: String) -> Measure? { all.first { $0.rawValue == name } }
}
