import CorpusModel
import FactExtraction
import FoundationEssentials
import LexiconData

extension FuzzTarget {
  /// A table of a domain pack, which is what a user configures: the first byte tells which one, the rest is the table.
  ///
  /// It loads or is told with its file, and what it makes of a sentence lies inside it.
  static func configuring(_ lexicons: Lexicons) throws -> @Sendable ([UInt8]) -> Void {
    let folder = try temporaryFolder()
    let shared = try beginnings(of: lexicons, ["domains/common", "numerals"], in: temporaryFolder())
    var tables: [(name: String, bytes: [UInt8])] = []
    let pack = "\(lexicons.root)/domains/civilization-practice"
    for name in try FileManager.default.contentsOfDirectory(atPath: pack).sorted() {
      let bytes = [UInt8](FileManager.default.contents(atPath: "\(pack)/\(name)") ?? Data())
      tables.append((name, bytes))
      try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
    }
    let sentence = Array("全县建成新时代文明实践所14个、实践站2300余个，推行“五个一”工作法，覆盖率达95%。".utf8)
    let article = NormalizedArticle(
      metadata: ArticleMetadata(), title: [], text: sentence, map: .identity(sentence.count), script: .hans)
    return { [tables] bytes in
      guard let first = bytes.first else { return }
      let table = tables[Int(first) % tables.count]
      let file = URL(fileURLWithPath: "\(folder)/\(table.name)")
      try? Data(bytes.dropFirst()).write(to: file)
      switch mentions(shared, folder, article) {
      case .success(let mentions): for mention in mentions { checkSpan(mention.span, in: sentence) }
      case .failure(let error): precondition(!error.file.isEmpty && !error.message.isEmpty)
      }
      try? Data(table.bytes).write(to: file)
    }
  }

  /// The first lines of each table of `folders`: all that packs share takes too long to read for each input.
  private static func beginnings(
    of lexicons: Lexicons, _ folders: [String], in root: String
  ) throws -> Lexicons {
    for folder in folders {
      try FileManager.default.createDirectory(atPath: "\(root)/\(folder)", withIntermediateDirectories: true)
      for name in try FileManager.default.contentsOfDirectory(atPath: "\(lexicons.root)/\(folder)") {
        let bytes = FileManager.default.contents(atPath: "\(lexicons.root)/\(folder)/\(name)") ?? Data()
        let lines = bytes.split(separator: 0x0A).prefix(60)
        try Data(lines.joined(separator: [0x0A]) + [0x0A]).write(to: URL(fileURLWithPath: "\(root)/\(folder)/\(name)"))
      }
    }
    try Data().write(to: URL(fileURLWithPath: root + "/lexicons.json"))
    return try Lexicons(root: root)
  }

  private static func mentions(
    _ lexicons: Lexicons, _ pack: String, _ article: NormalizedArticle
  ) -> Result<[Mention], LexiconError> {
    do {
      let counts = try CountRecognizer(lexicons: lexicons, domain: pack)
      let names = try NameRecognizer(lexicons: lexicons, domain: pack)
      return .success(counts.mentions(in: article) + names.mentions(in: article))
    } catch let error as LexiconError {
      return .failure(error)
    } catch {
      preconditionFailure("\(error) has no place")
    }
  }
}
