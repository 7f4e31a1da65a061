package import Facts

/// What became of one file of a rehearsal.
package struct RehearsedFile: Sendable, Equatable, Encodable {
  package enum Kind: String, Sendable, Encodable {
    /// A file that the configuration runs first.
    case prelude
    case migration
  }

  package enum Outcome: String, Sendable, Encodable {
    case applied, failed, skipped
  }

  package struct Problem: Sendable, Equatable, Encodable {
    /// 1-based.
    package var line: Int
    /// 1-based, in characters; nil where PostgreSQL names no place: the line is then that of the statement.
    @ExplicitNull package var column: Int?
    /// PostgreSQL's own.
    package var message: String
    @ExplicitNull package var sqlState: String?
    @ExplicitNull package var detail: String?

    package init(
      line: Int,
      column: Int? = nil,
      message: String,
      sqlState: String? = nil,
      detail: String? = nil
    ) {
      self.line = line
      self.column = column
      self.message = message
      self.sqlState = sqlState
      self.detail = detail
    }
  }

  package var path: String
  package var kind: Kind
  package var outcome: Outcome
  /// Whether the file was applied as a whole or not at all; nil for a skipped one.
  @ExplicitNull package var inTransaction: Bool?
  /// Why it was run statement by statement.
  package var inTransactionReason: String?
  @ExplicitNull package var error: Problem?
  /// Why it was skipped, or which other file's trouble a failure comes from.
  @ExplicitNull package var reason: String?

  package init(
    path: String,
    kind: Kind = .migration,
    outcome: Outcome,
    inTransaction: Bool? = nil,
    inTransactionReason: String? = nil,
    error: Problem? = nil,
    reason: String? = nil
  ) {
    self.path = path
    self.kind = kind
    self.outcome = outcome
    self.inTransaction = inTransaction
    self.inTransactionReason = inTransactionReason
    self.error = error
    self.reason = reason
  }
}
