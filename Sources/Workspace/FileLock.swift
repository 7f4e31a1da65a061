#if canImport(Glibc)
internal import Glibc
#endif

/// An exclusive lock on a file of its own, which dies with its process.
struct FileLock {
  private let descriptor: Int32

  /// - Throws: `FeedbackFile.AppendError` when the lock file cannot be made, or another process holds the
  ///   lock until the timeout.
  init(folder: Int32, name: String, path: String, timeout: Duration) throws {
    let lock = openat(folder, name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o666)
    guard lock >= 0 else {
      throw FeedbackFile.AppendError(
        path: path,
        reason: "cannot be locked with \(name): \(String(cString: strerror(errno)).lowercased())"
      )
    }
    let deadline = ContinuousClock().now + timeout
    // flock has no timeout of its own; the pause doubles up to 20 ms.
    var pause: UInt32 = 500
    while flock(lock, LOCK_EX | LOCK_NB) != 0 {
      guard errno == EWOULDBLOCK || errno == EINTR, ContinuousClock().now < deadline else {
        let reason = String(cString: strerror(errno)).lowercased()
        close(lock)
        throw FeedbackFile.AppendError(
          path: path,
          reason:
            "the lock \(name) was not obtained within \(timeout): another process holds it (\(reason))"
        )
      }
      usleep(pause)
      pause = min(pause * 2, 20_000)
    }
    descriptor = lock
  }

  func release() {
    // The lock file stays: removing it would let two writers hold locks on two files of one name.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
