import Redaction
import Status

#if canImport(Glibc)
internal import Glibc
#endif

/// Where a command prints: results to standard output, prose to standard error.
package struct Console: Sendable {
  private let output: @Sendable (String) -> Void
  private let diagnostics: @Sendable (String) -> Void

  private let keepsColors: Bool

  /// - Parameters:
  ///   - output: takes results.
  ///   - diagnostics: takes prose.
  ///   - keepsColors: whether the colours of `Ink` may pass; false where no terminal shows them.
  package init(
    output: @escaping @Sendable (String) -> Void,
    diagnostics: @escaping @Sendable (String) -> Void,
    keepsColors: Bool = true
  ) {
    self.output = output
    self.diagnostics = diagnostics
    self.keepsColors = keepsColors
  }

  /// A result; whatever it quotes, nothing in it steers a terminal but the colours of `Ink`.
  package func print(_ text: String) {
    output(visible(text))
  }

  /// Bytes of a filter, which are its caller's.
  package func pass(_ text: String) {
    output(text)
  }

  /// One line for a person, beside the result.
  package func note(_ text: String) {
    diagnostics("sitrep: \(ControlCharacters.removed(from: text))\n")
  }

  /// Text for a person, such as a note that was collected before.
  package func diagnose(_ text: String) {
    diagnostics(ControlCharacters.removed(from: text))
  }

  private func visible(_ text: String) -> String {
    keepsColors
      ? ControlCharacters.removed(from: text, keeping: Ink.sequences)
      : ControlCharacters.removed(from: text)
  }

  package static let standard = Console(
    output: { write($0, to: STDOUT_FILENO) },
    diagnostics: { write($0, to: STDERR_FILENO) },
    keepsColors: isatty(STDOUT_FILENO) == 1
  )

  /// Writes whole; ends the process quietly when nobody reads the pipe any more.
  private static func write(_ text: String, to descriptor: Int32) {
    var text = text
    text.withUTF8 { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let slice = UnsafeBufferPointer(rebasing: rest)
        let count = Glibc.write(descriptor, slice.baseAddress, slice.count)
        if count >= 0 {
          rest = rest.dropFirst(count)
        } else if errno == EPIPE {
          exit(ExitStatus.clean.rawValue)
        } else if errno != EINTR {
          exit(ExitStatus.cannotRun.rawValue)
        }
      }
    }
  }
}
