extension Int {
  /// The number with what it counts in the singular or plural: `1 name`, `2 names`.
  func counted(_ singular: String, plural: String? = nil) -> String {
    "\(self) \(self == 1 ? singular : plural ?? singular + "s")"
  }
}
