import CorpusModel
import FactStore

extension Comparison {
  /// One row a region and measure.
  ///
  /// `value` is the chosen claim's number; where nobody states a number for the whole it is missing and `parts` lists
  /// what is stated. `inside` is filled where nothing is stated of the region itself. Every row names the documents and
  /// sentences that it rests on. For models and slogans `value` is the number of distinct names, `parts` are the names.
  ///
  /// Where the request wants all claims, every part, alternative, conflict and claim inside the region has a row too, by
  /// `role`.
  ///
  /// - Returns: Rows by code of the region; the notes say how many regions report each measure.
  /// - Throws: `StoreError` where the sentences cannot be read.
  public func table() throws(StoreError) -> Table {
    let all = request.detail == .all
    var heirs = RegionHeirs(sheet, gazetteer: gazetteer, year: request.asOf?.year)
    let names = cells.map { cell in
      keys[cell.measure].map { NameGroup.groups(of: cell.named, in: sheet, keys: $0, heirs: &heirs) } ?? []
    }
    let evidence = try evidence(names, all: all)
    var table = Table(columns: Self.columns, notes: notes)
    for (cell, names) in zip(cells, names) {
      table.rows.append(cell.measure.isOfNames ? nameRow(cell, names, evidence) : summaryRow(cell, evidence))
      if all { table.rows += claimRows(cell, evidence) }
    }
    return table
  }

  /// The sentences that the rows show, by index of the fact.
  private func evidence(_ names: [[NameGroup]], all: Bool) throws(StoreError) -> [Int: String] {
    var indices = names.joined().map { $0.rows[0] }
    func add(_ claims: [Claim]) { for claim in claims { indices.append(claim.index) } }
    for cell in cells where !cell.measure.isOfNames {
      let isOwn = !cell.reading.shown.isEmpty
      if all || isOwn {
        add(cell.reading.shown)
        add(cell.reading.parts)
      }
      if all { add(cell.reading.others) }
      guard all || !isOwn else { continue }
      for inner in cell.inside {
        add(inner.reading.shown)
        if all {
          add(inner.reading.parts)
          add(inner.reading.others)
        }
      }
    }
    return try sheet.evidence(at: indices)
  }

  /// One row a region, one column a measure: the same numbers side by side, without evidence.
  ///
  /// - Returns: A cell is the chosen number; text such as `14 + 165` where only parts are stated; missing where nothing
  ///   is stated of the region itself.
  public func matrix() -> Table {
    var table = Table(columns: ["region", "code"] + request.measures.map(\.rawValue), notes: notes)
    for (code, cells) in Dictionary(grouping: cells, by: \.division.code).sorted(by: { $0.key < $1.key }) {
      let values = request.measures.map { measure -> Table.Cell in
        guard let cell = cells.first(where: { $0.measure == measure }) else { return .missing }
        if measure.isOfNames { return .integer(cell.nameCount) }
        if let chosen = cell.reading.chosen { return chosen.value.cell }
        return cell.reading.parts.isEmpty ? .missing : .text(cell.reading.partsText)
      }
      table.rows.append([.text(cells[0].division.name), .text(code)] + values)
    }
    return table
  }

  private static let columns = [
    "region", "code", "now", "place", "measure", "role", "value", "parts", "sum_holds", "label", "as_of", "published",
    "others", "conflicts", "inside", "sources", "document", "evidence",
  ]

  private func summaryRow(_ cell: Cell, _ evidence: [Int: String]) -> [Table.Cell] {
    let reading = cell.reading
    let isOwn = !reading.shown.isEmpty
    let claims = isOwn ? reading.shown : cell.inside.flatMap(\.reading.shown)
    let sources = sheet.clusters(of: isOwn ? reading.documents : cell.inside.flatMap(\.reading.documents))
    return head(cell, claims: isOwn ? claims : []) + [
      .missing, .text(cell.measure.rawValue),
      .text(!isOwn ? "inside" : reading.chosen == nil ? "parts" : "chosen"), reading.chosen?.value.cell ?? .missing,
      reading.parts.isEmpty ? .missing : .text(reading.partsText), reading.sumHolds.map { .flag($0) } ?? .missing,
      texts(isOwn ? claims.map(\.label) : []), texts(claims.compactMap(\.statedDate)),
      texts(claims.compactMap(\.published?.description)),
      list(reading.others.map(\.text)), list(reading.conflicts.map { "\($0.text) (\($0.document))" }),
      texts(isOwn ? [] : cell.inside.map { "\($0.name) \($0.reading.summary)" }), .integer(sources.count),
      texts(claims.map(\.document)), texts(claims.compactMap { evidence[$0.index] }),
    ]
  }

  private func nameRow(_ cell: Cell, _ names: [NameGroup], _ evidence: [Int: String]) -> [Table.Cell] {
    let first = names.compactMap(\.first).min()
    let documents = names.flatMap(\.rows).map { sheet.entries[$0].document }
    var seen: Set<Int32> = []
    let different = documents.filter { seen.insert($0).inserted }
    return head(cell, claims: []) + [
      .missing, .text(cell.measure.rawValue), .text("names"), .integer(names.count), list(names.map(\.name)),
      .missing, .missing, first.map { .list([$0.description]) } ?? .missing, .missing, .missing, .missing, .missing,
      .integer(sheet.clusters(of: different).count), list(different.map { sheet.documents[Int($0)].id }),
      texts(names.compactMap { evidence[$0.rows[0]] }),
    ]
  }

  /// Every claim behind a cell, but the one that is already its row.
  ///
  /// A claim inside the region stands under its own region's name and code.
  private func claimRows(_ cell: Cell, _ evidence: [Int: String]) -> [[Table.Cell]] {
    let conflicts = cell.reading.conflicts.map(\.index)
    let own =
      cell.reading.parts.map { ("part", $0) }
      + cell.reading.others.map { (conflicts.contains($0.index) ? "conflict" : "alternative", $0) }
    let inside = cell.inside.flatMap { inner in
      ([inner.reading.chosen].compactMap { $0 } + inner.reading.parts + inner.reading.others).map { ("inside", $0) }
    }
    return (own + inside).map { role, claim in
      (role == "inside" ? place(of: claim, in: cell) : head(cell, claims: [claim])) + [
        claim.place.map { .text($0) } ?? .missing, .text(cell.measure.rawValue), .text(role), claim.value.cell,
        .missing, .missing, texts([claim.label]), texts([claim.statedDate].compactMap { $0 }),
        texts([claim.published?.description].compactMap { $0 }), .missing, .missing, .missing,
        .integer(claim.sourceCount), texts(claim.documents.map { sheet.documents[Int($0)].id }),
        texts([evidence[claim.index]].compactMap { $0 }),
      ]
    }
  }

  /// Name and code of the region as the claims have it, and today's name where that is another.
  private func head(_ cell: Cell, claims: [Claim]) -> [Table.Cell] {
    let regions = Set(claims.compactMap(\.region).map { [$0.code, $0.name] })
    let division = cell.division
    guard regions.count == 1, let region = regions.first else {
      return [.text(division.name), .text(division.code), .missing]
    }
    let isSame = region == [division.code, division.name] || !claims.allSatisfy { $0.place == nil }
    let isElsewhere = region[1] != division.name && region[0] == division.code
    return [.text(region[1]), .text(region[0]), isSame && !isElsewhere ? .missing : .text(division.name)]
  }

  private func place(of claim: Claim, in cell: Cell) -> [Table.Cell] {
    let region = claim.region
    return [.text(region?.name ?? cell.division.name), .text(region?.code ?? cell.division.code), .missing]
  }

  /// The different texts in order.
  private func texts(_ values: [String]) -> Table.Cell {
    if values.count == 1 { return list(values[0].isEmpty ? [] : values) }
    var seen: Set<ByteText> = []
    return list(values.filter { !$0.isEmpty && seen.insert(ByteText($0)).inserted })
  }

  /// Texts that are different already.
  private func list(_ values: [String]) -> Table.Cell { values.isEmpty ? .missing : .list(values) }
}

extension Claim {
  /// The date that the article itself gives for the number.
  var statedDate: String? { entry.asOf?.description }

  /// Number and label: `141 人大代表联络站点`.
  var text: String { label.isEmpty ? value.text : "\(value.text) \(label)" }
}
