import Facts
import Testing

@testable import Record

@Suite struct RequestReaderTests {
  @Test(arguments: [
    ("**Question for Manager**: Which schema is right?", Request.Kind.question, "Manager"),
    ("## Questions for CEO\n\n1. Which plan?", .question, "CEO"),
    ("**Asking CEO**: Which plan shall we take?", .question, "CEO"),
    ("**Decision Needed**: two tables or one", .decision, "-"),
    ("**CEO Question**: Is this the right way?\n**Answer**: pending", .question, "CEO"),
    ("**Clarification needed from Manager**: two tables or one", .decision, "Manager"),
    ("### CEO decision required: two tables or one", .decision, "CEO"),
    ("@anna: can you look at the export?", .question, "anna"),
    ("**Status**: ready, awaiting CEO approval", .approval, "CEO"),
    ("- Needs a staging API token from Manager", .credential, "Manager"),
    ("**Awaiting**: Manager decision on the schema", .decision, "Manager"),
  ])
  func isRead(body: String, kind: Request.Kind, person: String) {
    let sample = BlockerSample(body)
    #expect(sample.asked.map(\.kind) == [kind])
    #expect(sample.asked.map { $0.of ?? "-" } == [person])
  }

  @Test(arguments: [
    "**Decisions made**: two tables",
    "### CEO questions answered\n\n- One plan.",
    "No CEO approval needed.",
    "CEO approved the plan.",
    "- ✅ Awaiting CEO approval",
    "**Questions**: none",
    "**Key Learning from the docs**:\n- Types are checked",
    "If the token is missing, ask the Manager.",
    "**CEO Question**: Is this the right way?\n**Answer**: It is.",
    "**Approve** → Manager makes the final decision with required reasons",
    "**CEO Approval Required For**:\n- ✅ New tables\n- ✅ Scope",
    "**Clarification for Manager**:\n- The export was done at noon",
  ])
  func isNoRequest(body: String) {
    #expect(BlockerSample(body).asked.isEmpty)
  }

  @Test func everyQuestionOfAListIsOne() {
    let sample = BlockerSample(
      "## Questions for Manager\n\n1. Which plan?\n2. Which day?\n   - Monday is free\n"
    )
    #expect(sample.asked.count == 2)
  }

  @Test(arguments: [
    "## 11:00 — Data: CEO decision received\n\nThe CEO decided: two tables.\n",
    "## 11:00 — Manager: Questions answered\n\n- CEO approved two tables for the sales export.\n",
  ])
  func isAnswered(later: String) {
    let sample = BlockerSample([
      (
        "Data",
        "## 10:00 — Data: Report\n\n**CEO decision needed**: two tables for the sales export?\n"
      ),
      (later.contains("Manager:") ? "Manager" : "Data", later),
    ])
    #expect(sample.asked.isEmpty)
    #expect(sample.ledger.requests.first?.answeredAt?.path == sample.entries[1].path)
  }

  @Test func aCredentialRequestIsOneRequestAndOneWait() {
    let record = RecordReader(agents: ["data"], people: ["CEO"]).read(files: [
      SourceFile(
        path: "feedback/data/2026-01-12.md",
        text: """
          ## 08:40 - Credential Request
          **Need**: card reader API key
          **For**: BAY-004
          **Checked**: vault/ (not found)
          **Status**: Paused, waiting for CEO

          """
      )
    ])
    let ledger = record.ledger()
    #expect(ledger.requests.map(\.kind) == [.credential])
    #expect(ledger.requests.map(\.of) == ["CEO"])
    #expect(ledger.requests.map(\.text) == ["card reader API key"])
    #expect(ledger.blockers.map(\.waitingOn) == ["CEO"])
    #expect(ledger.blockers.map(\.text) == ["card reader API key"])
  }
}
