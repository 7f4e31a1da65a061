import Foundation
import TestSupport
import Testing

/// Definitions of Done that agents write themselves, of tasks that no direction describes.
@Suite struct RecordedTaskTests {
  private static let now = "2026-03-02T18:00:00Z"
  private static let first = "supabase/migrations/20260302090000_pallets.sql"
  private static let second = "supabase/migrations/20260302090100_ramps.sql"

  private static func record(_ files: String, items: String) -> String {
    """
    # Stock — 2026-03-02

    ## 2026-03-02T10:00:00Z — Stock: STOCK-004: Yard COMPLETE

    **Working On**: STOCK-004 - the tables of the yard
    **Progress**: 100%

    **Evidence**:
    \(files)

    **Blockers**: None

    **Definition of Done - STOCK-004**:
    \(items)

    """
  }

  private static func table(_ name: String, isSecured: Bool) -> String {
    let security = """
      ALTER TABLE \(name) ENABLE ROW LEVEL SECURITY;
      CREATE POLICY own ON \(name) USING (yard = (SELECT current_setting('app.yard', true)));
      CREATE INDEX \(name)_by_yard ON \(name) (yard);

      """
    return "CREATE TABLE \(name) (id int PRIMARY KEY, yard text);\n" + (isSecured ? security : "")
  }

  /// The verdict of each item, by its text.
  private func verdicts(_ record: String, secured: (Bool, Bool)) throws -> [String: String] {
    let folder = try TemporaryDirectory()
    try folder.write(record, to: "feedback/stock/2026-03-02.md")
    try folder.write(Self.table("pallets", isSecured: secured.0), to: Self.first)
    try folder.write(Self.table("ramps", isSecured: secured.1), to: Self.second)
    let result = try BuiltTool(folder: folder.path, now: Self.now).run(
      "checklist",
      "--format",
      "json"
    )
    #expect(result.diagnostics == "")
    #expect(try Contract.violations(of: "checklist", in: result.output) == "")
    struct Lists: Decodable {
      struct Item: Decodable { var text, verdict: String }
      struct List: Decodable { var items: [Item] }
      var lists: [List]
    }
    let lists = try JSONDecoder().decode(Lists.self, from: Data(result.output.utf8)).lists
    return Dictionary(
      lists.flatMap(\.items).map { ($0.text, $0.verdict) },
      uniquingKeysWith: { first, _ in first }
    )
  }

  private static let both = """
    1. `20260302090000_pallets.sql` (4 lines)
    2. `\(second)` (4 lines)
    """
  private static let ticked = """
    - [x] RLS policies enabled on all tables
    - [x] RLS policies planned for the next yard
    - [x] Reviewed by Ada
    """

  @Test func theFilesThatTheEntryCountsAreTheTasks() throws {
    let record = Self.record(Self.both, items: Self.ticked)
    let proven = try verdicts(record, secured: (true, true))
    #expect(proven["RLS policies enabled on all tables"] == "proven")
    #expect(proven["RLS policies planned for the next yard"] == "claimed")
    #expect(proven["Reviewed by Ada"] == "claimed")
    let contradicted = try verdicts(record, secured: (true, false))
    #expect(contradicted["RLS policies enabled on all tables"] == "contradicted")
    #expect(contradicted["RLS policies planned for the next yard"] == "claimed")
  }

  @Test(arguments: [
    "- the tables of the yard, see the folder",
    "1. `20260302090000_pallets.sql` (4 lines)\n2. `20260302099999_gates.sql` (9 lines)",
    "1. `20260302090000_pallets.sql` (4 lines)\n2. `20260302090100_ramps.sql`",
  ])
  func whereTheFilesAreNotToldNothingIsDecided(files: String) throws {
    let record = Self.record(files, items: Self.ticked)
    for secured in [(true, true), (false, false)] {
      #expect(
        try verdicts(record, secured: secured)["RLS policies enabled on all tables"] == "claimed"
      )
    }
  }

  @Test func itemsBesideThoseOfTheDirectionAreKept() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      """
      # Stock

      ## Tasks

      ### STOCK-004: Yard

      **Acceptance criteria**:
      - [ ] RLS policies included
      - [x] Names agreed

      ### STOCK-005: Gates

      Later.

      ## Definition of Done (Each Day)

      - [ ] Desk tidy

      """,
      to: "docs/directions/stock.md"
    )
    try folder.write(
      Self.record("- nothing yet", items: "- [x] RLS policies included\n- [x] Photographed"),
      to: "feedback/stock/2026-03-02.md"
    )
    let result = try BuiltTool(folder: folder.path, now: Self.now).run("checklist")
    let lines = result.output.split(separator: "\n").map { $0.drop { $0 == " " } }
    func count(_ text: String) -> Int { lines.count { $0.contains(text) } }
    // Each once: neither is a list of one task asked of another, nor that of a day of every task.
    #expect(count("RLS policies included  :") == 1)
    #expect(count("Desk tidy") == 1)
    #expect(lines.contains { $0.hasPrefix("claimed") && $0.contains("Names agreed") })
    #expect(lines.contains { $0.hasPrefix("claimed") && $0.contains("Photographed") })
    #expect(lines.contains { $0.hasPrefix("open") && $0.contains("Desk tidy") })
  }
}
