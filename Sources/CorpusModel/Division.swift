/// Level of an administrative division (行政区划).
public enum DivisionLevel: Int, Sendable, Codable, Comparable, CaseIterable {
  case nation = 0
  case province = 1
  case prefecture = 2
  case county = 3
  case township = 4

  public static func < (left: DivisionLevel, right: DivisionLevel) -> Bool { left.rawValue < right.rawValue }
}

/// An administrative division during the years in which one code had one name.
///
/// Codes are re-used, so the key is `(code, validFrom)`. The interval is `[validFrom, validTo)` in years.
public struct Division: Hashable, Sendable {
  /// Six digits (GB/T 2260); `000000` is the nation.
  public var code: String
  public var name: String
  public var level: DivisionLevel
  public var parent: String
  public var validFrom: Int
  public var validTo: Int?
  /// Code that the division's territory, or most of it, went to.
  public var successor: String?

  public init(
    code: String, name: String, level: DivisionLevel, parent: String, validFrom: Int, validTo: Int?, successor: String?
  ) {
    self.code = code
    self.name = name
    self.level = level
    self.parent = parent
    self.validFrom = validFrom
    self.validTo = validTo
    self.successor = successor
  }

  /// By the key alone.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(code)
    hasher.combine(validFrom)
  }
}

/// A resolved region, as a fact carries it.
public struct RegionReference: Hashable, Sendable, Codable {
  public var code: String
  public var name: String
  /// Names from the province down to the division itself.
  public var path: [String]

  public init(code: String, name: String, path: [String]) {
    self.code = code
    self.name = name
    self.path = path
  }
}
