import FoundationEssentials

/// The words of one topic: a folder of tables, read over the tables of `Lexicons/domains/common` that all topics share.
///
/// The shared tables hold the language of the press (群众, 座谈会, 全覆盖, 桥梁); a pack adds what is of its topic. A row of the
/// pack replaces the shared row of the same key. A pack is told by the name of its folder below `Lexicons/domains`, or by
/// the path of a folder anywhere.
public struct DomainPack: Sendable {
  /// The pack of deputy stations, which is read where none is named.
  public static let standard = "liaison-stations"
  /// Folder of the shared tables below the lexicons' root.
  public static let shared = "domains/common"
  /// The table that makes a folder a pack.
  static let taxonomy = "taxonomy.tsv"

  /// Name of the folder.
  public let name: String
  /// The folder below the lexicons' root, or its absolute path where it is outside.
  public let folder: String
  public let lexicons: Lexicons

  /// Opens a pack.
  ///
  /// - Parameters:
  ///   - place: Name of a folder below `Lexicons/domains`, else a path.
  ///   - lexicons: Where the shared tables are.
  /// - Throws: `LexiconError` that lists the packs if there is none at `place`.
  public init(_ place: String = DomainPack.standard, in lexicons: Lexicons) throws {
    self.lexicons = lexicons
    let inside = "domains/" + place
    if !place.utf8.contains(UInt8(ascii: "/")), Self.isPack(lexicons.path(inside)), inside != Self.shared {
      (name, folder) = (place, inside)
      return
    }
    let url = URL(fileURLWithPath: place).standardizedFileURL
    (name, folder) = (url.lastPathComponent, url.path.hasSuffix("/") ? String(url.path.dropLast()) : url.path)
    guard Self.isPack(folder) else {
      let names = Self.names(in: lexicons).joined(separator: ", ")
      throw LexiconError(
        file: place, message: "is no domain pack: not one of \(names), and no folder with a \(Self.taxonomy)")
    }
  }

  /// Names of the packs below `Lexicons/domains`, in byte order.
  public static func names(in lexicons: Lexicons) -> [String] {
    let folder = lexicons.path("domains")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { "domains/\($0)" != shared && isPack(folder + "/" + $0) }.sorted()
  }

  private static func isPack(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path + "/" + taxonomy)
  }

  /// The rows of the shared table `file`, where there is one, then those of the pack's own, where there is one.
  ///
  /// - Parameters:
  ///   - file: Name of the table.
  ///   - columns: Its header.
  ///   - keys: Number of leading columns that tell a row from another.
  /// - Returns: Shared rows first; see `isShared`.
  /// - Throws: `LexiconError` with file and line; also where neither table exists.
  public func table(_ file: String, columns: [String], keys: Int = 1) throws -> [LexiconRow] {
    let own = folder + "/" + file
    let shared = Self.shared + "/" + file
    let hasShared = lexicons.has(shared)
    guard hasShared else { return try lexicons.table(own, columns: columns) }
    guard lexicons.has(own) else { return try lexicons.table(shared, columns: columns) }
    let rows = try lexicons.table(own, columns: columns)
    let replaced = Set(rows.map { $0.cells.prefix(keys) })
    return try lexicons.table(shared, columns: columns).filter { !replaced.contains($0.cells.prefix(keys)) } + rows
  }

  /// The rows of a table that only packs have; none where the pack does without.
  ///
  /// - Throws: `LexiconError` with file and line.
  public func ownTable(_ file: String, columns: [String]) throws -> [LexiconRow] {
    let own = folder + "/" + file
    return lexicons.has(own) ? try lexicons.table(own, columns: columns) : []
  }

  /// Whether `row` is of a shared table: it may name subjects that the pack does not have.
  public func isShared(_ row: LexiconRow) -> Bool { row.file.hasPrefix(Self.shared + "/") }

  /// A hash over the names and bytes of everything that reads a document of this topic, in 16 hexadecimal digits: all
  /// data files but those of other packs and of reports.
  ///
  /// - Throws: `LexiconError` if a file cannot be read.
  public func versionHash() throws -> String {
    let files = lexicons.dataFiles().filter {
      !$0.hasPrefix("reports/")
        && (!$0.hasPrefix("domains/") || $0.hasPrefix(Self.shared + "/") || $0.hasPrefix(folder + "/"))
    }
    let own = folder.hasPrefix("/") ? (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] : []
    return try lexicons.hash(
      of: files.map { ($0, $0) } + own.filter { $0.hasSuffix(".tsv") }.sorted().map { ($0, folder + "/" + $0) })
  }
}
