import Facts
import MarkdownTree
import Testing

@testable import Record

/// What the record says of files.
@Suite struct TraceTests {
  private func traces(_ text: String) -> RecordTraces {
    TraceReader(MarkdownDocument(path: "feedback/ops/2026-01-02.md", text: text)).traces()
  }

  @Test(
    arguments: [
      (
        "- Migration: supabase/migrations/1_a.sql (20 lines): table `a`",
        "supabase/migrations/1_a.sql", 20
      ),
      ("- `1_a.sql` (1,204 lines)", "1_a.sql", 1204),
      ("- **db/1_a.sql**: 1 line", "db/1_a.sql", 1),
      ("created db/1_a.sql (new, 7 lines)", "db/1_a.sql", 7),
      ("db/1_a.sql — 33 lines of SQL", "db/1_a.sql", 33),
      ("db/1_a.sql has **33** lines", "db/1_a.sql", 33),
      ("| db/1_a.sql | 12 lines |", "db/1_a.sql", 12),
      ("see [the file](db/1_a.sql) (12 lines)", "db/1_a.sql", 12),
    ] as [(String, String, Int)]
  )
  func aFileWithItsNumberOfLinesIsAClaim(text: String, subject: String, lines: Int) {
    let claims = traces("# Ops\n\n\(text)\n").lineClaims
    #expect(claims.map(\.subject) == [subject])
    #expect(claims.map(\.lines) == [lines])
    #expect(claims.map(\.place.line) == [3])
  }

  @Test(
    arguments: [
      "added 3 lines to db/1_a.sql", "db/1_a.sql (~20 lines)", "db/1_a.sql (+20 lines)",
      "db/1_a.sql lines 13-24", "db/1_a.sql (10-20 lines)", "db/1_a.sql: changed 3 lines",
      "db/1_a.sql about 20 lines", "20 lines", "the table (20 lines)", "v1.2 (20 lines)",
      "db/1_a.sql (20 line-items)", "db/1_a.sql -20 lines", "<!-- db/1_a.sql (20 lines) -->",
    ]
  )
  func anotherSentenceIsNone(text: String) {
    #expect(traces("# Ops\n\n\(text)\n").lineClaims == [])
  }

  @Test func severalFilesOfOneLineHaveTheirOwnNumbers() {
    let claims = traces("- unchanged: db/1_a.sql (20 lines), db/2_b.sql (17 lines)\n").lineClaims
    #expect(claims.map(\.subject) == ["db/1_a.sql", "db/2_b.sql"])
    #expect(claims.map(\.lines) == [20, 17])
  }

  @Test func aFenceOfThisToolSaysNothingAndAnotherDoes() {
    #expect(traces("```text sitrep-output\na.sql (2 lines) x.png\n```\n") == RecordTraces())
    #expect(traces("```\na.sql (2 lines)\n```\n").lineClaims.map(\.lines) == [2])
  }

  @Test(
    arguments: [
      ("![table](../../artifacts/ops/table.png)", "../../artifacts/ops/table.png"),
      ("[shot](<shots/my table.PNG>)", "shots/my table.PNG"),
      ("[shot](shots/my%20table.jpeg?raw=true)", "shots/my table.jpeg"),
      ("Screenshot: `artifacts/ops/table.webp`", "artifacts/ops/table.webp"),
      ("https://host.example/a/b.gif", "https://host.example/a/b.gif"),
    ]
  )
  func picturesAreFoundByTheirNames(text: String, target: String) {
    #expect(traces("\(text)\n").pictures.map(\.target) == [target])
  }

  @Test(arguments: ["*.png", "a file of type .png", "x.pngs", "shots/.jpg", "png"])
  func whatIsNoPictureIsNone(text: String) {
    #expect(traces("\(text)\n").pictures == [])
  }

  @Test func whatLiesElsewhereIsKnownAsSuch() {
    #expect(
      traces("https://host.example/a.png and a.png\n").pictures.map(\.isRemote) == [true, false]
    )
  }

  @Test func hostileLinesEndInTime() {
    let text =
      String(repeating: "](", count: 20_000) + String(repeating: "a.png ", count: 20_000)
      + String(repeating: "1,", count: 50_000) + " lines "
      + String(repeating: "a.sql(1 line", count: 9_000)
    let clock = ContinuousClock()
    let took = clock.measure { _ = traces(text) }
    #expect(took < .seconds(20))
  }
}
