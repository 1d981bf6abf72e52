import ArgumentParser
import CorpusModel
import CorpusReading
import FactStore
import FoundationEssentials
@preconcurrency import Glibc
import Ingestion
import LexiconData
import Reporting

/// Where lexicons are and how wide to work; every command has these.
struct CommonOptions: ParsableArguments {
  @Option(help: "Folder of the lexicons (default: search order in the README; ZHANDIAN_LEXICONS).")
  var lexicons: String?

  @Option(help: "Threads (default: ZHANDIAN_JOBS, else all cores; a store is compared by one).")
  var jobs: Int?

  @Flag(name: .shortAndLong, help: "No notes on standard error but errors.")
  var quiet = false

  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("--jobs must be at least 1.") }
  }

  /// The folder that the search order finds.
  func openLexicons() throws -> Lexicons {
    let environment = ProcessInfo.processInfo.environment
    return try Lexicons.locate(explicit: lexicons, environment: environment, executable: Self.executablePath)
  }

  /// Threads to use.
  var jobCount: Int {
    if let jobs { return jobs }
    let stated = ProcessInfo.processInfo.environment["ZHANDIAN_JOBS"].flatMap { Int($0) } ?? 0
    return stated > 0 ? stated : ProcessInfo.processInfo.activeProcessorCount
  }

  /// A note for people, unless they asked for quiet.
  func note(_ text: String) {
    if !quiet { StandardError.write("zhandian: " + text) }
  }

  private static var executablePath: String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { return CommandLine.arguments.first ?? "" }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }
}

/// The topic whose words read the articles.
struct DomainOption: ParsableArguments {
  @Option(
    help: """
      Domain pack: a name below Lexicons/domains, or a folder of your own (default: the store's, else \
      \(DomainPack.standard)).
      """)
  var domain: String?

  /// The pack that was named, else the standard one.
  var place: String { domain ?? DomainPack.standard }

  /// The pack to read `store` with.
  ///
  /// - Throws: `Failure` 64 if the store holds documents of another domain.
  func place(for store: FactStore, _ lexicons: Lexicons) throws -> String {
    do {
      return try StoreDomain.domain(named: domain, of: store, in: lexicons)
    } catch let fault as StoreDomain.Fault {
      throw Failure(.usage, fault.description)
    }
  }
}

/// What a command reads.
struct InputOptions: ParsableArguments {
  @Argument(
    help: """
      Files, folders, or - for standard input: HTML, text, JSON lines, CSV or TSV, WARC or WET, zip or tar of these; \
      plain, .gz or .zst.
      """)
  var paths: [String] = []

  @Option(help: "A file that names more of them, one a line (or parted by NUL); - for standard input.")
  var filesFrom: String?

  @Option(help: "What the input is: auto (by name, then content), html, text, jsonl, csv or warc.")
  var from: InputKind = .auto

  @Option(
    help: """
      Names of columns or JSON keys, as text=正文,title=标题; fields: \
      \(RecordField.allCases.map(\.rawValue).joined(separator: ", ")).
      """)
  var columnsMap: FieldNames?

  @Flag(help: "Exit with 2 if a document was rejected.")
  var strict = false

  func validate() throws {
    if paths.isEmpty, filesFrom == nil { throw ValidationError("Name a file or folder, or give --files-from.") }
    if filesFrom == "-", paths.contains("-") {
      throw ValidationError("Standard input cannot be both an article and the list of files.")
    }
  }

  /// Refuses input of which nothing is there, before a store is made for it.
  ///
  /// - Throws: `Failure` 66.
  func checkPaths() throws {
    let named = paths + (filesFrom.map { [$0] } ?? [])
    guard !named.contains(where: { $0 == "-" || access($0, F_OK) == 0 }) else { return }
    throw Failure(.noInput, "\(named.joined(separator: ", ")): there is no such file or folder")
  }

  /// What the reader makes of the paths.
  var records: RecordSequence {
    CorpusReader(kind: from, fields: columnsMap ?? FieldNames()).records(paths, list: filesFrom)
  }
}

extension InputKind: ExpressibleByArgument {}

extension FieldNames: ExpressibleByArgument {
  /// Reads `field=name,field=name`.
  public init?(argument: String) {
    self.init()
    for pair in argument.split(separator: ",") {
      let parts = pair.split(separator: "=", maxSplits: 1)
      guard parts.count == 2, let field = RecordField(rawValue: parts[0].trimmed) else { return nil }
      add(parts[1].trimmed, for: field)
    }
  }
}

/// The forms that rows are printed in: those of text, and a workbook.
enum RowFormat: String, CaseIterable, ExpressibleByArgument {
  case table, csv, tsv, json, jsonl, md, html, latex, xlsx

  /// nil for the workbook.
  var text: OutputFormat? { OutputFormat(rawValue: rawValue) }
}

/// How a command prints rows.
struct TableOptions: ParsableArguments {
  @Option(
    help: """
      table, csv, tsv, json, jsonl, md, html, latex, or xlsx with --out (default: as --out ends; table on a terminal; \
      else tsv).
      """)
  var format: RowFormat?

  @Option(
    help: """
      Only these columns, parted by commas, in this order (default: all; a table leaves out empty ones and, told on \
      standard error, those that its width has no room for).
      """)
  var columns: String?

  @Option(help: "Write to this file instead of standard output; it appears only when it is whole.")
  var out: String?

  @Flag(help: "Begin CSV with a byte-order mark, for Excel.")
  var bom = false

  @Flag(help: "Leave CSV and TSV cells as they are, though a spreadsheet might run them as formulas.")
  var exact = false

  @Option(help: "Cut a table's texts to this width in all (default: the terminal's width, else no cut).")
  var width: Int?

  /// Prints `table` in the chosen form; its notes go to standard error where the form has no place for them.
  func print(_ table: Table, _ common: CommonOptions) throws {
    let isTerminal = out == nil && isatty(1) == 1
    let chosen = format ?? formatOfFile ?? (isTerminal ? .table : .tsv)
    let hasColour = isTerminal && ProcessInfo.processInfo.environment["NO_COLOR"] == nil
    let width = width ?? (isTerminal ? Self.terminalWidth : nil)
    let renderer = TableRenderer(bom: bom, exact: exact, width: width, colour: hasColour)
    var table = try chosenColumns(of: table, for: chosen)
    if chosen == .table, columns == nil, let width {
      let (fitting, left) = table.fitting(width: width)
      table = fitting
      if !left.isEmpty {
        common.note(
          "for want of width without \(left.joined(separator: ", ")); --columns chooses, other formats have all")
      }
    }
    if chosen == .xlsx, out == nil { throw Failure(.usage, "--format xlsx needs --out FILE") }
    let output = try Output(path: out)
    if let text = chosen.text {
      try renderer.render(table, as: text) { try output.write($0) }
    } else {
      try output.write(Workbook.bytes(table))
    }
    try output.finish()
    if [.csv, .tsv, .json, .jsonl].contains(chosen) { for note in table.notes { common.note(note) } }
  }

  /// The form that the ending of the output file names.
  private var formatOfFile: RowFormat? {
    guard let out, let dot = out.utf8.lastIndex(of: UInt8(ascii: ".")) else { return nil }
    let ending = String(out[out.index(after: dot)...])
    return ending == "tex" ? .latex : RowFormat(rawValue: ending)
  }

  private func chosenColumns(of table: Table, for format: RowFormat) throws -> Table {
    guard let columns else { return format == .table ? table.withoutEmptyColumns : table }
    guard let chosen = table.selecting(columns.split(separator: ",").map { $0.trimmed }) else {
      throw Failure(.usage, "--columns: the columns are \(table.columns.joined(separator: ","))")
    }
    return chosen
  }

  private static var terminalWidth: Int? {
    var size = winsize()
    return ioctl(1, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0 ? Int(size.ws_col) : nil
  }
}

/// Counts the records of a run and tells of rejects.
struct RunLedger {
  var read = 0
  var rejected = 0
  /// Rows that count what containers hold beside articles; they are no rejected documents.
  private var passedOver = 0
  private let common: CommonOptions
  private var isAbsent = true
  private var counts: [Rejection.Reason: Int] = [:]

  /// How many were rejected for which reason, the most frequent first, in brackets; empty where none was.
  var reasons: String {
    let parts = counts.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }
      .map { "\($0.value) \($0.key.rawValue)" }
    return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
  }

  init(_ common: CommonOptions) { self.common = common }

  mutating func accepted() { read += 1 }

  mutating func reject(_ rejection: Rejection) {
    read += 1
    counts[rejection.reason, default: 0] += 1
    if rejection.reason == .passedOver {
      passedOver += 1
      common.note("passed over: \(rejection.place): \(rejection.detail)")
      return
    }
    rejected += 1
    isAbsent = isAbsent && (rejection.reason == .missing || rejection.reason == .empty)
    StandardError.write("zhandian: rejected: \(rejection)")
  }

  /// Turns the counts into the exit code of the contract.
  ///
  /// - Throws: `Failure` 66 or 65 if nothing could be used, `ExitCode` 2 for rejects with `--strict`.
  func finish(strict: Bool) throws {
    if read > 0 && rejected + passedOver == read {
      throw Failure(isAbsent ? .noInput : .badData, "none of \(read - passedOver) record(s) could be used")
    }
    if strict && rejected > 0 { throw ExitCode(ExitStatus.rejects.rawValue) }
  }
}

extension Substring {
  /// Without blanks at either end.
  fileprivate var trimmed: String {
    let bytes = utf8.drop { $0 == 0x20 }
    return String(decoding: bytes.prefix(bytes.count - bytes.reversed().prefix { $0 == 0x20 }.count), as: UTF8.self)
  }
}
