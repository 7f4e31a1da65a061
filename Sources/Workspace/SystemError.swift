#if canImport(Glibc)
internal import Glibc
#endif

/// An error number of the operating system, printed in its own words.
package struct SystemError: Error, Sendable, Equatable, CustomStringConvertible {
  package var code: Int32

  package init(code: Int32) {
    self.code = code
  }

  /// The error of the system call that just failed.
  package static var last: SystemError { SystemError(code: errno) }

  /// As `strerror` has it, in lower case at the start: `no such file or directory`.
  package var description: String {
    guard let text = strerror(code) else { return "error \(code)" }
    let words = String(cString: text)
    return words.prefix(1).lowercased() + words.dropFirst()
  }

  /// What to do about it, with a colon before it; empty when the words of the system say it.
  var wayOut: String {
    switch code {
    case ENOSPC, EDQUOT: ": make room, then run again"
    case EFBIG: ": raise the limit of file sizes (`ulimit -f`), then run again"
    case EACCES, EPERM: ": let this user write to the folder and the file, then run again"
    case EROFS: ": mount it for writing, then run again"
    default: ""
    }
  }

  /// Writes all bytes; nil when they were written, else the error and how many were.
  static func writeAll(
    _ bytes: [UInt8],
    to descriptor: Int32
  ) -> (error: SystemError, written: Int)? {
    bytes.withUnsafeBytes { buffer in
      var written = 0
      while written < buffer.count {
        let count = write(
          descriptor,
          buffer.baseAddress.map { $0 + written },
          buffer.count - written
        )
        if count < 0 {
          if errno == EINTR { continue }
          return (.last, written)
        }
        written += count
      }
      return nil
    }
  }
}
