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

  /// A hash over the names and bytes of all data files, in 16 hexadecimal digits.
  ///
  /// - Throws: `LexiconError` if a listed file cannot be read.
  /// - Complexity: O(bytes of the folder).
  public func versionHash() throws -> String {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    var hash = StableHash()
    for name in names.sorted() where Self.isData(name) {
      for byte in name.utf8 { hash.mix(UInt64(byte)) }
      try bytes(name).withUnsafeBytes { raw in
        var offset = 0
        while offset + 8 <= raw.count {
          hash.mix(raw.loadUnaligned(fromByteOffset: offset, as: UInt64.self).littleEndian)
          hash.fold()
          offset += 8
        }
        for byte in raw[offset...] { hash.mix(UInt64(byte)) }
      }
    }
    return hash.hexadecimal
  }

  /// Whether a path below the folder is data that the program reads: no tools, no notes.
  static func isData(_ name: String) -> Bool {
    (name.hasSuffix(".tsv") || name.hasSuffix(".weights")) && !name.hasPrefix("tools/")
  }
}
