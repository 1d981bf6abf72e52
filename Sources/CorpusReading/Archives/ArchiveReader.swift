import CorpusModel

/// A member of an archive.
struct ArchiveEntry {
  enum Kind: Equatable {
    case file, folder
    /// What holds no bytes of its own, such as `a symbolic link`.
    case other(String)
    /// A file that cannot be read, and why.
    case unreadable(String)
  }

  var name: [UInt8]
  var kind: Kind
}

/// A form of archive, read from its start to its end.
protocol ArchiveFormat: AnyObject {
  /// As messages name it.
  var name: String { get }

  /// Whether something was thrown after which nothing can be read.
  var isBroken: Bool { get }

  /// The next member, after what is left of the one before; nil at the end.
  ///
  /// - Throws: `Rejection` without a place; nothing after it can be read.
  func next() throws(Rejection) -> ArchiveEntry?

  /// Appends bytes of the member; false at its end.
  ///
  /// - Throws: `Rejection` without a place; what was appended stays.
  func read(into buffer: inout [UInt8]) throws(Rejection) -> Bool
}

extension ArchiveFormat {
  /// A rejection whose place the `ArchiveReader` fills in.
  func rejection(_ reason: Rejection.Reason, _ detail: String) -> Rejection {
    Rejection(stage: .reading, reason: reason, place: "", detail: detail)
  }
}

/// Hands out the members of an archive one after another.
///
/// It is the source of the bytes of the member that it handed out last. Nothing is written to disk: names are labels.
final class ArchiveReader: ByteSource {
  struct Member {
    var origin: RecordOrigin
    var name: [UInt8]
  }

  private let format: any ArchiveFormat
  private let origin: RecordOrigin
  private let limits: ResourceLimits
  private let kind: InputKind
  private var place: String
  private var entries = 0
  private var passedOver = PassedOver()
  private var hasEnded = false

  init(_ format: any ArchiveFormat, origin: RecordOrigin, limits: ResourceLimits, kind: InputKind) {
    self.format = format
    self.origin = origin
    self.limits = limits
    self.kind = kind
    place = origin.place
  }

  /// The next file that may hold articles, or why a member cannot be read; nil at the end.
  func next() -> Result<Member, Rejection>? {
    while !hasEnded, !format.isBroken {
      let found: ArchiveEntry?
      do throws(Rejection) { found = try format.next() } catch {
        hasEnded = true
        var rejection = error
        if rejection.place.isEmpty { rejection.place = origin.place }
        return .failure(rejection)
      }
      guard let entry = found else {
        hasEnded = true
        if entries == 0 { return .failure(origin.rejection(.empty, "this \(format.name) archive holds nothing")) }
        break
      }
      do throws(Rejection) {
        if let member = try member(entry) { return .success(member) }
      } catch { return .failure(error) }
    }
    return passedOver.take(origin, "members").map { .failure($0) }
  }

  func append(to buffer: inout [UInt8]) throws(Rejection) -> Bool {
    if hasEnded { return false }
    do throws(Rejection) {
      return try format.read(into: &buffer)
    } catch {
      var rejection = error
      rejection.place = place
      throw rejection
    }
  }

  /// Judges `entry`; nil where it is no article file.
  private func member(_ entry: ArchiveEntry) throws(Rejection) -> Member? {
    entries += 1
    if entries > limits.archiveEntries {
      hasEnded = true
      throw origin.rejection(.tooLarge, "holds more than \(limits.archiveEntries) members (limit archiveEntries)")
    }
    if entry.kind == .folder { return nil }
    if entry.name.count > limits.memberNameBytes {
      throw origin.inside("member \(entries)").rejection(
        .tooLarge, "its name is longer than \(limits.memberNameBytes) bytes (limit memberNameBytes)")
    }
    let here = origin.inside(MemberName.label(entry.name))
    place = here.place
    switch entry.kind {
    case .other(let what): throw here.rejection(.unreadable, "is \(what), which is not followed in archives")
    case .unreadable(let why): throw here.rejection(.unreadable, why)
    case .file, .folder: break
    }
    if MemberName.isHidden(entry.name) {
      passedOver.count("hidden")
      return nil
    }
    if FileType(name: entry.name).isPassedOver(as: kind) {
      passedOver.count("of other kinds")
      return nil
    }
    return Member(origin: here, name: entry.name)
  }
}

/// Names of archive members, which strangers wrote.
enum MemberName {
  // Its table of characters takes milliseconds to make.
  private static let detector = CharsetDetector()

  /// The name as text: UTF-8, else the charset that fits, such as GB18030; control characters are shown as U+FFFD.
  static func label(_ name: [UInt8]) -> String {
    var text = name
    if !CharsetDetector.isUTF8(name) {
      let guess = detector.detect(name)
      if let converter = CharsetConverter(guess.charset) {
        text = CharsetConverter.utf8(converter.decode(name[guess.cut...]))
      }
    }
    let marked = text.flatMap { $0 < 0x20 || $0 == 0x7F ? [0xEF, 0xBF, 0xBD] : [$0] }
    return marked.string
  }

  /// Whether a file system would hide the file, or macOS added it to the archive.
  static func isHidden(_ name: [UInt8]) -> Bool {
    name.split(separator: UInt8(ascii: "/")).contains { part in
      part.elementsEqual("__MACOSX".utf8)
        || part.first == UInt8(ascii: ".") && !part.elementsEqual(".".utf8) && !part.elementsEqual("..".utf8)
    }
  }
}

/// Little-endian numbers.
extension [UInt8] {
  func littleEndian(_ offset: Int, _ size: Int) -> Int {
    (0..<size).reduce(0) { $0 | Int(truncatingIfNeeded: UInt64(self[offset + $1]) << (8 * UInt64($1))) }
  }
}
