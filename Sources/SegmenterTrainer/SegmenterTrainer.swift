import ChineseText
import FoundationEssentials
import LexiconData

/// `segmenter-trainer LEXICONS SILVER OUT`: trains both models from the silver files.
///
/// SILVER holds `*.seg` (a sentence a line, words parted by one space) and `words.txt` (the lexicon, a word a line);
/// `standard.weights` and `fast.weights` go into OUT. The same files give the same weights, byte for byte.
@main
enum SegmenterTrainer {
  static let passes = 6
  static let margin: Float = 1
  static let minimumCount = 2
  static let dropout = 0.25
  static let scale: Float = 60
  static let threshold: Float = 2
  static let seed: UInt64 = 20_240_515

  static func main() throws {
    let arguments = Array(CommandLine.arguments.dropFirst())
    guard arguments.count == 3 || arguments.count == 4 else {
      throw LexiconError(file: "usage", message: "segmenter-trainer LEXICONS SILVER OUT [standard|fast]")
    }
    let (root, silver, out) = (arguments[0], arguments[1], arguments[2])
    let lexicons = try Lexicons(root: root)
    let files = try FileManager.default.contentsOfDirectory(atPath: silver).filter { $0.hasSuffix(".seg") }.sorted()
    let lines = try files.flatMap { try read(silver + "/" + $0) }
    let words = try read(silver + "/words.txt")
    for model in Segmenter.Model.allCases where arguments.count < 4 || arguments[3] == model.rawValue {
      let usesWords = model == .standard
      var generator = SeededGenerator(state: seed)
      let corpus = try SilverCorpus(
        lines: lines, words: usesWords ? words : [], lexicons: lexicons, minimumCount: minimumCount, dropout: dropout,
        generator: &generator)
      var perceptron = Perceptron(corpus: corpus, margin: margin, usesWords: usesWords)
      for pass in 1...passes {
        let wrong = perceptron.pass(corpus, order: Array(corpus.clauses.indices).shuffled(using: &generator))
        print("\(model.rawValue) pass \(pass): \(wrong) of \(corpus.identities.count) atoms wrong")
      }
      let weights = perceptron.weights(corpus, scale: scale, threshold: threshold)
      let bytes = weights.serialized()
      try Data(bytes).write(to: URL(filePath: out + "/\(model.rawValue).weights"))
      let (pairs, words) = (weights.bigramKeys.count, corpus.lexicon.count)
      print("\(model.rawValue): \(pairs) pairs, \(words) words, \(bytes.count) bytes")
    }
  }

  /// The lines of a file that are not empty.
  private static func read(_ path: String) throws -> [[UInt8]] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LexiconError(file: path, message: "cannot be read")
    }
    return [UInt8](data).split(separator: 0x0A).map(Array.init)
  }
}
