import CorpusModel
import FactStore

/// Who copied whom, as rows for reading.
public enum CopyTable {
  /// One row a copy, in the order given: by the original's date, then its own.
  ///
  /// - Returns: `similarity` is the estimated Jaccard index of the two texts.
  public static func table(_ copies: [CopyRow]) -> Table {
    let columns = [
      "original", "original_published", "original_publisher", "copy", "published", "publisher", "similarity", "title",
    ]
    return Table(
      columns: columns,
      rows: copies.map { copy in
        [
          .text(copy.original), FactTable.text(copy.originalPublished), FactTable.text(copy.originalPublisher),
          .text(copy.document), FactTable.text(copy.published), FactTable.text(copy.publisher),
          .decimal(copy.similarity), FactTable.text(copy.title),
        ]
      })
  }
}
