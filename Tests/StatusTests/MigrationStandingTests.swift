import Facts
import Testing

@testable import Status

/// One migration from written to verified, and what is wrong on the way.
@Suite struct MigrationStandingTests {
  private static let path = "db/20260102030405_crates.sql"

  private func say(
    _ kind: MigrationMilestone.Kind,
    _ line: String,
    at hour: Int,
    by agent: String = "ops",
    names: [String] = [MigrationStandingTests.path],
    count: Int? = nil
  ) -> MigrationMilestone {
    MigrationMilestone(
      kind: kind,
      place: RecordPlace(path: "feedback/\(agent)/2026-01-02.md", line: hour),
      timestamp: Timestamp(secondsSinceEpoch: hour * 3_600),
      agent: agent,
      line: line,
      names: names,
      count: count
    )
  }

  private func standing(
    _ milestones: [MigrationMilestone],
    verified: RecordedTrial? = nil,
    changed: String? = nil
  ) -> MigrationStanding {
    var migration = Migration(path: Self.path, version: "20260102030405", lines: 3, statements: 1)
    migration.additive = true
    let table = Table(schema: "public", name: "crates", path: Self.path, line: 1)
    return MigrationStandings(
      milestones: milestones,
      verification: verified.map { ($0, changed) },
      approvers: ["Anna"],
      appliers: ["Manager"]
    ).standings(of: [migration], tables: [table], tasks: [])[0]
  }

  @Test func eachStepIsTakenFromTheRecord() {
    let ready = say(.ready, "ready to apply", at: 1)
    let approved = say(.approved, "Anna approved it", at: 2)
    let applied = say(.applied, "applied by Manager", at: 3)
    #expect(standing([]).state == .written)
    #expect(standing([ready]).state == .ready)
    let second = standing([approved, ready])
    #expect(second.state == .approved)
    #expect(second.approved?.by == "Anna")
    #expect(second.approved?.saidBy == "ops")
    #expect(second.approved?.line == 2)
    let third = standing([ready, approved, applied])
    #expect(third.state == .applied)
    #expect(third.applied?.by == "Manager")
    #expect(third.remarks == [])
  }

  @Test func onlyWhoMayApproveApproves() {
    let other = standing([say(.approved, "approved by Bert", at: 2)])
    #expect(other.state == .written)
    #expect(
      other.remarks == [
        "feedback/ops/2026-01-02.md:2 calls it approved and names nobody who may approve (Anna)"
      ]
    )
    // In her own file she need not name herself.
    let own = standing([say(.approved, "approved", at: 2, by: "anna")])
    #expect(own.approved?.by == "Anna")
  }

  @Test func aWithdrawnApprovalIsNone() {
    let approved = say(.approved, "Anna approved it", at: 2)
    let withdrawn = standing([approved, say(.withdrawn, "approval withdrawn", at: 3)])
    #expect(withdrawn.state == .written)
    #expect(withdrawn.approved == nil)
    #expect(
      withdrawn.remarks == [
        "feedback/ops/2026-01-02.md:3 takes the approval back, or refuses it"
      ]
    )
    let again = standing([
      approved, say(.withdrawn, "approval withdrawn", at: 3), say(.approved, "Anna: LGTM", at: 4),
    ])
    #expect(again.state == .approved)
    #expect(again.remarks == [])
  }

  @Test func whoIsOnlyInformedDoesNotApprove() {
    #expect(standing([say(.approved, "approved by Bert, Anna informed", at: 2)]).state == .written)
    #expect(standing([say(.approved, "approved by Anna, Bert informed", at: 2)]).state == .approved)
    // Words that need not mean it are no accusation.
    #expect(standing([say(.approved, "Bert: ship it", at: 2)]).remarks == [])
  }

  @Test func whatWasAppliedWithoutApprovalIsSaid() {
    let applied = standing([say(.applied, "applied", at: 3)])
    #expect(applied.state == .applied)
    #expect(applied.remarks == ["applied, and no approval stands in the record"])
  }

  @Test(arguments: [
    "20260102030405_crates.sql", "20260102030405_crates", "20260102030405", "crates",
    "public.crates",
  ])
  func aMigrationHasSeveralNames(name: String) {
    #expect(standing([say(.applied, "applied", at: 3, names: [name])]).state == .applied)
    #expect(standing([say(.applied, "applied", at: 3, names: [name + "x"])]).state == .written)
  }

  @Test func allMeansThoseThatWereReady() {
    let ready = say(.ready, "ready", at: 1)
    #expect(
      standing([ready, say(.approved, "Anna approved all", at: 2, names: [])]).state == .approved
    )
    #expect(
      standing([ready, say(.approved, "Anna approved all 4", at: 2, names: [], count: 4)]).state
        == .ready
    )
    #expect(standing([say(.approved, "Anna approved all", at: 2, names: [])]).state == .written)
  }

  @Test func aLiveDatabaseVerifiesWhileItsFilesStand() {
    var trial = RecordedTrial(
      kind: .verification,
      place: RecordPlace(path: "feedback/ops/2026-01-02.md", line: 9),
      timestamp: nil,
      fingerprint: ""
    )
    var table = RecordedTrial.Table(name: "public.crates", exists: true)
    table.isAsStated = true
    trial.tables = [table]
    #expect(standing([], verified: trial).state == .verified)
    let changed = standing([], verified: trial, changed: "a.sql changed")
    #expect(changed.state == .written)
    #expect(
      changed.remarks == ["verified at feedback/ops/2026-01-02.md:9; since then a.sql changed"]
    )
    trial.tables[0].isAsStated = false
    #expect(standing([], verified: trial).state == .written)
  }
}
