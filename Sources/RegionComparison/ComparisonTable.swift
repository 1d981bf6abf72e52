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
      keys[cell.measure].map { NameList(of: cell.named, in: sheet, keys: $0, heirs: &heirs) }
    }
    let evidence = try evidence(names, all: all)
    var table = Table(columns: Self.columns, notes: notes)
    var seen = SeenDocuments(sheet.documents.count)
    for (cell, names) in zip(cells, names) {
      table.rows.append(names.map { nameRow(cell, $0, evidence, &seen) } ?? summaryRow(cell, evidence))
      if all { table.rows += claimRows(cell, evidence) }
    }
    return table
  }

  /// The sentences that the rows show, by index of the fact.
  private func evidence(_ names: [NameList?], all: Bool) throws(StoreError) -> EvidenceTexts {
    var indices: [Int] = []
    for case let list? in names { indices += list.firstMentions }
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
        if let keys = keys[measure] { return .integer(keys.nameCount(of: cell.named, in: sheet)) }
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

  private func summaryRow(_ cell: Cell, _ evidence: EvidenceTexts) -> [Table.Cell] {
    let reading = cell.reading
    let isOwn = !reading.shown.isEmpty
    let claims = isOwn ? reading.shown : cell.inside.flatMap(\.reading.shown)
    let documents = isOwn ? reading.documents : cell.inside.flatMap(\.reading.documents)
    var others = TextList()
    others.reserveCapacity(32 * reading.others.count)
    for claim in reading.others { others.append(sheet.value(of: claim), sheet.label(of: claim)) }
    let conflicts = reading.conflicts.map { sheet.value(of: $0) + "\(sheet.label(of: $0)) (\(document(of: $0)))" }
    return head(cell, claims: isOwn ? claims : []) + [
      .missing, .text(cell.measure.rawValue),
      .text(!isOwn ? "inside" : reading.chosen == nil ? "parts" : "chosen"), reading.chosen?.value.cell ?? .missing,
      reading.parts.isEmpty ? .missing : .text(reading.partsText), reading.sumHolds.map { .flag($0) } ?? .missing,
      texts(isOwn ? claims.map { sheet.label(of: $0) } : []), texts(claims.compactMap { statedDate(of: $0) }),
      texts(claims.compactMap { published(of: $0) }), list(others), list(TextList(conflicts)),
      texts(isOwn ? [] : cell.inside.map { "\($0.name) \($0.reading.summary)" }),
      .integer(sheet.clusterCount(of: documents)), texts(claims.map { document(of: $0) }),
      list(evidence.texts(of: claims.map(\.index))),
    ]
  }

  private func nameRow(
    _ cell: Cell, _ list: NameList, _ evidence: EvidenceTexts, _ seen: inout SeenDocuments
  ) -> [Table.Cell] {
    var (names, ids) = (TextList(), TextList())
    var (first, documents): (NameList.Mention?, [Int32]) = (nil, [])
    seen.clear()
    for name in list.names {
      names.append(sheet.text(name.text))
      let mention = list.mentions[name.mentions.lowerBound]
      if mention.day < first?.day ?? .max { first = mention }
      for mention in list.mentions[name.mentions] where seen.insert(mention.document) {
        documents.append(mention.document)
        ids.append(sheet.documents[Int(mention.document)].id)
      }
    }
    let date = first.flatMap { sheet.date(of: Int($0.index)) }
    let sentences = evidence.texts(of: list.firstMentions)
    return head(cell, claims: []) + [
      .missing, .text(cell.measure.rawValue), .text("names"), .integer(list.names.count), self.list(names), .missing,
      .missing, date.map { .list([$0.description]) } ?? .missing, .missing, .missing, .missing, .missing,
      .integer(sheet.clusterCount(of: documents)), self.list(ids), self.list(sentences),
    ]
  }

  /// Every claim behind a cell, but the one that is already its row.
  ///
  /// A claim inside the region stands under its own region's name and code.
  private func claimRows(_ cell: Cell, _ evidence: EvidenceTexts) -> [[Table.Cell]] {
    let conflicts = Set(cell.reading.conflicts.map(\.index))
    func rows(_ role: String, _ claims: [Claim], _ reading: Reading) -> [[Table.Cell]] {
      claims.map { claim in
        let documents = reading.documents(of: claim)
        let role = role == "alternative" && conflicts.contains(claim.index) ? "conflict" : role
        return (role == "inside" ? place(of: claim, in: cell) : head(cell, claims: [claim])) + [
          sheet.place(of: claim).map { .text($0) } ?? .missing, .text(cell.measure.rawValue), .text(role),
          claim.value.cell, .missing, .missing, texts([sheet.label(of: claim)]),
          texts([statedDate(of: claim)].compactMap { $0 }), texts([published(of: claim)].compactMap { $0 }), .missing,
          .missing, .missing, .integer(sheet.clusterCount(of: documents)),
          texts(documents.map { sheet.documents[Int($0)].id }), list(evidence.texts(of: [claim.index])),
        ]
      }
    }
    var found = rows("part", cell.reading.parts, cell.reading) + rows("alternative", cell.reading.others, cell.reading)
    for inner in cell.inside {
      let reading = inner.reading
      found += rows("inside", [reading.chosen].compactMap { $0 } + reading.parts + reading.others, reading)
    }
    return found
  }

  /// Name and code of the region as the claims have it, and today's name where that is another.
  private func head(_ cell: Cell, claims: [Claim]) -> [Table.Cell] {
    let regions = claims.compactMap { sheet.region(of: $0.index) }
    let division = cell.division
    guard let region = regions.first, regions.allSatisfy({ $0.code == region.code && $0.name == region.name }) else {
      return [.text(division.name), .text(division.code), .missing]
    }
    let isSame =
      region.code == division.code && region.name == division.name
      || !claims.allSatisfy { sheet.place(of: $0) == nil }
    let isElsewhere = region.name != division.name && region.code == division.code
    return [.text(region.name), .text(region.code), isSame && !isElsewhere ? .missing : .text(division.name)]
  }

  private func place(of claim: Claim, in cell: Cell) -> [Table.Cell] {
    let region = sheet.region(of: claim.index)
    return [.text(region?.name ?? cell.division.name), .text(region?.code ?? cell.division.code), .missing]
  }

  /// Identifier of the document that speaks for a claim.
  private func document(of claim: Claim) -> String { sheet.documents[Int(claim.document)].id }

  /// Day of publication; of a copy that of its original.
  private func published(of claim: Claim) -> String? { sheet.documents[Int(claim.document)].published?.description }

  /// The date that the article itself gives for the number.
  private func statedDate(of claim: Claim) -> String? { sheet.entries[claim.index].asOf?.description }

  /// The different texts in order.
  private func texts(_ values: [String]) -> Table.Cell {
    if values.count == 1 { return list(TextList(values[0].isEmpty ? [] : values)) }
    var seen: Set<ByteText> = []
    return list(TextList(values.filter { !$0.isEmpty && seen.insert(ByteText($0)).inserted }))
  }

  /// Texts that are different already.
  private func list(_ values: TextList) -> Table.Cell { values.isEmpty ? .missing : .list(values) }
}

/// Which documents were met since the last row, without a set being made for each.
private struct SeenDocuments {
  /// The row that each was met in last.
  private var rows: [Int32]
  private var row: Int32 = 0

  init(_ count: Int) { rows = Array(repeating: 0, count: count) }

  mutating func clear() { row += 1 }

  /// - Returns: Whether the document is new.
  mutating func insert(_ document: Int32) -> Bool {
    defer { rows[Int(document)] = row }
    return rows[Int(document)] != row
  }
}
