import CorpusModel
import FactStore
import FoundationEssentials

extension FuzzTarget {
  /// Any statement is answered within its limits or refused; the store's bytes and its folder stay as they are.
  static func querying() throws -> @Sendable ([UInt8]) -> Void {
    let folder = try temporaryFolder()
    let path = folder + "/s.db"
    let writer = try FactStore(path: path, access: .write)
    _ = try writer.write(StoreBatch(documents: [document]), contract: "c")
    try writer.close()
    let before = FileManager.default.contents(atPath: path)
    let store = try FactStore(path: path, access: .read)
    var limits = SandboxLimits()
    (limits.seconds, limits.rows, limits.resultBytes, limits.valueBytes) = (0.1, 50, 4096, 2048)
    return { [limits] bytes in
      do throws(StoreError) {
        let table = try store.sql(String(decoding: bytes, as: UTF8.self), limits: limits)
        precondition(table.rows.count <= limits.rows)
        let cells = table.rows.joined().map { if case .text(let text) = $0 { text.utf8.count } else { 0 } }
        // A byte is two digits in a blob, and U+FFFD in text that is ill-formed.
        precondition(cells.reduce(0, +) <= limits.resultBytes && cells.allSatisfy { $0 <= 3 * limits.valueBytes })
      } catch {
        switch error {
        case .denied, .badStatement, .timedOut: break
        default: preconditionFailure("\(error)")
        }
      }
      precondition(FileManager.default.contents(atPath: path) == before)
      let files = try? FileManager.default.contentsOfDirectory(atPath: folder)
      precondition(files == ["s.db"])
    }
  }

  private static let document: Document = {
    let text = Array("全县建成代表之家14个。".utf8)
    let span = Span(12, text.count - 3)
    var fact = Fact(
      content: .count(
        Count(subjects: ["station"], quantity: Quantity(value: 14, bound: .exact), unit: "个", label: "代表之家", asOf: nil)),
      region: nil, place: nil, evidence: Evidence(text: text.string(span), span: span, source: span), rule: "r",
      confidence: 1)
    fact.key = "k"
    return Document(
      id: "a", source: SourceDescription(path: "a", format: .text, charset: "utf-8", sha256: "00"),
      metadata: ArticleMetadata(title: "之家", published: "2024"), home: nil, script: .hans, text: text,
      sourceText: text, facts: [fact], checks: [])
  }()
}

/// A folder of this run alone.
func temporaryFolder() throws -> String {
  let folder = FileManager.default.temporaryDirectory.path + "/zhandian-fuzz-\(UUID().uuidString)"
  try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  return folder
}
