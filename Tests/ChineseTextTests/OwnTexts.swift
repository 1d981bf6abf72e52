import Foundation
import ZhandianTestSupport

@testable import ChineseText

/// Texts of our own writing in the repository, for tests over many of them.
enum OwnTexts {
  /// The passages of the gold, in the order of their names.
  static func gold() throws -> [[UInt8]] { try texts(in: "Corpus/gold/passages") }

  /// Undamaged simplified sentences without annotations or entities, which no table is learnt from.
  static func sentences() throws -> [String] {
    let splitter = SentenceSplitter()
    var sentences: [String] = []
    let folders = ["", "latest/", "provinces/", "recent/", "varied/"].map { "Corpus/gold/\($0)passages" }
    for text in try folders.flatMap(texts(in:)) {
      for span in splitter.sentences(in: text) where 30...240 ~= span.count {
        let sentence = text.string(span)
        let isPlain = sentence.unicodeScalars.allSatisfy { scalar in
          scalar.value >= 0x2E80 || "0123456789%“”‘’…—".unicodeScalars.contains(scalar)
        }
        if isPlain, sentence.hasSuffix("。") { sentences.append(sentence) }
      }
    }
    return sentences
  }

  private static func texts(in folder: String) throws -> [[UInt8]] {
    let path = Repository.root + "/" + folder
    let names = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".txt") }.sorted()
    return try names.map { Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + $0))) }
  }
}
