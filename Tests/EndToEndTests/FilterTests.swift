import Foundation
import Testing
import ZhandianTestSupport

/// `repair` and `convert` as users run them.
@Suite struct FilterTests {
  @Test func conversionTellsWhichEntryFired() throws {
    let lines = try Tool.run("convert", "--to", "hans", "--explain", input: Data("乾隆的聯絡站".utf8)).lines
    #expect(lines.first == "0..<6 [convert.phrase] 乾隆 → 乾隆")
    #expect(lines.contains("9..<12 [convert.character] 聯 → 联"))
    let record = Data(#"{"id":"1","text":"聯人"}"#.utf8)
    let object = try Tool.run("convert", "--to", "hans", "--explain", "--from", "jsonl", input: record).objects().first
    #expect(object?["text"] as? String == "联人")
    let note = (object?["notes"] as? [[String: Any]])?.first
    #expect(note?["rule"] as? String == "convert.character" && note?["before"] as? String == "聯")
    #expect(note?["start"] as? Int == 0 && note?["end"] as? Int == 3)
  }

  @Test func phrasesOfTheUserOutrankAll() throws {
    let folder = try TemporaryFolder()
    let path = folder.url.appendingPathComponent("phrases.tsv").path
    try Data("# own\n聯絡站\t联络点\n乾隆\t甲\n".utf8).write(to: URL(fileURLWithPath: path))
    let made = try Tool.run("convert", "--to", "hans", "--phrases", path, input: Data("乾隆的聯絡站".utf8)).text
    #expect(made == "甲的联络点")
    let told = try Tool.run("convert", "--to", "hans", "--phrases", path, "--explain", input: Data("聯絡站".utf8)).lines
    #expect(told == ["0..<9 [convert.user] 聯絡站 → 联络点"])
    try Data("聯絡站\n".utf8).write(to: URL(fileURLWithPath: path))
    let bad = try Tool.run("convert", "--to", "hans", "--phrases", path, input: Data("聯".utf8))
    #expect(bad.status == 65 && bad.errors.contains("phrases.tsv:1"))
  }

  @Test func damageThatStaysIsToldWithItsMargin() throws {
    let text = "聯(lián)絡(luò)站設(shè)在鄉(xiāng)鎮(zhèn)，總?cè)丝?.6萬(wàn)人。"
    let record = try JSONSerialization.data(withJSONObject: ["id": "1", "text": text])
    let object = try Tool.run("repair", "--from", "jsonl", input: record).objects().first
    #expect(object?["text"] as? String == "聯絡站設在鄉鎮，總人口\u{FFFD}.6萬人。")
    let left = (object?["unrepaired"] as? [[String: Any]])?.first
    #expect(left?["rule"] as? String == "unrepaired.lost-character" && left?["margin"] as? Double == 0)
    let clean = Data(#"{"id":"1","text":"邕（yōng）宁区"}"#.utf8)
    let untouched = try Tool.run("repair", "--from", "jsonl", input: clean).objects().first
    #expect(untouched?["text"] as? String == "邕（yōng）宁区" && untouched?["unrepaired"] == nil)
    let told = try Tool.run("repair", "--explain", input: Data(text.utf8)).text
    #expect(told.contains("[repair.annotation] (lián) → "))
  }
}
