import CorpusModel

/// Facts as numbers, for what goes through very many of them: a million take some 90 MB.
///
/// Texts are kept once and named by their number. Sentences and titles stay in the store until `rows(at:)` asks for them.
public final class FactSheet: Sendable {
  /// A fact; numbers of texts, regions and sums are -1 where there is none.
  public struct Entry: Sendable {
    /// Key in the store; of a fact that was given whole, its number there, below 0.
    var row: Int64 = 0
    /// The fact's key where it is sixteen hexadecimal digits.
    var key: UInt64 = 0
    /// The value of a count, or the bits of a percentage.
    var number: Int64 = 0
    public internal(set) var confidence: Float = 0
    /// Index in `documents`.
    public internal(set) var document: Int32 = 0
    /// Index of the fact in its document.
    public internal(set) var ordinal: Int32 = 0
    /// Number of the label, scope, name or wording.
    public internal(set) var text: Int32 = -1
    /// Number of the JSON of a model's components.
    var components: Int32 = -1
    /// Number of a count's likeliest subject.
    public internal(set) var subject: Int32 = -1
    /// Index in `regions`.
    public internal(set) var region: Int32 = -1
    /// Number of the township, street or village.
    public internal(set) var place: Int32 = -1
    /// Index in `sums`.
    var sum: Int32 = -1
    /// As a count states it.
    public internal(set) var asOf: PartialDate?
    public internal(set) var kind = FactKind.count
    public internal(set) var bound = Bound.exact
    /// Whether another count of its document and region names it as a part, though that one may be rejected.
    public internal(set) var isPart = false

    public var quantity: Quantity { Quantity(value: Int(number), bound: bound) }
    public var percent: Double { Double(bitPattern: UInt64(bitPattern: number)) }
    public var isTotal: Bool { sum >= 0 }
  }

  /// A document that facts are of.
  public struct Source: Sendable {
    public var id: String
    /// Day of publication; of a copy that of its original.
    public var published: PartialDate?
    /// Code of the division that the article is about.
    public var home: String?
    /// Identifier of the document that it is a copy of.
    public var original: String?
  }

  /// In no order to rely on.
  public let entries: [Entry]
  /// By identifier.
  public let documents: [Source]
  /// Different regions, as articles have them.
  public let regions: [RegionReference]
  /// By number.
  private let strings: [String]
  let sums: [[Int32]]
  /// Keys that are not sixteen hexadecimal digits, by the entry's row.
  let oddKeys: [Int64: String]
  /// Facts that were given whole.
  let given: [FactRow]
  let pool: StringPool
  private let store: FactStore?
  /// The same number for an original and its copies, by document.
  private let clusters: [Int32]
  /// Indices of the facts of documents that state sums.
  private let places: [Place: Int]

  struct Place: Hashable {
    var document: Int32
    var ordinal: Int32
  }

  init(_ builder: FactSheetBuilder, store: FactStore?) {
    entries = builder.entries
    documents = builder.documents
    regions = builder.regions
    strings = builder.pool.strings
    sums = builder.sums
    oddKeys = builder.oddKeys
    given = builder.given
    pool = builder.pool
    places = builder.addends
    self.store = store
    clusters = Self.clusters(of: documents)
  }

  /// Some of the facts of `other`, by their indices.
  fileprivate init(_ other: FactSheet, where isWanted: (Int) -> Bool) {
    var entries: [Entry] = []
    entries.reserveCapacity(other.entries.count)
    var places: [Place: Int] = [:]
    var placed = other.places.sorted { $0.value > $1.value }
    for (index, entry) in other.entries.enumerated() {
      let isPlaced = placed.last?.value == index
      if isWanted(index) {
        if isPlaced { places[Place(document: entry.document, ordinal: entry.ordinal)] = entries.count }
        entries.append(entry)
      }
      if isPlaced { placed.removeLast() }
    }
    (self.entries, self.places) = (entries, places)
    (documents, regions, strings, sums) = (other.documents, other.regions, other.strings, other.sums)
    (oddKeys, given, pool, store, clusters) = (other.oddKeys, other.given, other.pool, other.store, other.clusters)
  }

  private static func clusters(of documents: [Source]) -> [Int32] {
    var clusters = documents.indices.map { Int32($0) }
    let copied = Set(documents.lazy.compactMap(\.original))
    guard !copied.isEmpty else { return clusters }
    var numbers: [String: Int32] = [:]
    for (index, document) in documents.enumerated() where copied.contains(document.id) {
      numbers[document.id] = Int32(index)
    }
    for (index, document) in documents.enumerated() {
      guard let original = document.original else { continue }
      clusters[index] = numbers[original] ?? Int32(index)
      numbers[original] = clusters[index]
    }
    return clusters
  }

  /// The different texts that documents, by index, have, in order: one number for an original and its copies.
  public func clusters(of documents: [Int32]) -> [Int32] {
    let numbers = documents.map { clusters[Int($0)] }.sorted()
    return numbers.indices.filter { $0 == 0 || numbers[$0] != numbers[$0 - 1] }.map { numbers[$0] }
  }

  /// How many different texts documents, by index, have: an original and its copies are one.
  public func clusterCount(of documents: [Int32]) -> Int {
    if documents.count < 2 { return documents.count }
    var numbers = documents.map { clusters[Int($0)] }
    numbers.sort()
    var count = 1
    for place in 1..<numbers.count where numbers[place] != numbers[place - 1] { count += 1 }
    return count
  }

  /// The facts for which `isWanted` holds of their index; texts are shared.
  public func filtered(_ isWanted: (Int) -> Bool) -> FactSheet { FactSheet(self, where: isWanted) }

  /// A text by its number; empty for -1.
  public func text(_ number: Int32) -> String { number < 0 ? "" : strings[Int(number)] }

  /// Whether a text stands before another one by its UTF-8, by their numbers.
  public func isText(_ number: Int32, before other: Int32) -> Bool { pool.isString(number, before: other) }

  /// Number of texts, for tables by number.
  public var textCount: Int { strings.count }

  /// The number of a text, or nil if no fact has it.
  public func number(of text: String) -> Int32? {
    var pool = pool
    let number = pool.number(of: text)
    return Int(number) < strings.count ? number : nil
  }

  public func region(of index: Int) -> RegionReference? {
    let region = entries[index].region
    return region < 0 ? nil : regions[Int(region)]
  }

  public func document(of index: Int) -> Source { documents[Int(entries[index].document)] }

  /// The date that the fact is of: as it states, else the day of publication, else nil.
  public func date(of index: Int) -> PartialDate? {
    entries[index].asOf ?? documents[Int(entries[index].document)].published
  }

  /// Key of the fact.
  public func key(of index: Int) -> String {
    let entry = entries[index]
    return oddKeys[entry.row] ?? StableHash.hexadecimal(entry.key)
  }

  /// What a model consists of.
  ///
  /// - Throws: `StoreError.damaged`.
  public func components(of index: Int) throws(StoreError) -> [String] {
    let number = entries[index].components
    guard number >= 0 else { return [] }
    return try withStoreErrors { try FactStore.decode([String].self, text(number)) }
  }

  /// Number of the list of a model's components: the same lists have the same; -1 for none.
  public func componentList(of index: Int) -> Int32 { entries[index].components }

  /// How many facts a total names as its parts.
  public func partCount(of index: Int) -> Int {
    let sum = entries[index].sum
    return sum < 0 ? 0 : sums[Int(sum)].count
  }

  /// The facts that a total names as its parts, as far as they are there, in the order of the article.
  public func parts(of index: Int) -> [Int] {
    let entry = entries[index]
    guard entry.sum >= 0 else { return [] }
    return sums[Int(entry.sum)].sorted().compactMap { places[Place(document: entry.document, ordinal: $0)] }
  }

  /// The whole facts at some indices.
  ///
  /// - Throws: `StoreError`.
  /// - Complexity: O(indices), each a look-up in the store.
  public func rows(at indices: some Sequence<Int>) throws(StoreError) -> [Int: FactRow] {
    var (stored, found): ([Int64: Int], [Int: FactRow]) = ([:], [:])
    for index in indices {
      let row = entries[index].row
      if row < 0 { found[index] = given[Int(-1 - row)] } else { stored[row] = index }
    }
    guard let store, !stored.isEmpty else { return found }
    try store.forEachFact(at: stored.keys.sorted()) { key, row in
      if let index = stored[key] { found[index] = row }
    }
    return found
  }

  /// The words that the facts at some indices rest on.
  ///
  /// - Throws: `StoreError`.
  /// - Complexity: As `rows(at:)`, at a third of the time.
  public func evidence(at indices: [Int]) throws(StoreError) -> EvidenceTexts {
    var found = EvidenceTexts(facts: entries.count)
    var stored: [(row: Int64, index: Int)] = []
    stored.reserveCapacity(indices.count)
    for index in indices {
      let row = entries[index].row
      if row < 0 { found.add(given[Int(-1 - row)].fact.evidence.text, of: index) } else { stored.append((row, index)) }
    }
    guard let store, !stored.isEmpty else { return found }
    stored.sort { $0.row < $1.row }
    try store.forEachEvidence(at: stored.map(\.row)) { place, text in found.add(text, of: stored[place].index) }
    return found
  }
}

/// What facts of a sheet rest on, by index of the fact.
public struct EvidenceTexts: Sendable {
  private var texts = StringPool()
  /// Number of the text by index of the fact; below 0 where there is none.
  private var numbers: [Int32]

  fileprivate init(facts count: Int) { numbers = Array(repeating: -1, count: count) }

  fileprivate mutating func add(_ text: String, of index: Int) { numbers[index] = texts.number(of: text) }

  fileprivate mutating func add(_ text: UnsafeBufferPointer<UInt8>, of index: Int) {
    numbers[index] = texts.number(of: text)
  }

  /// - Returns: nil for a fact that was not asked for.
  public subscript(index: Int) -> String? { numbers[index] < 0 ? nil : texts.string(numbers[index]) }

  /// The different texts of facts that were asked for, but for empty ones, in order.
  public func texts(of indices: [Int]) -> TextList {
    var seen: Set<Int32> = []
    var list = TextList()
    for index in indices where numbers[index] >= 0 && (indices.count == 1 || seen.insert(numbers[index]).inserted) {
      let text = texts.string(numbers[index])
      if !text.isEmpty { list.append(text) }
    }
    return list
  }
}

extension FactSheet.Entry {
  func isOfTheSamePlace(as other: FactSheet.Entry) -> Bool { region == other.region && place == other.place }
}

extension FactSheet {
  /// Facts that are at hand.
  public convenience init(_ rows: [FactRow]) {
    var builder = FactSheetBuilder()
    for row in rows { builder.add(row) }
    builder.finish()
    self.init(builder, store: nil)
  }

  /// Reads facts from a store; verdicts of its reviews are carried out, but a part stays a part of a rejected total.
  ///
  /// - Parameters:
  ///   - store: An open store.
  ///   - filters: What any of them wants by its kinds, subjects and regions, none of it wanted by two; what else they say is
  ///     passed over.
  /// - Throws: `StoreError`.
  /// - Complexity: O(facts of the store).
  public convenience init(_ store: FactStore, _ filters: [FactFilter] = [FactFilter()]) throws(StoreError) {
    var builder = try FactSheetBuilder(store, filters)
    if !store.reviews.latest.isEmpty {
      builder = try FactSheetBuilder(FactSheet(builder, store: store), reviewedBy: store, filters)
    }
    self.init(builder, store: store)
  }

  /// The facts of a sheet of a whole store with the verdicts of the store's reviews carried out.
  ///
  /// - Throws: `StoreError`.
  public convenience init(_ found: FactSheet, reviewedBy store: FactStore) throws(StoreError) {
    if store.reviews.corrected.isEmpty {
      let verdicts = FactVerdicts(store.reviews)
      self.init(found, where: { !verdicts.concern($0, of: found) })
    } else {
      self.init(try FactSheetBuilder(found, reviewedBy: store, [FactFilter()]), store: store)
    }
  }
}
