/// What a server or the connection to it said no with.
struct DatabaseError: Error, Equatable {
  enum Kind: Equatable {
    /// The server refused a statement; the connection stands.
    case refused
    /// The connection is gone.
    case lost
    /// Longer than it may take; the connection may be gone.
    case timedOut
    /// A signal ended the run.
    case interrupted
  }

  var kind: Kind
  /// PostgreSQL's primary message.
  var message: String
  var sqlState: String?
  var detail: String?
  /// Where in the statement, 1-based, in characters.
  var position: Int?
  /// PostgreSQL's `CONTEXT`: the call stack of functions and blocks.
  var context: String?

  init(_ kind: Kind, _ message: String, sqlState: String? = nil) {
    self.kind = kind
    self.message = message
    self.sqlState = sqlState
  }

  static let interrupted = DatabaseError(.interrupted, "ended by a signal")

  /// SQLSTATE of what row security and missing privileges refuse.
  static let insufficientPrivilege = "42501"
}
