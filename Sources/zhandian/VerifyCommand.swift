import ArgumentParser
import CorpusModel
import FactStore

/// Whether a store is sound.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check a store: the file, what must add up, the full-text index, copies, every fact against its text.",
    discussion: """
      Prints a row a fault and exits with 1 if there is any, with 65 if the file is no store or cannot be read to its end. \
      Reads only; takes as long as reading the whole file.

      Examples:
        zhandian verify stations.db
        zhandian verify stations.db --format jsonl
      """)

  @Argument(help: "The store.") var file: String?
  @Option(help: "The store, as other commands take it.") var store: String?
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (file == nil) != (store == nil) else { throw ValidationError("Give one store.") }
  }

  func run() throws {
    let store = try FactStore(path: file ?? store ?? "", access: .read)
    let faults = try store.faults()
    var table = Table(columns: ["check", "document", "detail"])
    for fault in faults {
      table.rows.append([
        .text(fault.check.rawValue), fault.document.map { .text($0) } ?? .missing, .text(fault.detail),
      ])
    }
    if !faults.isEmpty || rows.format != nil { try rows.print(table, common) }
    guard faults.isEmpty else { throw Failure(.failed, "\(store.path): \(faults.count) fault(s)") }
    let counts = try store.counts()
    common.note(
      "\(store.path): \(counts.documents) documents, \(counts.facts) facts, \(counts.rejections) rejects: no faults")
  }
}
