import FoundationEssentials

/// One line of a JSONL file, as producers write it; unknown keys are ignored.
struct JSONRecord: Decodable {
  var id: String?
  var url: String?
  var title: String?
  var date: String?
  var publisher: String?
  var authors: [String]
  var html: String?
  var text: String?

  private enum Key: String, CodingKey {
    case id, url, title, date, published, publisher, authors, html, text
  }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    if let text = try? values.decodeIfPresent(String.self, forKey: .id) {
      id = text
    } else {
      id = try values.decodeIfPresent(Int.self, forKey: .id).map(String.init)
    }
    url = try values.decodeIfPresent(String.self, forKey: .url)
    title = try values.decodeIfPresent(String.self, forKey: .title)
    // `published` is what `clean` writes, so that its output can be read again.
    date =
      try values.decodeIfPresent(String.self, forKey: .date) ?? values.decodeIfPresent(String.self, forKey: .published)
    publisher = try values.decodeIfPresent(String.self, forKey: .publisher)
    if let one = try? values.decodeIfPresent(String.self, forKey: .authors) {
      authors = [one]
    } else {
      authors = try values.decodeIfPresent([String].self, forKey: .authors) ?? []
    }
    html = try values.decodeIfPresent(String.self, forKey: .html)
    text = try values.decodeIfPresent(String.self, forKey: .text)
  }

  /// What is wrong with a line that could not be read, in one clause.
  static func fault(_ error: any Error) -> String {
    guard let error = error as? DecodingError else { return "is not valid JSON" }
    switch error {
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      guard let key = context.codingPath.first?.stringValue else { return "is not a JSON object" }
      return "has a value of the wrong type for `\(key)`"
    case .dataCorrupted(let context):
      return "is not valid JSON" + (context.underlyingError.map { ": \($0)" } ?? "")
    case .keyNotFound(let key, _): return "has no `\(key.stringValue)`"
    @unknown default: return "is not valid JSON"
    }
  }
}
