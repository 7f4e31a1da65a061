import Glibc

/// The processor time after which the fuzzer ends: libFuzzer's own limit is one of the clock, which a busy
/// machine does not keep.
enum ProcessorBudget {
  /// Seconds, from `FUZZ_SECONDS`; without it there is no end.
  private static let limit =
    getenv("FUZZ_SECONDS").flatMap { Double(String(cString: $0)) } ?? .infinity

  static var isSpent: Bool {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9 > limit
  }
}
