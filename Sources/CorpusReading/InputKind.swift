/// What the inputs are taken for.
public enum InputKind: String, Sendable, CaseIterable {
  /// By file extension, then by content.
  case auto
  case html, text, jsonl, csv, warc
}
