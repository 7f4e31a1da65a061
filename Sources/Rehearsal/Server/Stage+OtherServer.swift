#if canImport(Glibc)
internal import Glibc
#endif

/// A stage on somebody else's server: a database and roles of the run's own, dropped with it.
extension Stage {
  /// What names of databases and roles of a run begin with.
  static let namePrefix = "sitrep_rehearsal_"
  /// Marks roles that a run made under a name that is not its own.
  static let mark = "made by sitrep rehearse, dropped with the run"

  /// Makes the database and prepares it.
  ///
  /// - Throws: `RehearsalError`; what was made is dropped then.
  static func onOtherServer(
    at address: DatabaseAddress,
    library: LibPQ,
    supabase: Bool,
    timeouts: Timeouts,
    redact clean: @escaping (String) -> String
  ) throws(RehearsalError) -> Stage {
    let redact: (String) -> String = { clean(address.redacted($0)) }
    let keeper: Connection
    do throws(DatabaseError) {
      keeper = try Connection(library: library, parameters: address.parameters(), redact: redact)
    } catch {
      throw RehearsalError("the server of \(address.source) cannot be used: \(error.message)")
    }
    let name = namePrefix + randomName()
    let guest = Guest(keeper: keeper, name: name)
    do throws(DatabaseError) {
      var notes = try guest.removeLeftovers()
      if !address.ignored.isEmpty {
        notes.append("not used of the URL: \(address.ignored.joined(separator: ", "))")
      }
      let password = randomName() + randomName()
      try guest.makeOwner(password: password, supabase: supabase, &notes)
      let parameters = address.parameters(database: name)
      let administrator = try Connection(library: library, parameters: parameters, redact: redact)
      var bound = "sitrep_bound"
      if supabase {
        bound = "authenticated"
        for role in SupabasePrelude.roles { try guest.makeRole(role.name, role.attributes) }
        try administrator.prepareSupabase(owner: name, database: name, &notes)
      } else {
        bound = name + "_bound"
        try guest.makeRole(bound, "NOLOGIN")
        try keeper.run("GRANT \(bound) TO \(name)")
      }
      return Stage(
        library: library,
        administrator: administrator,
        owner: name,
        bound: bound,
        hasClientRights: supabase,
        notes: notes,
        ownerParameters: address.parameters(database: name, user: name, password: password),
        timeouts: timeouts,
        redact: redact,
        end: { guest.leave() }
      )
    } catch {
      let left = guest.leave()
      let rest = left.isEmpty ? "" : "; left on it: \(left.joined(separator: ", "))"
      throw RehearsalError(
        "no database can be prepared on the server of \(address.source): \(error.message)\(rest)"
      )
    }
  }

  private static func randomName() -> String {
    var generator = SystemRandomNumberGenerator()
    return String(generator.next() | 1 << 63, radix: 16)
  }
}

/// What a run makes on a server that is not its own, and how it goes again.
private final class Guest {
  private let keeper: Connection
  private let name: String
  private var madeRoles: [String] = []
  private var hasDatabase = false

  init(keeper: Connection, name: String) {
    self.keeper = keeper
    self.name = name
  }

  /// Waits for another run on this server, and drops what killed runs left.
  func removeLeftovers() throws(DatabaseError) -> [String] {
    // Roles belong to the whole server: two runs would take each other's away.
    let lock = "SELECT pg_advisory_lock(hashtext('sitrep rehearse'))"
    do throws(DatabaseError) {
      try keeper.run(lock, timeout: .seconds(30))
    } catch {
      guard error.kind == .timedOut || error.sqlState == "57014" else { throw error }
      throw DatabaseError(.refused, "another rehearsal is running on this server: try again later")
    }
    var removed = 0
    let databases = try keeper.run(
      """
      SELECT datname FROM pg_database d WHERE starts_with(datname, '\(Stage.namePrefix)')
        AND NOT EXISTS (SELECT FROM pg_stat_activity a WHERE a.datid = d.oid)
      """
    )
    for row in databases {
      try keeper.run("DROP DATABASE IF EXISTS \(SQLText.identifier(row.text(0)))")
      removed += 1
    }
    let roles = try keeper.run(
      """
      SELECT rolname FROM pg_roles r WHERE (starts_with(rolname, '\(Stage.namePrefix)')
          OR shobj_description(r.oid, 'pg_authid') = '\(Stage.mark)')
        AND NOT EXISTS (SELECT FROM pg_database d WHERE d.datdba = r.oid)
      """
    )
    for row in roles {
      // One that is still in use belongs to a run elsewhere.
      do throws(DatabaseError) {
        try keeper.run("DROP ROLE \(SQLText.identifier(row.text(0)))")
        removed += 1
      } catch {
        guard error.kind == .refused else { throw error }
      }
    }
    return removed == 0 ? [] : ["dropped \(removed) databases and roles that a killed run had left"]
  }

  /// Makes the role that owns the database, and the database.
  func makeOwner(
    password: String,
    supabase: Bool,
    _ notes: inout [String]
  ) throws(DatabaseError) {
    // Before version 16 a role that makes roles can give itself any of the server's.
    let makesRoles = keeper.serverVersion >= 160_000
    let rights = makesRoles ? "LOGIN CREATEROLE" : "LOGIN"
    if !makesRoles {
      notes.append(
        "files that create roles fail: before PostgreSQL 16 that right reaches every role of the server"
      )
    }
    try keeper.run("CREATE ROLE \(name) \(rights) PASSWORD \(SQLText.literal(password))")
    madeRoles.append(name)
    if supabase {
      do throws(DatabaseError) {
        try keeper.run("ALTER ROLE \(name) BYPASSRLS")
      } catch {
        guard error.kind == .refused else { throw error }
        notes.append("the owner is bound by forced row security: \(error.message)")
      }
    }
    try keeper.run("GRANT \(name) TO CURRENT_USER")
    try keeper.run("CREATE DATABASE \(name) OWNER \(name) TEMPLATE template0 ENCODING 'UTF8'")
    hasDatabase = true
  }

  /// Makes a role that is not there yet.
  func makeRole(_ role: String, _ attributes: String) throws(DatabaseError) {
    let isThere = try !keeper.run("SELECT FROM pg_roles WHERE rolname = $1", [role]).isEmpty
    if isThere { return }
    try keeper.run("CREATE ROLE \(role) \(attributes)")
    madeRoles.append(role)
    try keeper.run("COMMENT ON ROLE \(role) IS '\(Stage.mark)'")
  }

  /// Drops everything; what cannot be dropped is named.
  func leave() -> [String] {
    keeper.ignoresSignals = true
    var left: [String] = []
    func attempt(_ statement: String, _ what: String) {
      do throws(DatabaseError) {
        try keeper.run(statement, timeout: .seconds(20))
      } catch {
        left.append("\(what) (\(error.message))")
      }
    }
    // Those that the migrations made: the owner is the only one who may hand them on.
    let rows = try? keeper.run(
      """
      SELECT DISTINCT r.rolname FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid
      JOIN pg_roles o ON o.oid = m.member WHERE o.rolname = $1 AND m.admin_option
      """,
      [name]
    )
    if hasDatabase {
      attempt("DROP DATABASE \(name) WITH (FORCE)", "database \(name)")
    }
    let theirs = (rows ?? []).map { $0.text(0) }.filter { !madeRoles.contains($0) }
    for role in theirs + madeRoles.reversed() {
      attempt("DROP ROLE \(SQLText.identifier(role))", "role \(role)")
    }
    keeper.close()
    return left
  }
}
