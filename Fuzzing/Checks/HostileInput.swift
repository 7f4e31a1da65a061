/// Inputs that made readers of these languages hang or fall: one unit over and over, or nested in itself.
package struct HostileInput: Sendable, CustomStringConvertible {
  package var target: FuzzTarget
  package var name: String
  /// The input of about that many units.
  package var text: @Sendable (Int) -> String

  package var description: String { "\(target.rawValue): \(name)" }

  init(_ target: FuzzTarget, _ name: String, _ text: @escaping @Sendable (Int) -> String) {
    self.target = target
    self.name = name
    self.text = text
  }

  /// `opening` as often as `closing`, around `middle`.
  private static func nested(
    _ target: FuzzTarget,
    _ name: String,
    _ frame: (String, String),
    _ opening: String,
    _ middle: String = "",
    _ closing: String = ""
  ) -> HostileInput {
    HostileInput(target, name) { count in
      frame.0 + String(repeating: opening, count: count) + middle
        + String(repeating: closing, count: count) + frame.1
    }
  }

  private static func numbered(
    _ target: FuzzTarget,
    _ name: String,
    _ unit: @escaping @Sendable (Int) -> String
  ) -> HostileInput {
    HostileInput(target, name) { count in (0..<count).map(unit).joined() }
  }

  package static let all = markdown + prisma + sql

  /// The cases that cmark and cmark-gfm are tested with, and those of the record's own syntax.
  ///
  /// Source: `test/pathological_tests.py` of cmark-gfm.
  static let markdown: [HostileInput] =
    [
      ("emphasis closers", "a_ "), ("emphasis openers", "_a "), ("link closers", "a]"),
      ("link openers", "[a"), ("mismatched openers and closers", "*a_ "),
      ("link openers and emphasis closers", "[ a_"), ("links in parentheses", "[ (]("),
      ("images in brackets", "![[]()"), ("strikethrough", "~~a "), ("brackets", "["),
      ("quotes in quotes", "> "), ("quotes without blanks", ">"), ("lists in lists", "- "),
      ("numbers in numbers", "1. "), ("NUL", "abc\0de\0"), ("unclosed links", "[a](<b"),
      ("unclosed targets", "[a](b"), ("unclosed comments", "<!--"), ("instructions", "<?"),
      ("CDATA", "a <![CDATA["), ("declarations", "a <!A "),
      ("carriage returns", "aaa\rbbb\n-\u{B}\n"),
      ("tables", "|a|\n|-|\n"), ("autolinks", "http://a.b "), ("addresses", "a@b"), ("angles", "<"),
      ("footnotes", "[^a]: b\n\n"), ("footnote marks", "[^a]"), ("entities", "&"),
      ("backslashes", "\\"), ("backticks", "`a``"), ("blanks", " "), ("tabs", "\t"),
      ("line ends", "\n"), ("one letter", "a"), ("hashes", "#"), ("stars", "*"), ("rules", "- \n"),
      ("HTML blocks", "<div>\n"), ("closed HTML blocks", "</div>\n\n"), ("fences", "```\n"),
      ("underlined headings", "a\n-\n"), ("lines of a paragraph", "a\n"), ("items", "- [ ] a\n"),
      ("loose items", "- [x] a\n\n"), ("open markers", "- ["),
      ("boxes in a paragraph", "2. [ ] a\n"),
      ("entries", "## 2026-03-04T10:00:00Z — Data: a\n"),
      ("blockers", "## 10:00 - Data: Blocker\n**Blocked On**: x\n"), ("labels", "**Blockers**: "),
      ("dates", "2026-03-04 "), ("sentences", "waiting for CEO. "), ("parentheses", "("),
      ("lazy lines", "> a\nb\n"), ("combining marks", "a\u{301}"), ("joiners", "\u{200D}"),
      ("notes", "## 10:00 - Context7: a\n- Topic: b\n- Key Learning: c\n"),
      ("names of secrets", "password="), ("URLs in URLs", "a://b:c@"), ("escapes", "\u{1B}["),
      ("keys", "-----BEGIN PRIVATE KEY-----\n"), ("tokens", "eyJhbGciOi."),
    ].map { name, unit in nested(.markdown, name, ("", ""), unit) } + [
      nested(.markdown, "nested emphasis", ("", ""), "*a **a ", "b", " a** a*"),
      nested(.markdown, "nested brackets", ("", ""), "[", "a", "]"),
      nested(.markdown, "multiples of three", ("a**b", ""), "c* "),
      nested(.markdown, "wide table", ("|a|b|\n|-|-|\n", ""), "|x"),
      nested(.markdown, "long table", ("|a|b|\n|-|-|\n", ""), "| [x] 1 | 2026-03-04 10:00 |\n"),
      nested(.markdown, "long title", ("[a]: b \"", ""), "c\n"),
      nested(.markdown, "underline", ("a\n", ""), "="),
      HostileInput(.markdown, "runs of backticks") { count in
        (1...max(1, Int(Double(2 * count).squareRoot()))).map {
          "e" + String(repeating: "`", count: $0)
        }.joined()
      },
      HostileInput(.markdown, "indented lists") { count in
        (0..<Int(Double(count).squareRoot())).map {
          String(repeating: "  ", count: $0) + "* [ ] a\n"
        }.joined()
      },
      numbered(.markdown, "references") { "[\($0)]: u\n[0] " },
      numbered(.markdown, "blockers on everything") {
        "## 10:00 - Data: t\($0)\n**Blockers**: waiting for word\($0) on LEND-\($0)\n\n"
      },
      numbered(.markdown, "resolved one by one") {
        "## 10:00 - Data: t\($0)\n**Blockers**: waiting for word\($0)\n\n## 11:00 - Data\nRESOLVED word\($0)\n"
      },
      numbered(.markdown, "questions") { "**Asking CEO**: may I have x\($0)?\n" },
    ]

  static let prisma: [HostileInput] = [
    nested(.prisma, "one letter", ("", ""), "a"),
    nested(.prisma, "open blocks", ("", ""), "model A {"),
    nested(.prisma, "open braces", ("model A ", ""), "{"),
    nested(.prisma, "closed braces", ("", ""), "}"),
    nested(.prisma, "arrays in arrays", ("datasource d {\n a = ", "\n}"), "[", "", "]"),
    nested(.prisma, "calls in calls", ("model A {\n a Int @default(", ")\n}"), "f(", "", ")"),
    nested(.prisma, "open calls", ("model A {\n a Int @default(", ""), "f("),
    nested(.prisma, "objects in objects", ("model A {\n a Int @x(", ")\n}"), "{a:", "", "}"),
    nested(.prisma, "attributes", ("model A {\n a Int ", "\n}"), "@id "),
    nested(.prisma, "indexes", ("model A {\n", "}"), "@@index([a])\n"),
    nested(.prisma, "escapes", ("datasource d {\n a = \"", ""), "\\"),
    nested(.prisma, "comments", ("", ""), "/// a\n"),
    nested(.prisma, "block comments", ("", ""), "/*"),
    nested(.prisma, "question marks", ("model A {\n a Int", "\n}"), "?"),
    nested(.prisma, "at signs", ("model A {\n a Int ", ""), "@"),
    nested(.prisma, "line ends", ("", ""), "\n"),
    nested(.prisma, "errors", ("", ""), "%\n"),
    numbered(.prisma, "models") { "model M\($0) {\n id Int @id\n a M\($0 + 1)[]\n}\n" },
    HostileInput(.prisma, "fields") { count in
      "model A {\n" + (0..<count).map { "f\($0) Int @id\n" }.joined() + "}"
    },
  ]

  static let sql: [HostileInput] = [
    nested(.sql, "parentheses", ("SELECT ", ";"), "(", "1", ")"),
    nested(.sql, "open parentheses", ("SELECT ", ""), "("),
    nested(.sql, "arrays", ("SELECT ", ";"), "ARRAY[", "", "]"),
    nested(.sql, "cases", ("SELECT ", ";"), "CASE WHEN ", "1", " END"),
    nested(.sql, "open cases", ("SELECT ", ""), "CASE WHEN "),
    nested(.sql, "NOT", ("SELECT ", "true;"), "NOT "),
    nested(.sql, "signs", ("SELECT ", "1;"), "- "),
    nested(.sql, "sums", ("SELECT 1", ";"), "+1"),
    nested(.sql, "conjunctions", ("SELECT true", ";"), " AND NOT true"),
    nested(.sql, "casts", ("SELECT 1", ";"), "::int"),
    nested(.sql, "dots", ("SELECT a", ";"), ".b"),
    nested(.sql, "unions", ("SELECT 1", ";"), " UNION SELECT 1"),
    nested(.sql, "subqueries", ("SELECT ", ";"), "(SELECT ", "1", ")"),
    nested(.sql, "sources", ("SELECT * FROM ", ";"), "(SELECT * FROM ", "a", ") x"),
    nested(.sql, "joins", ("SELECT * FROM a", ";"), " JOIN a ON true"),
    nested(.sql, "WITH", ("", ";"), "WITH a AS (", "SELECT 1", ") SELECT 1"),
    nested(.sql, "calls", ("SELECT ", ";"), "f(", "", ")"),
    nested(.sql, "collations", ("SELECT a", ";"), " COLLATE c"),
    nested(.sql, "tests of NULL", ("SELECT a", ";"), " IS NULL"),
    nested(.sql, "zones", ("SELECT a", ";"), " AT TIME ZONE 'x'"),
    nested(.sql, "operators", ("SELECT ", "1;"), "@ "),
    nested(.sql, "bodies", ("CREATE FUNCTION f() RETURNS int ", ""), "BEGIN ATOMIC "),
    nested(.sql, "comments", ("", ""), "/*", "", "*/"),
    nested(.sql, "dollars", ("", ""), "$a$"),
    nested(.sql, "quotes", ("", ""), "'"),
    nested(.sql, "double quotes", ("", ""), "\""),
    nested(.sql, "semicolons", ("", ""), ";"),
    nested(.sql, "long line", ("SELECT '", "';"), "a"),
    nested(.sql, "values", ("INSERT INTO a VALUES (1)", ";"), ",(1)"),
    nested(.sql, "broken statements", ("", ""), "CREATE TABL a;\n"),
    nested(.sql, "open statements", ("", ""), "CREATE TABLE a (id int\n\n"),
    nested(.sql, "open strings", ("", ""), "SELECT 'a;\nCREATE TABLE b (id int);\n"),
    nested(.sql, "conditions", ("DO $$ BEGIN ", " END $$;"), "IF a THEN ", "", "END IF; "),
    nested(.sql, "blocks", ("DO $$ ", " $$;"), "BEGIN ", "", "END; "),
    nested(.sql, "loops", ("DO $$ BEGIN ", " END $$;"), "LOOP ", "", "END LOOP; "),
    nested(.sql, "code", ("DO $$ BEGIN ", " END $$;"), "CREATE TABLE a (id int); "),
    nested(.sql, "code in code", ("DO $$ BEGIN EXECUTE ", "'b'; END $$;"), "'a' || "),
    nested(.sql, "data", ("COPY a FROM stdin;\n", "\\.\n"), "x\ty\n"),
    nested(.sql, "commands of psql", ("", ""), "\\restrict a\n"),
    numbered(.sql, "tables") { "CREATE TABLE t\($0) (id int);\n" },
    numbered(.sql, "renames") {
      "CREATE TABLE IF NOT EXISTS t0 ();ALTER TABLE t\($0) RENAME TO t\($0 + 1);\n"
    },
    numbered(.sql, "views on views") {
      "CREATE TABLE IF NOT EXISTS v0 ();CREATE VIEW v\($0 + 1) AS SELECT * FROM v\($0);\n"
    },
    numbered(.sql, "policies") {
      "CREATE TABLE IF NOT EXISTS a ();CREATE POLICY p\($0) ON a USING (true);\n"
    },
    HostileInput(.sql, "inherited tables") { count in
      "CREATE TABLE t0 (id int);"
        + (0..<count).map { "CREATE TABLE t\($0 + 1) () INHERITS (t\($0));\n" }.joined()
        + "ALTER TABLE t0 ADD x int;"
    },
  ]
}
