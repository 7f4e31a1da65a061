import Collectors
import Facts
import Testing

/// What the text does not settle must not look settled.
@Suite struct MigrationDoubtTests {
  static let start = """
    CREATE TABLE a (id int, n int); CREATE TABLE b (id int); CREATE SCHEMA app; CREATE TABLE app.c (id int);
    ALTER TABLE a ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON a USING (true);

    """

  func tables(_ sql: String) -> [String: Table] {
    let evidence = collected(("1_start.sql", Self.start), ("2_then.sql", sql))
    return Dictionary(uniqueKeysWithValues: evidence.tables.map { ($0.name, $0) })
  }

  @Test func aLoopThatDropsPoliciesLeavesNoTableOfTheSchemaCertain() {
    let result = tables(
      """
      DO $$ DECLARE r record; BEGIN
        FOR r IN SELECT policyname, tablename FROM pg_policies WHERE schemaname = 'public' LOOP
          EXECUTE format('DROP POLICY %I ON public.%I', r.policyname, r.tablename);
        END LOOP;
      END $$;
      """
    )
    #expect(result["a"]?.partial == true)
    #expect(result["b"]?.partial == true)
    #expect(result["a"]?.partialReason?.contains("2_then.sql:3") == true)
    #expect(result["c"]?.partial == nil)
  }

  @Test func aLoopThatSwitchesRowSecurityLeavesItUnknown() {
    let result = tables(
      """
      DO $$ DECLARE t text; BEGIN
        FOR t IN SELECT tablename FROM pg_tables LOOP
          EXECUTE 'ALTER TABLE ' || quote_ident(t) || ' DISABLE ROW LEVEL SECURITY';
        END LOOP;
      END $$;
      """
    )
    for name in ["a", "b"] {
      #expect(result[name]?.rowSecurity == nil)
      #expect(result[name]?.rowSecurityReason != nil)
    }
  }

  @Test func aConditionThatOnlyTheDatabaseKnowsLeavesDoubt() {
    let result = tables(
      """
      DO $$ BEGIN
        IF current_setting('app.mode') = 'x' THEN ALTER TABLE b ENABLE ROW LEVEL SECURITY; END IF;
        IF (SELECT count(*) FROM a) > 0 THEN DROP POLICY p ON a; END IF;
      END $$;
      """
    )
    #expect(result["b"]?.rowSecurity == nil)
    #expect(result["a"]?.partial == true)
  }

  @Test func oneTableNamedInRunTimeSQLIsTheOnlyOneInDoubt() {
    let result = tables(
      "DO $$ DECLARE x text; BEGIN x := random()::text; EXECUTE format('CREATE POLICY %I ON a', x); END $$;"
    )
    #expect(result["a"]?.partial == true)
    #expect(result["b"]?.partial == nil)
  }

  @Test func anEventTriggerMayTouchEveryTableThatFollows() throws {
    let result = tables(
      """
      CREATE FUNCTION secure() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tg_tag); END $$;
      CREATE EVENT TRIGGER secure_all ON ddl_command_end EXECUTE FUNCTION secure();
      CREATE TABLE later (id int);
      """
    )
    let later = try #require(result["later"])
    #expect(later.rowSecurity == nil)
    #expect(later.partial == true)
  }

  @Test func otherLanguagesAreNotAnalysed() {
    let evidence = collected(
      ("1_start.sql", Self.start),
      ("2_then.sql", "DO LANGUAGE plpython3u $$ x = 1 $$;")
    )
    #expect(evidence.migrations[1].partialReason?.contains("plpython3u") == true)
    #expect(evidence.tables.allSatisfy { $0.partial == true })
  }

  @Test func aTableTwiceIsRefusedAndNoLongerCertain() throws {
    let result = tables("CREATE TABLE a (other text);")
    let table = try #require(result["a"])
    #expect(table.columns.map(\.name) == ["id", "n"])
    #expect(table.partial == true)
  }

  @Test func tablesOfNoFileAreNamedNotInvented() {
    let evidence = collected(
      (
        "1_a.sql",
        "ALTER TABLE archive.objects ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON archive.objects;"
      )
    )
    #expect(evidence.tables.isEmpty)
    #expect(evidence.notChecked.map(\.subject) == ["table archive.objects"])
  }

  @Test func tablesOfThePlatformAreNoGap() {
    let evidence = collected(
      (
        "1_a.sql",
        """
        CREATE POLICY p ON storage.objects FOR SELECT USING (bucket_id = 'a');
        CREATE TRIGGER t AFTER INSERT ON auth.users FOR EACH ROW EXECUTE FUNCTION public.welcome();
        """
      )
    )
    #expect(evidence.notChecked == [])
    #expect(evidence.migrations.map(\.additive) == [true])
  }
}
