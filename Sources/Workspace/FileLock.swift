internal import Foundation
internal import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

private final class Outcome: Sendable {
  let code = Mutex<Int32>(EWOULDBLOCK)
}

/// An exclusive lock on a folder, which dies with its process and leaves no file behind.
struct FileLock {
  private let folder: Int32

  /// Locks an open folder; the lock is released when its descriptor is closed.
  ///
  /// - Throws: `FeedbackFile.AppendError` when another process holds the lock until the timeout.
  init(folder: Int32, path: String, timeout: Duration) throws {
    let deadline = ContinuousClock().now + timeout
    var code = flock(folder, LOCK_EX | LOCK_NB) == 0 ? 0 : errno
    // The system lets those who wait have it in turn, which those who ask again and again do not get.
    while code == EWOULDBLOCK || code == EINTR, ContinuousClock().now < deadline {
      code = Self.wait(for: folder, until: deadline)
    }
    guard code != EWOULDBLOCK, code != EINTR else {
      throw FeedbackFile.AppendError(
        path: path,
        reason:
          "the lock on its folder was not obtained within \(timeout): \(Self.holder(of: folder)) "
          + "holds it; end it or let it go on, then run again; nothing was changed"
      )
    }
    guard code == 0 else {
      throw FeedbackFile.AppendError(
        path: path,
        reason: "its folder cannot be locked: \(SystemError(code: code)); nothing was changed"
      )
    }
    self.folder = folder
  }

  /// Waits for the lock on a thread of its own, since `flock` has no timeout; 0, or the error number.
  ///
  /// A thread that is given up gets the lock late, if ever, and at once loses it with the closed descriptor.
  private static func wait(for folder: Int32, until deadline: ContinuousClock.Instant) -> Int32 {
    let outcome = Outcome()
    let done = DispatchSemaphore(value: 0)
    Thread.detachNewThread {
      let code = flock(folder, LOCK_EX) == 0 ? 0 : errno
      outcome.code.withLock { $0 = code }
      done.signal()
    }
    let rest = max(.zero, deadline - ContinuousClock().now) / .milliseconds(1)
    _ = done.wait(timeout: .now() + .milliseconds(Int(rest)))
    return outcome.code.withLock { $0 }
  }

  func release() {
    flock(folder, LOCK_UN)
  }

  /// Who holds the lock, as far as the system tells.
  ///
  /// Source: proc_locks(5): `1: FLOCK ADVISORY WRITE 4711 08:01:131 0 EOF`, a waiting one with `->`.
  private static func holder(of folder: Int32) -> String {
    var status = stat()
    let descriptor = open("/proc/locks", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "another process" }
    defer { close(descriptor) }
    guard fstat(folder, &status) == 0 else { return "another process" }
    var bytes = [UInt8](repeating: 0, count: 1 << 20)
    let count = bytes.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
    let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    for line in text.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 5, fields[1] == "FLOCK", fields[5].hasSuffix(":\(status.st_ino)"),
        let process = Int(fields[4]), process > 0
      else { continue }
      return "process \(process)"
    }
    return "another process"
  }
}
