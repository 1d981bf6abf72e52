import CorpusModel

/// What the home and the scopes of an article both rest on, found once: its year, and the names and pointing words in
/// its title and body.
public struct ArticleNames: Sendable {
  let year: Int?
  /// The title, and the subtitle in a line of its own.
  let titleText: [UInt8]
  let title: [RegionName]
  let body: [RegionName]
  let titlePointers: [Pointer]
  let bodyPointers: [Pointer]
}

/// A pointing word of a text (全市, 我县) and the index of its meaning.
struct Pointer: Sendable {
  let span: Span
  let meaning: Int
}

extension Gazetteer {
  /// Finds the year, the names and the pointing words of an article.
  ///
  /// - Complexity: O(bytes).
  public func names(of article: NormalizedArticle) -> ArticleNames {
    let titleText = article.title + (article.metadata.subtitle.map { "\n\($0)".utf8 } ?? "".utf8)
    let title = names(in: titleText)
    let body = names(in: article.text)
    return ArticleNames(
      year: year(of: article, names: title + body), titleText: titleText, title: title,
      body: body, titlePointers: pointers(in: titleText), bodyPointers: pointers(in: article.text))
  }

  /// The year of publication; where none is stated, the latest year that the text names (1990 to 2100), or the year
  /// after a division was named that the text already calls so: 2017年，当时还叫横县 beside 横州 (since 2021).
  private func year(of article: NormalizedArticle, names: [RegionName]) -> Int? {
    if let published = article.metadata.published.flatMap({ PartialDate($0) }) { return published.year }
    guard let named = Self.latestYear(in: article.text) else { return nil }
    var year = named
    for name in names where name.form <= .bare && !name.isTownship && !name.isCommonWord {
      let first = bearers(name.name).map { table.firstYear($0.place) }.min() ?? 0
      if first > year { year = first + 1 }
    }
    return year
  }

  private static func latestYear(in text: [UInt8]) -> Int? {
    var latest: Int?
    var number = 0
    var digits = 0
    for byte in text + [0] {
      if byte >= 0x30, byte <= 0x39 {
        number = digits < 5 ? number * 10 + Int(byte - 0x30) : 0
        digits += 1
        continue
      }
      // The first byte of 年.
      if digits == 4, (1990...2100).contains(number), byte == 0xE5 { latest = max(latest ?? 0, number) }
      number = 0
      digits = 0
    }
    return latest
  }

  /// The division that a former one has become, in an article written more than a year after it ended; else itself.
  func standing(_ place: Int32, in year: Int?) -> Int32 {
    guard let year, !table.isTownship(place), year > Int(table.rows[Int(place)].to) else { return place }
    return heir(of: place, in: year) ?? place
  }
}
