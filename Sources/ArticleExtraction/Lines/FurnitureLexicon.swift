import CorpusModel
import LexiconData

/// What a label before a colon announces.
enum LabelField: Int, Sendable {
  case published, publisher, author, reporter, editor, title, note, licence
  /// A person or an organ that sent the article in.
  case contributor

  init?(name: String) {
    switch name {
    case "published": self = .published
    case "publisher": self = .publisher
    case "author": self = .author
    case "reporter": self = .reporter
    case "editor": self = .editor
    case "title": self = .title
    case "note": self = .note
    case "licence": self = .licence
    case "contributor": self = .contributor
    default: return nil
    }
  }
}

/// What a phrase says about the line that it stands in.
enum PhraseKind: Int, CaseIterable, Sendable {
  /// Heads a list of other articles.
  case tailHeading
  /// Begins the matter behind an article.
  case tailStart
  /// The same, in a short line without a full stop only.
  case tailShort
  /// Button and the like: the line goes, its neighbours stay.
  case drop
  /// Path to the page.
  case navigation
  /// Imprint, wherever it stands in the line.
  case footer
  /// Comments, wherever the word stands behind a number or before one.
  case comments
  /// Ends the dateline of a report, as 电 and 讯 do.
  case report
  /// Stands in brackets behind an article's last sentence.
  case end
  /// Part of a registration number of a site.
  case registration
  /// Tells of an error or a redirection in the place of an article.
  case message
  /// Ends the name of a column.
  case column
  /// Ends a line with the name of a site or its buttons.
  case site
  /// Ends the name of an organ that signs documents.
  case signer
  /// Ends the name of a paper or a portal.
  case paper
  /// Stands in the entry of a list of literature.
  case citation
  /// Name of a site's first page, which opens a row of its columns.
  case home

  init?(name: String) {
    switch name {
    case "tail-heading": self = .tailHeading
    case "tail-start": self = .tailStart
    case "tail-short": self = .tailShort
    case "drop": self = .drop
    case "navigation": self = .navigation
    case "footer": self = .footer
    case "comments": self = .comments
    case "report": self = .report
    case "end": self = .end
    case "registration": self = .registration
    case "message": self = .message
    case "column": self = .column
    case "site": self = .site
    case "signer": self = .signer
    case "paper": self = .paper
    case "citation": self = .citation
    case "home": self = .home
    default: return nil
    }
  }

  /// Whether lines open with the phrase.
  var opensLine: Bool { rawValue < Self.footer.rawValue }

  /// Number of a kind that opens no line among its like.
  var innerIndex: Int { rawValue - Self.footer.rawValue }
}

/// What a class or id token says about its element.
enum ContainerKind: UInt8, Sendable {
  case none, author, noise, article
}

/// The compiled word lists of `Lexicons/furniture`.
///
/// Immutable, so that threads share it; a reference, so that readers that hold it copy one pointer.
final class FurnitureLexicon: Sendable {
  private let labels: PhraseTrie
  private let openings: PhraseTrie
  /// Phrases of the kinds that open no line, from `footer` on.
  private let inner: [PhraseTrie]
  private let endings: [[UInt8]]
  private let nonNames: Set<String>
  private let nonNameEndings: [String]
  private let nonNameOpenings: [String]
  private let leadIns: [[UInt8]]
  private let surnames: Set<[UInt8]>
  private let containers: HashTable<ContainerKind>
  private let containerParts: HashTable<ContainerKind>

  /// - Throws: `LexiconError` with file and line.
  init(_ lexicons: Lexicons) throws {
    var labels = PhraseTrie()
    for row in try lexicons.table("furniture/labels.tsv", columns: ["field", "forms"]) {
      guard let field = LabelField(name: row[0]) else { throw row.error("no field is named \(row[0])") }
      for form in row.list(1) { labels.insert(Self.fold(form), Int32(field.rawValue)) }
    }
    self.labels = labels
    var openings = PhraseTrie()
    var inner = PhraseKind.allCases.filter { !$0.opensLine }.map { _ in PhraseTrie() }
    for row in try lexicons.table("furniture/phrases.tsv", columns: ["kind", "forms"]) {
      guard let kind = PhraseKind(name: row[0]) else { throw row.error("no kind is named \(row[0])") }
      for form in row.list(1) {
        if kind.opensLine {
          openings.insert(Self.fold(form), Int32(kind.rawValue))
        } else {
          inner[kind.innerIndex].insert(Self.fold(form), 0)
        }
      }
    }
    (self.openings, self.inner) = (openings, inner)
    endings = try lexicons.table("furniture/publisher-endings.tsv", columns: ["ending"]).map { $0.cells[0] }
    var words: Set<String> = []
    var (nameEndings, nameOpenings): ([String], [String]) = ([], [])
    var leadIns: [[UInt8]] = []
    for row in try lexicons.table("furniture/non-names.tsv", columns: ["kind", "forms"]) {
      switch row[0] {
      case "word": words.formUnion(row.list(1))
      case "ending": nameEndings += row.list(1)
      case "opening": nameOpenings += row.list(1)
      case "lead-in": leadIns += row.list(1).map { Array($0.utf8) }
      default: throw row.error("no kind is named \(row[0])")
      }
    }
    (nonNames, nonNameEndings, nonNameOpenings, self.leadIns) = (words, nameEndings, nameOpenings, leadIns)
    surnames = Set(try lexicons.table("furniture/surnames.tsv", columns: ["surname"]).map { $0.cells[0] })
    var wholes: [(key: UInt64, value: ContainerKind)] = []
    var parts = wholes
    for row in try lexicons.table("furniture/containers.tsv", columns: ["token", "kind"]) {
      let token = Self.tokenHash(row.cells[0])
      switch row[1] {
      case "article": wholes.append((token, .article))
      case "noise": wholes.append((token, .noise))
      case "author": wholes.append((token, .author))
      case "noise-part": parts.append((token, .noise))
      default: throw row.error("no kind is named \(row[1])")
      }
    }
    containers = HashTable(wholes)
    containerParts = HashTable(parts)
  }

  private static func fold(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { FoldedText($0, 0..<$0.count).bytes.filter { $0 != 0x20 && $0 != 0x09 } }
  }

  /// The stable hash of a token without hyphens and underscores: `article-content` is `article__content`.
  private static func tokenHash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    var hash = StableHash()
    for byte in bytes where byte != UInt8(ascii: "-") && byte != UInt8(ascii: "_") {
      hash.mix(UInt64(byte))
    }
    return hash.value
  }

  /// End of `token` without a number or a part with a digit in it at its end, or nil.
  private static func stem(_ token: UnsafeBufferPointer<UInt8>) -> Int? {
    guard let last = token.last else { return nil }
    var start = token.count
    while start > 0, token[start - 1] != UInt8(ascii: "-"), token[start - 1] != UInt8(ascii: "_") { start -= 1 }
    if start > 0, (5...8).contains(token.count - start), token[start...].contains(where: DateReader.isDigit) {
      return start
    }
    guard DateReader.isDigit(last) else { return nil }
    var end = token.count
    while end > 0, DateReader.isDigit(token[end - 1]) { end -= 1 }
    return end > 2 ? end : nil
  }

  /// The longest phrase of `trie` at `offset`, blanks between its characters skipped: end offset and value.
  private func match(_ trie: PhraseTrie, _ bytes: UnsafeBufferPointer<UInt8>, _ offset: Int) -> (end: Int, value: Int)?
  {
    guard offset < bytes.count else { return nil }
    let (scalar, length) = PhraseTrie.decode(bytes, offset)
    var node = trie.first(scalar)
    var index = offset + length
    var best: (end: Int, value: Int)?
    while node >= 0 {
      if let value = trie.value(at: node) { best = (index, value) }
      while index < bytes.count, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
      guard index < bytes.count else { break }
      let (scalar, length) = PhraseTrie.decode(bytes, index)
      node = trie.step(node, scalar)
      index += length
    }
    return best
  }

  /// Whether a label may begin with `scalar`.
  @inline(__always) func mayBeginLabel(_ scalar: UInt32) -> Bool { labels.mayBegin(scalar) }

  /// Whether the number of a licence may be announced by what begins with `scalar`.
  @inline(__always) func mayBeginLicence(_ scalar: UInt32) -> Bool {
    labels.mayBegin(scalar) || inner[PhraseKind.registration.innerIndex].mayBegin(scalar)
  }

  /// The label that begins at `offset`: the end of its words and what it announces.
  func label(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (end: Int, field: LabelField)? {
    match(labels, bytes, offset).flatMap { found in LabelField(rawValue: found.value).map { (found.end, $0) } }
  }

  /// The phrase that opens a line at `offset`.
  func opening(_ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> (end: Int, kind: PhraseKind)? {
    match(openings, bytes, offset).flatMap { found in PhraseKind(rawValue: found.value).map { (found.end, $0) } }
  }

  /// The end of a phrase of `kind`, which opens no line, at `offset`.
  func endOfPhrase(_ kind: PhraseKind, _ bytes: UnsafeBufferPointer<UInt8>, at offset: Int) -> Int? {
    match(inner[kind.innerIndex], bytes, offset)?.end
  }

  /// Whether a text ends with a phrase of `kind`, which opens no line.
  func ends(_ text: Slice<UnsafeBufferPointer<UInt8>>, with kind: PhraseKind) -> Bool {
    let bytes = UnsafeBufferPointer(rebasing: text)
    return bytes.indices.contains { endOfPhrase(kind, bytes, at: $0) == bytes.count }
  }

  /// Bytes of phrases of `kind` in a folded line.
  func bytes(of kind: PhraseKind, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
    let trie = inner[kind.innerIndex]
    var index = 0
    var total = 0
    while true {
      index = trie.nextStart(bytes, from: index, to: bytes.count)
      guard index < bytes.count else { return total }
      if let end = match(trie, bytes, index)?.end {
        total += end - index
        index = end
      } else {
        index += PhraseTrie.length(bytes[index])
      }
    }
  }

  /// Whether `name` ends as names of newspapers, portals and organs do.
  func endsAsPublisher(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    endings.contains { name.count > $0.count && name.suffix($0.count).elementsEqual($0) }
  }

  /// Bytes of a word such as 据 and 转自 that opens `name`.
  func leadIn(of name: Slice<UnsafeBufferPointer<UInt8>>) -> Int {
    leadIns.filter { name.count > $0.count + 3 && name.starts(with: $0) }.map(\.count).max() ?? 0
  }

  /// Whether `name` is two to four characters that begin with a family name.
  func isPersonalName(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    guard (6...12).contains(bytes.count), !isNonPerson(name) else { return false }
    return surnames.contains(Array(bytes.prefix(3))) && bytes.count <= 9 || surnames.contains(Array(bytes.prefix(6)))
  }

  /// Whether `word` stands where a name is expected and is none, such as 本站 and 佚名.
  func isNonName(_ word: String) -> Bool { nonNames.contains(word) }

  /// Whether `word` is no person's name: as above, or it ends as 上海报道 or begins as 系某大学 does.
  func isNonPerson(_ word: String) -> Bool {
    isNonName(word) || nonNameEndings.contains { word.hasSuffix($0) } || nonNameOpenings.contains { word.hasPrefix($0) }
  }

  /// What one class or id token in lower case says; hyphens and underscores do not count, but part words.
  ///
  /// A number at its end (`vsb_content_501`) and the hash that tools add to names (`main_content-r5RGqegj`) are
  /// passed over where what is left names an article.
  func container(_ token: UnsafeBufferPointer<UInt8>) -> ContainerKind {
    if let kind = containers[Self.tokenHash(token)] { return kind }
    if let stem = Self.stem(token), containers[Self.tokenHash(token[0..<stem])] == .article { return .article }
    var start = 0
    for index in 0...token.count {
      guard index == token.count || token[index] == UInt8(ascii: "-") || token[index] == UInt8(ascii: "_") else {
        continue
      }
      if index > start, index - start < token.count, containerParts[Self.tokenHash(token[start..<index])] != nil {
        return .noise
      }
      start = index + 1
    }
    return .none
  }
}
