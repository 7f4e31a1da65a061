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
}
