import CorpusModel

/// How a name stands for a division.
public enum NameForm: UInt8, Sendable, Comparable {
  /// The official name: 石林彝族自治县, 昆明市, 古零镇.
  case full
  /// Shortened by rule, with its class word: 石林县, 红河州, 锡盟.
  case styled
  /// A nickname or a development zone: 榕城, 西咸新区.
  case nickname
  /// Without its class word: 昆明, 石林.
  case bare
  /// One character: 邕, 沪.
  case character

  public static func < (left: NameForm, right: NameForm) -> Bool { left.rawValue < right.rawValue }
}

/// A name of one or several divisions in a text; `Gazetteer.candidates(of:)` tells which.
public struct RegionName: Hashable, Sendable {
  /// In the text that was searched.
  public var span: Span
  /// The best form that the name has for any of its divisions.
  public var form: NameForm
  /// Whether the name is a township's only.
  public var isTownship: Bool
  /// Whether the bare name is also an ordinary word, so that it needs its parent or a sibling beside it.
  public var isCommonWord: Bool
  /// Into the name index.
  let name: Int32
}
