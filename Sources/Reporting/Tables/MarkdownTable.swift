import CorpusModel

/// A GitHub table; notes follow as paragraphs.
enum MarkdownTable {
  static func render(_ table: Table) -> String {
    let rule = table.columns.indices.map { table.isNumeric($0) ? "---:" : "---" }
    let rows = [table.columns.map(escaped), rule] + table.rows.map { $0.map { escaped($0.display) } }
    let lines = rows.map { "| " + $0.joined(separator: " | ") + " |" }
    return (lines + table.notes.flatMap { ["", escaped($0)] }).map { $0 + "\n" }.joined()
  }

  private static func escaped(_ text: String) -> String {
    TerminalText.escaped(text).replacingScalars { scalar in
      switch scalar {
      case "\\", "|", "`", "*", "_", "[", "]", "~", "#": "\\\(scalar)"
      case "<": "&lt;"
      case ">": "&gt;"
      case "&": "&amp;"
      default: nil
      }
    }
  }
}
