import LexiconData

/// Where the checkout that the tests run in keeps things.
public enum Repository {
  /// Absolute path of the checkout's root.
  public static let root = String(#filePath.split(separator: "/").dropLast(3).reduce("") { $0 + "/" + $1 })

  /// The lexicons of the checkout.
  ///
  /// - Throws: `LexiconError` if the folder is damaged.
  public static func lexicons() throws -> Lexicons { try Lexicons(root: root + "/Lexicons") }
}
