import Facts
import Foundation
import TestSupport
import Testing

@testable import Rehearsal

/// A server that the test starts plays somebody else's.
@Suite(
  .serialized,
  .enabled(if: PostgresServer.isWanted, "no PostgreSQL, and SITREP_WITHOUT_POSTGRES is set")
)
struct OtherServerTests {
  private static func withServer(_ body: (ThrowawayServer, Connection) throws -> Void) throws {
    let server = try ThrowawayServer(
      binaries: .find(environment: [:]),
      environment: ["TMPDIR": "/tmp"]
    )
    defer { server.stop() }
    let connection = try Connection(
      library: LibPQ(),
      parameters: server.parameters(user: ThrowawayServer.administrator, database: "postgres")
    )
    try body(server, connection)
    connection.close()
  }

  private static func names(_ connection: Connection) throws -> [String] {
    try connection.run(
      """
      SELECT datname FROM pg_database UNION ALL
      SELECT rolname FROM pg_roles WHERE NOT starts_with(rolname, 'pg_') ORDER BY 1
      """
    ).map { $0[0] ?? "" }
  }

  @Test func aRehearsalLeavesTheServerAsItWas() throws {
    try Self.withServer { server, connection in
      // One of Supabase's roles is there: it is used and stays.
      try connection.run("CREATE ROLE authenticated NOLOGIN; CREATE ROLE precious")
      let before = try Self.names(connection)
      let rehearser = Folder.rehearser(.server(url: Folder.url(server), source: "TEST_URL"))
      let files = Folder.files([
        ("0001_a.sql", "CREATE TABLE a (id uuid PRIMARY KEY, body text NOT NULL);"),
        ("0002_role.sql", "CREATE ROLE clerk;"), ("0003_drop.sql", "DROP ROLE precious;"),
        ("0004_admin.sql", "DROP DATABASE postgres;"),
      ])
      let result = try rehearser.run(prelude: [], migrations: files, at: Folder.now)
      #expect(result.server.kind == .other)
      #expect(result.tables.first?.inserted == true)
      #expect(result.files[0].outcome == .applied)
      #expect(result.files[2].outcome == .failed)
      #expect(result.files[3].outcome == .failed)
      #expect(result.rolesLeft == [])
      #expect(try Self.names(connection) == before)
    }
  }

  @Test func whatAKilledRunLeftIsDropped() throws {
    try Self.withServer { server, connection in
      let before = try Self.names(connection)
      try connection.run("CREATE ROLE sitrep_rehearsal_00ff; CREATE ROLE anon")
      try connection.run("COMMENT ON ROLE anon IS '\(Stage.mark)'")
      try connection.run("CREATE DATABASE sitrep_rehearsal_00ff OWNER sitrep_rehearsal_00ff")
      let rehearser = Folder.rehearser(
        .server(url: Folder.url(server), source: "TEST_URL"),
        supabase: false
      )
      let files = Folder.files([
        (
          "0001_a.sql",
          """
          CREATE TABLE a (id int PRIMARY KEY, tenant int NOT NULL);
          ALTER TABLE a ENABLE ROW LEVEL SECURITY;
          ALTER TABLE a FORCE ROW LEVEL SECURITY;
          CREATE POLICY p ON a USING (tenant = current_setting('app.tenant')::int);
          """
        )
      ])
      let result = try rehearser.run(prelude: [], migrations: files, at: Folder.now)
      #expect(result.notes.contains { $0.contains("killed run") })
      let table = try #require(result.tables.first)
      #expect(table.inserted == true)
      #expect(table.bound?.inserted == true)
      #expect(table.bound?.queriedWithoutSettings == false)
      #expect(try Self.names(connection) == before)
    }
  }

  private static let sql = """
    CREATE TYPE mood AS ENUM ('up', 'down');
    CREATE TABLE notes (
      id serial PRIMARY KEY, owner uuid NOT NULL, mood mood DEFAULT 'up', title varchar(80),
      state text CHECK (state IN ('a', 'b')), made timestamptz DEFAULT now());
    CREATE INDEX notes_owner ON notes (owner, made DESC) WHERE state IN ('a', 'b');
    CREATE INDEX notes_title ON notes (lower(title));
    ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON notes FOR SELECT
      USING (owner::text = current_setting('app.owner', true) AND (state = 'a' OR made > now()));
    CREATE TABLE tags (id int PRIMARY KEY, note int REFERENCES notes ON DELETE CASCADE);
    CREATE TABLE views (id int);
    """

  private func verify(_ server: ThrowawayServer) throws -> Verification {
    try Verifier.run(
      url: Folder.url(server),
      source: "TEST_URL",
      migrations: Folder.files([("0001_a.sql", Self.sql)]),
      at: Folder.now
    )
  }

  @Test func verificationFindsWhatChanged() throws {
    try Self.withServer { server, connection in
      try connection.run(Self.sql)
      let clean = try verify(server)
      #expect(clean.isClean, "\(clean.tables)")
      #expect(clean.tables.count == 3)
      let json = String(decoding: try JSONEncoder().encode(clean), as: UTF8.self)
      #expect(try Contract.violations(of: "verify", in: json) == "")

      try connection.run(
        """
        ALTER POLICY own ON notes USING (true);
        ALTER TABLE notes ALTER title TYPE text;
        DROP INDEX notes_owner; CREATE INDEX notes_owner ON notes (owner, made);
        ALTER TABLE notes ALTER owner DROP NOT NULL;
        ALTER TABLE tags ENABLE ROW LEVEL SECURITY;
        DROP TABLE views; CREATE TABLE extra (id int);
        """
      )
      let changed = try verify(server)
      let byName = Dictionary(uniqueKeysWithValues: changed.tables.map { ($0.name, $0) })
      #expect(byName["notes"]?.verdict == .differs)
      let objects = Set(
        byName["notes"]?.differences.map { "\($0.kind.rawValue) \($0.object)" } ?? []
      )
      #expect(
        objects == [
          "policy USING of policy own", "type title", "index notes_owner",
          "index WHERE of index notes_owner", "nullable owner",
        ]
      )
      #expect(byName["tags"]?.differences.map(\.actual) == ["on"])
      #expect(byName["views"]?.verdict == .missing)
      #expect(changed.unstated.map(\.name) == ["extra"])
      #expect(!changed.isClean)
      // Nothing was written: the database still has what the test made of it.
      #expect(
        try connection.run("SELECT count(*) FROM pg_class WHERE relname = 'extra'")[0][0] == "1"
      )
    }
  }

  @Test func prismaParametersAreLeftOutOfAURL() throws {
    try Self.withServer { server, connection in
      try connection.run(Self.sql)
      let result = try Verifier.run(
        url: Folder.url(server) + "&pgbouncer=true&connection_limit=1&schema=public",
        source: "TEST_URL",
        migrations: Folder.files([("0001_a.sql", Self.sql)]),
        at: Folder.now
      )
      #expect(result.isClean)
      #expect(result.notes == ["not used of the URL: pgbouncer, connection_limit, schema"])
    }
  }
}
