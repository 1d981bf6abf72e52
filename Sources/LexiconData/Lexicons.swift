import CorpusModel
import FoundationEssentials
import Synchronization

/// A fault in a lexicon file, with its place.
public struct LexiconError: Error, Equatable, CustomStringConvertible {
  public var file: String
  /// 1-based; nil where the fault is of the whole file.
  public var line: Int?
  public var message: String

  public init(file: String, line: Int? = nil, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String { "\(file)\(line.map { ":\($0)" } ?? ""): \(message)" }
}

/// One row of a lexicon table.
public struct LexiconRow: Sendable {
  public var file: String
  public var line: Int
  /// Cells as UTF-8 bytes; a short line is filled with empty cells.
  public var cells: [[UInt8]]

  public subscript(_ column: Int) -> String { String(decoding: cells[column], as: UTF8.self) }

  /// Cells that hold several values separate them by `|`; empty for an empty cell.
  public func list(_ column: Int) -> [String] {
    self[column].isEmpty ? [] : self[column].split(separator: "|").map(String.init)
  }

  public func error(_ message: String) -> LexiconError { LexiconError(file: file, line: line, message: message) }
}

/// The `Lexicons` folder: the only way to the word lists, phrase tables, divisions and weights.
public struct Lexicons: Sendable {
  /// Absolute path of the folder.
  public let root: String
  private let digests = Digests()

  /// Hashes of the files that were read.
  private final class Digests: Sendable {
    let values = Mutex<[String: UInt64]>([:])
  }

  /// Opens the folder at `root`.
  ///
  /// - Throws: `LexiconError` if there is no `lexicons.json` in it.
  public init(root: String) throws {
    self.root = root
    guard FileManager.default.fileExists(atPath: root + "/lexicons.json") else {
      throw LexiconError(file: root, message: "no lexicons.json here: not a Lexicons folder")
    }
  }

  /// Absolute path of a file below the folder; an absolute path stays.
  func path(_ file: String) -> String { file.hasPrefix("/") ? file : root + "/" + file }

  /// Whether there is such a file.
  func has(_ file: String) -> Bool { FileManager.default.fileExists(atPath: path(file)) }

  /// Reads a whole file as bytes.
  ///
  /// - Throws: `LexiconError` naming the file.
  public func bytes(_ file: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path(file)) else {
      throw LexiconError(file: file, message: "cannot be read" + (file.hasPrefix("/") ? "" : " below \(root)"))
    }
    let bytes = [UInt8](data)
    let digest = Self.digest(bytes)
    digests.values.withLock { $0[file] = digest }
    return bytes
  }

  /// Hash of a file's bytes, as last read.
  func digest(of file: String) throws -> UInt64 {
    if let known = digests.values.withLock({ $0[file] }) { return known }
    return Self.digest(try bytes(file))
  }

  private static func digest(_ bytes: [UInt8]) -> UInt64 {
    var hash = StableHash()
    bytes.withUnsafeBytes { raw in
      var offset = 0
      while offset + 8 <= raw.count {
        hash.mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
        hash.fold()
        offset += 8
      }
      for byte in raw[offset...] { hash.mix(UInt64(byte)) }
    }
    return hash.value
  }

  /// Reads a TSV table: `#` lines are comments, the first other line must be exactly `columns`, rows have at most as
  /// many cells.
  ///
  /// - Throws: `LexiconError` with file and line: wrong header, too many cells, ill-formed UTF-8, CR.
  /// - Complexity: O(bytes).
  public func table(_ file: String, columns: [String]) throws -> [LexiconRow] {
    try Self.parse(bytes(file), file: file, columns: columns)
  }

  /// Parses the bytes of a TSV table; see `table`.
  public static func parse(_ bytes: [UInt8], file: String, columns: [String]) throws -> [LexiconRow] {
    var rows: [LexiconRow] = []
    try scan(bytes, file: file, columns: columns) { row in
      rows.append(LexiconRow(file: row.file, line: row.line, cells: row.cells.map(Array.init)))
    }
    return rows
  }
}
