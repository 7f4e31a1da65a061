/// A stage on a server of our own.
extension Stage {
  /// Starts the server and prepares its database.
  ///
  /// - Throws: `RehearsalError`; nothing is left then.
  static func onOwnServer(
    library: LibPQ,
    binaries: ServerBinaries,
    environment: [String: String],
    supabase: Bool,
    timeouts: Timeouts,
    redact: @escaping (String) -> String
  ) throws(RehearsalError) -> Stage {
    let server = try ThrowawayServer(binaries: binaries, environment: environment)
    do throws(DatabaseError) {
      let administrator = try Connection(
        library: library,
        parameters: server.parameters(user: ThrowawayServer.administrator, database: "postgres")
      )
      let owner = "postgres"
      let rights = supabase ? " BYPASSRLS" : ""
      try administrator.run("CREATE ROLE \(owner) LOGIN CREATEROLE CREATEDB\(rights)")
      try administrator.run("ALTER DATABASE postgres OWNER TO \(owner)")
      if administrator.serverVersion < 160_000 {
        // CREATEROLE could grant itself what starts programs; nobody but a superuser grants what is one.
        try administrator.run(
          """
          UPDATE pg_authid SET rolsuper = true WHERE rolname IN
            ('pg_execute_server_program', 'pg_read_server_files', 'pg_write_server_files')
          """
        )
      }
      var notes: [String] = []
      if server.leftovers > 0 {
        notes.append("removed what \(server.leftovers) killed run(s) had left")
      }
      var bound = "sitrep_bound"
      if supabase {
        bound = "authenticated"
        for role in SupabasePrelude.roles {
          try administrator.run("CREATE ROLE \(role.name) \(role.attributes)")
        }
        try administrator.prepareSupabase(owner: owner, database: "postgres", &notes)
      } else {
        try administrator.run("CREATE ROLE \(bound) NOLOGIN; GRANT \(bound) TO \(owner)")
      }
      return Stage(
        library: library,
        administrator: administrator,
        owner: owner,
        bound: bound,
        hasClientRights: supabase,
        notes: notes,
        ownerParameters: server.parameters(user: owner, database: "postgres"),
        timeouts: timeouts,
        redact: redact,
        end: {
          server.stop()
          return []
        }
      )
    } catch {
      server.stop()
      throw RehearsalError("the rehearsal's server cannot be prepared: \(error.message)")
    }
  }
}

extension Connection {
  /// Makes what Supabase brings, but for the roles.
  func prepareSupabase(
    owner: String,
    database: String,
    _ notes: inout [String]
  ) throws(DatabaseError) {
    let clients = SupabasePrelude.clientRoles.joined(separator: ", ")
    try run("GRANT \(clients) TO \(SQLText.identifier(owner))")
    for statements in SupabasePrelude.statements(owner: owner, database: database) {
      try run(statements)
    }
    for name in SupabasePrelude.extensions {
      do throws(DatabaseError) {
        try run("CREATE EXTENSION \(SQLText.identifier(name)) WITH SCHEMA extensions")
      } catch {
        guard error.kind == .refused else { throw error }
        notes.append("extension \(name) is not prepared: \(error.message)")
      }
    }
  }
}
