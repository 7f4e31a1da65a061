import Collectors
import Facts
import Testing

/// Folds files given as name and text.
func collected(_ files: (String, String)...) -> MigrationEvidence {
  MigrationCollector.collect(
    files.map { SourceFile(path: "supabase/migrations/\($0.0)", text: $0.1) }
  )
}

@Suite struct MigrationCollectorTests {
  @Test func aTableCreatedInOneFileAndSecuredInAnotherIsOne() throws {
    let evidence = collected(
      ("2_secure.sql", "ALTER TABLE orders ENABLE ROW LEVEL SECURITY;\n"),
      ("1_orders.sql", "CREATE TABLE orders (id serial PRIMARY KEY, note text);\n")
    )
    let table = try #require(evidence.tables.first)
    #expect(evidence.tables.count == 1)
    #expect(table.path == "supabase/migrations/1_orders.sql")
    #expect(table.rowSecurity == true)
    #expect(table.columns.map(\.type) == ["integer", "text"])
    #expect(table.columns[0].default == "nextval('orders_id_seq'::regclass)")
    #expect(evidence.migrations.map(\.additive) == [true, true])
  }

  @Test func policiesKeepTheirText() throws {
    let evidence = collected(
      (
        "1_a.sql",
        """
        CREATE TABLE a (shop text);
        ALTER TABLE a ENABLE ROW LEVEL SECURITY;
        CREATE POLICY "own rows" ON a FOR INSERT
          WITH CHECK (shop =  current_setting('app.shop',   true)); -- mine
        """
      )
    )
    let policy = try #require(evidence.tables.first?.policies.first)
    #expect(policy.name == "own rows")
    #expect(policy.command == .insert)
    #expect(policy.roles == ["public"])
    #expect(policy.withCheck == "shop = current_setting('app.shop', true)")
    #expect(policy.using == nil)
    #expect(policy.line == 3)
  }

  @Test func twoFilesOfOneVersionAreAFinding() {
    let evidence = collected(("7_a.sql", "SELECT 1;"), ("7_b.sql", "SELECT 2;"))
    #expect(evidence.findings.map(\.rule) == ["duplicate-version"])
  }

  @Test func namesThatTheToolSkipsAreNotFolded() {
    let evidence = collected(("rollback.sql", "CREATE TABLE gone (id int);\n"))
    #expect(evidence.tables.isEmpty)
    #expect(evidence.migrations.map(\.lines) == [1])
    #expect(evidence.notChecked.count == 1)
  }
}
