import Collectors
import Facts
import Testing

/// Whether a file takes something away, weighed against what stood before it.
@Suite struct MigrationAdditiveTests {
  static let start = """
    CREATE TABLE t (id int PRIMARY KEY, n int); CREATE INDEX i ON t (n);
    CREATE POLICY p ON t FOR SELECT USING (n > 0);
    CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';
    CREATE FUNCTION g() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
    CREATE TRIGGER tr BEFORE UPDATE ON t EXECUTE FUNCTION g();

    """

  func second(_ sql: String) -> Migration {
    collected(("1_start.sql", Self.start), ("2_then.sql", sql)).migrations[1]
  }

  @Test(arguments: [
    "CREATE TABLE u (id int NOT NULL UNIQUE REFERENCES t);",
    "ALTER TABLE t ADD COLUMN x text, ADD COLUMN y int NOT NULL DEFAULT 0;",
    "ALTER TABLE t ADD COLUMN r int REFERENCES t;",
    "CREATE INDEX ON t (n); ALTER TABLE t ENABLE ROW LEVEL SECURITY;",
    "CREATE TABLE tmp (id int); DROP TABLE tmp;",
    "DROP TABLE IF EXISTS nothing; DROP POLICY IF EXISTS q ON t; CREATE POLICY q ON t;",
    "DROP POLICY IF EXISTS p ON t; CREATE POLICY p ON t FOR SELECT USING (n  >  0);",
    "DROP TRIGGER IF EXISTS tr ON t; CREATE TRIGGER tr BEFORE UPDATE ON t EXECUTE FUNCTION g();",
    "CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 2';",
    "WITH gone AS (DELETE FROM t WHERE id = 1 RETURNING *) SELECT * FROM gone;",
    "DELETE FROM t WHERE id = 1; UPDATE t SET n = 1 WHERE n IS NULL;",
    "ALTER TABLE t ALTER n SET DEFAULT 3;",
    "ALTER TABLE t ADD CHECK (n > 0) NOT VALID;",
    "ALTER TABLE t ADD FOREIGN KEY (n) REFERENCES t NOT VALID;",
    "GRANT SELECT ON t TO authenticated; GRANT ALL ON t TO service_role;",
    "GRANT USAGE ON SCHEMA public TO anon; GRANT EXECUTE ON FUNCTION f() TO anon;",
    "CREATE POLICY w ON t FOR ALL TO service_role USING (true) WITH CHECK (true);",
    "CREATE POLICY w ON t FOR SELECT USING (true);",
    "CREATE POLICY w ON t FOR UPDATE USING (n = 1) WITH CHECK (true);",
    "CREATE POLICY w ON t FOR INSERT WITH CHECK (true); DROP POLICY w ON t;",
    "CREATE POLICY w ON t FOR INSERT WITH CHECK (n > 0);",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE ALL ON TABLES FROM anon;",
    "ALTER TABLE t NO FORCE ROW LEVEL SECURITY;",
    "CREATE ROLE reader; GRANT reader TO authenticated; GRANT anon TO authenticator;",
    "ALTER ROLE service_role BYPASSRLS; ALTER ROLE authenticated NOBYPASSRLS;",
    "ALTER ROLE authenticated SET statement_timeout = '5s';",
  ])
  func takesNothingAway(_ sql: String) {
    let migration = second(sql)
    #expect(migration.additive == true, "\(migration.additiveReason ?? "")")
  }

  @Test(arguments: [
    "DROP TABLE t;", "ALTER TABLE t DROP COLUMN n;", "ALTER TABLE t RENAME TO u;",
    "ALTER TABLE t RENAME COLUMN n TO m;", "ALTER TABLE t ALTER n TYPE bigint;",
    "ALTER TABLE t ALTER n SET NOT NULL;", "ALTER TABLE t ADD COLUMN x int NOT NULL;",
    "ALTER TABLE t ADD CHECK (n > 0);",
    "ALTER TABLE t ADD CONSTRAINT c CHECK (n > 0) NOT VALID; ALTER TABLE t VALIDATE CONSTRAINT c;",
    "CREATE UNIQUE INDEX ON t (n);", "DROP INDEX i;",
    "DROP POLICY p ON t;", "ALTER TABLE t FORCE ROW LEVEL SECURITY;", "DROP FUNCTION f();",
    "TRUNCATE t;", "DELETE FROM t;", "DELETE FROM t WHERE true;", "UPDATE t SET n = 0 WHERE 1 = 1;",
    "WITH gone AS (DELETE FROM t RETURNING *) SELECT * FROM gone;",
    "WITH gone AS (DELETE FROM t RETURNING *) INSERT INTO t SELECT * FROM gone;",
    "UPDATE t SET n = 0;", "REVOKE SELECT ON t FROM anon;",
    "CREATE POLICY r ON t AS RESTRICTIVE USING (true);", "DROP TRIGGER tr ON t;",
    "DO $$ BEGIN DROP TABLE t; END $$;", "DO $$ BEGIN DELETE FROM t; END $$;",
    "DO $$ BEGIN EXECUTE 'DROP TABLE t'; END $$;", "ALTER TABLE t DROP CONSTRAINT t_pkey;",
    "DROP TABLE t; CREATE TABLE t (id int);",
  ])
  func takesSomethingAway(_ sql: String) {
    let migration = second(sql)
    #expect(migration.additive == false, "\(migration.additiveReason ?? "")")
    #expect(migration.additiveReason?.contains("line ") == true)
  }

  @Test func opensAForcedTableToItsOwner() {
    let migrations = collected(
      ("1_start.sql", Self.start),
      ("2_force.sql", "CREATE TABLE u (id int); ALTER TABLE u FORCE ROW LEVEL SECURITY;"),
      ("3_free.sql", "ALTER TABLE u NO FORCE ROW LEVEL SECURITY;")
    ).migrations
    #expect(migrations[1].additive == true)
    #expect(migrations[2].additive == false)
  }

  @Test(arguments: [
    "GRANT SELECT ON t TO anon;", "GRANT ALL ON TABLE t TO PUBLIC;",
    "GRANT INSERT (n) ON t TO anon;",
    "GRANT service_role TO authenticated;", "CREATE ROLE reader; GRANT reader TO anon;",
    "DO $$ BEGIN GRANT service_role TO anon; END $$;",
    "ALTER ROLE authenticated BYPASSRLS;", "ALTER USER anon WITH SUPERUSER;",
    "REVOKE reader FROM authenticated;",
    "CREATE TABLE u (id int); ALTER TABLE t FORCE ROW LEVEL SECURITY; REVOKE reader FROM anon;",
    "CREATE TABLE u (id int); GRANT SELECT ON u TO anon, authenticated;",
    "GRANT SELECT ON ALL TABLES IN SCHEMA public TO anon;",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO anon;",
    "DO $$ BEGIN GRANT SELECT ON t TO anon; END $$;",
    "DO $$ BEGIN EXECUTE 'GRANT SELECT ON t TO anon'; END $$;",
    "CREATE POLICY w ON t FOR INSERT WITH CHECK (true);",
    "CREATE POLICY w ON t FOR INSERT TO authenticated WITH CHECK ((true));",
    "CREATE POLICY w ON t FOR DELETE USING (TRUE);", "CREATE POLICY w ON t USING (true);",
    "CREATE POLICY w ON t FOR UPDATE USING (true);",
    "CREATE POLICY w ON t USING (n = 1) WITH CHECK (true);",
    "CREATE TABLE u (id int); CREATE POLICY w ON u TO anon, service_role USING (true);",
    "CREATE POLICY w ON storage.objects FOR INSERT WITH CHECK (true);",
    "DO $$ BEGIN CREATE POLICY w ON t FOR DELETE USING (true); END $$;",
  ])
  func opensToEverybody(_ sql: String) {
    let migration = second(sql)
    #expect(migration.additive == false, "\(migration.additiveReason ?? "")")
    #expect(migration.additiveReason?.contains("line ") == true)
  }

  @Test func whatWasOpenBeforeIsNotOpenedAgain() {
    let open = "CREATE POLICY w ON t FOR DELETE USING (true);"
    let files = collected(
      ("1_start.sql", Self.start + open),
      ("2_again.sql", "DROP POLICY w ON t; " + open),
      ("3_other.sql", "ALTER TABLE t ADD COLUMN x text;")
    ).migrations
    #expect(files.map(\.additive) == [false, true, true])
    #expect(second("ALTER POLICY p ON t TO anon;").additive == nil)
  }

  @Test func aConstraintThatComesBackDemandsNothingNew() {
    let start = """
      CREATE TABLE t (id int PRIMARY KEY, n int, m int);
      ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (n) REFERENCES t;
      ALTER TABLE t ADD CONSTRAINT c CHECK (n > 0);
      ALTER TABLE t ADD CONSTRAINT u UNIQUE (n);
      """
    func additive(_ sql: String) -> Bool? {
      collected(("1_start.sql", start), ("2_then.sql", sql)).migrations[1].additive
    }
    let same = [
      "ALTER TABLE t DROP CONSTRAINT k; ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (n) REFERENCES t;",
      "ALTER TABLE t DROP CONSTRAINT c; ALTER TABLE t ADD CONSTRAINT c CHECK (n > 0);",
    ]
    for sql in same { #expect(additive(sql) == true, "\(sql)") }
    // What happens to rows when others go is a change, and no demand.
    #expect(
      additive(
        "ALTER TABLE t DROP CONSTRAINT k; ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (n) REFERENCES t ON DELETE CASCADE;"
      ) == nil
    )
    let others = [
      "ALTER TABLE t DROP CONSTRAINT k; ALTER TABLE t ADD CONSTRAINT k FOREIGN KEY (m) REFERENCES t;",
      "ALTER TABLE t DROP CONSTRAINT c; ALTER TABLE t ADD CONSTRAINT c CHECK (n > 1);",
      "ALTER TABLE t DROP CONSTRAINT k;",
    ]
    for sql in others { #expect(additive(sql) == false, "\(sql)") }
  }

  @Test func aChangedPolicyShowsBothTexts() throws {
    let migration = second("DROP POLICY p ON t;\nCREATE POLICY p ON t FOR SELECT USING (n > 1);")
    #expect(migration.additive == nil)
    let reason = try #require(migration.additiveReason)
    #expect(reason.hasPrefix("changed: "))
    #expect(reason.contains("USING (n > 0)"))
    #expect(reason.contains("USING (n > 1)"))
  }

  @Test func anAlteredPolicyIsAChangeToo() {
    #expect(second("ALTER POLICY p ON t USING (true);").additive == nil)
  }

  @Test func whatIsNotReadIsNotAdditive() {
    let migration = second("DO $$ BEGIN EXECUTE (SELECT code FROM t); END $$;")
    #expect(migration.additive == nil)
    #expect(migration.additiveReason != nil)
  }
}
