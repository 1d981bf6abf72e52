import Foundation
import Testing
import ZhandianTestSupport

/// Every command on the sample corpus, its output held to the schemas.
@Suite struct CommandTests {
  /// A store of the samples, made once for all tests of the suite.
  static let store: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    let result = try Tool.run("ingest", Repository.samples, "--store", folder.path + "/s.db")
    #expect(result.status == 0, "\(result.errors)")
    return folder
  }

  private func store() throws -> String { try Self.store.get().path + "/s.db" }

  private func check(_ result: Tool.Result, _ schema: String, atLeast: Int = 1) throws {
    #expect(result.status == 0, "\(result.errors)")
    let schema = try JSONSchema(named: schema)
    #expect(result.lines.count >= atLeast)
    for line in result.lines {
      #expect(try schema.faults(in: line).isEmpty, "\(try schema.faults(in: line)) in \(line)")
    }
  }

  @Test func documentsFollowTheirSchemaAndComeInOrder() throws {
    let result = try Tool.run("extract", Repository.samples)
    try check(result, "document", atLeast: 90)
    let ids = try result.objects().compactMap { $0["id"] as? String }
    #expect(ids.count == 90 && Set(ids).count == 90)
    let serial = try Tool.run("extract", Repository.samples, "--jobs", "1", environment: ["LC_ALL": "zh_CN.UTF-8"])
    #expect(serial.output == result.output)
  }

  @Test func cleanRecordsFollowTheirSchema() throws {
    try check(try Tool.run("clean", Repository.samples), "clean", atLeast: 90)
  }

  @Test func aPageAndItsTextGiveTheSameFacts() throws {
    let page = try #require(try Tool.run("extract", Repository.samples + "/pages/d001.html").objects().first)
    let text = try #require(page["text"] as? String)
    let record = try JSONSerialization.data(withJSONObject: ["id": "t", "text": text, "date": "2019-12-25"])
    let again = try #require(try Tool.run("extract", "-", "--from", "jsonl", input: record).objects().first)
    func values(_ document: [String: Any]) -> [String] {
      (document["facts"] as? [[String: Any]] ?? []).map {
        "\($0["kind"] ?? "") \($0["value"] ?? $0["name"] ?? "") \($0["as_of"] ?? "")"
      }
    }
    #expect(!values(page).isEmpty)
    #expect(values(page) == values(again))
  }

  @Test func rejectedRecordsFollowTheirSchema() throws {
    let folder = try TemporaryFolder()
    let result = try Tool.run("extract", try folder.write("empty.txt", ""))
    #expect(result.status == 66)
    let schema = try JSONSchema(named: "rejected")
    #expect(try schema.faults(in: result.lines[0]).isEmpty)
  }

  @Test(arguments: [
    (["kompare", "--store", "s.db"], "did you mean compare?"), (["lexicon", "chek"], "did you mean check?"),
    (["help", "qery"], "did you mean query?"), (["zzzzzzzzz"], "no such command"),
  ])
  func aCommandThatIsNoneIsAnsweredWithTheNearOne(_ words: [String], _ answer: String) throws {
    let result = try Tool.run(words)
    #expect(result.status == 64 && result.errors.contains(answer), "\(result.errors)")
  }

  @Test func whatIsNotThereMakesNoStoreAndAFolderIsNone() throws {
    let folder = try TemporaryFolder()
    let absent = try Tool.run("ingest", folder.path + "/no", "--store", folder.path + "/s.db")
    #expect(absent.status == 66 && absent.errors.contains("no such file"), "\(absent.errors)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).isEmpty)
    for command in [["verify", folder.path], ["query", "--store", folder.path]] {
      let result = try Tool.run(command)
      #expect(result.status == 65 && result.errors.contains("not a store: a folder"), "\(result.errors)")
    }
  }

  @Test func ingestingAgainChangesNothing() throws {
    let before = try Tool.run("query", "--store", try store(), "--evidence", "--format", "jsonl").output
    let again = try Tool.run("ingest", Repository.samples, "--store", try store())
    #expect(again.errors.contains("90 unchanged") && again.errors.contains("0 facts written"))
    #expect(try Tool.run("query", "--store", try store(), "--evidence", "--format", "jsonl").output == before)
  }

  @Test func comparisonRowsFollowTheirSchema() throws {
    for level in ["province", "prefecture", "county"] {
      let result = try Tool.run(
        "compare", "--store", try store(), "--by", level, "--measure", "stations,deputies", "--measure", "models",
        "--format", "jsonl")
      try check(result, "comparison", atLeast: 5)
    }
  }

  @Test func aStatedTotalIsShownWithItsParts() throws {
    let rows = try Tool.run(
      "compare", "--store", try store(), "--by", "province", "--measure", "stations", "--within", "云南省", "--format",
      "csv"
    ).lines
    #expect(rows.contains { $0.contains("14380") && $0.contains("60 + 1427 + 12893,true") }, "\(rows)")
  }

  @Test func whatIsMissingIsSaid() throws {
    let result = try Tool.run(
      "compare", "--store", try store(), "--by", "province", "--measure", "stations", "--format", "csv")
    #expect(result.errors.contains("stations: reported by"))
    #expect(!result.text.contains("海南省"))
  }

  @Test func queryRowsFollowTheirSchemaAndCarryEvidence() throws {
    let result = try Tool.run(
      "query", "--store", try store(), "--kind", "count", "--subject", "station", "--region", "云南省", "--evidence",
      "--format", "jsonl")
    try check(result, "query")
    #expect(try result.objects().allSatisfy { ($0["evidence"] as? String)?.isEmpty == false })
    #expect(try result.objects().allSatisfy { ($0["code"] as? String)?.hasPrefix("53") == true })
  }

  @Test func queriesFindByNameTextAndDate() throws {
    let model = try Tool.run("query", "--store", try store(), "--model", "三官一员", "--format", "jsonl").objects()
    #expect(!model.isEmpty && model.allSatisfy { $0["kind"] as? String == "model" })
    let words = try Tool.run("query", "--store", try store(), "--text", "联络 选民", "--format", "jsonl").objects()
    let all = try Tool.run("query", "--store", try store(), "--format", "jsonl").objects()
    #expect(!words.isEmpty && words.count < all.count)
    let dated = try Tool.run(
      "query", "--store", try store(), "--since", "2023", "--until", "2024-06", "--format", "jsonl"
    ).objects()
    #expect(!dated.isEmpty && dated.count < all.count)
  }

  @Test func namesFollowTheirSchema() throws {
    for command in ["models", "slogans"] {
      try check(try Tool.run(command, "--store", try store(), "--format", "jsonl"), "names", atLeast: 10)
    }
    let matrix = try Tool.run("models", "--store", try store(), "--by", "province", "--format", "csv")
    #expect(matrix.lines.count > 5)
  }

  @Test func theSandboxReadsTheViewsAndWritesNothing() throws {
    for view in ["documents", "facts", "models", "slogans", "copies", "divisions", "rejects"] {
      let result = try Tool.run("sql", "--store", try store(), "SELECT count(*) AS n FROM \(view)", "--format", "csv")
      #expect(result.lines.first == "n", "\(view): \(result.errors)")
    }
    let refused = try Tool.run("sql", "--store", try store(), "DELETE FROM document")
    #expect(refused.status == 64 && refused.output.isEmpty)
  }

  @Test func filtersKeepLinesAndRecords() throws {
    let text = Data("人大代表聯絡站\n收集意見建議\n".utf8)
    let converted = try Tool.run("convert", "--to", "hans", input: text).text
    #expect(converted == "人大代表联络站\n收集意见建议\n")
    let words = try Tool.run("segment", input: Data("人大代表联络站收集意见建议412条。\n\n代表进站。\n".utf8)).text
    #expect(words.utf8.filter { $0 == 0x0A }.count == 3)
    #expect(words.contains(" 412 "))
    let records = Data(#"{"id":"1","text":"聯絡站"}"#.utf8)
    let out = try Tool.run("convert", "--to", "hans", "--from", "jsonl", input: records).objects()
    #expect(out.first?["id"] as? String == "1" && out.first?["text"] as? String == "联络站")
    let damaged = "社區(qū)聯(lián)絡(luò)站,社區(qū)居民,聯(lián)系選民,網(wǎng)絡(luò),區(qū)級,聯(lián)動。"
    let repaired = try Tool.run("repair", input: Data(damaged.utf8)).text
    #expect(repaired.contains("社區聯絡站") && !repaired.contains("(q"))
  }

  @Test func regionsComeWithCandidatesAndReasons() throws {
    let record = Data(
      #"{"id":"r","context":"朝阳区人大常委会组织驻站代表视察。","mention":"朝阳区","date":"2023-09-02","source":"长春日报"}"#.utf8)
    let found = try #require(try Tool.run("region", "-", "--from", "jsonl", input: record).objects().first)
    #expect(found["code"] as? String == "220104")
    #expect((found["candidates"] as? [Any])?.count == 2)
    let open = try Tool.run("region", "朝阳区", "--format", "jsonl")
    #expect(open.lines.count == 2 && open.errors.contains("ambiguous"))
    let former = try Tool.run("region", "禄丰县", "--date", "2019", "--format", "jsonl").objects()
    #expect(former.first?["code"] as? String == "532331")
  }

  @Test func explainTellsWhatEachStageDid() throws {
    let text = try Tool.run("explain", Repository.samples + "/pages/d001.html").text
    for section in ["# source", "# extraction", "drop [", "keep [", "# repair", "# conversion", "# home", "# facts"] {
      #expect(text.contains(section), "\(section)")
    }
  }

  @Test func theContractFollowsItsSchema() throws { try check(try Tool.run("contract"), "contract") }

  @Test func anOutFileIsWholeOrAbsent() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/out.csv"
    let result = try Tool.run("models", "--store", try store(), "--format", "csv", "--bom", "--out", path)
    #expect(result.status == 0 && result.output.isEmpty)
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)).starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(try Tool.run("models", "--store", try store(), "--out", folder.path + "/no/such/folder.csv").status == 74)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["out.csv"])
  }

  @Test func columnsAreChosenByName() throws {
    let arguments = ["query", "--store", try store(), "--kind", "model", "--format", "csv", "--columns"]
    let chosen = try Tool.run(arguments + ["text,region"])
    #expect(chosen.lines.first == "text,region")
    let wrong = try Tool.run(arguments + ["text,colour"])
    #expect(wrong.status == 64 && wrong.errors.contains("kind,subject"))
  }
}
