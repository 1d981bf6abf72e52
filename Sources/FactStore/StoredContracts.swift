import GRDB

extension FactStore {
  /// The contracts that the documents of the store were made by, in byte order.
  ///
  /// - Throws: `StoreError`.
  public func contracts() throws(StoreError) -> [String] {
    try withStoreErrors(path) {
      try database.read { db in
        try String.fetchAll(
          db,
          sql: """
            SELECT text FROM contract c WHERE EXISTS (SELECT 1 FROM document WHERE contract = c.key) ORDER BY text
            """)
      }
    }
  }
}
