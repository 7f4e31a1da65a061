import Glibc

/// What work costs, whatever else the machine does at the time.
package enum ProcessorTime {
  /// Seconds of processor time that this thread spends in `work`; what other threads do for it is not counted.
  package static func seconds(of work: () throws -> Void) rethrows -> Double {
    let start = now()
    try work()
    return now() - start
  }

  private static func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
