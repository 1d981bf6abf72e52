import Foundation
import ZhandianTestSupport

/// How well `clean` reads the pages of `Corpus/designs`.
struct ExtractionScore {
  private(set) var measures: [String: Double] = [:]

  init() throws {
    let folder = Repository.root + "/Corpus/designs"
    let gold = try AccuracyTests.objects(folder + "/gold.jsonl")
    var found: [String: [String: Any]] = [:]
    for article in try Tool.run("clean", folder + "/pages").objects() {
      let name = (article["id"] as? String ?? "").split(separator: "/").last?.split(separator: ".").first ?? ""
      found[String(name)] = article
    }
    var sums: [String: Double] = [:]
    for page in gold {
      let article = found[page["id"] as? String ?? ""] ?? [:]
      sums["pages body", default: 0] += Self.overlap(page["text"] as? String ?? "", article["text"] as? String ?? "")
      for key in ["title", "published", "publisher"] {
        sums["pages " + key, default: 0] += page[key] as? String == article[key] as? String ? 1 : 0
      }
      sums["pages authors", default: 0] += page["authors"] as? [String] == article["authors"] as? [String] ? 1 : 0
    }
    measures = sums.mapValues { $0 / Double(max(1, gold.count)) }
  }

  /// F1 of the runs of four characters, white space left out.
  private static func overlap(_ gold: String, _ text: String) -> Double {
    let (wanted, offered) = (runs(gold), runs(text))
    let hits = wanted.reduce(0) { $0 + min($1.value, offered[$1.key] ?? 0) }
    let total = wanted.values.reduce(0, +) + offered.values.reduce(0, +)
    return total == 0 ? 0 : 2 * Double(hits) / Double(total)
  }

  private static func runs(_ text: String) -> [[Unicode.Scalar]: Int] {
    let scalars = text.unicodeScalars.filter { !$0.properties.isWhitespace }.map { $0 }
    var runs: [[Unicode.Scalar]: Int] = [:]
    for start in 0..<max(0, scalars.count - 3) { runs[Array(scalars[start..<start + 4]), default: 0] += 1 }
    return runs
  }
}
