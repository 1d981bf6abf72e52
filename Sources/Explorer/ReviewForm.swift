import CorpusModel
import FactStore
import Reporting

/// The form in which a reader says what to make of a fact, and what is done with it.
struct ReviewForm {
  private let context: Explorer.Context
  private let now: String

  init(_ context: Explorer.Context, now: String) { (self.context, self.now) = (context, now) }

  /// The form beside a fact, filled with what holds now.
  static func html(_ fact: Fact, document: String, _ view: View) -> HTML {
    let review = view.reviews.latest[fact.key]
    let content = review?.correction?.content ?? fact.content
    let region = review?.correction.map(\.region) ?? fact.region
    let place = review?.correction.map(\.place) ?? fact.place
    let labels = view.labels
    func field(_ name: String, _ key: String, _ value: String?) -> HTML { view.frame.field(name, key, value) }
    var fields: [HTML] = []
    switch content {
    case .count(let count):
      let bounds = Bound.allCases.map { ($0.rawValue, $0.sign.isEmpty ? "=" : $0.sign) }
      fields = [
        view.frame.choice("bound", "explorer.bound", count.quantity.bound.rawValue, bounds),
        field("value", "column.value", String(count.quantity.value)), field("unit", "explorer.unit", count.unit),
        field("subjects", "explorer.subject", count.subjects.joined(separator: " ")),
        field("label", "column.label", count.label), field("as_of", "column.as_of", count.asOf?.description),
      ]
    case .coverage(let scope, let percent):
      fields = [field("percent", "kind.coverage", String(percent)), field("scope", "explorer.scope", scope)]
    case .model(let name, let components):
      fields = [
        field("text", "column.name", name),
        field("components", "column.components", components.joined(separator: "、")),
      ]
    case .slogan(let text), .epithet(let text): fields = [field("text", "column.name", text)]
    }
    fields += [
      field("region", "column.region", region.map(\.code)), field("place", "column.place", place),
      field("note", "explorer.note", review?.note),
    ]
    func button(_ verdict: Review.Verdict) -> HTML {
      "<button name=\"verdict\" value=\"\(verdict.rawValue)\">\(labels.label("explorer." + verdict.rawValue))</button>"
    }
    return """
      <form class="review" method="post" action="/review">
      <input type="hidden" name="token" value="\(view.token)"><input type="hidden" name="key" value="\(fact.key)">
      <input type="hidden" name="document" value="\(document)">
      \(button(.accepted)) \(button(.rejected))
      <details><summary>\(labels.label("explorer.correct"))</summary><div class="fields">\(fields)\(button(.corrected))</div></details>
      </form>

      """
  }

  /// Keeps the review that a form holds and leads back to the fact.
  ///
  /// - Throws: `Fault` 400 for a field that cannot be, 404 for a fact that is not there; `StoreError`.
  func save(_ form: FormFields) throws -> ExplorerResponse {
    guard let verdict = form["verdict"].flatMap(Review.Verdict.init(rawValue:)) else {
      throw Fault(400, "verdict")
    }
    var filter = FactFilter()
    filter.keys = [form["key"] ?? ""]
    filter.documents = [form["document"] ?? ""]
    guard let row = try context.store.facts(filter).first else { throw Fault(404, "fact") }
    let correction = verdict == .corrected ? try self.correction(of: row.fact, form) : nil
    try ReviewStore(path: context.reviews).add(
      Review(
        factKey: row.fact.key, document: row.document, evidence: row.fact.evidence.text, verdict: verdict,
        correction: correction, author: context.author, time: now, note: form["note"] ?? ""))
    let location = DocumentLinks.address(row.document) + "#f-" + row.fact.key
    return ExplorerResponse(status: 303, body: [], location: location)
  }

  private func correction(of fact: Fact, _ form: FormFields) throws -> Review.Correction {
    let region = try form["region"].map { try reference($0) }
    return Review.Correction(content: try content(fact.content, form), region: region, place: form["place"])
  }

  private func reference(_ text: String) throws -> RegionReference {
    let code = try RegionField.code(text, context)
    guard let reference = context.gazetteer.reference(code) else { throw Fault(400, "region", text) }
    return reference
  }

  private func content(_ content: FactContent, _ form: FormFields) throws -> FactContent {
    switch content {
    case .count(var count):
      guard let value = form["value"].flatMap({ Int($0) }) else { throw Fault(400, "value") }
      guard let bound = form["bound"].flatMap(Bound.init(rawValue:)) else {
        throw Fault(400, "bound")
      }
      if let text = form["as_of"] {
        guard let date = PartialDate(text) else { throw Fault(400, "date", text) }
        count.asOf = date
      } else {
        count.asOf = nil
      }
      count.quantity = Quantity(value: value, bound: bound)
      count.unit = form["unit"] ?? ""
      count.label = form["label"] ?? ""
      count.subjects = (form["subjects"] ?? "").split(separator: " ").map { String($0) }
      let known = context.measures.subjects
      guard !count.subjects.isEmpty, count.subjects.allSatisfy(known.contains) else {
        throw Fault(400, "subject", known.joined(separator: ", "))
      }
      return .count(count)
    case .coverage:
      guard let percent = form["percent"].flatMap({ Double($0) }), (0...100).contains(percent) else {
        throw Fault(400, "percent")
      }
      return .coverage(scope: form["scope"], percent: percent)
    case .model:
      let components = (form["components"] ?? "").split(separator: "、").map { String($0) }
      return .model(name: try text(form), components: components)
    case .slogan: return .slogan(try text(form))
    case .epithet: return .epithet(try text(form))
    }
  }

  private func text(_ form: FormFields) throws -> String {
    guard let text = form["text"] else { throw Fault(400, "name") }
    return text
  }
}
