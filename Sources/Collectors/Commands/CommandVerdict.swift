internal import Configuration
internal import Facts

/// Passed or not, of a command that the configuration describes.
struct CommandVerdict: Equatable {
  var outcome: CommandRun.Outcome
  /// nil when it passed.
  var reason: String?

  /// How the child ended and what it printed, both streams in one text.
  struct Ending {
    var exitCode: Int?
    var signal: Int?
    var timedOut: Bool
    var text: String
    /// A part of what it printed was not kept.
    var isCut: Bool
  }

  init(_ ending: Ending, _ settings: CommandSettings) {
    self.init(outcome: .failed, reason: nil)
    if ending.timedOut {
      reason =
        "it did not end within \(settings.timeoutSeconds) s, and was ended with all that it started"
    } else if let signal = ending.signal {
      reason = "it was ended by signal \(signal)"
    } else if let code = ending.exitCode, !settings.passedExitCodes.contains(code) {
      if code == 126 || code == 127 {
        outcome = .notRun
        reason = "it could not be started: exit code \(code)"
      } else {
        reason = "exit code \(code), where \(Self.list(settings.passedExitCodes)) means passed"
      }
    } else if ending.exitCode == nil {
      reason = "how it ended is not known"
    } else if let pattern = settings.forbiddenPattern, pattern.matches(ending.text) {
      reason = "its output has a line with `\(pattern.text)`"
    } else if let pattern = settings.requiredPattern, !pattern.matches(ending.text) {
      outcome = ending.isCut ? .notRun : .failed
      reason =
        ending.isCut
        ? "its output is too long to tell whether a line with `\(pattern.text)` is missing"
        : "its output has no line with `\(pattern.text)`"
    } else if let pattern = settings.forbiddenPattern, ending.isCut {
      outcome = .notRun
      reason = "its output is too long to tell that no line has `\(pattern.text)`"
    } else {
      outcome = .passed
    }
  }

  private init(outcome: CommandRun.Outcome, reason: String?) {
    self.outcome = outcome
    self.reason = reason
  }

  private static func list(_ codes: [Int]) -> String {
    codes.map(String.init).joined(separator: " or ")
  }
}
