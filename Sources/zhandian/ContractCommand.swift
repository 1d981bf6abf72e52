import ArgumentParser
import CorpusReading
import Ingestion
import Reporting

/// What a distributed run must agree on.
struct ContractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "contract",
    abstract: "Print one JSON line: program version, versions of the output forms, domain, lexicons, what it reads.",
    discussion: """
      Examples:
        zhandian contract
        zhandian contract --lexicons /srv/lexicons --domain civilization-practice
      """)

  /// What a driver may ask for: `records/1` is one answer to each line of `extract - --from jsonl`, in order and at once;
  /// the others are inputs.
  private static let capabilities = ["records/1"] + InputKind.allCases.map(\.rawValue)

  @OptionGroup var domain: DomainOption
  @OptionGroup var common: CommonOptions

  func run() throws {
    let contract = try Contract(
      program: Version.string, lexicons: common.openLexicons(), domain: domain.place)
    let output = try Output(path: nil)
    let fields = contract.fields.map { ($0.name, JSONValue.string($0.value)) }
    try output.writeLine(JSONValue.object(fields + [("capabilities", .strings(Self.capabilities))]).line)
    try output.finish()
  }
}
