import FoundationEssentials
import LexiconData
import Testing
import ZhandianTestSupport

/// A small pack over the shared tables of this checkout, with one table replaced.
private struct Pack {
  static let tables = [
    "taxonomy.tsv": "subject\tunits\tcontext\nlake\tgeneral|place\t湖\nother\tgeneral\t\n",
    "measures.tsv": "measure\tkind\tsubject\thelp\nlakes\tcount\tlake\tlakes\n",
    "subjects.tsv": "noun\tsubjects\tstrength\tunits\n水库\tlake\tstrong\t\n湖泊\tlake\tweak\t\n",
    "plain-names.tsv": "word\trole\n河湖长\tcore\n站\thead\n",
  ]

  let faults: [String]

  /// Takes the texts of tables by their names; an empty text takes the table away.
  init(_ changes: [String: String] = [:]) throws {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pack-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in Self.tables.merging(changes, uniquingKeysWith: { $1 }) where !text.isEmpty {
      try Data(text.utf8).write(to: folder.appendingPathComponent(name))
    }
    let lexicons = try Repository.lexicons()
    // Stand-ins for ICU and the converter, which other modules bring: one character each.
    let spelling = LexiconSpelling(
      simplified: { Array(String(decoding: $0, as: UTF8.self).replacing("庫", with: "库").utf8) },
      composed: { Array(String(decoding: $0, as: UTF8.self).replacing("\u{F9D8}", with: "\u{5F8B}").utf8) })
    var check = try LexiconCheck(lexicons, spelling: spelling)
    check.check(try DomainPack(folder.path, in: lexicons))
    faults = check.faults.map { String($0.description.dropFirst(folder.path.utf8.count + 1)) }
  }
}

private let cues = "phrase\tplace\tstrength\n"
private let headers = [
  "subjects.tsv": "noun\tsubjects\tstrength\tunits\n",
  "measures.tsv": "measure\tkind\tsubject\thelp\n",
  "taxonomy.tsv": "subject\tunits\tcontext\n",
  "model-cues.tsv": cues,
  "epithets.tsv": cues,
]

@Suite struct LexiconCheckTests {
  @Test func aSoundPackHasNoFaults() throws { #expect(try Pack().faults == []) }

  /// Each kind of mistake, alone, at its line; rows get the header of their table, but for a text that begins with `=`.
  @Test(
    arguments: [
      ("subjects.tsv", "=nouns\tsubjects\tstrength\tunits\n", "subjects.tsv:1: ", "header"),
      ("subjects.tsv", "=# only a comment\n", "subjects.tsv: ", "no header"),
      ("subjects.tsv", "水库\tlake\tstrong\t\tx\n", "subjects.tsv:2: ", "5 cells"),
      ("subjects.tsv", "=noun\tsubjects\tstrength\tunits\r\n水库\tlake\tstrong\t\n", "subjects.tsv:1: ", "CR"),
      ("subjects.tsv", "\n水库\tlake\tstrong\t\n", "subjects.tsv:2: ", "empty"),
      ("subjects.tsv", "水库\tlakes\tstrong\t\n", "subjects.tsv:2: ", "lakes is no subject"),
      ("subjects.tsv", "水库\tlake\tfirm\t\n", "subjects.tsv:2: ", "strong, weak"),
      ("subjects.tsv", "水库\tlake\tstrong\tpiece\n", "subjects.tsv:2: ", "piece is none of"),
      ("subjects.tsv", "水库\t\tstrong\t\n", "subjects.tsv:2: ", "subjects is empty"),
      ("subjects.tsv", "水库\tlake|\tstrong\t\n", "subjects.tsv:2: ", "empty word"),
      (
        "subjects.tsv", "水库\tlake\tstrong\t\n水库\tlake\tweak\t\n", "subjects.tsv:3: ",
        "in line 2 already"
      ),
      (
        "subjects.tsv", "湖泊\tlake\tstrong\t\n水库\tlake\tstrong\t\n", "subjects.tsv:3: ",
        "belongs before 湖泊"
      ),
      ("subjects.tsv", "水库 \tlake\tstrong\t\n", "subjects.tsv:2: ", "blank"),
      ("subjects.tsv", "水\u{200B}库\tlake\tstrong\t\n", "subjects.tsv:2: ", "U+200B"),
      ("subjects.tsv", "纪\u{F9D8}点\tlake\tstrong\t\n", "subjects.tsv:2: ", "NFC"),
      ("subjects.tsv", "水庫\tlake\tstrong\t\n", "subjects.tsv:2: ", "Traditional"),
      ("subjects.tsv", "A级湖\tlake\tstrong\t\n", "subjects.tsv:2: ", "never matches"),
      ("subjects.tsv", "群众\tother\tstrong\t\n", "taxonomy.tsv:2: ", "never has counts"),
      (
        "taxonomy.tsv", "lake\tgeneral\t\nother\tgeneral\t\n", "subjects.tsv:3: ",
        "no context words"
      ),
      ("taxonomy.tsv", "lake\t\t湖\nother\tgeneral\t\n", "taxonomy.tsv:2: ", "no class of units"),
      ("taxonomy.tsv", "lake\tgeneral\t湖\n", "taxonomy.tsv: ", "no subject other"),
      ("measures.tsv", "lakes\tcount\tpond\tponds\n", "measures.tsv:2: ", "pond is no subject"),
      ("measures.tsv", "lakes\tcount\t\tlakes\n", "measures.tsv:2: ", "needs a subject"),
      ("measures.tsv", "m\tmodel\tlake\tlakes\n", "measures.tsv:2: ", "has no subject"),
      ("measures.tsv", "=", "measures.tsv: ", "missing"),
      ("units.tsv", "=unit\tsubjects\n湖条\tlake\n", "units.tsv:2: ", "never read"),
      ("units.tsv", "=unit\tsubjects\n公里\tlake\n", "units.tsv:2: ", "counts nothing"),
      ("plain-names.tsv", "=word\trole\n河湖长\tcore\n", "plain-names.tsv:2: ", "role head"),
      ("model-cues.tsv", "治水\tbehind\t1\n", "model-cues.tsv:2: ", "behind is none of"),
      ("model-cues.tsv", "治水\tafter\tmuch\n", "model-cues.tsv:2: ", "no number"),
      ("epithets.tsv", "一团火\twhole\t3\n", "epithets.tsv:2: ", "repeats domains/common/epithets.tsv:"),
      ("noun.tsv", "=noun\n水库\n", "noun.tsv: ", "no table has this name"),
    ] as [(String, String, String, String)])
  func aMistakeIsToldAtItsLine(table: String, text: String, place: String, message: String) throws {
    let isWhole = text.hasPrefix("=")
    let faults = try Pack([table: isWhole ? String(text.dropFirst()) : (headers[table] ?? "") + text]).faults
    #expect(faults.contains { $0.hasPrefix(place) && $0.contains(message) }, "\(faults)")
  }

  @Test func everyMistakeIsTold() throws {
    let faults = try Pack([
      "subjects.tsv": "noun\tsubjects\tstrength\tunits\n水库\tlakes\tstrong\t\n湖泊\tlake\tfirm\t\n"
    ]).faults
    #expect(faults.count == 2)
  }

  @Test func theListingReadsTheHeaders() throws {
    let files = try Repository.lexicons().listing()
    let taxonomy = try #require(files.first { $0.file == "domains/liaison-stations/taxonomy.tsv" })
    #expect(taxonomy.entries == 11 && taxonomy.license == "Apache-2.0" && taxonomy.source == "own compilation")
    #expect(taxonomy.about.hasPrefix("Subjects"))
    let weights = try #require(files.first { $0.file.hasSuffix(".weights") })
    #expect(weights.entries == nil && !weights.license.isEmpty)
  }
}
