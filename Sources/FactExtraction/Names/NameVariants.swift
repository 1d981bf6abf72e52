import LexiconData

/// Groups the spellings of one name across articles.
///
/// `“1+7+n”模式`, `１＋７＋Ｎ` and `1+7+X` are one formula; `八有` and `“8有”标准` one shorthand; `码上见` and `“码上见”平台` one brand.
public struct NameVariants: Sendable {
  private let lexicon: NameLexicon

  /// Strength from which a cue behind names counts as a generic tail.
  private static let strengthOfTail = 2.0
  /// A tail is cut only where this many scalars stay, or a shorthand: `代表行动` is more than `代表`.
  private static let shortestName = 3

  /// Loads the tables of the topic.
  ///
  /// - Throws: `LexiconError` with file and line.
  public init(lexicons: Lexicons, domain: String = DomainPack.standard) throws {
    lexicon = try NameLexicon(DomainPack(domain, in: lexicons))
  }

  /// The canonical key of a model's name: one width, no quotation marks, spaces and separators, Chinese numerals in
  /// shorthand, `N` for every open operand, no generic tail.
  public func key(ofModel name: String) -> String {
    let text = NameText(name)
    var scalars = withoutTails(words(text.scalars))
    if scalars.contains(Scalars.plus) { return Scalars.string(withOpenOperands(scalars)) }
    if NumeralShorthand(scalars[...]) != nil { scalars = scalars.map(Self.chineseNumeral) }
    return Scalars.string(scalars)
  }

  /// The canonical key of a slogan or an epithet: one width, no marks.
  public func key(ofText text: String) -> String { Scalars.string(words(NameText(text).scalars)) }

  /// Letters in upper case, digits, Han and `+`.
  private func words(_ scalars: [UInt32]) -> [UInt32] {
    scalars.filter(Scalars.isWord).map { (0x61...0x7A).contains($0) ? $0 - 0x20 : $0 }
  }

  private func withoutTails(_ scalars: [UInt32]) -> [UInt32] {
    let text = NameText(Scalars.string(scalars))
    for start in scalars.indices.dropFirst() where scalars[start - 1] != Scalars.plus {
      guard let tail = lexicon.models.match(.after, in: text, from: start, limit: scalars.count),
        tail.length == scalars.count - start, tail.strength >= Self.strengthOfTail
      else { continue }
      let rest = scalars[..<start]
      if rest.count >= Self.shortestName || NumeralShorthand(rest) != nil { return Array(rest) }
    }
    return scalars
  }

  /// A last operand of one letter stands for any number, whichever letter it is.
  private func withOpenOperands(_ scalars: [UInt32]) -> [UInt32] {
    let operands = scalars.split(separator: Scalars.plus, omittingEmptySubsequences: false).map { operand -> [UInt32] in
      operand.count == 1 && operand.allSatisfy(Scalars.isLatin) ? [0x4E] : Array(operand)
    }
    return Array(operands.joined(separator: [Scalars.plus]))
  }

  private static func chineseNumeral(_ scalar: UInt32) -> UInt32 {
    let digits: [UInt32] = [0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB, 0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D]
    return Scalars.isDigit(scalar) ? digits[Int(scalar - 0x30)] : scalar
  }
}
