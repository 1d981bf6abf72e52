import CorpusModel

/// Metadata with the place where each value was found; what is found first stays.
struct FoundMetadata {
  private(set) var values = ArticleMetadata()
  private(set) var origins: [MetadataField: MetadataOrigin] = [:]

  func has(_ field: MetadataField) -> Bool { origins[field] != nil }

  /// Sets a field of one value, if there is a value and the field is still empty.
  mutating func fill(_ field: MetadataField, _ value: String?, _ origin: @autoclosure () -> MetadataOrigin) {
    guard !has(field), let value, !value.isEmpty else { return }
    set(field, value, origin())
  }

  /// Sets the authors, if there are any and none are known yet.
  mutating func fill(authors: [String], _ origin: @autoclosure () -> MetadataOrigin) {
    guard !has(.authors), !authors.isEmpty else { return }
    values.authors = authors
    origins[.authors] = origin()
  }

  /// Sets a field of one value in place of whatever it held.
  mutating func set(_ field: MetadataField, _ value: String, _ origin: MetadataOrigin) {
    switch field {
    case .title: values.title = value
    case .published: values.published = value
    case .publisher: values.publisher = value
    case .authors: values.authors = [value]
    case .editor: values.editor = value
    case .site: values.site = value
    case .url: values.url = value
    }
    origins[field] = origin
  }

  /// Sets the subtitle, if none is known yet.
  mutating func fill(subtitle: String) { values.subtitle = values.subtitle ?? subtitle }

  mutating func add(licence: String) {
    if !values.licences.contains(licence) { values.licences.append(licence) }
  }

  /// What came with the record, laid over what was found.
  mutating func override(by given: ArticleMetadata) {
    func value(_ field: MetadataField) -> String? {
      switch field {
      case .title: given.title
      case .published: given.published
      case .publisher: given.publisher
      case .authors: nil
      case .editor: given.editor
      case .site: given.site
      case .url: given.url
      }
    }
    for field in MetadataField.allCases {
      if let value = value(field) { set(field, value, MetadataOrigin(.record)) }
    }
    if !given.authors.isEmpty {
      values.authors = given.authors
      origins[.authors] = MetadataOrigin(.record)
    }
    values.licences = given.licences + values.licences.filter { !given.licences.contains($0) }
  }
}
