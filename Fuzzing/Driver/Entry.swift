import FuzzChecks
import Glibc

/// The target that `FUZZ_TARGET` names.
private let target: FuzzTarget = {
  let name = getenv("FUZZ_TARGET").map { String(cString: $0) } ?? ""
  guard let target = FuzzTarget(rawValue: name) else {
    let known = FuzzTarget.allCases.map(\.rawValue).joined(separator: ", ")
    complain("FUZZ_TARGET is '\(name)'; known: \(known)")
    exit(2)
  }
  return target
}()

private func complain(_ message: String) {
  let bytes = Array((message + "\n").utf8)
  _ = write(STDERR_FILENO, bytes, bytes.count)
}

/// What libFuzzer calls with each input; what does not hold ends it, as a crash does.
@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  do {
    try target.check(Array(UnsafeBufferPointer(start: data, count: count)))
  } catch {
    complain("\(target.rawValue): \(error)")
    abort()
  }
  // libFuzzer ends in good order on this signal.
  if ProcessorBudget.isSpent { raise(SIGUSR1) }
  return 0
}
