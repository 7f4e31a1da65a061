#if canImport(Glibc)
internal import Glibc
#endif

/// An exclusive lock on a folder, which dies with its process and leaves no file behind.
struct FileLock {
  private let folder: Int32

  /// Locks an open folder; the lock is released when its descriptor is closed.
  ///
  /// - Throws: `FeedbackFile.AppendError` when another process holds the lock until the timeout.
  init(folder: Int32, path: String, timeout: Duration) throws {
    let deadline = ContinuousClock().now + timeout
    // flock has no timeout of its own; the pause doubles up to 20 ms.
    var pause: UInt32 = 500
    while flock(folder, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      guard code == EWOULDBLOCK || code == EINTR, ContinuousClock().now < deadline else {
        let reason =
          code == EWOULDBLOCK
          ? "another process holds it" : String(cString: strerror(code)).lowercased()
        throw FeedbackFile.AppendError(
          path: path,
          reason: "the lock on its folder was not obtained within \(timeout): \(reason)"
        )
      }
      // Not all at the same moment.
      usleep(.random(in: (pause / 2)...pause))
      pause = min(pause * 2, 20_000)
    }
    self.folder = folder
  }

  func release() {
    flock(folder, LOCK_UN)
  }
}
