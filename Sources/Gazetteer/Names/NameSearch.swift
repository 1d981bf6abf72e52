import CorpusModel
import LexiconData

extension Gazetteer {
  /// Finds the names of divisions and townships, former ones too: from the left, the longest at each place.
  ///
  /// 邕宁县 is not read as 宁县, nor 长沙县 as 沙县; words that only look like names (经济, 大同小异) are passed over. A name
  /// may have several bearers: see `candidates(of:in:)`, and `resolve` for the choice.
  /// - Parameter text: Simplified Chinese, UTF-8.
  /// - Returns: Names in text order, without overlaps.
  /// - Complexity: O(bytes), above 20 MB/s.
  public func names(in text: [UInt8]) -> [RegionName] {
    var found: [RegionName] = []
    text.withUnsafeBufferPointer { bytes in
      index.matches(in: text) { start, end, name in
        // 和县级以上: 级 takes 县 for itself, and leaves no name of one character.
        if end - start == 6, words.levelCharacters.contains(TextMarks.scalar(bytes, end - 3)),
          words.cues(bytes, at: end).contains(.grade)
        {
          return
        }
        let name = regionName(name, Span(start, end))
        // 在榕召开, 驻邕代表; not 在榕议亭.
        if name.form == .character, TextMarks.isHan(TextMarks.scalar(bytes, end)),
          !words.cues(bytes, at: end).contains(.afterCharacter)
        {
          return
        }
        found.append(name)
      }
    }
    return found
  }

  /// The divisions that bear a name, those valid in the year first; all that ever bore it if `year` is nil.
  public func candidates(of name: RegionName, in year: Int? = nil) -> [Division] {
    bearers(name.name).sorted { table.distance($0.place, from: year) < table.distance($1.place, from: year) }
      .map { table.division($0.place) }
  }

  func bearers(_ name: Int32) -> [NameIndex.Bearer] {
    var found: [NameIndex.Bearer] = []
    index.forEachBearer(name) { found.append($0) }
    return found
  }

  private func regionName(_ name: Int32, _ span: Span) -> RegionName {
    var form = NameForm.character
    var isTownship = true
    index.forEachBearer(name) { bearer in
      form = min(form, bearer.form)
      if !table.isTownship(bearer.place) { isTownship = false }
    }
    // 驻邕: the preposition is no part of the name.
    let span = form == .character ? Span(span.end - 3, span.end) : span
    return RegionName(
      span: span, form: form, isTownship: isTownship, isCommonWord: index.isCommonWord(name), name: name)
  }
}
