import Glibc
import LexiconData

/// The target that `FUZZ_TARGET` names, with the lexicons of `FUZZ_LEXICONS` (`Lexicons` of the working folder if unset).
private let check: @Sendable ([UInt8]) -> Void = {
  do {
    guard let target = environment("FUZZ_TARGET").flatMap(FuzzTarget.init) else {
      fail("FUZZ_TARGET is none of " + FuzzTarget.allCases.map(\.rawValue).joined(separator: ", "))
    }
    return try target.check(Lexicons(root: environment("FUZZ_LEXICONS") ?? "Lexicons"))
  } catch { fail("\(error)") }
}()

private func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }

private func fail(_ message: String) -> Never {
  let line = Array((message + "\n").utf8)
  _ = write(2, line, line.count)
  exit(2)
}

/// What libFuzzer calls with each input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzerTestOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  check(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}
