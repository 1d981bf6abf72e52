import ArgumentParser
import CorpusModel
import CorpusReading
import FactStore
import Reporting

/// A form of exported tables.
enum ExportFormat: String, CaseIterable, ExpressibleByArgument {
  case csv, tsv, jsonl, md, latex, xlsx, sqlite

  /// What file names end in.
  var ending: String { self == .latex ? "tex" : rawValue }
}

/// The store's public tables as files that other programs read.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Write the store's public tables as CSV, JSONL, XLSX, SQLite …, with a Frictionless datapackage.json.",
    discussion: """
      One file a table: documents, facts, models, slogans, copies, divisions, rejects. xlsx and sqlite are one file with \
      all of them. zhandian-export.json says what made the files; ro-crate-metadata.json is added where --date is given. The \
      same store gives the same bytes. A folder that an earlier run wrote is replaced in one step.

      In CSV and TSV a text that a spreadsheet would run as a formula (it begins with = + - @, their full-width forms, a \
      tab or a line end) gets a leading apostrophe; --exact leaves it as it is. JSONL, SQLite and XLSX are always exact: \
      a text is a text there.

      Examples:
        zhandian export --store stations.db --out tables
        zhandian export --store stations.db --out excel --format csv,xlsx --bom --table facts,models
      """)

  @OptionGroup var store: StoreOption
  @Option(help: "Folder of the files.") var out: String
  @Option(help: "csv, tsv, jsonl, md, latex, xlsx, sqlite; several parted by commas.") var format = "csv,jsonl,sqlite"
  @Option(help: "Only these tables, parted by commas (sqlite has all).")
  var table: String?
  @Flag(help: "Begin CSV with a byte-order mark, for Excel.") var bom = false
  @Flag(help: "Leave CSV and TSV cells as they are, though a spreadsheet might run them as formulas.") var exact = false
  @Option(
    help: "A day to write into the metadata (default: none, so that nothing depends on the clock).",
    transform: DateArgument.date)
  var date: PartialDate?
  @OptionGroup var common: CommonOptions

  func validate() throws { _ = try formats() }

  private func formats() throws -> [ExportFormat] {
    let formats = try format.split(separator: ",").map { name in
      guard let format = ExportFormat(rawValue: String(name)) else {
        let names = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw ValidationError("--format: \(name) is none of \(names).")
      }
      return format
    }
    if formats.isEmpty { throw ValidationError("--format names no format.") }
    return formats
  }

  func run() throws {
    let store = try store.open(.read)
    let folder = try FolderOutput(path: out, marker: "zhandian-export.json", schema: "zhandian.export/1")
    let views = try chosenViews(of: store)
    var resources: [DataPackage.Resource] = []
    let chosen = try formats()
    for format in ExportFormat.allCases where chosen.contains(format) {
      switch format {
      case .sqlite, .xlsx:
        let name = "zhandian." + format.ending
        let path = try folder.place(of: name)
        if format == .sqlite { try store.exportDatabase(to: path) } else { try workbook(store, views, path) }
        resources.append(try resource(name, path, nil, format))
      default:
        for view in views {
          let name = "\(view.name).\(format.ending)"
          let path = try folder.place(of: name)
          try text(store, view, format, path)
          let made = try resource(name, path, view, format)
          // Readers of data packages stumble over a file of nothing, which JSONL of no rows is.
          if made.bytes > 0 { resources.append(made) }
        }
      }
    }
    let package = DataPackage(
      name: "zhandian", title: "Facts from articles about deputy stations (人大代表联络站)", version: Version.string,
      resources: resources, created: date?.description)
    try folder.write("datapackage.json", Array(package.json.line.utf8) + [0x0A])
    if let date {
      let crate = ResearchCrate(package: package, published: date.description, command: commandLine)
      try folder.write("ro-crate-metadata.json", Array(crate.json.line.utf8) + [0x0A])
    }
    let counts = try store.counts()
    try folder.finish([
      ("program", .string(Version.string)), ("contracts", .strings(try store.contracts())),
      ("documents", .integer(counts.documents)),
      ("facts", .integer(counts.facts)), ("rejects", .integer(counts.rejections)), ("command", .strings(commandLine)),
      ("guarded", .flag(!exact)),
    ])
    common.note("\(resources.count) files in \(out)")
  }

  private var commandLine: [String] { ["zhandian"] + CommandLine.arguments.dropFirst() }

  private func chosenViews(of store: FactStore) throws -> [PublicView] {
    let views = try store.publicViews()
    guard let table else { return views }
    let names = table.split(separator: ",").map(String.init)
    if let wrong = names.first(where: { name in !views.contains { $0.name == name } }) {
      throw Failure(.usage, "--table: \(wrong) is none of \(views.map(\.name).joined(separator: ", "))")
    }
    return views.filter { names.contains($0.name) }
  }

  private func text(_ store: FactStore, _ view: PublicView, _ format: ExportFormat, _ path: String) throws {
    let output = try Output(path: path)
    if let form = RowText.Form(rawValue: format.rawValue) {
      let rows = RowText(view, as: form, bom: bom, exact: exact)
      try output.write(rows.header)
      try store.forEachRow(of: view) { try output.write(rows.row($0)) }
    } else {
      var table = Table(columns: view.columns.map(\.name))
      try store.forEachRow(of: view) { table.rows.append($0) }
      try output.write(TableRenderer().render(table, as: format == .latex ? .latex : .md).utf8)
    }
    try output.finish()
  }

  private func workbook(_ store: FactStore, _ views: [PublicView], _ path: String) throws {
    let book = try Workbook(path: path)
    for view in views {
      try book.addSheet(view.name, columns: view.columns.map(\.name))
      try store.forEachRow(of: view) { try book.add($0) }
    }
    try book.close()
  }

  private func resource(
    _ name: String, _ path: String, _ view: PublicView?, _ format: ExportFormat
  ) throws -> DataPackage.Resource {
    guard let digest = FileDigest(path: path) else { throw Failure(.inputOutput, "\(path): cannot be read") }
    return DataPackage.Resource(
      path: name, bytes: digest.bytes, sha256: digest.sha256, view: view, format: format.ending)
  }
}
