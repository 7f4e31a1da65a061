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
      guard code == EWOULDBLOCK || code == EINTR else {
        throw FeedbackFile.AppendError(
          path: path,
          reason: "its folder cannot be locked: \(SystemError(code: code)); nothing was changed"
        )
      }
      guard ContinuousClock().now < deadline else {
        throw FeedbackFile.AppendError(
          path: path,
          reason: "\(Self.holder(of: folder)) has held the lock on its folder for \(timeout): "
            + "end it or let it go on, then run again; nothing was changed"
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
