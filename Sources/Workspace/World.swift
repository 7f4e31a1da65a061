package import Facts

#if canImport(Glibc)
import Glibc
#endif

/// Everything that comes from outside, read once at the composition root and passed in, so that a test
/// fixes all of it.
package struct World: Sendable {
  /// The moment that the run takes for now.
  package var now: Timestamp
  package var environment: [String: String]
  /// Absolute path of the folder that the command was started in (or was given with `-C`).
  package var workingDirectory: String
  package var outputIsTerminal: Bool
  /// Columns of the terminal; nil without one.
  package var terminalWidth: Int?

  package init(
    now: Timestamp,
    environment: [String: String],
    workingDirectory: String,
    outputIsTerminal: Bool = false,
    terminalWidth: Int? = nil
  ) {
    self.now = now
    self.environment = environment
    self.workingDirectory = workingDirectory
    self.outputIsTerminal = outputIsTerminal
    self.terminalWidth = terminalWidth
  }

  /// Colour only on a terminal that can show it, and never with NO_COLOR.
  package var usesColor: Bool {
    outputIsTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
  }
}

extension World {
  /// The real world of this process.
  package static func current() -> World {
    var clock = timespec()
    clock_gettime(CLOCK_REALTIME, &clock)
    var size = winsize()
    let isTerminal = isatty(STDOUT_FILENO) == 1
    let hasSize =
      isTerminal && ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    return World(
      now: Timestamp(secondsSinceEpoch: clock.tv_sec),
      environment: currentEnvironment(),
      workingDirectory: currentDirectory(),
      outputIsTerminal: isTerminal,
      terminalWidth: hasSize ? Int(size.ws_col) : nil
    )
  }

  private static func currentDirectory() -> String {
    guard let path = getcwd(nil, 0) else { return "/" }
    defer { free(path) }
    return String(cString: path)
  }

  private static func currentEnvironment() -> [String: String] {
    var result: [String: String] = [:]
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if let equals = text.utf8.firstIndex(of: UInt8(ascii: "=")) {
        result[String(text[..<equals])] = String(text[text.utf8.index(after: equals)...])
      }
      entry += 1
    }
    return result
  }
}
