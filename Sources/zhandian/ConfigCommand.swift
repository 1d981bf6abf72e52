import ArgumentParser
import CorpusModel
import Explorer
import FactStore
import LexiconData

/// What the program works with.
struct ConfigCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config",
    abstract: "List the limits that inputs, statements and clients meet, the lexicons in use, and versions.",
    discussion: """
      The limits are fixed; a rejection names the one that a record met.

      Examples:
        zhandian config
        zhandian config --format json
      """)

  @OptionGroup var domain: DomainOption
  @OptionGroup var rows: TableOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    var table = Table(columns: ["section", "name", "value", "unit", "about"])
    func add(_ section: String, _ limits: [ResourceLimit]) {
      for limit in limits {
        let value = Int(exactly: limit.value).map { Table.Cell.integer($0) } ?? .decimal(limit.value)
        table.rows.append([.text(section), .text(limit.name), value, .text(limit.unit), .text(limit.about)])
      }
    }
    func add(_ section: String, _ name: String, _ value: String, _ about: String) {
      table.rows.append([.text(section), .text(name), .text(value), .missing, .text(about)])
    }
    add("documents", ResourceLimits().all)
    add("sql", SandboxLimits().all)
    add("serve", ServerLimits().all)
    let lexicons = try common.openLexicons()
    add("lexicons", "folder", lexicons.root, "first found in the search order of the README")
    let hash = try DomainPack(domain.place, in: lexicons).versionHash()
    add("lexicons", "version", hash, "hash of what the domain reads")
    add("versions", "zhandian", Version.string, "this program")
    add("versions", "sqlite", FactStore.sqliteVersion, "library of the store")
    add("versions", "schema", String(FactStore.schemaVersion), "of stores that this program writes")
    try rows.print(table, common)
  }
}
