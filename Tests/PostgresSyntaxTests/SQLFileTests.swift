import Facts
import PostgresSyntax
import Testing

private func file(_ text: String) -> SQLFile {
  SQLFile.parsed(SourceText(path: "m/0007.sql", text: text))
}

private func tables(_ file: SQLFile) -> [String] {
  file.statements.compactMap { statement in
    if case .createTable(let table) = statement.kind { return table.name.name }
    return nil
  }
}

@Suite struct SQLFileTests {
  @Test func aByteOrderMarkIsSkipped() {
    #expect(tables(file("\u{FEFF}CREATE TABLE a (id int);")) == ["a"])
  }

  @Test func commandsOfPsqlAreNotSQL() {
    let read = file(
      "\\restrict abc'\n\\connect other\nCREATE TABLE a (id int);\n\\unrestrict abc'\nCREATE TABLE b ();"
    )
    #expect(tables(read) == ["a", "b"])
    #expect(read.problems.isEmpty)
    #expect(read.statementCount == 2)
  }

  @Test func dataOfCopyIsNotSQL() {
    let read = file(
      "COPY a (x) FROM stdin;\nit's; $$ \"\nCREATE TABLE no (id int);\n\\.\nCREATE TABLE yes (id int);"
    )
    #expect(tables(read) == ["yes"])
    #expect(read.problems.isEmpty)
  }

  @Test func aNULIsAnErrorWithItsLine() throws {
    let read = file(
      "CREATE TABLE a (id int);\nCREATE TABLE \u{0}b (id int);\nCREATE TABLE c (id int);"
    )
    let problem = try #require(read.problem)
    #expect(problem.line == 2)
    #expect(problem.message.contains("NUL"))
    #expect(tables(read) == ["a", "c"])
  }

  @Test func columnsCountCharacters() throws {
    let read = file("-- é\nSELECT 'é', FROM x;")
    let problem = try #require(read.problems.first)
    #expect((problem.line, problem.column) == (2, 13))
  }

  @Test(arguments: [
    ("DROP TABLE IF NOT EXISTS a;", "DROP TABLE takes IF EXISTS"),
    ("CREATE POLICY IF NOT EXISTS p ON a USING (true);", "CREATE POLICY takes no IF NOT EXISTS"),
    (
      "ALTER TABLE a ADD CONSTRAINT IF NOT EXISTS c CHECK (true);",
      "ADD CONSTRAINT takes no IF NOT EXISTS"
    ),
    ("CREATE INDEX i ON a (at::date);", "parentheses of its own"),
    ("CREATE OR REPLACE POLICY p ON a;", "takes no OR REPLACE"),
    ("CREATE TABLE `a` (id int);", "double quotes"),
    ("CREATE TABLE a (x int, y int GENERATED ALWAYS AS (x) VIRTUAL);", "PostgreSQL 18"),
    ("CREATE TABLE a (x text STORAGE external);", "PostgreSQL 16"),
    ("SELECT x IS JSON FROM a;", "PostgreSQL 16"),
    ("MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE RETURNING a.id;", "PostgreSQL 17"),
    ("SELECT 'open;", "never closed"),
  ])
  func problemsSayTheWayOut(_ sql: String, _ hint: String) throws {
    let problem = try #require(file(sql).problems.first)
    #expect(problem.message.contains(hint), "\(problem.message)")
  }

  @Test func whatFollowsABrokenStatementIsRead() {
    let read = file(
      """
      CREATE TABLE a (id int);
      DROP TABLE IF NOT EXISTS x;
      CREATE TABLE b (id int);
      INSERT INTO b VALUES ('it's broken');
      CREATE TABLE c (id int);
      CREATE TABLE d (id int
      CREATE TABLE e (id int);

      CREATE TABLE f (id int);
      DO $$ BEGIN
      CREATE TABLE g (id int);
      """
    )
    #expect(tables(read).prefix(3) == ["a", "b", "c"])
    #expect(tables(read).contains("f"))
    #expect(read.problems.map(\.line).prefix(2) == [2, 4])
    #expect(read.problems.count >= 4)
  }

  @Test func aBodyWithSemicolonsIsOneStatement() {
    let read = file(
      """
      CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
      CREATE RULE r AS ON INSERT TO a DO ALSO (DELETE FROM a; DELETE FROM b);
      CREATE FUNCTION g() RETURNS int LANGUAGE sql AS $x$ SELECT 1; SELECT '$y$'; $x$;
      """
    )
    #expect(read.problems.isEmpty)
    #expect(read.statementCount == 3)
  }

  /// The parser's scanner takes minutes for them.
  @Test(arguments: ["/*", "@/*", "*/*"])
  func commentsInCommentsAreNamed(unit: String) {
    let read = file(
      "SELECT 1 " + String(repeating: unit, count: 100_000) + "\nCREATE TABLE no (id int);\n"
        + String(repeating: "*/", count: 100_001) + ";\nCREATE TABLE a (id int);"
    )
    #expect(read.problems.first?.message.contains("nested too deeply") == true)
    #expect(file("/* a /* b */ c */ CREATE TABLE a (id int);").problems.isEmpty)
  }

  @Test func nestingThatNoParserSurvivesIsNamed() {
    for text in [
      "SELECT " + String(repeating: "(", count: 50_000) + "1"
        + String(repeating: ")", count: 50_000) + ";",
      "SELECT " + Array(repeating: "1", count: 100_000).joined(separator: "||") + ";",
    ] {
      let read = file(text + "\nCREATE TABLE a (id int);")
      #expect(read.problems.count == 1)
      #expect(tables(read) == ["a"])
    }
  }

  @Test func longRunsOfOneOperatorAreRead() {
    #expect(
      file("SELECT " + Array(repeating: "1", count: 15_000).joined(separator: "||") + ";").problems
        .isEmpty
    )
    #expect(
      file(Array(repeating: "SELECT 1", count: 5_000).joined(separator: " UNION ALL ") + ";")
        .problems.isEmpty
    )
  }

  /// Seeded noise out of pieces that mean something to a parser.
  @Test func noInputStopsTheReader() {
    let pieces = [
      "CREATE TABLE a (", ")", ";", "'", "\"", "$$", "$a$", "/*", "*/", "--", "\n", "\\i x\n", "é",
      "E'\\", "1",
      "DO ", "BEGIN ", "END", "COPY a FROM stdin;\n", "\\.\n", "CREATE POLICY p ON a USING (", ",",
      "id int", " ",
    ]
    var state: UInt64 = 42
    for _ in 0..<400 {
      var text = ""
      for _ in 0..<30 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let source = SourceText(path: "x.sql", text: text)
      let read = SQLFile.parsed(source)
      for statement in read.statements {
        #expect(
          statement.offset >= 0 && statement.end <= source.bytes.count
            && statement.offset <= statement.end
        )
      }
    }
  }
}
