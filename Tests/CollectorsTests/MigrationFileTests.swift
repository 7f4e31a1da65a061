import Collectors
import Facts
import Testing

/// Files that are not as they should be: each is named, counted, and takes certainty where it must.
@Suite struct MigrationFileTests {
  @Test func versionsOfPrismaAreThoseOfTheFolder() {
    let evidence = MigrationCollector.collect([
      SourceFile(
        path: "prisma/migrations/20240202_b/migration.sql",
        text: "ALTER TABLE a ADD n int;"
      ),
      SourceFile(path: "prisma/migrations/20240101_a/migration.sql", text: "CREATE TABLE a ();"),
    ])
    #expect(evidence.migrations.map(\.version) == ["20240101", "20240202"])
    #expect(evidence.tables.first?.columns.map(\.name) == ["n"])
    #expect(evidence.notChecked.isEmpty)
  }

  @Test func filesFoldInByteOrder() {
    let evidence = collected(
      ("9_c.sql", "DROP TABLE b;"),
      ("10_a.sql", "CREATE TABLE a ();"),
      ("1_b.sql", "CREATE TABLE b ();")
    )
    #expect(evidence.migrations.map(\.version) == ["10", "1", "9"])
    #expect(evidence.tables.map(\.name) == ["a"])
  }

  @Test func aSkippedNameIsReadForItsMistakes() {
    let evidence = collected(("rollback.sql", "CREATE TABLE a ();\nDROP TABLE IF NOT EXISTS a;\n"))
    #expect(evidence.tables.isEmpty)
    #expect(evidence.migrations[0].error?.line == 2)
    #expect(evidence.migrations[0].statements == 1)
    #expect(evidence.notChecked.count == 1)
  }

  @Test func aFileTooLargeIsNotAnalysedAndLeavesNothingCertain() {
    let evidence = MigrationCollector.collect([
      SourceFile(path: "m/1_a.sql", text: "CREATE TABLE a ();"),
      SourceFile(path: "m/2_b.sql", content: .tooLarge(bytes: 100 * 1_048_576, lines: 7)),
      SourceFile(path: "m/3_c.sql", content: .unreadable(reason: "permission denied")),
      SourceFile(path: "m/4_d.sql", text: "CREATE TABLE d ();"),
    ])
    #expect(evidence.migrations.map(\.lines) == [1, 7, 0, 1])
    #expect(evidence.migrations.map(\.additive) == [true, nil, nil, true])
    #expect(evidence.notChecked.map(\.path) == ["m/2_b.sql", "m/3_c.sql"])
    #expect(evidence.tables.map(\.partial) == [true, nil])
    #expect(evidence.tables.map(\.rowSecurity) == [nil, false])
  }

  @Test func whatABrokenStatementNamesIsPartial() {
    let evidence = collected(
      (
        "1_a.sql",
        """
        CREATE TABLE a (id int); CREATE TABLE b (id int);
        CREATE POLICY IF NOT EXISTS p ON a USING (true);
        CREATE TABLE c (id int);
        """
      )
    )
    #expect(evidence.migrations[0].error?.line == 2)
    #expect(evidence.migrations[0].error?.column == 18)
    #expect(evidence.migrations[0].partial == true)
    #expect(evidence.migrations[0].additive == nil)
    #expect(evidence.tables.map(\.name) == ["a", "b", "c"])
    #expect(evidence.tables.map(\.partial) == [true, nil, nil])
  }

  @Test func everyFurtherProblemIsAFinding() {
    let evidence = collected(("1_a.sql", "SELEC 1;\nSELEC 2;\nSELEC 3;\n"))
    #expect(evidence.migrations[0].error?.line == 1)
    #expect(evidence.migrations[0].findings.map(\.line) == [2, 3])
    #expect(evidence.migrations[0].findings.map(\.rule) == ["syntax-error", "syntax-error"])
  }

  @Test func policiesWhereRowSecurityIsOffAreAFinding() {
    let evidence = collected(("1_a.sql", "CREATE TABLE a (id int);\nCREATE POLICY p ON a;"))
    #expect(evidence.findings.map(\.rule) == ["policy-without-row-security"])
    #expect(evidence.findings.map(\.line) == [2])
  }

  @Test(arguments: ["", "-- nothing\n", "\u{FEFF}", ";;;\n", "/* open", "\\connect x\n"])
  func filesWithoutAStatementAreFine(_ text: String) {
    let evidence = collected(("1_a.sql", text))
    #expect(evidence.migrations[0].statements == 0)
    #expect(evidence.tables.isEmpty)
  }

  @Test func columnsOfAQueryHaveNoTypeThatNoFileStates() throws {
    let evidence = collected(
      ("1_a.sql", "CREATE TABLE a (id int);\nCREATE TABLE b AS SELECT id, id + 1 AS next FROM a;")
    )
    let columns = try #require(evidence.tables.last?.columns)
    #expect(columns.map(\.type) == ["integer", nil])
    #expect(columns[1].typeReason != nil)
  }
}
