/// The rule that told what a number counts.
enum CountRule: String, Sendable, CaseIterable {
  /// 3个联络站.
  case numberLabel = "count.number-label"
  /// 4名是市代表.
  case copula = "count.copula"
  /// 14名、23名代表.
  case shared = "count.shared"
  /// 联络站3个.
  case labelNumber = "count.label-number"
  /// 代表之家和联络站各一个.
  case each = "count.each"
  /// The noun stands in a clause before.
  case topic = "count.topic"
  /// The noun is that of the count before.
  case inherited = "count.inherited"
  /// A verb such as 收集 tells the subject.
  case verb = "count.verb"
  /// The noun stands before the number, but its unit does not usually count it.
  case mismatched = "count.mismatched"
  /// The unit alone tells.
  case unit = "count.unit"
  /// The words behind the number are in no lexicon.
  case unknown = "count.unknown"
  /// A name that no lexicon has, made of a word of the topic and an ending: 代表小院.
  case coined = "count.coined"
  /// A cell of a table; the header names what it counts.
  case table = "count.table"
  /// A norm, a plan, a population or what visitors saw.
  case aside = "count.aside"
}
