import Foundation
import TestSupport
import Testing

/// What the roll call says of ticks, held against the files of the tree.
@Suite struct StatusVerdictTests {
  private static let now = "2026-01-12T14:05:00Z"
  private static let entry = """

    ## 2026-01-12T13:30:00Z — Data: LEND-003 COMPLETE

    **Working On**: LEND-003: Create Reminders Table
    **Progress**: all done
    **Blockers**: None

    **Definition of Done - LEND-003**:
    - [x] RLS policies included
    - [x] Context7 docs pulled for Prisma/Supabase
    - [x] `npx prisma validate` passing

    """

  private struct Call: Decodable {
    struct Agent: Decodable {
      struct Counts: Decodable, Equatable {
        var proven, claimed, contradicted, stale, open, notChecked, total: Int
      }
      struct Contradiction: Decodable {
        var task: String?
        var text, reason, path: String
        var line: Int
      }
      var agent: String?
      var standing: String
      var checklist: Counts
      var contradictions: [Contradiction]
    }
    var agents: [Agent]
  }

  private static let record = "feedback/data/2026-01-12.md"
  private static let migration = """
    CREATE TABLE reminders (
      id SERIAL PRIMARY KEY, loan_id INT NOT NULL REFERENCES loans (id),
      send_on DATE NOT NULL, sent_at TIMESTAMPTZ
    );
    CREATE INDEX reminders_by_loan ON reminders (loan_id);
    ALTER TABLE reminders ENABLE ROW LEVEL SECURITY;
    CREATE POLICY service ON reminders FOR ALL TO service_role USING (true) WITH CHECK (true);

    """

  private func data(_ example: ExampleRepository) throws -> Call.Agent {
    let result = try example.tool(at: Self.now).run("status", "--format", "json")
    #expect(result.status == 0)
    #expect(result.diagnostics == "")
    #expect(try Contract.violations(of: "status", in: result.output) == "")
    let call = try JSONDecoder().decode(Call.self, from: Data(result.output.utf8))
    return try #require(call.agents.first { $0.agent == "data" })
  }

  @Test func aTickWithoutItsMigrationIsContradictedUntilItStands() throws {
    let example = try ExampleRepository()
    try example.write(try example.text(of: Self.record) + Self.entry, to: Self.record)
    let before = try data(example)
    // The example itself has two, a false number of lines and a note that is missing, which these tasks lack as well.
    #expect(before.checklist.contradicted == 4)
    // Commands are not run here, and a tick of theirs is neither proven nor contradicted.
    #expect(before.checklist.notChecked == 1)
    let counts = before.checklist
    #expect(
      counts.proven + counts.claimed + counts.contradicted + counts.stale + counts.open
        + counts.notChecked == counts.total
    )
    let found = try #require(before.contradictions.first { $0.task == "LEND-003" })
    #expect(found.text == "RLS policies included")
    #expect(found.reason == "no migration makes reminders")
    #expect(found.path == Self.record)
    #expect(
      try example.text(of: found.path).split(separator: "\n", omittingEmptySubsequences: false)[
        found.line - 1
      ] == "- [x] RLS policies included"
    )
    #expect(before.standing != "done")

    // A terminal shows two and counts the rest.
    let text = try example.tool(at: Self.now).run("status").output
    #expect(text.contains("✗ ticked LEND-001 Feedback updated"))
    #expect(text.contains("(+2)"))
    let whole = try example.tool(at: Self.now).run("status", "--format", "markdown").output
    #expect(whole.contains("ticked LEND-003 RLS policies included, but no migration makes"))

    try example.write(Self.migration, to: "supabase/migrations/20260112133000_reminders.sql")
    let after = try data(example)
    #expect(after.checklist.contradicted == 3)
    #expect(after.checklist.proven > before.checklist.proven)
  }

  @Test func nobodyIsAccusedWhileMigrationsStandElsewhere() throws {
    let example = try ExampleRepository()
    try example.write(try example.text(of: Self.record) + Self.entry, to: Self.record)
    try example.write(Self.migration, to: "packages/core/migrations/0001_reminders.sql")
    let agent = try data(example)
    #expect(agent.checklist.contradicted == 3)
    #expect(agent.checklist.notChecked == 2)
  }

  @Test func theChecklistGivesTheSameVerdicts() throws {
    let example = try ExampleRepository()
    try example.write(try example.text(of: Self.record) + Self.entry, to: Self.record)
    let counts = try data(example).checklist
    let result = try example.tool(at: Self.now).run("checklist", "--format", "json")
    #expect(result.status == 1)
    struct Lists: Decodable {
      struct Totals: Decodable { var byVerdict: [String: Int] }
      var totals: Totals
    }
    let totals = try JSONDecoder().decode(Lists.self, from: Data(result.output.utf8)).totals
    let counted = [
      "proven": counts.proven, "claimed": counts.claimed, "contradicted": counts.contradicted,
      "stale": counts.stale, "open": counts.open, "not-checked": counts.notChecked,
    ]
    #expect(totals.byVerdict == counted)
  }
}
