import ArgumentParser
import Ingestion
import Reporting

/// What a distributed run must agree on.
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract",
    abstract: "Print one JSON line: program version, versions of the output forms, domain and hash of the lexicons.",
    discussion: """
      Examples:
        zhandian contract
        zhandian contract --lexicons /srv/lexicons --domain civilization-practice
      """)

  @OptionGroup var domain: DomainOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let contract = try Contract(
      program: Version.string, lexicons: common.openLexicons(), domain: domain.place)
    let output = try Output(path: nil)
    try output.writeLine(JSONValue.object(contract.fields.map { ($0.name, .string($0.value)) }).line)
    try output.finish()
  }
}
