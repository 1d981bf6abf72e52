import CCrypto
@preconcurrency import Glibc

/// Size and SHA-256 of a file, read in blocks.
public struct FileDigest: Sendable, Equatable {
  public let bytes: Int
  /// In hexadecimal.
  public let sha256: String

  /// - Returns: nil if the file cannot be read.
  /// - Complexity: O(bytes) in time, one block of memory.
  public init?(path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    guard let context = EVP_MD_CTX_new() else { return nil }
    defer { EVP_MD_CTX_free(context) }
    guard EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else { return nil }
    var block = [UInt8](repeating: 0, count: 1 << 18)
    var total = 0
    while true {
      let count = read(descriptor, &block, block.count)
      if count < 0, errno == EINTR { continue }
      if count == 0 { break }
      guard count > 0, EVP_DigestUpdate(context, block, count) == 1 else { return nil }
      total += count
    }
    var digest = [UInt8](repeating: 0, count: 32)
    guard EVP_DigestFinal_ex(context, &digest, nil) == 1 else { return nil }
    bytes = total
    sha256 = digest.hexadecimal
  }
}
