import CorpusModel

extension Gazetteer {
  /// What an imprint, a telephone number or a host says of where a publisher is.
  struct Contact {
    /// One division, or several of which one must be meant.
    var codes: [Int32]
    /// As a vote for the home, and as a hint for names.
    var weight: Double
    var hint: Double
    var reason: String
    /// Whether the first of several codes is the main one.
    var isOrdered = false
  }

  /// Contacts of an article, surest first: registration numbers, host, telephone, licence characters.
  ///
  /// 网警备案号 45010302000253 was issued in 450103, the county where a site's office stands, which it seldom writes about:
  /// 450100 counts. 桂ICP备 is of Guangxi.
  func contacts(of metadata: ArticleMetadata) -> [Contact] {
    var found: [Contact] = []
    for licence in metadata.licences {
      let bytes = Array(licence.utf8)
      let reason = "licence:\(licence)"
      let areas = contactTable.divisions(ofNumber: bytes)
      if !areas.isEmpty {
        found.append(Contact(codes: areas, weight: 1, hint: 2, reason: "telephone:\(licence)", isOrdered: true))
        continue
      }
      if let code = registeredIn(bytes) {
        found.append(Contact(codes: [code], weight: 1.5, hint: 3, reason: reason))
      } else if let province = licenceProvince(bytes), !found.contains(where: { $0.codes == [province] }) {
        found.append(Contact(codes: [province], weight: 0.5, hint: 2, reason: reason))
      }
    }
    if let url = metadata.url {
      let codes = contactTable.divisions(ofURL: Array(url.utf8))
      if !codes.isEmpty { found.append(Contact(codes: codes, weight: 1.5, hint: 3, reason: "host:\(url)")) }
    }
    return found.sorted { $0.weight > $1.weight }
  }

  /// The prefecture of the six digits that begin a number of ten or more.
  private func registeredIn(_ licence: [UInt8]) -> Int32? {
    var at = 0
    while at < licence.count {
      var end = at
      var code: Int32 = 0
      while end < licence.count, licence[end] >= 0x30, licence[end] <= 0x39 {
        if end - at < 6 { code = code * 10 + Int32(licence[end] - 0x30) }
        end += 1
      }
      if end - at >= 10, !table.rowRange(code).isEmpty { return code / 100 * 100 }
      at = max(end, at + 1)
    }
    return nil
  }

  private func licenceProvince(_ licence: [UInt8]) -> Int32? {
    licence.indices.lazy.compactMap { $0 + 3 <= licence.count ? self.licences[Array(licence[$0..<$0 + 3])] : nil }.first
  }

  /// Votes for the contacts that name one division; hints for all, shared among several.
  func voteForContacts(_ contacts: [Contact], _ votes: inout HomeVotes, _ hints: inout [Hint]) {
    for contact in contacts {
      if contact.codes.count == 1 { votes.add(contact.codes[0], contact.weight, contact.reason) }
      for code in contact.codes {
        let weight = contact.hint / Double(contact.codes.count)
        hints.append(Hint(code: code, weight: weight, reason: contact.reason))
      }
    }
  }

  /// Votes for contacts that several divisions share, where the text has spoken for just one of them or for what lies
  /// in just one; where for none, with half its weight for the main one, if there is one.
  func voteForSharedContacts(_ contacts: [Contact], _ votes: inout HomeVotes) {
    for contact in contacts where contact.codes.count > 1 {
      let known = contact.codes.filter { code in
        votes.scores.contains { DivisionTable.contains(code, $0.key) && $0.value >= 0.5 }
      }
      if known.count == 1 {
        votes.add(known[0], contact.weight, contact.reason)
      } else if known.isEmpty, contact.isOrdered {
        votes.add(contact.codes[0], contact.weight / 2, contact.reason)
      }
    }
  }
}
