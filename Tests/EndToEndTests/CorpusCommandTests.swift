import Foundation
import Testing
import ZhandianTestSupport

/// Search, concordance, keyness, trends and words on the sample corpus.
@Suite struct CorpusCommandTests {
  static let store: Result<TemporaryFolder, any Error> = Result {
    let folder = try TemporaryFolder()
    let result = try Tool.run("ingest", Repository.samples, "--store", folder.path + "/s.db")
    #expect(result.status == 0, "\(result.errors)")
    return folder
  }

  private func run(_ arguments: String...) throws -> Tool.Result {
    let store = try Self.store.get().path + "/s.db"
    return try Tool.run([arguments[0], "--store", store] + arguments.dropFirst())
  }

  @Test func kwicAlignsTheWordAndCountsWhatItShows() throws {
    let result = try run("kwic", "联络站", "--format", "jsonl", "--context", "5")
    let rows = try result.objects()
    #expect(result.status == 0 && rows.count > 50)
    #expect(rows.allSatisfy { $0["node"] as? String == "联络站" && ($0["left"] as? String ?? "").count <= 5 })
    #expect(result.errors.contains("\(rows.count) occurrences in"))
    let table = try run("kwic", "聯絡站", "--format", "table", "--limit", "3", "--columns", "left,node,right")
    #expect(table.lines.count == 6)
    #expect(table.lines.last?.hasPrefix("3 of \(rows.count) occurrences in ") == true)
    let whole = try run("kwic", "联络", "--whole-words", "--format", "jsonl")
    #expect(try whole.objects().count < run("kwic", "联络", "--format", "jsonl").objects().count)
    #expect(try run("kwic", "，").status == 64)
    #expect(try run("kwic", "不在其中的词", "--format", "jsonl").lines.isEmpty)
  }

  @Test func searchRanksAndShowsTheWordInContext() throws {
    let result = try run("search", "聯絡站 OR 工作站", "--format", "jsonl", "--limit", "10")
    let rows = try result.objects()
    let scores = rows.compactMap { $0["score"] as? Double }
    #expect(rows.count == 10 && scores == scores.sorted(by: >))
    #expect(rows.contains { ($0["match"] as? String ?? "").hasSuffix("站") })
    #expect(try run("search", "(联络站").status == 64)
    #expect(try run("search", "-联络站").status == 64)
  }

  @Test func evidenceStandsInItsSentence() throws {
    let rows = try run("query", "--kind", "count", "--evidence", "--limit", "40", "--format", "jsonl").objects()
    #expect(rows.count == 40)
    for row in rows {
      let (evidence, sentence) = (row["evidence"] as? String ?? "", row["sentence"] as? String ?? "")
      #expect(sentence.contains(evidence))
    }
    #expect(rows.contains { ($0["sentence"] as? String ?? "").hasSuffix("。") })
  }

  @Test func wrongArgumentsSayWhatIsRight() throws {
    let measure = try run("compare", "--by", "province", "--measure", "station")
    #expect(measure.status == 64 && measure.errors.contains("did you mean stations?"))
    let kind = try run("query", "--kind", "modle")
    #expect(kind.status == 64 && kind.errors.contains("did you mean model?"))
    for arguments in [["query", "--since"], ["kwic", "站", "--until"], ["report", "--out", "/tmp/none", "--as-of"]] {
      let date = try Tool.run(arguments + ["2024/06", "--store", "s.db"])
      #expect(date.status == 64 && date.errors.contains("a date is 2024, 2024-06 or 2024-06-25"), "\(date.errors)")
    }
  }

  @Test func namesAndLinesThatCannotBeReadKeepNoOtherFromItsTurn() throws {
    let names = try Tool.run("region", "-", "--format", "jsonl", input: Data("昆明市\n无此地县\n大理市\n".utf8)).objects()
    #expect(names.map { $0["mention"] as? String } == ["昆明市", "无此地县", "大理市"])
    #expect(names[1]["code"] is NSNull || names[1]["code"] == nil)
    let lines = #"{"id":"1","mention":"昆明市"}"# + "\nbad\n" + #"{"id":"2","mention":"大理市"}"# + "\n"
    let read = try Tool.run("region", "-", "--from", "jsonl", input: Data(lines.utf8))
    #expect(try read.status == 65 && read.objects().count == 2 && read.errors.contains("-:2: not a JSON object"))
  }

  @Test func keynessTellsRegionsAndYearsApart() throws {
    let result = try run("keyness", "--target", "云南省", "--format", "jsonl", "--jobs", "3", "--minimum", "2")
    let rows = try result.objects()
    #expect(result.status == 0 && !rows.isEmpty)
    let keys = rows.compactMap { $0["log_likelihood"] as? Double }
    #expect(keys == keys.sorted(by: >))
    #expect(rows.allSatisfy { ($0["log_ratio"] as? Double ?? 0) > 0 })
    let single = try run("keyness", "--target", "云南省", "--format", "jsonl", "--jobs", "1", "--minimum", "2")
    #expect(single.output == result.output, "the number of threads changes nothing")
    #expect(try run("keyness", "--target", "2021..", "--reference", "..2019").status == 0)
    for bad in ["2021..2019", "..", "某某省", "2021..,2022..", ""] {
      #expect(try run("keyness", "--target", bad).status == 64)
    }
  }

  @Test func trendsHaveARowForEachPeriod() throws {
    let text = try run("trend", "--text", "联络站", "--format", "jsonl")
    let periods = try text.objects().compactMap { $0["period"] as? String }
    #expect(periods.count > 3 && periods == periods.sorted())
    #expect(Int(periods.last ?? "").map { last in Int(periods[0]).map { last - $0 + 1 } == periods.count } == true)
    let measure = try run("trend", "--measure", "stations", "--region", "云南省", "--format", "jsonl")
    #expect(try measure.objects().contains { $0["value"] is [String: Any] })
    #expect(try run("trend", "--model", "三官一员", "--by", "quarter").status == 0)
    #expect(try run("trend", "--measure", "nonsense").status == 64)
    #expect(try run("trend", "--text", "站", "--model", "站").status == 64)
  }

  @Test func wordsHavePlacesInTheTextAsItStands() throws {
    let text = "縣人大代表\n聯絡站，收集意見412條。\n"
    let rows = try Tool.run("segment", "--format", "jsonl", input: Data(text.utf8)).objects()
    #expect(rows.count == 2)
    let bytes = Array(text.utf8)
    for row in rows {
      let start = try #require(row["start"] as? Int)
      let words = try #require(row["words"] as? [String])
      let tokens = try #require(row["tokens"] as? [[Int]])
      #expect(tokens.map { String(decoding: bytes[start + $0[0]..<start + $0[1]], as: UTF8.self) } == words)
    }
    #expect((rows[1]["words"] as? [String])?.first == "聯絡站")
    let record = Data(#"{"id":"a","text":"聯絡站收集意見"}"#.utf8)
    let tokens = try Tool.run("segment", "--from", "jsonl", input: record).objects()[0]["tokens"] as? [[Int]]
    #expect(tokens == [[0, 9], [9, 15], [15, 21]])
  }
}
