import Facts
import Foundation
import Rehearsal
import TestSupport
import Testing

/// One rehearsal on a server of its own, asked about from all sides: a server takes seconds to start.
@Suite(
  .serialized,
  .enabled(if: PostgresServer.isWanted, "no PostgreSQL, and SITREP_WITHOUT_POSTGRES is set")
)
struct RehearsalTests {
  private static let texts: [(name: String, text: String)] = [
    (
      "0001_shops.sql",
      """
      CREATE TABLE shops (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        owner_id uuid NOT NULL REFERENCES auth.users (id),
        plan text NOT NULL CHECK (plan IN ('free', 'paid')),
        seats integer NOT NULL CHECK (seats BETWEEN 5 AND 50)
      );
      ALTER TABLE shops ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON shops USING (owner_id = (SELECT auth.uid()));
      """
    ),
    (
      "0002_orders.sql",
      """
      CREATE TYPE state AS ENUM ('new', 'done');
      CREATE TABLE orders (
        id serial PRIMARY KEY,
        shop_id uuid NOT NULL REFERENCES shops,
        shop_domain text NOT NULL,
        state state NOT NULL,
        starts date NOT NULL, ends date NOT NULL, CHECK (starts < ends)
      );
      ALTER TABLE orders ENABLE ROW LEVEL SECURITY;
      CREATE POLICY shop ON orders
        USING (shop_domain = current_setting('app.current_shop', true));
      CREATE TABLE secrets (id int PRIMARY KEY);
      ALTER TABLE secrets ENABLE ROW LEVEL SECURITY;
      CREATE TABLE open_door (id int PRIMARY KEY);
      """
    ),
    ("0003_typo.sql", "CREATE TABLE late (id int);\n\n-- ä\nSELECT 'ä', nothing FROM orders;\n"),
    ("0004_after_typo.sql", "CREATE INDEX late_id ON late (id);\n"),
    ("0005_concurrently.sql", "CREATE INDEX CONCURRENTLY orders_state ON orders (state);\n"),
    (
      "0006_own_commit.sql",
      "BEGIN;\nCREATE TABLE kept (id int);\nCOMMIT;\nCREATE TABLE kept (id int);\n"
    ),
    (
      "0007_new_value.sql",
      "ALTER TYPE state ADD VALUE 'paid';\nALTER TABLE orders ALTER state SET DEFAULT 'paid';\n"
    ),
    ("0008_never_ends.sql", "CREATE TABLE a (id int);\nBEGIN;\nCREATE TABLE b (id int);\n"),
    ("0009_slow.sql", "SET statement_timeout = 0;\nSELECT pg_sleep(600);\n"),
    (
      "0010_role.sql",
      """
      CREATE ROLE clerk NOLOGIN;
      CREATE TABLE desks (id int PRIMARY KEY, label varchar(4) NOT NULL);
      ALTER TABLE desks ENABLE ROW LEVEL SECURITY;
      """
    ),
    ("0011_program.sql", "GRANT pg_execute_server_program TO CURRENT_USER;\n"),
    (
      "0012_block.sql",
      "-- one\nDO $$\nBEGIN\n  PERFORM 1;\n  RAISE EXCEPTION 'no %', 'way';\nEND $$;\n"
    ),
    ("0013_data.sql", "COPY kept FROM stdin;\n1\n\\.\n"),
    ("0014_superuser.sql", "ALTER SYSTEM SET work_mem = '1MB';\n"),
    ("0015_gone.sql", "SELECT pg_terminate_backend(pg_backend_pid());\n"),
    ("0016_last.sql", "SET search_path = auth;\nCREATE TABLE public.last (id int);\n"),
    (
      "0017_loop.sql",
      "CREATE TABLE ring (id int PRIMARY KEY, next int NOT NULL REFERENCES ring);\n"
    ),
    ("README_first.sql", "DROP TABLE shops;\n"),
  ]

  private static let outcome = Result { () throws(RehearsalError) in
    try Folder.rehearser().run(prelude: [], migrations: Folder.files(texts), at: Folder.now)
  }

  private func rehearsal() throws -> Rehearsal { try Self.outcome.get() }

  private func file(_ name: String) throws -> RehearsedFile {
    try #require(rehearsal().files.first { $0.path.hasSuffix(name) })
  }

  private func table(_ name: String) throws -> RehearsedTable {
    try #require(rehearsal().tables.first { $0.name == name })
  }

  @Test func everyFileIsReportedInOrder() throws {
    let rehearsal = try rehearsal()
    let paths = rehearsal.files.map(\.path)
    #expect(paths == Self.texts.map { "supabase/migrations/\($0.name)" })
    #expect(rehearsal.server.kind == .own)
    #expect(rehearsal.server.owner == "postgres")
    #expect(!rehearsal.isClean)
    #expect(try Contract.violations(of: "rehearsal", in: json(rehearsal)) == "")
  }

  @Test func anErrorStandsWhereItIs() throws {
    let file = try file("0003_typo.sql")
    #expect(file.outcome == .failed)
    #expect(file.inTransaction == true)
    #expect(file.error?.line == 4)
    #expect(file.error?.column == 13)
    #expect(file.error?.sqlState == "42703")
    #expect(try table("late").exists == false)
    #expect(try table("late").existsReason == "supabase/migrations/0003_typo.sql failed")
  }

  @Test func aLaterFailureNamesItsCause() throws {
    let file = try file("0004_after_typo.sql")
    #expect(file.error?.sqlState == "42P01")
    #expect(
      file.reason == "late is created by supabase/migrations/0003_typo.sql, which failed"
    )
  }

  @Test func whatNoTransactionPermitsRunsWithoutOneAndSaysSo() throws {
    let file = try file("0005_concurrently.sql")
    #expect(file.outcome == .applied)
    #expect(file.inTransaction == false)
    #expect(file.inTransactionReason?.contains("CONCURRENTLY") == true)
    #expect(try self.file("0007_new_value.sql").outcome == .applied)
    #expect(try self.file("0007_new_value.sql").inTransaction == false)
  }

  @Test func aFileWithItsOwnCommitKeepsWhatItCommitted() throws {
    let file = try file("0006_own_commit.sql")
    #expect(file.outcome == .failed)
    #expect(file.error?.line == 4)
    #expect(file.inTransaction == false)
    #expect(try table("kept").exists)
    #expect(file.reason?.hasPrefix("3 of 4 statements ran before it") == true)
  }

  @Test func aTransactionThatNeverEndsIsAFailure() throws {
    let file = try file("0008_never_ends.sql")
    #expect(file.outcome == .failed)
    #expect(file.error?.line == 2)
    #expect(try table("a").exists)
    #expect(try table("b").exists == false)
  }

  @Test func aFileThatTurnsTheTimeoutOffEndsAllTheSame() throws {
    let file = try file("0009_slow.sql")
    #expect(file.outcome == .failed)
    #expect(file.error?.line == 2)
  }

  @Test func rolesCanBeMadeAndProgramsCannotBeStarted() throws {
    #expect(try file("0010_role.sql").outcome == .applied)
    #expect(try file("0011_program.sql").outcome == .failed)
    #expect(try file("0014_superuser.sql").error?.sqlState == "42501")
  }

  @Test func anErrorInABlockStandsAtItsLine() throws {
    let error = try file("0012_block.sql").error
    #expect(error?.line == 5)
    #expect(error?.message == "no way")
  }

  @Test func dataForPsqlIsRefused() throws {
    #expect(try file("0013_data.sql").outcome == .failed)
  }

  @Test func aLostConnectionEndsOneFileAlone() throws {
    #expect(try file("0015_gone.sql").outcome == .failed)
    #expect(try file("0016_last.sql").outcome == .applied)
    #expect(try table("last").exists)
  }

  @Test func aNameThatTheToolSkipsIsSkipped() throws {
    let file = try file("README_first.sql")
    #expect(file.outcome == .skipped)
    #expect(file.reason?.contains("<digits>_<name>.sql") == true)
    #expect(try table("shops").exists)
  }

  @Test func aRowFitsKeysChecksAndPolicies() throws {
    for name in ["shops", "orders"] {
      let table = try table(name)
      #expect(table.rowSecurity == true)
      #expect(table.inserted == true, "\(name): \(table.insertedReason ?? "")")
      #expect(table.queried == true, "\(name): \(table.queriedReason ?? "")")
      let bound = try #require(table.bound)
      #expect(bound.role == "authenticated")
      #expect(bound.inserted == true, "\(name): \(bound.insertedReason ?? "")")
      #expect(bound.queried == true, "\(name): \(bound.queriedReason ?? "")")
      #expect(bound.queriedWithoutSettings == false, "\(name)")
    }
    #expect(try table("orders").bound?.settings.contains("app.current_shop") == true)
  }

  @Test func rowSecurityThatRefusesIsAnAnswer() throws {
    let bound = try #require(try table("secrets").bound)
    #expect(try table("secrets").inserted == true)
    #expect(bound.inserted == false)
    #expect(bound.insertedReason?.contains("row-level security") == true)
    #expect(bound.queried == false)
    #expect(try table("open_door").bound?.queriedWithoutSettings == true)
  }

  @Test func aTableWithoutAPossibleRowIsNotChecked() throws {
    let ring = try table("ring")
    #expect(ring.exists)
    // A row that refers to itself needs a value that nobody gave it.
    #expect(ring.inserted == true || ring.insertedReason?.hasPrefix("not checked") == true)
  }

  @Test func theCatalogAgreesWithTheFilesForEveryTable() throws {
    let tables = try rehearsal().tables
    let failedInPart = ["kept", "a"]
    for table in tables where table.exists && !failedInPart.contains(table.name) {
      #expect(table.differences == [], "\(table.name): \(table.differences.map(\.text))")
    }
    #expect(tables.count { $0.exists } > 8)
  }

  @Test func nothingIsLeft() throws {
    _ = try rehearsal()
    let folder = try TemporaryDirectory()
    let result = try Folder.rehearser(temporaryFolder: folder.path).run(
      prelude: [],
      migrations: Folder.files([("0001_a.sql", "CREATE TABLE a (id int);")]),
      at: Folder.now
    )
    #expect(result.isClean)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
  }

  private func json(_ value: some Encodable) throws -> String {
    String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
  }
}
