import Facts
import Synchronization

#if canImport(Glibc)
internal import Glibc
#endif

/// Keeps what runs say in a file that never grows beyond a bound: for cron, where nobody watches.
///
/// Every run adds one block: when, which command, how it ended, and what it printed. A full file becomes `<file>.1`, in
/// place of the one before. Standard output stays empty; standard error repeats what was said there when
/// the run did not end well, so that cron mails trouble and nothing else.
struct RunLog {
  /// Absolute.
  let path: String

  /// Bytes of one file; there are never more than two.
  static let maximumBytes = 524_288
  /// Bytes that one run adds at most: the rest of what it says is left out, and that is said.
  static let maximumBlock = 131_072

  private struct Failure: Error {
    var reason: String
  }

  private final class Recording: Sendable {
    let pieces = Mutex<[(isResult: Bool, text: String)]>([])
  }

  /// Runs `body` with a console that collects, writes the block, and gives the exit code of `body`.
  func record(
    _ name: String,
    at now: Timestamp,
    console: Console,
    body: (Console) -> Int32
  ) -> Int32 {
    let recording = Recording()
    let status = body(
      Console(
        output: { text in recording.pieces.withLock { $0.append((true, text)) } },
        diagnostics: { text in recording.pieces.withLock { $0.append((false, text)) } }
      )
    )
    let pieces = recording.pieces.withLock { $0 }
    let isClean = status == ExitStatus.clean.rawValue
    do throws(Failure) {
      try append(block(name, now, status, pieces.map(\.text).joined()))
    } catch {
      for piece in pieces where piece.isResult { console.print(piece.text) }
      for piece in pieces where !piece.isResult { console.diagnose(piece.text) }
      console.note("the log \(path) could not be written: \(error.reason)")
      return status
    }
    if !isClean {
      for piece in pieces where !piece.isResult { console.diagnose(piece.text) }
    }
    return status
  }

  private func block(
    _ name: String,
    _ now: Timestamp,
    _ status: Int32,
    _ text: String
  ) -> [UInt8] {
    var block = "\(now.iso8601) sitrep \(name): exit \(status)\n"
    let size = text.utf8.count
    block += String(decoding: text.utf8.prefix(Self.maximumBlock), as: UTF8.self)
    if size > Self.maximumBlock { block += "\n(\(size - Self.maximumBlock) more bytes left out)" }
    if !block.hasSuffix("\n") { block += "\n" }
    return Array(block.utf8)
  }

  private func append(_ block: [UInt8]) throws(Failure) {
    makeFolders()
    var descriptor = try open()
    var status = stat()
    if fstat(descriptor, &status) == 0, Int(status.st_size) + block.count > Self.maximumBytes {
      // Under the lock of the full file; whoever waited for it finds another file at the path and opens again.
      let isMoved = rename(path, path + ".1") == 0
      let code = errno
      close(descriptor)
      guard isMoved else { throw failure(code) }
      descriptor = try open()
    }
    defer { close(descriptor) }
    var written = 0
    while written < block.count {
      let count = block.withUnsafeBytes { bytes in
        write(descriptor, bytes.baseAddress.map { $0 + written }, block.count - written)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw failure(errno) }
      written += count
    }
  }

  /// A locked descriptor of the regular file that stands at the path; it is made when there is none.
  private func open() throws(Failure) -> Int32 {
    // A file may be rotated between opening and locking; more often than that something else is wrong.
    for _ in 0..<8 {
      let flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
      let descriptor = Glibc.open(path, flags, 0o600)
      guard descriptor >= 0 else { throw failure(errno) }
      var own = stat()
      guard fstat(descriptor, &own) == 0, own.st_mode & S_IFMT == S_IFREG else {
        close(descriptor)
        throw Failure(reason: "it is no regular file")
      }
      guard flock(descriptor, LOCK_EX) == 0 else {
        let code = errno
        close(descriptor)
        throw failure(code)
      }
      var current = stat()
      if lstat(path, &current) == 0, current.st_ino == own.st_ino, current.st_dev == own.st_dev {
        return descriptor
      }
      close(descriptor)
    }
    throw Failure(reason: "it is being replaced again and again")
  }

  /// Makes the folders above the file; what cannot be made shows when the file is opened.
  private func makeFolders() {
    var index = path.index(after: path.startIndex)
    while let slash = path[index...].firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o700)
      index = path.index(after: slash)
    }
  }

  private func failure(_ code: Int32) -> Failure {
    Failure(reason: String(cString: strerror(code)))
  }
}
