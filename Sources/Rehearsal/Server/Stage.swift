/// A database of one run, with the roles that play in it.
final class Stage {
  let library: LibPQ
  /// In the run's database; a superuser on a server of our own.
  let administrator: Connection
  /// Applies the migrations and owns the database; no superuser.
  let owner: String
  /// Bound by row security: neither owner nor exempt.
  let bound: String
  /// Whether the bound role has the rights that the migrations give it, and no others.
  let hasClientRights: Bool
  /// What a person should know: leftovers that were removed, what was not prepared.
  private(set) var notes: [String]

  private let ownerParameters: [(keyword: String, value: String)]
  private let redact: (String) -> String
  private let timeouts: Timeouts
  private let end: () -> [String]
  private var isEnded = false

  struct Timeouts {
    /// Longest that one statement may take.
    var statement: Duration
    var lock: Duration = .seconds(10)
  }

  init(
    library: LibPQ,
    administrator: Connection,
    owner: String,
    bound: String,
    hasClientRights: Bool,
    notes: [String],
    ownerParameters: [(keyword: String, value: String)],
    timeouts: Timeouts,
    redact: @escaping (String) -> String,
    end: @escaping () -> [String]
  ) {
    self.library = library
    self.administrator = administrator
    self.owner = owner
    self.bound = bound
    self.hasClientRights = hasClientRights
    self.notes = notes
    self.ownerParameters = ownerParameters
    self.timeouts = timeouts
    self.redact = redact
    self.end = end
  }

  deinit {
    close()
  }

  /// A new session of the owner.
  func connect() throws(DatabaseError) -> Connection {
    let connection = try Connection(
      library: library,
      parameters: ownerParameters,
      redact: redact
    )
    try prepare(connection)
    return connection
  }

  /// Gives a session its bounds, as it also needs them after `DISCARD ALL`.
  func prepare(_ connection: Connection) throws(DatabaseError) {
    try connection.run(
      """
      SET statement_timeout = '\(timeouts.statement.milliseconds)ms';
      SET lock_timeout = '\(timeouts.lock.milliseconds)ms'
      """
    )
  }

  /// Takes the stage down; what could not be removed is named.
  @discardableResult
  func close() -> [String] {
    guard !isEnded else { return [] }
    isEnded = true
    administrator.close()
    return end()
  }

  /// How long the client waits before it cancels: a file may have turned the server's own bound off.
  var clientTimeout: Duration { timeouts.statement + .seconds(2) }
}

extension Duration {
  var milliseconds: Int64 {
    components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
  }
}
