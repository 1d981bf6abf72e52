/// Text of strangers, made safe to show.
public enum TerminalText {
  /// `text` on one line: control characters, bidirectional overrides and line ends are shown as escapes (`\n`, `\u{1B}`).
  ///
  /// - Complexity: O(scalars).
  public static func escaped(_ text: String) -> String {
    if text.unicodeScalars.allSatisfy({ !isDangerous($0) }) { return text }
    return text.replacingScalars { scalar in
      switch scalar {
      case "\n": "\\n"
      case "\r": "\\r"
      case "\t": "\\t"
      default: isDangerous(scalar) ? "\\u{\(String(scalar.value, radix: 16, uppercase: true))}" : nil
      }
    }
  }

  /// Whether a scalar moves the cursor, runs a command of the terminal, or changes the order of what is seen.
  private static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0...0x1F, 0x7F...0x9F, 0x061C, 0x200E...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xFFF9...0xFFFB,
      0xE0000...0xE007F:
      true
    default: false
    }
  }
}
