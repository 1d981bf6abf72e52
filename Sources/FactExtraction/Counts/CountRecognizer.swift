import CorpusModel
import LexiconData

/// Finds counts and claims of coverage in an article.
///
/// The vocabulary of the topic is a domain pack; the rules are of the language: a quantity is read, then the noun that
/// it counts is looked for behind it, before it, in the clause before, and last in the count before.
public struct CountRecognizer: Sendable {
  private let tokenizer: CountTokenizer
  private let vocabulary: CountVocabulary
  private let coverage: CoverageFinder
  private let dateWords: DateWords
  private let tableReader: TableReader
  private let confidence: RuleConfidence

  /// Reads `Lexicons/numerals` and the pack of the topic.
  ///
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons, domain: String = DomainPack.standard) throws {
    let pack = try DomainPack(domain, in: lexicons)
    let numerals = try NumeralLexicon(lexicons)
    vocabulary = try CountVocabulary(pack)
    tokenizer = CountTokenizer(
      quantities: QuantityScanner(lexicon: numerals), dates: DateScanner(numerals: numerals), vocabulary: vocabulary)
    tableReader = TableReader(tokenizer: tokenizer)
    confidence = try RuleConfidence(pack)
    coverage = try CoverageFinder(pack, confidence)
    dateWords = try DateWords(lexicons)
  }

  /// The counts and claims of coverage of `article`'s body, in text order; `sumOf` holds indices of the result.
  ///
  /// What follows the first piece of text with which there are more than `most` is not read.
  ///
  /// - Complexity: O(bytes) but for sums, which look at the 12 counts around each count.
  public func mentions(in article: NormalizedArticle, atMost most: Int = .max) -> [Mention] {
    article.text.withUnsafeBufferPointer { bytes in
      let paragraphs = Paragraphs.spans(bytes)
      let published =
        article.metadata.published.flatMap { PartialDate($0) } ?? HeadLines.day(bytes, paragraphs, tokenizer.dates)
      var section = ReportSection(
        dateWords, tokenizer.dates, published: published, title: article.title, bytes,
        paragraphs)
      var result = CountCollector(vocabulary.taxonomy, confidence)
      let tables = TextTable.find(bytes, paragraphs.map(\.range))
      var table = tables.startIndex
      for (number, paragraph) in paragraphs.enumerated() where result.count <= most {
        if table < tables.endIndex, number >= tables[table].lines.lowerBound {
          if number == tables[table].lines.lowerBound {
            result.add(tableReader.drafts(tables[table], bytes, section: section), bytes, paragraph: number)
          }
          if number + 1 == tables[table].lines.upperBound { table += 1 }
          continue
        }
        section.read(bytes, paragraph)
        for piece in Paragraphs.pieces(bytes, of: paragraph) where result.count <= most {
          let mayClaim = coverage.mayClaim(bytes, in: piece)
          let mayLead = piece.end == paragraph.end && dateWords.mayLead(bytes, paragraph)
          guard mayClaim || mayLead || tokenizer.mayCount(bytes, in: piece) else { continue }
          let tokens = tokenizer.tokens(bytes, in: piece)
          let text = ParagraphTokens(vocabulary, bytes, tokens)
          var drafts = CountFinder.drafts(in: text)
          AsOfFinder.date(&drafts, in: text, dateWords, tokenizer.dates, published: published, section: section)
          result.add(drafts, bytes, paragraph: number)
          if mayClaim { result.add(coverage.mentions(in: text)) }
          if mayLead {
            section.open(
              list: AsOfFinder.lead(text, dateWords, tokenizer.dates, published: published, section: section))
          }
        }
      }
      return result.mentions
    }
  }
}
