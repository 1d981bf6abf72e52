import CorpusModel

/// The forms in which documents leave the program, an object of JSON each; see `Schemas/`.
public enum DocumentJSON {
  /// A document with its facts.
  public static func document(_ document: Document) -> JSONValue {
    let metadata = document.metadata
    let home = document.home.map { home in
      JSONValue.object([("code", .string(home.region.code)), ("name", .string(home.region.name))])
    }
    return .object([
      ("schema", .string(FormVersion.document)),
      ("id", .string(document.id)),
      ("source", source(document.source)),
      (
        "meta",
        .object([
          ("title", .optional(metadata.title)), ("published", .optional(day(metadata.published))),
          ("publisher", .optional(metadata.publisher)), ("authors", .strings(metadata.authors)),
          ("home", home ?? .null),
        ])
      ),
      ("script", .string(document.script.rawValue)),
      ("text", .text(document.text)),
      ("facts", .array(document.facts.map(fact))),
      ("checks", .array(document.checks.map(check))),
      ("rejected", .null),
    ])
  }

  /// The day of an ISO date with or without a time; the time stays in the store and in the clean form.
  private static func day(_ published: String?) -> String? { published.map { String($0.prefix(10)) } }

  /// A record that did not become a document.
  public static func rejected(id: String, _ rejection: Rejection) -> JSONValue {
    .object([
      ("schema", .string(FormVersion.document)),
      ("id", .string(id)),
      (
        "rejected",
        .object([
          ("stage", .string(rejection.stage.rawValue)), ("reason", .string(rejection.reason.rawValue)),
          ("detail", .string(rejection.detail)),
        ])
      ),
    ])
  }

  /// An article as published, without boilerplate; `found` tells where each value of the metadata stood.
  public static func clean(id: String, _ article: Article) -> JSONValue {
    let metadata = article.metadata
    return .object([
      ("id", .string(id)), ("title", .optional(metadata.title)), ("published", .optional(metadata.published)),
      ("publisher", .optional(metadata.publisher)), ("authors", .strings(metadata.authors)),
      ("text", .text(article.text)), ("found", found(article)),
    ])
  }

  /// Each known field with its value, the kind of place, and what stood there.
  private static func found(_ article: Article) -> JSONValue {
    let members: [(String, JSONValue)] = MetadataField.allCases.compactMap { field in
      guard let origin = article.origins[field] else { return nil }
      let values = article.metadata[field]
      let value: JSONValue = field == .authors ? .strings(values) : .optional(values.first)
      let place: [(String, JSONValue)] = [
        ("value", value), ("in", .string(origin.place.rawValue)), ("at", .optional(origin.detail)),
      ]
      return (field.rawValue, .object(place))
    }
    return .object(members)
  }

  /// A fact as it stands in a document's list.
  public static func fact(_ fact: Fact) -> JSONValue {
    var members: [(String, JSONValue)] = [("key", .string(fact.key)), ("kind", .string(fact.content.kind))]
    var asOf: JSONValue?
    switch fact.content {
    case .count(let count):
      members += [
        ("subject", count.subjects.count == 1 ? .string(count.subjects[0]) : .strings(count.subjects)),
        ("value", .integer(count.quantity.value)), ("bound", .string(count.quantity.bound.rawValue)),
        ("unit", .string(count.unit)), ("label", .string(count.label)),
      ]
      asOf = .optional(count.asOf?.description)
    case .coverage(let scope, let percent): members += [("scope", .optional(scope)), ("percent", .number(percent))]
    case .model(let name, let components): members += [("name", .string(name)), ("components", .strings(components))]
    case .slogan(let text), .epithet(let text): members.append(("text", .string(text)))
    }
    members += [("region", fact.region.map(region) ?? .null), ("place", .optional(fact.place))]
    if let asOf { members.append(("as_of", asOf)) }
    if !fact.sumOf.isEmpty { members.append(("sum_of", .array(fact.sumOf.map(JSONValue.integer)))) }
    members += [
      ("evidence", evidence(fact.evidence)), ("rule", .string(fact.rule)), ("confidence", .number(fact.confidence)),
    ]
    return .object(members)
  }

  private static func source(_ source: SourceDescription) -> JSONValue {
    .object([
      ("path", .string(source.path)), ("member", .optional(source.member)), ("url", .optional(source.url)),
      ("format", .string(source.format.rawValue)), ("charset", .string(source.charset)),
      ("sha256", .string(source.sha256)),
    ])
  }

  private static func region(_ region: RegionReference) -> JSONValue {
    .object([("code", .string(region.code)), ("name", .string(region.name)), ("path", .strings(region.path))])
  }

  private static func evidence(_ evidence: Evidence) -> JSONValue {
    .object([
      ("text", .string(evidence.text)), ("in", .string(evidence.layer.rawValue)),
      ("start", .integer(evidence.span.start)), ("end", .integer(evidence.span.end)),
      ("source_start", .integer(evidence.source.start)), ("source_end", .integer(evidence.source.end)),
    ])
  }

  private static func check(_ check: SumCheck) -> JSONValue {
    .object([
      ("kind", .string("sum")), ("total", .integer(check.total)), ("parts", .array(check.parts.map(JSONValue.integer))),
      ("holds", .flag(check.holds)),
    ])
  }
}
