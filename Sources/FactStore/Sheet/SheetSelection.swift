import CorpusModel

/// The facts that a sheet takes: what any of some filters wants, by its kinds, subjects and regions.
struct SheetSelection {
  private var parts: [Part]

  init(_ filters: [FactFilter]) { parts = filters.map { Part($0) } }

  /// - Parameters:
  ///   - entry: With its kind, subject and region.
  ///   - subjects: Number of the JSON of all subjects, where there are several.
  ///   - text: A text by its number.
  ///   - code: That of a region by its number.
  /// - Returns: Whether the fact is taken.
  /// - Throws: `StoreError` for subjects that are no list.
  mutating func wants(
    _ entry: FactSheet.Entry, subjects: Int32, text: (Int32) -> String, code: (Int32) -> String
  ) throws -> Bool {
    for index in parts.indices {
      if try parts[index].wants(entry, subjects: subjects, text: text, code: code) { return true }
    }
    return false
  }

  /// One filter, which looks at every text and region once.
  private struct Part {
    private let filter: FactFilter
    /// A bit a kind.
    private let kinds: UInt8
    private var (subjects, lists, regions) = (Answers(), Answers(), Answers())

    init(_ filter: FactFilter) {
      self.filter = filter
      kinds = FactKind.allCases.reduce(0) { bits, kind in
        filter.kinds.isEmpty || filter.kinds.contains(kind.name) ? bits | 1 << kind.rawValue : bits
      }
    }

    mutating func wants(
      _ entry: FactSheet.Entry, subjects list: Int32, text: (Int32) -> String, code: (Int32) -> String
    ) throws -> Bool {
      guard kinds & 1 << entry.kind.rawValue != 0 else { return false }
      let wanted = filter.subjects
      if !wanted.isEmpty {
        let isOfSubject =
          try subjects.answer(entry.subject) { wanted.contains(text($0)) }
          || lists.answer(list) {
            try FactStore.decode([String].self, text($0)).contains { wanted.contains($0) }
          }
        guard isOfSubject else { return false }
      }
      guard !filter.regions.isEmpty else { return true }
      let codes = filter.regions
      return regions.answer(entry.region) { region in
        let own = code(region)
        let above = RegionCodes(own)
        return ["000000", own, above.prefecture, above.province].contains { $0.map(codes.contains) ?? false }
      }
    }
  }

  /// Yes or no by number, asked once for each; no for -1.
  private struct Answers {
    private var known: [Bool?] = []

    mutating func answer(_ number: Int32, _ ask: (Int32) throws -> Bool) rethrows -> Bool {
      guard number >= 0 else { return false }
      let index = Int(number)
      if index < known.count, let answer = known[index] { return answer }
      if index >= known.count { known += Array(repeating: nil, count: index + 1) }
      let answer = try ask(number)
      known[index] = answer
      return answer
    }
  }
}
