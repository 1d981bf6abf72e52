import ArgumentParser
import CorpusModel
import FoundationEssentials
import Ingestion
import LexiconData
import Reporting

/// The lexicons and domain packs themselves.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon",
    abstract: "Check the lexicons or a domain pack of your own, or list what there is.",
    discussion: """
      Examples:
        zhandian lexicon check my-topic/
        zhandian lexicon list --format csv
      """,
    subcommands: [LexiconCheckCommand.self, LexiconListCommand.self])
}

/// Every mistake, with file and line.
struct LexiconCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Find the mistakes in all lexicons, or in one domain pack, each as FILE:LINE: MESSAGE on standard error.",
    discussion: """
      Wrong headers and cells, unknown subjects, units and classes, doubles, lines out of order, blanks and invisible \
      characters, Traditional characters, words that can never match, missing tables. Exit code 65 if there is any.

      Examples:
        zhandian lexicon check
        zhandian lexicon check my-topic/
        zhandian lexicon check --domain civilization-practice
      """)

  @Argument(help: "Folder of a domain pack, or a Lexicons folder (default: the lexicons in use, with all packs).")
  var folder: String?
  @Option(help: "Check only this pack, by name or folder.") var domain: String?
  @OptionGroup var common: CommonOptions

  func validate() throws {
    if folder != nil, domain != nil { throw ValidationError("Give a folder or --domain, not both.") }
  }

  func run() throws {
    let isLexicons = folder.map { FileManager.default.fileExists(atPath: $0 + "/lexicons.json") } ?? false
    let lexicons = try isLexicons ? Lexicons(root: folder ?? "") : common.openLexicons()
    let inspection = try LexiconInspection(lexicons, domain: isLexicons ? nil : folder ?? domain)
    let here = FileManager.default.currentDirectoryPath + "/"
    for fault in inspection.faults {
      let text = fault.description
      StandardError.write(text.hasPrefix(here) ? String(text.dropFirst(here.count)) : text)
    }
    guard inspection.faults.isEmpty else {
      throw Failure(.badData, "\(inspection.faults.count) mistake(s) in the lexicons")
    }
    common.note("\(inspection.fileCount) tables, \(inspection.rowCount) rows: no mistakes")
  }
}

/// What there is.
struct LexiconListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "List the data files with their entries, sources and licences.",
    discussion: """
      Examples:
        zhandian lexicon list
        zhandian lexicon list --columns file,license --format csv
      """)

  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var table = Table(columns: ["file", "entries", "about", "source", "license"])
    for file in try common.openLexicons().listing() {
      table.rows.append([
        .text(file.file), file.entries.map { .integer($0) } ?? .missing, .text(file.about), .text(file.source),
        .text(file.license),
      ])
    }
    try rows.print(table, common)
  }
}
