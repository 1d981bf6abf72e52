import CorpusModel
import FactStore

/// A fact with the dates that comparisons ask for again and again; a reference, so that sorting moves no strings.
final class DatedFact: Sendable {
  let row: FactRow
  /// As stated, else the day of publication, else nil.
  let date: PartialDate?
  /// The last day that the fact can be of: as stated, but never after publication; nil where nothing is known.
  let day: Int?

  init(_ row: FactRow, published: PartialDate?) {
    self.row = row
    if case .count(let count) = row.fact.content, let asOf = count.asOf {
      date = asOf
      day = min(asOf.lastDay, published?.lastDay ?? asOf.lastDay)
    } else {
      date = published
      day = published?.lastDay
    }
  }

  /// Whether the date is known and can be `limit` or earlier.
  func canBe(by limit: PartialDate) -> Bool { date.map { $0.firstDay <= limit.lastDay } ?? false }

  /// Gives every row its dates.
  static func facts(_ rows: [FactRow]) -> [DatedFact] {
    var facts = DatedFacts()
    for row in rows { facts.add(row) }
    return facts.all
  }
}

/// Facts as they come, each date read once.
struct DatedFacts {
  private(set) var all: [DatedFact] = []
  private var dates: [String: PartialDate?] = [:]

  mutating func add(_ row: FactRow) {
    guard let published = row.published else { return all.append(DatedFact(row, published: nil)) }
    let date = dates[published] ?? PartialDate(published)
    dates[published] = .some(date)
    all.append(DatedFact(row, published: date))
  }
}
