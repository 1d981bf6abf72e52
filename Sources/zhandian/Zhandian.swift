import ArgumentParser
import CMalloc
import CorpusModel
import FactStore
import LexiconData
import Reporting

/// The command line: arguments, choice of output, exit codes; what the commands do is done elsewhere.
@main
struct Zhandian: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "zhandian",
    abstract: "Structured, comparable facts with evidence from Chinese articles about deputy stations (人大代表联络站).",
    discussion: """
      Typical use:
        zhandian ingest articles/ --store stations.db
        zhandian compare --store stations.db --by province --measure stations
        zhandian query --store stations.db --kind model --region 云南省 --evidence

      Data goes to standard output, everything else to standard error. Exit codes: 0 done; 1 failed; 2 done, with \
      rejected documents (only with --strict); 64 usage; 65 bad data; 66 no input; 70 a bug; 74 I/O; 75 temporary.
      """,
    version: Version.string,
    subcommands: [
      IngestCommand.self, MergeCommand.self, ExtractCommand.self, CompareCommand.self, QueryCommand.self,
      SQLCommand.self,
      ModelsCommand.self, SlogansCommand.self, SearchCommand.self, KWICCommand.self, KeynessCommand.self,
      TrendCommand.self, ReportCommand.self, ServeCommand.self, ReviewCommand.self, ExportCommand.self,
      CleanCommand.self, RepairCommand.self, ConvertCommand.self,
      SegmentCommand.self, RegionCommand.self, ExplainCommand.self, ContractCommand.self, LexiconCommand.self,
      VerifyCommand.self, ConfigCommand.self,
    ])

  static func main() {
    // Freed memory is kept for the next document instead of given back and asked for again.
    mallopt(M_TRIM_THRESHOLD, 1 << 28)
    mallopt(M_MMAP_THRESHOLD, 1 << 26)
    StandardInput.widen()
    do {
      try checkCommand(CommandLine.arguments.dropFirst())
      var command = try parseAsRoot()
      try command.run()
    } catch let failure as Failure {
      StandardError.write("zhandian: \(failure.message)")
      exit(withError: ExitCode(failure.status.rawValue))
    } catch let error as LexiconError {
      StandardError.write("zhandian: lexicon: \(error)")
      exit(withError: ExitCode(ExitStatus.badData.rawValue))
    } catch let error as StoreError {
      StandardError.write("zhandian: \(error)")
      exit(withError: ExitCode(error.exitStatus.rawValue))
    } catch let error as WorkbookError {
      StandardError.write("zhandian: \(error)")
      exit(withError: ExitCode((error.isInputOutput ? ExitStatus.inputOutput : .failed).rawValue))
    } catch {
      exit(withError: error)
    }
  }
}

extension ParsableCommand {
  /// Refuses a word that stands where a command must and is none.
  ///
  /// - Throws: `Failure` 64 with the near name, if there is one.
  fileprivate static func checkCommand(_ words: ArraySlice<String>) throws {
    guard let word = words.first, word.utf8.first != UInt8(ascii: "-"), !configuration.subcommands.isEmpty else {
      return
    }
    if word == "help" { return try checkCommand(words.dropFirst()) }
    let commands = configuration.subcommands
    guard let command = commands.first(where: { $0.configuration.commandName == word }) else {
      let hint = Nearest.hint(word, commands.compactMap { $0.configuration.commandName })
      throw Failure(.usage, "\(word): no such command\(hint); `zhandian help` lists them")
    }
    try command.checkCommand(words.dropFirst())
  }
}

/// Version of the program and of the forms that it writes.
enum Version {
  static let string = "0.1.0"
}

extension StoreError {
  /// The exit code of the command contract.
  var exitStatus: ExitStatus {
    switch self {
    case .missing: .noInput
    case .notAStore, .newerSchema, .damaged, .differentContracts, .badDocument: .badData
    case .busy: .temporary
    case .inputOutput: .inputOutput
    case .badFilter, .badStatement, .denied: .usage
    case .timedOut, .failed: .failed
    }
  }
}
