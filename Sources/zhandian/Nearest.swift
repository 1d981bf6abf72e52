/// The name that somebody may have meant.
enum Nearest {
  /// `; did you mean stations?`, or nothing where no name is near.
  static func hint(_ text: String, _ names: [String]) -> String {
    let typed = Array(text.utf8)
    let found = names.map { (name: $0, distance: distance(typed, Array($0.utf8))) }
      .filter { $0.distance <= max(1, (typed.count + 1) / 3) }
      .min { ($0.distance, $0.name) < ($1.distance, $1.name) }
    return found.map { "; did you mean \($0.name)?" } ?? ""
  }

  /// Least number of bytes to put in, take out or change (Levenshtein 1965).
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var row = Array(0...right.count)
    for (line, byte) in left.enumerated() {
      var diagonal = row[0]
      row[0] = line + 1
      for (column, other) in right.enumerated() {
        let changed = diagonal + (byte == other ? 0 : 1)
        diagonal = row[column + 1]
        row[column + 1] = min(changed, diagonal + 1, row[column] + 1)
      }
    }
    return row[right.count]
  }
}
