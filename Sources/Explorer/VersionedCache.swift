import Synchronization

/// What takes long to make, until the store or the reviews change.
final class VersionedCache<Value: Sendable>: Sendable {
  private struct Known {
    var version = ""
    var values: [String: Value] = [:]
  }

  private let known = Mutex(Known())
  private let capacity: Int

  /// - Parameter capacity: Most values that are kept; a full cache begins anew.
  init(capacity: Int) { self.capacity = capacity }

  /// The value of a key, made if there is none of this version.
  func value(_ key: String, version: String, _ make: () throws -> Value) rethrows -> Value {
    if let value = known.withLock({ $0.version == version ? $0.values[key] : nil }) { return value }
    let value = try make()
    known.withLock { known in
      if known.version != version || known.values.count >= capacity { known = Known(version: version) }
      known.values[key] = value
    }
    return value
  }
}
