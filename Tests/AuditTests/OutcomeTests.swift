import Audit
import Configuration
import Facts
import TestSupport
import Testing

struct OutcomeTests {
  private let commands = [
    CommandSettings(name: "prisma validate", kind: .prismaValidate, argv: ["validate"]),
    CommandSettings(name: "unit tests", argv: ["make", "test"]),
  ]

  private func claims(_ outcomes: [CommandRun.Outcome]?) throws -> [AuditClaim] {
    let scene = try Scene()
    try scene.say("- `npx prisma validate` → PASS")
    try scene.commit()
    try scene.say(
      "- Unit tests: failed",
      "- make test passed",
      "- unit tests: will pass",
      "- [ ] unit tests pass",
      "- unit tests passed, then failed",
      "- make testing passed",
      "Unit tests are here",
      "```\nunit tests passed\n```"
    )
    try scene.commit()
    let runs = outcomes.map { outcomes in
      zip(commands, outcomes).map { command, outcome in
        CommandRun(name: command.name, argv: command.argv, outcome: outcome, reason: "no program")
      }
    }
    return try OutcomeAudit.claims(in: .reading(scene.repository), of: commands, runs: runs)
  }

  @Test func withoutRerunNothingIsTold() throws {
    let claims = try claims(nil)
    #expect(claims.map(\.subject) == ["prisma validate", "unit tests", "unit tests"])
    #expect(claims.map(\.claimed) == ["passed", "failed", "passed"])
    #expect(
      claims.allSatisfy { $0.verdict == .unverifiable && $0.reason?.contains("--rerun") == true }
    )
  }

  @Test func whatIsRepeatedIsTheTipOnly() throws {
    let claims = try claims([.passed, .passed])
    #expect(claims.map(\.verdict) == [.unverifiable, .unverifiable, .holds])
    #expect(claims.map(\.verdictAtTip) == [.holds, .fails, .holds])
    #expect(claims.last?.command == "make test")
  }

  @Test func aFailureOfThisMachineAccusesNobody() throws {
    let claims = try claims([.failed, .failed])
    #expect(claims.map(\.verdict) == [.unverifiable, .holds, .unverifiable])
    #expect(try self.claims([.notRun, .notRun]).allSatisfy { $0.verdict == .unverifiable })
  }
}
