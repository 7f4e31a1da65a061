import Facts
import MarkdownTree
import Testing

@testable import Record

/// Lines that say that migrations are ready, approved or applied, and lines that only speak of it.
@Suite struct MilestoneTests {
  private func milestones(_ text: String) -> [MigrationMilestone] {
    let file = SourceFile(path: "feedback/ops/2026-01-02.md", text: text)
    return RecordReader(agents: ["ops"]).read(files: [file]).documents[0].traces.milestones
  }

  @Test(
    arguments: [
      ("CEO approved db/1_a.sql", .approved, ["db/1_a.sql"]),
      ("**Approved by Anna**: `1_a.sql`, `2_b.sql`", .approved, ["1_a.sql", "2_b.sql"]),
      (
        "Manager applied 20260102030405_crates.sql at 10:00", .applied,
        ["20260102030405_crates.sql"]
      ),
      ("✅ create_crates applied to production", .applied, ["create_crates"]),
      ("Migration 20260102030405 is applied", .applied, ["20260102030405"]),
      ("All 3 migrations approved by CEO", .approved, []),
    ] as [(String, MigrationMilestone.Kind, [String])]
  )
  func whatIsSaidAsDoneCounts(line: String, kind: MigrationMilestone.Kind, names: [String]) {
    let found = milestones("## 09:00 - Crates\n\(line)\n")
    #expect(found.map(\.kind) == [kind])
    #expect(found.map(\.names) == [names])
    #expect(found.map(\.place.line) == [2])
    #expect(found.map(\.agent) == ["ops"])
  }

  @Test(arguments: [
    "1_a.sql is not approved", "awaiting CEO approval of 1_a.sql", "once CEO approved 1_a.sql",
    "1_a.sql has to be approved", "1_a.sql isn't applied", "was 1_a.sql applied?",
    "- Applied to: db/1_a.sql", "- [ ] 1_a.sql applied", "will be applied: 1_a.sql",
    "`1_a.sql` needs to get approved", "blocked until migrations applied", "the plan is approved",
    "4 migrations applied", "<!-- CEO approved 1_a.sql -->", "1_a.sql: approval pending",
    "Awaiting approval for 1_a.sql", "Sign-off: pending (1_a.sql)", "1_a.sql approved: no",
    "1_a.sql approved: pending", "CEO: LGTM once the tests of 1_a.sql pass",
    "CEO approved 1_a.sql if the tests pass", "I'll go ahead with 1_a.sql",
    "let's ship it: 1_a.sql",
    "1_a.sql needs sign-off by CEO", "1_a.sql: sign-off required", "❌ approved: 1_a.sql",
    "1_a.sql waits for the go-ahead", "approval process of 1_a.sql",
    "REVOKE in 1_a.sql is applied later?",
    "no LGTM for 1_a.sql", "1_a.sql: approval to be given by CEO",
  ])
  func wishesDenialsAndOtherThingsDoNot(line: String) {
    #expect(milestones("## 09:00 - Crates\n\(line)\n") == [])
  }

  @Test(arguments: [
    "LGTM, CEO: 1_a.sql", "lgtm 1_a.sql", "1_a.sql approved by CEO", "✅ Approved: 1_a.sql",
    "✅ APPROVED 1_a.sql", "CEO: go ahead with 1_a.sql", "1_a.sql got the go-ahead from CEO",
    "CEO: ship it (1_a.sql)", "Sign-off: CEO, 1_a.sql", "1_a.sql signed off by CEO",
    "Approval granted for 1_a.sql by CEO", "1_a.sql: approval ✅ (CEO)", "CEO greenlit 1_a.sql",
    "CEO approved 1_a.sql, not applied yet", "1_a.sql: CEO's approval was given at 10:00",
  ])
  func anApprovalIsGivenInManyWords(line: String) {
    let found = milestones("## 09:00 - Crates\n\(line)\n")
    #expect(found.first?.kind == .approved, "\(found)")
    #expect(found.first?.names == ["1_a.sql"])
  }

  @Test(arguments: [
    "CEO's approval of 1_a.sql is withdrawn", "Approval for 1_a.sql revoked",
    "CEO rejected 1_a.sql",
    "1_a.sql is no longer approved", "CEO withdrew the approval of 1_a.sql",
    "Approval of 1_a.sql denied by CEO", "sign-off of 1_a.sql rescinded",
  ])
  func anApprovalIsTakenBack(line: String) {
    let found = milestones("## 09:00 - Crates\n\(line)\n")
    #expect(found.map(\.kind) == [.withdrawn], "\(found)")
  }

  @Test func aLabelSpeaksOfItsListAlone() {
    let found = milestones(
      """
      ## 09:00 - Crates

      **Applied by Manager**:
      - crates (the first)
        - lids come later
      1. ✅ bolts_and_nuts (2 tables)

      - racks

      """
    )
    #expect(found.map(\.names) == [["crates", "bolts_and_nuts"]])
  }

  @Test func aLabelOfFixesSpeaksOfNoMigration() {
    #expect(milestones("## 09:00 - Crates\n**Fixes Applied**:\n- crates\n") == [])
  }

  @Test func readySpeaksOfItsEntry() {
    let found = milestones(
      """
      ## 09:00 - Ready to Apply
      ✅ All 2 migrations ready to apply - awaiting CEO approval

      **Migration files created**:
      - db/1_a.sql (3 lines): table `a`
      - db/2_b.sql (3 lines): table `b`

      """
    )
    #expect(found.map(\.kind) == [.ready, .ready])
    #expect(found.allSatisfy { $0.names == ["db/1_a.sql", "db/2_b.sql"] })
  }

  @Test func aRehearsalAppliesNothing() {
    #expect(
      milestones(
        "## 09:00 - Rehearsal: 1 of 1 migration applied\n**Migrations**:\n- db/1_a.sql: applied\n"
      ) == []
    )
  }
}
