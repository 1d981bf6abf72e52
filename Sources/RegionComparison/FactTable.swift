import CorpusModel
import FactStore

/// Facts as rows for reading: the answer to a query.
public enum FactTable {
  /// One row a fact, in the order given.
  ///
  /// - Parameters:
  ///   - facts: What a query found.
  ///   - evidence: Whether to add the columns that show where it stands: evidence, offsets, rule, key, and the
  ///     document that its own is a copy of.
  ///   - sentences: The sentence of each fact for a column of its own, behind the evidence; nil for none.
  /// - Returns: `value` is a number with its bound or a percentage; `text` the label, scope, name or wording.
  public static func table(_ facts: [FactRow], evidence: Bool = false, sentences: [String]? = nil) -> Table {
    var columns = contentColumns + ["date", "document"]
    if evidence {
      columns += [
        "title", "publisher", "evidence", "evidence_in", "start", "end", "rule", "confidence", "key", "copy_of",
      ]
    }
    var table = Table(columns: columns, rows: facts.map { row($0, evidence: evidence) })
    if let sentences, let place = columns.firstIndex(of: "evidence") {
      table.columns.insert("sentence", at: place + 1)
      for (index, sentence) in sentences.enumerated() { table.rows[index].insert(.text(sentence), at: place + 1) }
    }
    return table
  }

  private static func row(_ row: FactRow, evidence: Bool) -> [Table.Cell] {
    let fact = row.fact
    var cells = content(fact.content, region: fact.region, place: fact.place)
    cells += [text(row.date?.description), .text(row.document)]
    guard evidence else { return cells }
    cells += [
      text(row.title), text(row.publisher), .text(fact.evidence.text), .text(fact.evidence.layer.rawValue),
      .integer(fact.evidence.span.start), .integer(fact.evidence.span.end), .text(fact.rule),
      .decimal((fact.confidence * 10_000).rounded() / 10_000), .text(fact.key), text(row.original?.document),
    ]
    return cells
  }

  /// What a statement says, in columns.
  static let contentColumns = ["kind", "subject", "value", "unit", "text", "components", "region", "code", "place"]

  /// The cells of `contentColumns`.
  static func content(_ said: FactContent, region: RegionReference?, place: String?) -> [Table.Cell] {
    [.text(said.kind)] + content(said) + [text(region?.path.joined()), text(region?.code), text(place)]
  }

  /// Subject, value, unit, text, components.
  private static func content(_ content: FactContent) -> [Table.Cell] {
    switch content {
    case .count(let count):
      [
        count.subjects.count > 1 ? .list(TextList(count.subjects)) : text(count.subjects.first),
        .quantity(count.quantity), text(count.unit), text(count.label), .missing,
      ]
    case .coverage(let scope, let percent): [.missing, .decimal(percent), .text("%"), text(scope), .missing]
    case .model(let name, let components):
      [.missing, .missing, .missing, text(name), components.isEmpty ? .missing : .list(TextList(components))]
    case .slogan(let words), .epithet(let words): [.missing, .missing, .missing, text(words), .missing]
    }
  }

  static func text(_ value: String?) -> Table.Cell {
    value.flatMap { $0.isEmpty ? nil : .text($0) } ?? .missing
  }
}
