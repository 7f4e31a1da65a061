/// The outcome of one configured command, captured.
package struct CommandRun: Sendable, Equatable, Encodable {
  package enum Outcome: String, Sendable, Encodable {
    case passed, failed
    /// It could not be run, or ran without looking at what it is for: no failure and no pass.
    case notRun = "not-run"
  }

  package struct Output: Sendable, Equatable, Encodable {
    /// Redacted, without control characters.
    package var text: String
    /// Bytes that the command wrote, those that were not kept included.
    package var bytes: Int
    package var truncated: Bool

    package init(text: String = "", bytes: Int = 0, truncated: Bool = false) {
      self.text = text
      self.bytes = bytes
      self.truncated = truncated
    }
  }

  package var name: String
  package var argv: [String]
  package var outcome: Outcome
  /// nil when it was not started, or ended by a signal.
  @ExplicitNull package var exitCode: Int?
  @ExplicitNull package var signal: Int?
  package var timedOut: Bool
  package var durationMs: Int
  /// What the tool says its version is; nil when it does not say.
  @ExplicitNull package var version: String?
  package var stdout: Output
  package var stderr: Output
  /// Why it failed or was not run; nil when it passed.
  @ExplicitNull package var reason: String?

  package init(name: String, argv: [String], outcome: Outcome, reason: String? = nil) {
    self.name = name
    self.argv = argv
    self.outcome = outcome
    self.timedOut = false
    self.durationMs = 0
    self.stdout = Output()
    self.stderr = Output()
    self.reason = reason
  }
}
