import CorpusModel
import LexiconData

/// What two runs must share for their results to be the same: program, forms, lexicons and domain.
public struct Contract: Sendable, Equatable {
  /// Version of the program.
  public var program: String
  /// Hash over all files that read a document; see `DomainPack.versionHash`.
  public var lexicons: String
  /// Name of the domain pack.
  public var domain: String

  public init(program: String, lexicons: String, domain: String = DomainPack.standard) {
    self.program = program
    self.lexicons = lexicons
    self.domain = domain
  }

  /// The contract of runs with `domain`.
  ///
  /// - Throws: `LexiconError` if there is no such pack or a file cannot be read.
  public init(program: String, lexicons: Lexicons, domain: String) throws {
    let pack = try DomainPack(domain, in: lexicons)
    self.init(program: program, lexicons: try pack.versionHash(), domain: pack.name)
  }

  /// Names and values in output order.
  public var fields: [(name: String, value: String)] {
    [
      ("schema", FormVersion.contract), ("version", program), ("document", FormVersion.document),
      ("store", FormVersion.store), ("domain", domain), ("lexicons", lexicons),
    ]
  }

  /// One string that a store remembers beside each document.
  public var identifier: String { "\(program)/\(lexicons)/\(domain)" }

  /// The domain that an identifier names; those of older stores name none and are of the standard one.
  static func domain(of identifier: String) -> String {
    let parts = identifier.split(separator: "/", maxSplits: 2)
    return parts.count == 3 ? String(parts[2]) : DomainPack.standard
  }
}
