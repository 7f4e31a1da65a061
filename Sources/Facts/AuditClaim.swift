/// A sentence of the record that can be held against the repository, and what came of it.
package struct AuditClaim: Sendable, Equatable, Encodable {
  package enum Kind: String, Sendable, CaseIterable, Encodable {
    /// `path (N lines)`.
    case lines
    /// `N files, M lines` over a list of files.
    case total
    /// A file that is said to have been made or to be there.
    case path
    /// The id of a commit.
    case commit
    /// A model with its lines or its schema.
    case model
    /// A number of tables, models, policies or indexes.
    case count
    /// Row security of a named table.
    case rowSecurity = "row-security"
    /// The outcome of a command of the configuration.
    case command
  }

  package enum Verdict: String, Sendable, CaseIterable, Encodable {
    case holds = "true"
    /// One more or one less than the truth.
    case offByOne = "off-by-one"
    case fails = "false"
    /// It cannot be told, for the reason given.
    case unverifiable
  }

  /// Of the record.
  package var path: String
  package var line: Int
  /// Whose entry it stands in; nil when the record does not say.
  @ExplicitNull package var agent: String?
  package var kind: Kind
  /// The line as written, without the blanks around it.
  package var text: String
  /// What it is about: a path, a commit, a model, a table; nil when the sentence names none.
  @ExplicitNull package var subject: String?
  package var claimed: String
  /// What the repository says at `revision`; nil when it cannot be told.
  @ExplicitNull package var actual: String?
  /// The full id of the commit that introduced the sentence; nil for one that is not committed.
  @ExplicitNull package var revision: String?
  /// At `revision`.
  package var verdict: Verdict
  /// Why it cannot be told, or what a verdict rests on besides the revision itself.
  @ExplicitNull package var reason: String?
  /// The same at the tip.
  package var verdictAtTip: Verdict
  @ExplicitNull package var actualAtTip: String?
  /// What a person runs to see the actual value; nil when there is none.
  @ExplicitNull package var command: String?

  package init(
    path: String,
    line: Int,
    agent: String?,
    kind: Kind,
    text: String,
    subject: String?,
    claimed: String,
    revision: String?,
    verdict: Verdict = .unverifiable,
    verdictAtTip: Verdict = .unverifiable
  ) {
    self.path = path
    self.line = line
    self.kind = kind
    self.text = text
    self.claimed = claimed
    self.verdict = verdict
    self.verdictAtTip = verdictAtTip
    self.agent = agent
    self.subject = subject
    self.revision = revision
  }
}
