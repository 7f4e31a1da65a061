/// The three ways a command ends.
package enum ExitStatus: Int32, Sendable {
  /// Clean, written, not due, or found in the vault.
  case clean = 0
  /// Findings, or refused: something is overdue, contradicted, unsafe or missing.
  case findings = 1
  /// Could not run: bad arguments, unreadable configuration, a lock not obtained.
  case cannotRun = 2
}

/// A command says no, with everything that is missing at once.
package struct Refusal: Error, CustomStringConvertible {
  package var problems: [String]
  /// A call that would pass.
  package var example: String?

  package init(_ problems: [String], example: String? = nil) {
    self.problems = problems
    self.example = example
  }

  package var description: String {
    var text =
      problems.count == 1
      ? "refused: \(problems[0])" : "refused:" + problems.map { "\n  - \($0)" }.joined()
    if let example { text += "\nA call that passes:\n  \(example)" }
    return text
  }
}

/// A command could not run: what, where, and what to do.
package struct CannotRun: Error, CustomStringConvertible {
  package var description: String

  package init(_ description: String) {
    self.description = description
  }
}
