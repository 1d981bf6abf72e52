/// A view of the store that is documented and kept stable, as a table to export.
public struct PublicView: Sendable, Equatable {
  /// A column of it.
  public struct Column: Sendable, Equatable {
    /// What its values are; an array is JSON.
    public enum Kind: String, Sendable {
      case text, integer, number, array
    }

    public let name: String
    public let kind: Kind
    /// One sentence; empty for a column that was added later and not described yet.
    public let about: String
  }

  /// A column whose values stand in a column of another view.
  public struct Reference: Sendable, Equatable {
    public let column: String
    public let view: String
    public let target: String
  }

  public let name: String
  /// One sentence.
  public let about: String
  /// As the store has them.
  public let columns: [Column]
  /// Columns that tell a row from all others; empty where two rows may be the same.
  public let key: [String]
  public let references: [Reference]

  /// Names of all public views.
  public static let names = ["documents", "facts", "models", "slogans", "copies", "divisions", "rejects"]

  /// - Parameters:
  ///   - name: Of the view.
  ///   - found: Names and declared types of its columns.
  init(_ name: String, found: [(name: String, type: String)]) {
    self.name = name
    about = Self.abouts[name] ?? ""
    columns = found.map { column in
      let kind: Column.Kind =
        if Self.arrays.contains(column.name) {
          .array
        } else {
          switch column.type {
          case "INTEGER", "INT": .integer
          case "REAL": .number
          default: .text
          }
        }
      return Column(
        name: column.name, kind: kind,
        about: Self.columnAbouts["\(name).\(column.name)"] ?? Self.columnAbouts[column.name] ?? "")
    }
    key = Self.keys[name] ?? []
    references = found.map(\.name).filter { $0 == "document" || $0 == "original" }
      .map { Reference(column: $0, view: "documents", target: "id") }
  }

  private static let keys = [
    "documents": ["id"], "facts": ["document", "ordinal"], "copies": ["document"], "rejects": ["place"],
    "divisions": ["code", "valid_from"],
  ]

  private static let arrays: Set = ["authors", "checks", "components", "sum_of", "licences"]

  private static let abouts = [
    "documents": "Articles with their text and metadata.",
    "facts": "What articles state, each with the words that it rests on.",
    "models": "Named working models (模式), one row a mention.",
    "slogans": "Slogans (口号), one row a mention.",
    "copies": "Documents whose text is nearly that of an earlier one, the original.",
    "divisions": "Administrative divisions (行政区划) with their years; one row for each name of a code.",
    "rejects": "Records that did not become documents.",
  ]

  /// By name, or by view and name where it says something else there.
  private static let columnAbouts = [
    "documents.id": "Identifier of the document.", "documents.path": "Path of the file, as given.",
    "rejects.id": "Identifier that the record would have as a document.",
    "copies.document": "Identifier of the copy.", "original": "Identifier of the document that it is a copy of.",
    "similarity": "Estimated share of the two texts that both have (Jaccard index), from 0.7 to 1.",
    "original_published": "ISO date of the original's publication.",
    "original_publisher": "The organ named as the original's source.",
    "member": "Name or line inside a container.", "source_url": "Address that came with the record.",
    "format": "html or text.", "charset": "Charset that the bytes were decoded from.",
    "sha256": "SHA-256 of the record's bytes.", "title": "Title, in simplified characters.",
    "published": "ISO date of publication, with the time where it is known.", "publisher": "The organ named as source.",
    "authors": "Authors.", "editor": "Editor.", "site": "Name of the site.", "url": "Canonical address of the page.",
    "home_code": "Code of the division that the article is about.", "home_name": "Name of that division.",
    "home_path": "Names from the province down to it, parted by slashes.", "home_reason": "Why it is thought so.",
    "script": "hans, hant or mixed.", "checks": "Stated totals beside the sums of their stated parts.",
    "documents.text": "Body, repaired and in simplified characters.", "source_text": "Body as published.",
    "contract": "Program and lexicons that made the document.",
    "key": "Key of the fact, stable over runs.", "document": "Identifier of the document.",
    "ordinal": "Index of the fact in its document, from 0.",
    "kind": "count, coverage, model, slogan or epithet.", "subject": "What is counted.",
    "value": "The number, in whole units.",
    "bound": "What the number promises: exact, more_than, nearly, about, at_least or at_most.",
    "unit": "Unit as written.", "label": "The counted thing as written.",
    "as_of": "Date that the article gives for the number.", "scope": "What the percentage is of, as written.",
    "percent": "Percentage.", "facts.name": "Name of a model; text of a slogan or epithet.",
    "models.name": "Name of the model as written.", "divisions.name": "Name of the division.",
    "components": "What the model consists of.", "region_code": "Code of the division, six digits.",
    "region_name": "Name of the division.", "region_path": "Names from the province down, parted by slashes.",
    "province": "Code of the province.", "prefecture": "Code of the prefecture.",
    "place": "Township, street or village as written.",
    "rejects.place": "Path, with the member or line after a colon.",
    "facts.date": "As stated, else the day of publication.", "date": "Date of publication.",
    "evidence": "The words that the fact rests on.", "evidence_in": "The text that holds them: body or title.",
    "span_start": "First byte of the evidence in that text (UTF-8).",
    "span_end": "Byte after the evidence in that text.", "source_start": "First byte of the evidence as published.",
    "source_end": "Byte after the evidence as published.", "rule": "Rule that found the fact.",
    "confidence": "From 0 to 1.", "sum_of": "Ordinals of the counts that this count is the stated total of.",
    "slogans.text": "Wording of the slogan.", "code": "Six digits (GB/T 2260).",
    "level": "1 province, 2 prefecture, 3 county.", "parent": "Code of the division above.",
    "valid_from": "First year.", "valid_to": "Year in which it ended; empty if it stands.",
    "successor": "Code that most of the territory went to.", "stage": "Stage at which the record left.",
    "reason": "Why.", "detail": "One sentence.",
  ]
}
