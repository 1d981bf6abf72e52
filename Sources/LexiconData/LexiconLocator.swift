import CorpusModel
import FoundationEssentials

extension Lexicons {
  /// Opens the first `Lexicons` folder of the search order: `explicit`, `ZHANDIAN_LEXICONS`,
  /// `$XDG_DATA_HOME/zhandian/Lexicons` (`~/.local/share` by default), `../share/zhandian/Lexicons` beside the
  /// executable's folder, then a `Lexicons` folder in or above it (a checkout).
  ///
  /// A place that is named by the caller or the environment is not passed over when it is wrong.
  ///
  /// - Throws: `LexiconError` naming the place that was named, or all places that were tried.
  public static func locate(explicit: String?, environment: [String: String], executable: String) throws -> Lexicons {
    if let named = explicit ?? environment["ZHANDIAN_LEXICONS"], !named.isEmpty { return try Lexicons(root: named) }
    var places: [String] = []
    let data = environment["XDG_DATA_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    if let share = data ?? environment["HOME"].map({ $0 + "/.local/share" }) {
      places.append(share + "/zhandian/Lexicons")
    }
    var folder = Self.parent(of: executable)
    places.append(Self.parent(of: folder) + "/share/zhandian/Lexicons")
    while !folder.isEmpty {
      places.append(folder + "/Lexicons")
      folder = Self.parent(of: folder)
    }
    for place in places where FileManager.default.fileExists(atPath: place + "/lexicons.json") {
      return try Lexicons(root: place)
    }
    throw LexiconError(file: "Lexicons", message: "not found; looked in " + places.joined(separator: ", "))
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// Paths below the folder of all files that the program reads as data, in byte order.
  public func dataFiles() -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return names.filter(Self.isData).sorted()
  }

  /// Whether a path below the folder is data that reads documents: no tools, no notes, no descriptions of tables.
  static func isData(_ name: String) -> Bool {
    (name.hasSuffix(".tsv") || name.hasSuffix(".weights")) && !name.hasPrefix("tools/") && !name.hasPrefix("schema/")
  }

  /// A hash over the names and bytes of `files` in 16 hexadecimal digits; those that were read before are not read again.
  ///
  /// - Throws: `LexiconError` if a file cannot be read.
  /// - Complexity: O(files), and O(bytes) of those that were not read yet.
  func hash(of files: [(name: String, path: String)]) throws -> String {
    var hash = StableHash()
    for file in files {
      for byte in file.name.utf8 { hash.mix(UInt64(byte)) }
      hash.mix(try digest(of: file.path))
    }
    return hash.hexadecimal
  }
}
