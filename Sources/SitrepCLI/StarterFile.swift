#if canImport(Glibc)
internal import Glibc
#endif

/// Writes files that are not there yet, and never changes what somebody has.
enum StarterFile {
  enum Outcome {
    case created
    case extended
    /// It stands already, or holds what would be added.
    case left(String)
    case failed(String)

    var verb: String {
      switch self {
      case .created: "created"
      case .extended: "extended"
      case .left: "left"
      case .failed: "could not write"
      }
    }

    var isFailure: Bool {
      if case .failed = self { true } else { false }
    }

    /// Why, behind a colon; empty when the verb says it all.
    var remark: String {
      switch self {
      case .created, .extended: ""
      case .left(let reason), .failed(let reason): ": \(reason)"
      }
    }
  }

  /// Writes a new file, whole, or leaves what is at the path.
  static func create(_ text: String, at path: String) -> Outcome {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else {
      return errno == EEXIST ? .left("it is there already") : .failed(message(errno))
    }
    let isWritten = write(text, to: descriptor)
    close(descriptor)
    guard !isWritten else { return .created }
    let reason = message(errno)
    // Half a file would be taken for somebody's own.
    unlink(path)
    return .failed(reason)
  }

  /// Makes a folder, with those above it inside of `root`; a link that leads out of there is not followed.
  static func makeFolder(_ path: String, below root: String) -> Outcome {
    var made = root
    var outcome = Outcome.left("it is there already")
    for name in path.split(separator: "/") {
      made += "/\(name)"
      if mkdir(made, 0o755) == 0 {
        outcome = .created
      } else if errno != EEXIST {
        return .failed(message(errno))
      }
      guard let resolved = realpath(made, nil) else { return .failed(message(errno)) }
      defer { free(resolved) }
      guard String(cString: resolved).hasPrefix(root == "/" ? "/" : root + "/") else {
        return .failed("a link leads out of the repository")
      }
    }
    var status = stat()
    guard stat(made, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      return .failed("it is no folder")
    }
    return outcome
  }

  /// Adds a block behind what a file holds, or makes the file; a file that holds `mark` is left alone.
  static func extend(_ text: String, unlessItHolds mark: String, at path: String) -> Outcome {
    let descriptor = open(path, O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else {
      switch errno {
      case ENOENT: return create(text, at: path)
      case ELOOP: return .left("it is a link: add this to what it leads to yourself\n\(text)")
      default: return .failed(message(errno))
      }
    }
    defer { close(descriptor) }
    guard flock(descriptor, LOCK_EX) == 0, let held = contents(of: descriptor) else {
      return .failed("it cannot be read as a file of text")
    }
    if held.contains(mark) { return .left("it holds this already") }
    let separator = held.isEmpty ? "" : held.hasSuffix("\n") ? "" : "\n"
    return write(separator + text, to: descriptor) ? .extended : .failed(message(errno))
  }

  private static func contents(of descriptor: Int32) -> String? {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG,
      status.st_size < 16 << 20
    else { return nil }
    var bytes = [UInt8](repeating: 0, count: Int(status.st_size))
    var count = 0
    while count < bytes.count {
      let got = bytes.withUnsafeMutableBytes { buffer in
        read(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { break }
      count += got
    }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }

  private static func write(_ text: String, to descriptor: Int32) -> Bool {
    let bytes = Array(text.utf8)
    var count = 0
    while count < bytes.count {
      let wrote = bytes.withUnsafeBytes { buffer in
        Glibc.write(descriptor, buffer.baseAddress.map { $0 + count }, buffer.count - count)
      }
      if wrote < 0, errno == EINTR { continue }
      guard wrote > 0 else { return false }
      count += wrote
    }
    return fsync(descriptor) == 0 || errno == EINVAL
  }

  private static func message(_ code: Int32) -> String {
    String(cString: strerror(code)).lowercased()
  }
}
