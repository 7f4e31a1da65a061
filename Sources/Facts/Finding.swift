/// A problem in the user's repository, as a value: found, placed, and with the way out.
package struct Finding: Sendable, Equatable, Encodable {
  package enum Severity: String, Sendable, Encodable {
    case error, warning, info
  }

  /// The rule's type name in kebab case, such as `duplicate-version`.
  package var rule: String
  package var severity: Severity
  /// Path relative to the repository root; nil when the finding is about no single file.
  @ExplicitNull package var path: String?
  /// 1-based line; nil when the finding is about the whole file.
  @ExplicitNull package var line: Int?
  /// What it is about, by name: a table, a policy, a model, a script.
  @ExplicitNull package var object: String?
  package var message: String
  /// What to do about it.
  @ExplicitNull package var hint: String?

  package init(
    rule: String,
    severity: Severity,
    path: String? = nil,
    line: Int? = nil,
    object: String? = nil,
    message: String,
    hint: String? = nil
  ) {
    self.rule = rule
    self.severity = severity
    self.path = path
    self.line = line
    self.object = object
    self.message = message
    self.hint = hint
  }
}

/// Something a collector did not look at, with the reason: never a pass, and never an absence.
package struct NotChecked: Sendable, Equatable, Encodable {
  /// What was not looked at, as a person would name it: `prisma schema`, `git state`.
  package var subject: String
  @ExplicitNull package var path: String?
  package var reason: String

  package init(subject: String, path: String? = nil, reason: String) {
    self.subject = subject
    self.path = path
    self.reason = reason
  }
}

/// A place in a file where a parser stopped.
package struct SyntaxProblem: Sendable, Equatable, Encodable {
  package var path: String
  /// 1-based.
  package var line: Int
  /// 1-based, in characters.
  package var column: Int
  package var message: String

  package init(path: String, line: Int, column: Int, message: String) {
    self.path = path
    self.line = line
    self.column = column
    self.message = message
  }
}
