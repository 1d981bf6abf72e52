import CorpusModel

/// Tells what was found from what is no article: messages of errors, lists of links, pictures alone, other languages.
///
/// It looks for what such pages have and articles have not, and lets pass what it does not know. Of the 66 pages of a
/// development set, of `Corpus/samples` and of the pages of `Corpus/designs` it takes none for anything but an article.
struct ArticleJudge {
  let lexicon: FurnitureLexicon

  /// Characters of the longest text that may be the message of an error page.
  private static let messageCharacters = 120
  /// Characters of the longest text that may be the caption of a picture.
  private static let captionCharacters = 40
  /// Lines that a list has at least, and how many of ten are entries of it.
  private static let list = (lines: 5, entriesOfTen: 8)

  /// Why `found` is no article; nil if it may be one.
  ///
  /// - Complexity: O(bytes of the text).
  func fault(of found: FoundArticle, title: String?, in document: SourceDocument) -> (
    reason: Rejection.Reason, detail: String
  )? {
    let measure = found.text.withUnsafeBufferPointer { TextMeasure($0, 0..<$0.count) }
    if measure.characters <= Self.messageCharacters {
      let text = found.text.isEmpty ? Array(document.text.prefix(1 << 14)) : found.text
      if isMessage(text) || isMessage(Array((title ?? "").utf8)) {
        return (.errorPage, "is the message of an error or a redirection, not an article")
      }
    }
    if document.source.format == .html, measure.characters <= Self.captionCharacters, measure.stops == 0,
      !found.text.contains(where: DateReader.isDigit)
    {
      let pictures = document.text.withUnsafeBufferPointer(PictureScan.count)
      if pictures > 0 { return (.picturePage, "holds \(pictures) picture(s) and no text but a caption") }
    }
    if !LanguageMeasure(found.text).mayBeChinese { return (.notChinese, "is not in Chinese") }
    let (lines, entries) = (found.lineCount, found.entryCount)
    if lines >= Self.list.lines, entries * 10 >= lines * Self.list.entriesOfTen, Int(measure.stops) * 5 <= lines {
      return (.indexPage, "is a list of \(entries) links or headlines with dates")
    }
    return found.text.isEmpty ? (.noArticle, "nothing of the document reads as an article's body") : nil
  }

  private func isMessage(_ text: [UInt8]) -> Bool {
    text.withUnsafeBufferPointer { bytes in
      FoldedText(bytes, 0..<bytes.count).bytes.withUnsafeBufferPointer { lexicon.bytes(of: .message, in: $0) > 0 }
    }
  }
}
