import Foundation
import Testing
import ZhandianTestSupport

/// Topics beside each other: `--domain`, packs of one's own, and `lexicon`.
@Suite struct DomainTests {
  private static let passages = Repository.root + "/Corpus/gold/civilization-practice/passages"

  /// A pack of four short tables for another topic, and an article for it.
  private static func rivers() throws -> (folder: TemporaryFolder, pack: String, article: String) {
    let folder = try TemporaryFolder()
    let tables = [
      "taxonomy.tsv": "subject\tunits\tcontext\nchief\tperson\t河长\nriver\tgeneral|item|place\t河\nother\tgeneral\t\n",
      "subjects.tsv": "noun\tsubjects\tstrength\tunits\n河道\triver\tstrong\t\n河长\tchief\tstrong\t\n",
      "measures.tsv": "measure\tkind\tsubject\thelp\nchiefs\tcount\tchief\triver chiefs\n",
      "plain-names.tsv": "word\trole\n办公室\thead\n河长\tcore\n",
    ]
    for (name, text) in tables { _ = try folder.write("rivers/" + name, text) }
    let article = try folder.write(
      "a.txt", "桃江县：一条河有了三级河长\n2023-05-12　来源：益阳日报\n\n桃江县对57条河道逐条建档，设县、乡、村三级河长613名。当天有2000名群众植树。\n")
    return (folder, folder.path + "/rivers", article)
  }

  @Test func aPackOfOnesOwnNeedsNoCode() throws {
    let rivers = try Self.rivers()
    let facts = try #require(
      Tool.run("extract", rivers.article, "--domain", rivers.pack).objects().first?["facts"] as? [[String: Any]])
    // 群众 is a shared noun of a subject that the pack does not have.
    let counts = facts.map { "\($0["subject"] ?? "") \($0["value"] ?? "")" }
    #expect(counts == ["river 57", "chief 613", "other 2000"])
    #expect(try Tool.run("lexicon", "check", rivers.pack).status == 0)
  }

  @Test func aStoreKeepsItsDomain() throws {
    let rivers = try Self.rivers()
    let store = rivers.folder.path + "/rivers.db"
    #expect(try Tool.run("ingest", rivers.article, "--store", store, "--domain", rivers.pack).status == 0)
    let named = try Tool.run(
      "compare", "--store", store, "--by", "county", "--measure", "chiefs", "--domain", rivers.pack, "--columns",
      "region,value")
    #expect(named.text.contains("桃江县\t613"))
    // The pack lies outside the lexicons, so it cannot be found by its name.
    let unnamed = try Tool.run("compare", "--store", store, "--by", "county", "--measure", "chiefs")
    #expect(unnamed.status == 64)
    #expect(unnamed.errors.contains("rivers"))
    let other = try Tool.run("ingest", rivers.article, "--store", store, "--domain", "liaison-stations")
    #expect(other.status == 64)
    #expect(other.errors.contains("rivers") && other.errors.contains("liaison-stations"))
  }

  @Test func aStoreOfAKnownDomainNeedsNoNaming() throws {
    let folder = try TemporaryFolder()
    let store = folder.path + "/practice.db"
    #expect(
      try Tool.run("ingest", Self.passages, "--store", store, "--domain", "civilization-practice").status == 0)
    let sites = try Tool.run("compare", "--store", store, "--by", "prefecture", "--measure", "sites,volunteers")
    #expect(sites.status == 0)
    #expect(sites.text.contains("芜湖市"))
    let again = try Tool.run("ingest", Self.passages, "--store", store)
    #expect(again.errors.contains("30 unchanged"))
    let wrong = try Tool.run("compare", "--store", store, "--by", "province", "--measure", "stations")
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("sites, volunteers, teams, residents"))
  }

  @Test func anUnknownDomainIsToldWithThePacks() throws {
    let result = try Tool.run("extract", Self.passages, "--domain", "lakes")
    #expect(result.status == 65)
    #expect(result.errors.contains("civilization-practice, liaison-stations"))
  }

  @Test func theContractNamesTheDomain() throws {
    let contracts = try ["liaison-stations", "civilization-practice"].map {
      try #require(try Tool.run("contract", "--domain", $0).objects().first)
    }
    #expect(contracts.map { $0["domain"] as? String } == ["liaison-stations", "civilization-practice"])
    #expect(contracts[0]["lexicons"] as? String != contracts[1]["lexicons"] as? String)
  }

  @Test func theLexiconsHaveNoMistakes() throws {
    let result = try Tool.run("lexicon", "check")
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.isEmpty)
    #expect(result.errors.contains("no mistakes"))
  }

  @Test func mistakesAreToldWithFileAndLine() throws {
    let rivers = try Self.rivers()
    _ = try rivers.folder.write("rivers/subjects.tsv", "noun\tsubjects\tstrength\tunits\n河道\trivers\tstrong\t\n")
    _ = try rivers.folder.write("rivers/verbs.tsv", "verb\tclass\tsubjects\n巡査\tevent\triver\n")
    let result = try Tool.run("lexicon", "check", rivers.pack)
    #expect(result.status == 65)
    #expect(result.errors.contains("rivers/subjects.tsv:2: subjects: rivers is no subject"))
    #expect(try Tool.run("lexicon", "check", "--domain", rivers.pack).errors == result.errors)
  }

  @Test func traditionalCharactersNeverMatch() throws {
    let rivers = try Self.rivers()
    _ = try rivers.folder.write(
      "rivers/verbs.tsv", "verb\tclass\tsubjects\n巡護\tevent\triver\n整治\tevent\triver\n")
    let errors = try Tool.run("lexicon", "check", rivers.pack).errors
    #expect(errors.contains("verbs.tsv:2: verb: holds Traditional characters"))
    #expect(errors.contains("巡护"))
    #expect(!errors.contains("verbs.tsv:3"))
  }

  @Test func theListingNamesSourcesAndLicences() throws {
    let rows = try Tool.run("lexicon", "list", "--format", "jsonl").objects()
    #expect(rows.contains { $0["file"] as? String == "domains/civilization-practice/taxonomy.tsv" })
    #expect(rows.allSatisfy { ($0["license"] as? String)?.isEmpty == false })
  }
}
