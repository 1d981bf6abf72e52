import FactStore
import LexiconData

/// Which domain a store is of: one store holds documents of one domain.
public enum StoreDomain {
  /// Why a store and a domain do not go together.
  public enum Fault: Error, Equatable, CustomStringConvertible {
    /// The store holds documents of another domain than the one that was named.
    case other(store: String, domain: String, named: String)
    /// The store's pack lies outside the lexicons, so it must be named.
    case elsewhere(store: String, domain: String)

    public var description: String {
      switch self {
      case .other(let store, let domain, let named):
        "\(store) holds documents of the domain \(domain), not \(named); use another store for it"
      case .elsewhere(let store, let domain):
        "\(store) holds documents of the domain \(domain), which is not among the lexicons; "
          + "name its folder with --domain"
      }
    }
  }

  /// The domain to read `store` with: the one that is named, else the store's own, else the standard one.
  ///
  /// - Parameters:
  ///   - named: Name or folder of a pack; nil where the user named none.
  ///   - store: An open store; one without documents takes any domain.
  ///   - lexicons: Where packs are.
  /// - Returns: Name or folder of a pack.
  /// - Throws: `Fault`; `StoreError`; `LexiconError` if there is no such pack.
  public static func domain(named: String?, of store: FactStore, in lexicons: Lexicons) throws -> String {
    let stored = Set(try store.contracts().map(Contract.domain(of:))).sorted()
    if let named {
      let pack = try DomainPack(named, in: lexicons)
      if let other = stored.first(where: { $0 != pack.name }) {
        throw Fault.other(store: store.path, domain: other, named: pack.name)
      }
      return named
    }
    guard let only = stored.first else { return DomainPack.standard }
    guard DomainPack.names(in: lexicons).contains(only) else {
      throw Fault.elsewhere(store: store.path, domain: only)
    }
    return only
  }
}
