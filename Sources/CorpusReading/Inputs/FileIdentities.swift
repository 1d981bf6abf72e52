import Glibc

/// The files that were reached, by device and inode: the same file by any name.
///
/// Inodes of files that were made together are neighbours, so 64 of them share a word: some bits a file, and at worst a
/// word and its key.
struct FileIdentities {
  private struct Key: Hashable {
    var device: UInt
    var inodes: UInt
  }

  private var words: [Key: UInt64] = [:]

  /// Adds the file; false where it was added before.
  mutating func insert(_ status: stat) -> Bool {
    let inode = UInt(status.st_ino)
    let bit = UInt64(1) << UInt64(inode % 64)
    let key = Key(device: UInt(status.st_dev), inodes: inode / 64)
    let word = words[key, default: 0]
    words[key] = word | bit
    return word & bit == 0
  }
}

/// The names in a folder, in one block of memory: some 8 bytes a name beside its own.
struct FolderNames {
  private var bytes: [UInt8] = []
  /// Where names begin, the next one last; NUL ends each.
  private var starts: [Int] = []

  /// Names that are not hidden; nil where the folder cannot be read, as `errno` tells.
  init?(path: [UInt8]) {
    guard let folder = InputWalk.withCPath(path, { opendir($0) }) else { return nil }
    defer { closedir(folder) }
    errno = 0  // readdir tells an error from the end by it alone.
    while let entry = readdir(folder) {
      withUnsafeBytes(of: &entry.pointee.d_name) { name in
        guard name.first != UInt8(ascii: ".") else { return }
        starts.append(bytes.count)
        bytes += name.prefix { $0 != 0 }
        bytes.append(0)
      }
      errno = 0
    }
    if errno != 0 { return nil }
    bytes.withUnsafeBufferPointer { names in
      // Names are sorted backwards; NUL, before all other bytes, ends the comparison.
      starts.sort { names[$1...].lexicographicallyPrecedes(names[$0...]) }
    }
  }

  /// Takes the first name in the order of bytes.
  mutating func popFirst() -> [UInt8]? { starts.popLast().map { Array(bytes[$0...].prefix { $0 != 0 }) } }
}
