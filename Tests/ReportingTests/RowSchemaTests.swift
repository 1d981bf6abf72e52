import CorpusModel
import Testing
import ZhandianTestSupport

@testable import Reporting

/// Rows of the shapes that commands print fit the schemas of rows, in JSONL and in the array of JSON.
@Suite struct RowSchemaTests {
  private func faults(_ name: String, _ table: Table) throws -> [String] {
    let schema = try JSONSchema(named: name)
    let lines = TableRenderer().render(table, as: .jsonl).utf8.split(separator: 0x0A).map {
      String(decoding: Array($0), as: UTF8.self)
    }
    let elements = try JSONNode(json: TableRenderer().render(table, as: .json)).elements
    #expect(lines.count == table.rows.count && elements.count == table.rows.count)
    return lines.flatMap(schema.faults) + elements.flatMap { schema.faults(in: $0) }
  }

  @Test func comparisons() throws {
    var table = Table(columns: [
      "region", "code", "now", "place", "measure", "role", "value", "parts", "sum_holds", "label", "as_of", "published",
      "others", "conflicts", "inside", "sources", "document", "evidence",
    ])
    table.rows.append([
      .text("云南省"), .text("530000"), .missing, .missing, .text("stations"), .text("chosen"),
      .quantity(Quantity(value: 14556, bound: .exact)), .text("142 + 1547 + 12867"), .flag(true), .list(["活动阵地"]),
      .missing,
      .list(["2024-06-25"]), .missing, .list(["1 x", "2 y"]), .missing, .integer(1), .list(["d1"]), .list(["建成14556个"]),
    ])
    table.rows.append([
      .text("云南省"), .text("530000"), .missing, .missing, .text("coverage"), .text("inside"), .decimal(97.5), .missing,
      .missing,
      .missing, .missing, .missing, .missing, .missing, .list([]), .integer(0), .missing, .missing,
    ])
    #expect(try faults("comparison", table) == [])
    table.rows[0][15] = .missing
    #expect(try faults("comparison", table) != [])
  }

  @Test func queries() throws {
    var table = Table(columns: [
      "kind", "subject", "value", "unit", "text", "components", "region", "code", "place", "date", "document",
    ])
    table.rows.append([
      .text("count"), .list(["suggestion", "deed"]), .quantity(Quantity(value: 300, bound: .about)), .text("件"),
      .text("意见"),
      .missing, .text("山西省晋中市"), .text("140700"), .missing, .text("2024"), .text("d1"),
    ])
    table.rows.append([
      .text("model"), .missing, .missing, .missing, .text("四办"), .list(["分办"]), .missing, .missing, .missing, .missing,
      .text("d"),
    ])
    #expect(try faults("query", table) == [])
    table.columns += ["title", "publisher", "evidence", "sentence", "start", "end", "rule", "confidence", "key"]
    for row in table.rows.indices {
      table.rows[row] += [
        .missing, .missing, .text("e"), .text("f"), .integer(0), .integer(1), .text("r"), .decimal(0.9), .text("k"),
      ]
    }
    #expect(try faults("query", table) == [])
    table.rows[0][0] = .text("number")
    #expect(try faults("query", table) != [])
  }

  @Test func names() throws {
    var table = Table(
      columns: ["name", "variants", "components", "regions", "documents", "adopters", "first_seen", "first_region"])
    table.columns += ["document", "evidence"]
    table.rows.append([
      .text("八有"), .missing, .list(["有场所"]), .integer(1), .integer(1), .list(["新荣区 2025-02-26"]), .text("2025-02-26"),
      .text("新荣区"), .text("d"), .text("八有"),
    ])
    #expect(try faults("names", table) == [])
    table.columns.remove(at: 2)
    table.rows[0].remove(at: 2)
    #expect(try faults("names", table) == [])
  }
}
