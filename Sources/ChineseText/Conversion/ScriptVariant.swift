/// A written standard of Chinese that text is converted to or from.
public enum ScriptVariant: String, Sendable, CaseIterable {
  /// Simplified characters of the mainland.
  case hans
  /// Traditional characters in the standard forms of the OpenCC project, without regional forms.
  case hant
  /// Traditional characters as the Taiwan press writes them.
  case tw
  /// Traditional characters as Hong Kong writes them.
  case hk
}

extension ScriptConverter {
  /// What does the conversion.
  public enum Engine: String, Sendable, CaseIterable {
    /// ICU's character tables under phrase layers; quotes stay.
    case layered
    /// ICU's transform as it is, quotes and all.
    case icu
  }
}
