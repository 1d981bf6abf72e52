import ChineseText
import CorpusModel
import LexiconData

/// Checks lexicons with the stages that read them: spelling as texts are normalised, and whether each stage takes its
/// tables.
public struct LexiconInspection: Sendable {
  /// All mistakes, each with file and, where it has one, line.
  public private(set) var faults: [LexiconError] = []
  public let fileCount: Int
  public let rowCount: Int

  /// Checks one pack, or everything.
  ///
  /// - Parameters:
  ///   - lexicons: The folder.
  ///   - domain: Name or folder of the only pack to check; nil checks all tables and packs.
  /// - Throws: `LexiconError` if the tables that the check itself needs are damaged, or there is no such pack.
  public init(_ lexicons: Lexicons, domain: String?) throws {
    let converter = try ScriptConverter(lexicons: lexicons, to: .hans, from: .hant)
    let composer = try Composer()
    let spelling = LexiconSpelling(
      simplified: { converter.script(of: $0) == .hans ? $0 : converter.convert($0).text },
      composed: { composer.composed($0) })
    var check = try LexiconCheck(lexicons, spelling: spelling)
    if let domain {
      check.check(try DomainPack(domain, in: lexicons))
    } else {
      check.checkAll()
    }
    faults = check.faults
    fileCount = check.fileCount
    rowCount = check.rowCount
    // What the tables alone do not show, the stages tell when they load them; one mistake often makes both speak.
    guard faults.isEmpty else { return }
    for name in domain.map({ [$0] }) ?? DomainPack.names(in: lexicons) {
      do {
        _ = try DocumentPipeline(lexicons: lexicons, domain: name)
      } catch let error as LexiconError {
        faults.append(error)
      }
    }
  }
}
