import ArgumentParser
import Ingestion
import Reporting

/// What a distributed run must agree on.
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract",
    abstract: "Print one JSON line: program version, versions of the output forms, hash of the lexicons.",
    discussion: """
      Examples:
        zhandian contract
        zhandian contract --lexicons /srv/lexicons
      """)

  @OptionGroup var common: CommonOptions

  func run() throws {
    let contract = Contract(program: Version.string, lexicons: try common.openLexicons().versionHash())
    let output = try Output(path: nil)
    try output.writeLine(JSONValue.object(contract.fields.map { ($0.name, .string($0.value)) }).line)
    try output.finish()
  }
}
