import CorpusModel
import Testing

@testable import FactStore

@Suite struct SheetTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let facts: [SheetRecord.Fact] = {
    var count = SheetRecord.Fact(kind: .count)
    (count.key, count.confidence, count.bound) = (.max, 0.875, .atMost)
    (count.text, count.subject, count.region, count.place) = (1, 127, 128, 70_000)
    count.asOf = PartialDate("2024-06")
    let numbers = [0, 1, -1, Int64.max, .min].map { number in
      var fact = count
      fact.number = number
      return fact
    }
    var sum = count
    (sum.asOf, sum.subjects, sum.sum) = (nil, 5, 6)
    var odd = SheetRecord.Fact(kind: .model)
    (odd.oddKey, odd.components) = (.max, 9)
    var coverage = SheetRecord.Fact(kind: .coverage)
    coverage.number = Int64(bitPattern: 99.5.bitPattern)
    return numbers + [sum, odd, coverage, SheetRecord.Fact(kind: .slogan), SheetRecord.Fact(kind: .epithet)]
  }()

  private static func read(_ bytes: [UInt8]) throws -> [String] {
    try bytes.withUnsafeBytes { bytes in
      var reader = SheetRecord.Reader(bytes)
      var facts: [String] = []
      while let fact = try reader.next() { facts.append("\(fact)") }
      return facts
    }
  }

  @Test func aRecordGivesItsFactsBack() throws {
    var record = SheetRecord()
    for fact in Self.facts { record.add(fact) }
    #expect(try Self.read(record.bytes) == Self.facts.map { "\($0)" })
    // Cut or altered, it is told as damaged or as other facts.
    for place in record.bytes.indices {
      _ = try? Self.read(Array(record.bytes[..<place]))
      for byte: UInt8 in [0, 0x7F, 0xFF] {
        var bytes = record.bytes
        bytes[place] = byte
        _ = try? Self.read(bytes)
      }
    }
    #expect(throws: StoreError.self) { try Self.read(Array(record.bytes.dropLast())) }
    #expect(throws: StoreError.self) { try Self.read([7]) }
  }

  @Test func aSheetTakesWhatItsFiltersWant() throws {
    let store = try FactStore(path: folder.path + "/s.db", access: .write)
    let documents = ["a", "b", "c"].map { Sample.document($0, facts: $0 == "c" ? [] : Sample.facts) }
    _ = try store.write(StoreBatch(documents: documents), contract: Sample.contract)
    // One is written anew with other facts, which bring words of their own.
    let other = [Sample.count(3, "联络站", region: Sample.province), Sample.fact(.slogan("民呼我应"))]
    _ = try store.write(
      StoreBatch(documents: [Sample.document("b", sha256: "01", facts: other)]), contract: Sample.contract)
    #expect(try store.faults().isEmpty)
    func check(_ change: (inout FactFilter) -> Void) throws {
      var filter = FactFilter()
      change(&filter)
      let sheet = try FactSheet(store, [filter])
      let rows = try store.facts(filter)
      let order = sheet.entries.indices.sorted { sheet.entries[$0].stands(before: sheet.entries[$1]) }
      let found = try sheet.rows(at: sheet.entries.indices)
      #expect(order.map { found[$0] } == rows)
      #expect(order.map { sheet.text(sheet.entries[$0].text) } == rows.map { Self.text($0.fact.content) })
    }
    try check { _ in }
    try check { $0.kinds = ["model", "slogan"] }
    try check { $0.subjects = ["station"] }
    try check { ($0.kinds, $0.subjects) = (["count"], ["other"]) }
    try check { $0.subjects = ["nobody"] }
    try check { $0.regions = ["530000"] }
    try check { ($0.regions, $0.kinds) = (["532300"], ["count"]) }
    try check { $0.regions = ["000000"] }
    try check { $0.regions = ["110000"] }
    let two = try FactSheet(store, [FactFilter(kinds: ["model"]), FactFilter(kinds: ["count"], subjects: ["other"])])
    #expect(two.entries.map(\.kind).sorted { $0.rawValue < $1.rawValue } == [.count, .model])
  }

  private static func text(_ content: FactContent) -> String {
    switch content {
    case .count(let count): count.label
    case .coverage(let scope, _): scope ?? ""
    case .model(let name, _): name
    case .slogan(let text), .epithet(let text): text
    }
  }
}

extension FactSheet.Entry {
  fileprivate func stands(before other: FactSheet.Entry) -> Bool {
    (document, ordinal) < (other.document, other.ordinal)
  }
}
