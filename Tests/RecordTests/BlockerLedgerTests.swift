import Facts
import Testing

@testable import Record

@Suite struct BlockerLedgerTests {
  private let blocked = """
    ## 10:00 — Data: DATA-001 BLOCKED

    **Blockers**: DATA-001 waits for the export schema (Engineer must publish it)
    """

  private func after(_ agent: String?, _ text: String) -> BlockerSample {
    BlockerSample([("Data", blocked), (agent, text)])
  }

  @Test func staysOpenWithItsFirstMoment() {
    let sample = after(
      "Data",
      "## 11:00 — Data: DATA-001 still BLOCKED\n\n**Progress**: BLOCKED - export schema missing\n"
    )
    #expect(sample.open.count == 1)
    #expect(sample.open.first?.since == sample.entries[0].timestamp)
    #expect(sample.open.first?.path == sample.entries[1].path)
  }

  @Test(arguments: [
    ("Data", "## 11:00 — Data: DATA-001 UNBLOCKED\n\nGoing on.\n"),
    ("Engineer", "## 11:00 — Engineer: Export schema blocker RESOLVED\n\nPublished.\n"),
    ("Data", "## 11:00 — Data: DATA-001 complete ✅\n\nDone.\n"),
    ("Data", "## 11:00 — Data: Report\n\n**Blockers**: None\n"),
    ("Data", "## 11:00 — Data: Report\n\n**Blockers**: None (dependency resolved)\n"),
    ("Data", "## 11:00 — Data: DATA-001 goes on\n\n**Blockers**: None\n"),
  ])
  func isCleared(agent: String, text: String) {
    let sample = after(agent, text)
    #expect(sample.open.isEmpty)
    #expect(sample.ledger.blockers.first?.clearedAt?.path == sample.entries[1].path)
  }

  @Test(arguments: [
    ("Data", "## 11:00 — Data: DATA-002 UNBLOCKED by CEO\n\nGoing on.\n"),
    ("Engineer", "## 11:00 — Engineer: Report\n\n**Blockers**: None\n"),
    ("Engineer", "## 11:00 — Engineer: Login blocker RESOLVED\n\nFixed.\n"),
    ("Data", "## 11:00 — Data: Report\n\n**Blockers**: None for DATA-002\n"),
    ("Data", "## 11:00 — Data: Report\n\nNothing said about it.\n"),
  ])
  func staysOpen(agent: String, text: String) {
    #expect(after(agent, text).open.count == 1)
  }

  @Test func unblockedAndBlockedAgainIsOpen() {
    let sample = BlockerSample([
      ("Data", blocked),
      ("Data", "## 11:00 — Data: DATA-001 UNBLOCKED\n\nGoing on.\n"),
      (
        "Data",
        "## 11:02 — Data: DATA-001 still blocked - export schema gone\n\n**Status**: BLOCKED on DATA-001\n"
      ),
    ])
    #expect(sample.open.count == 1)
    #expect(sample.open.first?.since == sample.entries[2].timestamp)
  }

  @Test func theAnswerOfWhoeverWasWaitedForClears() {
    let one = BlockerSample([
      ("Data", "## Session 12\n\n**Status**: waiting on owner approval to release the export\n"),
      ("Data", "## Session 13\n\nOwner approved the release of the export.\n"),
    ])
    #expect(one.open.isEmpty)
    #expect(one.asked.isEmpty)
  }

  @Test func nothingIsStampedAfterTheMomentAskedFor() {
    let sample = BlockerSample([
      ("Data", blocked), ("Data", "## 11:00 — Data: Report\n\n**Blockers**: None\n"),
    ])
    let between = sample.entries[0].timestamp.map { $0 + 60 }
    #expect(BlockerLedger(sample.filed, until: between).blockers.map(\.state) == [.open])
    #expect(sample.open.isEmpty)
  }

  /// Each of these takes minutes when something in it is quadratic.
  @Test(.timeLimit(.minutes(1)), arguments: [0, 1, 2, 3])
  func hostileEntriesStayLinear(shape: Int) {
    let body: String
    switch shape {
    case 0:
      body =
        "**Blockers**:\n"
        + (0..<20_000).map { "- host a\($0) unreachable for b\($0)" }.joined(separator: "\n")
    case 1: body = "**Blockers**: " + String(repeating: "blocked by waiting for ", count: 200_000)
    case 2:
      body =
        "## Questions for Manager\n\n"
        + (0..<20_000).map { "- Which host a\($0) for b\($0)?" }.joined(separator: "\n")
    default:
      body =
        "| Task | Blocked by |\n|---|---|\n"
        + (0..<20_000).map { "| t\($0) | host a\($0) |" }.joined(separator: "\n")
    }
    let sample = BlockerSample(body)
    #expect(sample.blocked != false)
    #expect(sample.ledger.blockers.count + sample.ledger.requests.count >= 1)
  }
}
