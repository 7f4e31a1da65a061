#if canImport(Glibc)
internal import Glibc
#endif

/// Reads standard input, whole within a bound or in pieces.
enum StandardInput {
  /// The next piece, as soon as there is one; empty at the end.
  ///
  /// - Throws: `CannotRun` when it cannot be read.
  static func next() throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: 262_144)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count >= 0 { return Array(buffer[..<count]) }
      if errno != EINTR {
        throw CannotRun("standard input cannot be read: \(String(cString: strerror(errno)))")
      }
    }
  }

  /// - Throws: `CannotRun` when it cannot be read or holds more than `maximum` bytes.
  static func read(maximum: Int) throws -> [UInt8] {
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = buffer.withUnsafeMutableBytes {
        Glibc.read(STDIN_FILENO, $0.baseAddress, $0.count)
      }
      if count == 0 { return result }
      if count < 0 {
        if errno == EINTR { continue }
        throw CannotRun("standard input cannot be read: \(String(cString: strerror(errno)))")
      }
      result += buffer[..<count]
      guard result.count <= maximum else {
        throw CannotRun("standard input: more than \(maximum) bytes")
      }
    }
  }
}
