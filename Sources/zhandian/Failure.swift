@preconcurrency import Glibc
import Reporting

/// Exit codes of the command contract (those of `sysexits.h` from 64 on).
enum ExitStatus: Int32 {
  case failed = 1
  case rejects = 2
  case usage = 64
  case badData = 65
  case noInput = 66
  case bug = 70
  case inputOutput = 74
  case temporary = 75
}

/// An error with its exit code and one line for people.
struct Failure: Error {
  var status: ExitStatus
  var message: String

  init(_ status: ExitStatus, _ message: String) {
    self.status = status
    self.message = message
  }
}

/// Messages for people.
enum StandardError {
  /// Writes a line; names and texts of strangers in it reach no terminal as commands.
  static func write(_ line: String) {
    let clear = isatty(2) == 1 ? "\r\u{1B}[K" : ""
    let bytes = Array((clear + TerminalText.escaped(line) + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
  }

  /// Replaces the line that the terminal shows; an empty text clears it.
  static func progress(_ text: String) {
    let bytes = Array("\r\u{1B}[K\(text)".utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(2, $0.baseAddress, $0.count) }
  }
}
