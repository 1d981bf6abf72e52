import CorpusModel
import FoundationEssentials

/// What JSON-LD scripts say about an article (schema.org Article and its kinds).
struct StructuredData {
  private struct Node: Decodable {
    var headline: String?
    var datePublished: String?
    var articleBody: String?
    var author: Names?
    var publisher: Names?
    var graph: [Node]?

    enum CodingKeys: String, CodingKey {
      case headline, datePublished, articleBody, author, publisher
      case graph = "@graph"
    }

    init(from decoder: any Decoder) throws {
      let values = try decoder.container(keyedBy: CodingKeys.self)
      headline = try? values.decodeIfPresent(String.self, forKey: .headline)
      datePublished = try? values.decodeIfPresent(String.self, forKey: .datePublished)
      articleBody = try? values.decodeIfPresent(String.self, forKey: .articleBody)
      author = try? values.decodeIfPresent(Names.self, forKey: .author)
      publisher = try? values.decodeIfPresent(Names.self, forKey: .publisher)
      graph = try? values.decodeIfPresent([Node].self, forKey: .graph)
    }
  }

  /// A name, an object with a name, or a list of these.
  private struct Names: Decodable {
    private struct Named: Decodable { var name: String? }
    var names: [String]

    init(from decoder: any Decoder) throws {
      if let name = try? decoder.singleValueContainer().decode(String.self) {
        names = [name]
      } else if let one = try? Named(from: decoder) {
        names = [one.name].compactMap(\.self)
      } else {
        names = try decoder.singleValueContainer().decode([Named].self).compactMap(\.name)
      }
    }
  }

  private var nodes: [Node] = []
  private let lexicon: FurnitureLexicon

  init(_ scripts: [[UInt8]], lexicon: FurnitureLexicon) {
    self.lexicon = lexicon
    let decoder = JSONDecoder()
    for script in scripts {
      let data = Data(script)
      let roots =
        (try? decoder.decode(Node.self, from: data)).map { [$0] } ?? (try? decoder.decode([Node].self, from: data))
        ?? []
      nodes += roots.flatMap { [$0] + ($0.graph ?? []) }
    }
  }

  /// Fills what is missing; takes the body only where the page gave a poor one.
  func complete(_ found: inout FoundArticle, isPoor: Bool) {
    guard
      let node = nodes.first(where: { $0.headline != nil || $0.articleBody != nil })
        ?? nodes.first(where: { $0.datePublished != nil })
    else { return }
    func origin(_ key: CodingKey) -> MetadataOrigin { MetadataOrigin(.structuredData, key.stringValue) }
    let date = node.datePublished.flatMap { PageReader.date(Array($0.utf8)) }
    let names = node.author?.names ?? []
    let organs = names.filter { lexicon.endsAsPublisher(Array($0.utf8)) }
    found.metadata.fill(.title, node.headline, origin(Node.CodingKeys.headline))
    found.metadata.fill(.published, date, origin(Node.CodingKeys.datePublished))
    found.metadata.fill(.publisher, node.publisher?.names.first, origin(Node.CodingKeys.publisher))
    found.metadata.fill(.publisher, organs.first, origin(Node.CodingKeys.author))
    found.metadata.fill(
      authors: names.filter { !organs.contains($0) && !lexicon.isNonPerson($0) }, origin(Node.CodingKeys.author))
    if isPoor, let body = node.articleBody, body.utf8.count > found.text.count {
      found.text = Array(body.utf8)
      found.trace.append(BlockTrace(text: body, isKept: true, reason: "structured-data"))
    }
  }
}
