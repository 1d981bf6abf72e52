import CorpusModel

/// A `tabular` environment of plain LaTeX; Chinese needs XeLaTeX or LuaLaTeX with a Chinese font.
enum LaTeXTable {
  static func render(_ table: Table) -> String {
    let columns = table.columns.indices.map { table.isNumeric($0) ? "r" : "l" }.joined()
    var lines = ["\\begin{tabular}{\(columns)}", "\\hline", row(table.columns), "\\hline"]
    lines += table.rows.map { row($0.map(\.display)) }
    lines += ["\\hline", "\\end{tabular}"] + table.notes.flatMap { ["", "\\noindent " + escaped($0)] }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func row(_ cells: [String]) -> String {
    // A `[` after the line break would be taken for its argument, so each cell is a group.
    cells.map { "{\(escaped($0))}" }.joined(separator: " & ") + " \\\\"
  }

  private static func escaped(_ text: String) -> String {
    TerminalText.escaped(text).replacingScalars { scalar in
      switch scalar {
      case "\\": "\\textbackslash{}"
      case "{", "}", "$", "&", "#", "_", "%": "\\\(scalar)"
      case "^": "\\textasciicircum{}"
      case "~": "\\textasciitilde{}"
      case "<": "$<$"
      case ">": "$>$"
      case "≈": "$\\approx$"
      case "≥": "$\\geq$"
      case "≤": "$\\leq$"
      case "–": "--"
      default: nil
      }
    }
  }
}
