/// A command whose outcome is evidence.
package struct CommandSettings: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// `prisma validate`; the collector finds the program.
    case prismaValidate = "prisma-validate"
    /// `prisma format --check`; the collector finds the program.
    case prismaFormat = "prisma-format"
    /// As the configuration writes it.
    case custom
  }

  package var name: String
  package var kind: Kind
  /// Program and arguments, never given to a shell; of a built-in kind what follows the program's path.
  package var argv: [String]
  /// Working folder relative to the root; `.` is the root.
  package var folder: String
  package var timeoutSeconds: Int
  /// Exit codes that mean passed.
  package var passedExitCodes: [Int]
  /// A line that must stand in the output for a pass; nil asks for none.
  package var requiredPattern: LinePattern?
  /// A line that must not stand in the output for a pass; nil forbids none.
  package var forbiddenPattern: LinePattern?
  /// Names of environment variables that the command gets beside the allow-listed ones.
  package var environment: [String]

  package init(
    name: String,
    kind: Kind = .custom,
    argv: [String],
    folder: String = ".",
    timeoutSeconds: Int = 60,
    passedExitCodes: [Int] = [0],
    requiredPattern: LinePattern? = nil,
    forbiddenPattern: LinePattern? = nil,
    environment: [String] = []
  ) {
    self.name = name
    self.kind = kind
    self.argv = argv
    self.folder = folder
    self.timeoutSeconds = timeoutSeconds
    self.passedExitCodes = passedExitCodes
    self.requiredPattern = requiredPattern
    self.forbiddenPattern = forbiddenPattern
    self.environment = environment
  }

  /// The two that run without any configuration.
  package static let builtIn = [
    CommandSettings(name: "prisma validate", kind: .prismaValidate, argv: ["validate"]),
    CommandSettings(name: "prisma format", kind: .prismaFormat, argv: ["format", "--check"]),
  ]
}

/// Text that is looked for in each line of an output; `*` stands for any run of characters.
///
/// Case counts. `ERROR*settings` is found in `12:00 ERROR: column "settings" does not exist`. There are no
/// other wildcards, so that no pattern can take more than linear time for each of its pieces.
package struct LinePattern: Sendable, Equatable {
  package let text: String
  private let pieces: [[UInt8]]

  /// nil for a pattern that would match every line (empty, or nothing but `*`).
  package init?(_ text: String) {
    self.text = text
    self.pieces = Array(text.utf8).split(separator: UInt8(ascii: "*")).map(Array.init)
    if pieces.isEmpty { return nil }
  }

  /// Whether one line of `output` holds the pieces in their order.
  package func matches(_ output: String) -> Bool {
    output.utf8.split(separator: UInt8(ascii: "\n")).contains { matches(line: $0) }
  }

  private func matches(line: Substring.UTF8View) -> Bool {
    let bytes = Array(line)
    var start = 0
    for piece in pieces {
      guard let end = endOfFirst(piece, in: bytes, from: start) else { return false }
      start = end
    }
    return true
  }

  private func endOfFirst(_ piece: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + piece.count <= bytes.count {
      if bytes[index] == piece[0], bytes[index..<index + piece.count].elementsEqual(piece) {
        return index + piece.count
      }
      index += 1
    }
    return nil
  }
}
