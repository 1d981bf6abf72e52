import CorpusModel
import FoundationEssentials
import Testing
import ZhandianTestSupport

@testable import ArticleExtraction

/// The designs of pages in `Corpus/designs`: each is read as its gold says.
@Suite struct DesignTests {
  struct Design: Decodable, CustomTestStringConvertible, Sendable {
    var id: String
    var title: String
    var published: String?
    var publisher: String?
    var authors: [String]
    var text: String

    var testDescription: String { id }
    /// Pages in other charsets are decoded by another module and tested end to end.
    var isUTF8: Bool { !["powereasy", "br-table", "board", "taiwan-big5", "hongkong-hkscs"].contains(id) }
  }

  static let designs: [Design] = {
    let data = FileManager.default.contents(atPath: Repository.root + "/Corpus/designs/gold.jsonl") ?? Data()
    return data.split(separator: 0x0A).compactMap { try? JSONDecoder().decode(Design.self, from: Data($0)) }
  }()

  @Test func thereIsAPageOfEachDesign() { #expect(Self.designs.count >= 38) }

  @Test(arguments: designs.filter(\.isUTF8))
  func theDesignIsRead(_ design: Design) throws {
    let page = try #require(
      FileManager.default.contents(atPath: Repository.root + "/Corpus/designs/pages/\(design.id).html"))
    let article = try Fixture.article(Array(page), .html)
    #expect(article.text.string == design.text)
    #expect(article.metadata.title == design.title)
    #expect(article.metadata.published == design.published)
    #expect(article.metadata.publisher == design.publisher)
    #expect(article.metadata.authors == design.authors)
  }
}
