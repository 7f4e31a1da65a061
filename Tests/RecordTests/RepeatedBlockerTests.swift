import Facts
import Testing

@testable import Record

/// Blockers and requests that are told apart, known again, and ended by the right sentence.
@Suite struct RepeatedBlockerTests {
  private func ledger(_ text: String, path: String = "feedback/data/log.md") -> BlockerLedger {
    RecordReader(
      agents: ["data", "engineer", "qa", "manager", "AI-Desk"],
      people: ["CEO", "Manager"]
    )
    .read(files: [SourceFile(path: path, text: text)])
    .ledger(until: Timestamp(secondsSinceEpoch: 4_000_000_000))
  }

  private func open(_ text: String) -> [Blocker] {
    ledger(text).blockers.filter { $0.state == .open }
  }

  @Test(arguments: [
    (
      "**Blocker 1: Feed is stale** (HIGH PRIORITY)",
      "**Blocker 2: Missing seed data** (LOW PRIORITY)"
    ),
    ("**Blocker 1: Feed is stale**", "**Blocker 2: Missing seed data**"),
    ("**Blocker 1 - Feed is stale**", "**Blocker 2 - Missing seed data**"),
  ])
  func numberedTitlesInBoldAreTwo(first: String, second: String) {
    let found = open(
      """
      ## 2026-03-02T10:00:00Z — Report

      ### Blockers

      \(first)
      - The feed names a folder that is gone
      - **Action Required**: Manager needs to name another one

      \(second)
      - **Owner**: Engineer
      """
    )
    #expect(found.map(\.line) == [5, 9])
    #expect(found.map(\.waitingOn) == ["Manager", "engineer"])
    #expect(found.first?.text.contains("Feed is stale") == true)
  }

  @Test(arguments: [
    "- Export stands still → **owner**: Engineer — **ETA**: two days",
    "- Export stands still (owner: Engineer + Manager)",
    "- Export stands still, assigned to Engineer",
  ])
  func whoOwnsItIsWaitedFor(item: String) {
    let found = open("## 2026-03-02T10:00:00Z — Report\n\n**Blockers**:\n\(item)\n")
    #expect(found.map(\.waitingOn) == ["engineer"])
  }

  @Test func whatSomebodyNeedsToKnowWaitsForNobody() {
    let found = ledger(
      "## 2026-03-02T10:00:00Z — Report\n\n**Blockers**: the import route fails\n\n**CEO needs to know:**\n- it is old\n"
    )
    #expect(found.blockers.map(\.waitingOn) == [nil])
    #expect(found.requests.isEmpty)
  }

  /// A file that grows at its end cannot say above what ended something below.
  @Test func aStampThatIsWrongClearsNothing() {
    let entries = [
      "## 2026-03-02T20:00:00Z — Start\n\n**Blockers**: None\n",
      "## 2026-03-02T20:30:00Z — Reading\n\n**Blockers**: None\n",
      "## 2026-03-02T20:45:00Z — Reading on\n\n**Blockers**: None\n",
      "## 2026-03-02T02:27:31Z — Import\n\n**Blockers**: the import route fails\n",
    ]
    #expect(open(entries.joined(separator: "\n")).count == 1)
    let last = "\n## 2026-03-02T03:00:00Z — Import\n\n**Blockers**: None\n"
    #expect(open(entries.joined(separator: "\n") + last).isEmpty)
    // The same, newest first.
    #expect(open(entries.reversed().joined(separator: "\n")).count == 1)
  }

  @Test func aBlockerIsKnownByWhatExplainedIt() {
    let found = open(
      """
      ## 2026-03-02T10:00:00Z — Report

      **Blockers**:

      1. **Missing migration**
         - The parcels schema is not on staging
         - Stops the search page and the learning pipeline

      ## 2026-03-02T12:00:00Z — Report

      **Blockers**: parcels migration not created, stops search page and learning pipeline
      """
    )
    #expect(found.count == 1)
    #expect(found.first?.since == Timestamp(iso8601: "2026-03-02T10:00:00Z"))
  }

  @Test func ofTwoStatesOfARowOneIsNotDone() {
    let found = open(
      """
      ## 2026-03-02T10:00:00Z — Team

      | Agent | Yesterday's status | Today's status | Blockers |
      |---|---|---|---|
      | AI-Desk | Replies done | Found a stale build | Deployment |
      | QA | Tests done | Report done | Stripe keys (resolved) |
      | Engineer | Page done | Page on hold | Stripe keys |
      """
    )
    #expect(found.map(\.agent) == ["AI-Desk", "engineer"])
    #expect(found.map(\.waitingOn) == [nil, nil])
  }

  @Test func aMemoIsItsAuthors() {
    let text =
      "# Build report\n\n**From:** QA Agent\n**To:** Manager\n**Date:** 2026-03-02\n\n## Blockers\n\n- The build fails\n"
    let found = ledger(text, path: "feedback/manager/2026-03-02-build.md")
    #expect(found.blockers.map(\.agent) == ["qa"])
  }

  // MARK: requests

  @Test func anApprovalIsAnsweredOnceItIsDone() {
    let asked = """
      ## 2026-03-02T10:00:00Z — DATA-006: ready

      **Awaiting**: Manager review and approval for DATA-006 migration application

      """
    #expect(ledger(asked).requests.map(\.state) == [.open])
    for (line, state) in [
      ("- ✅ Indexes applied (DATA-006)", Request.State.answered),
      ("- DATA-006 is to be applied", .open),
      ("- ✅ DATA-007 applied", .open),
    ] {
      let later = "## 2026-03-02T12:00:00Z — Report\n\n\(line)\n"
      #expect(ledger(asked + later).requests.first?.state == state, "\(line)")
    }
  }

  @Test func anotherApprovalOfTheSamePersonIsAnother() {
    let found = ledger(
      """
      ## 2026-03-02T10:00:00Z — Report

      **Awaiting**: Manager review and approval of the parcels migration

      ## 2026-03-02T12:00:00Z — Report

      **Next**: Awaiting Manager direction update or branch approval

      ## 2026-03-02T13:00:00Z — Report

      **Status**: Awaiting Manager approval
      """
    )
    #expect(found.requests.count == 2)
  }

  @Test(arguments: [
    "**CEO asked**: \"Are you happy with it?\" Answer: no", "**Manager requested**: a shorter page",
    "### Issues from initial validation\n\n- One", "Default behaviour: await explicit approval",
  ])
  func whatIsQuotedOrDescribedAsksForNothing(body: String) {
    #expect(ledger("## 2026-03-02T10:00:00Z — Report\n\n\(body)\n").requests.isEmpty)
  }

  @Test(arguments: [
    ("**Questions for manager:**\n- Which plan is right?", Request.Kind.question, "Manager"),
    ("### Action Items for Manager\n\n1. Name another folder", .approval, "Manager"),
  ])
  func peopleAreAskedInAnyCase(body: String, kind: Request.Kind, person: String) {
    let found = ledger("## 2026-03-02T10:00:00Z — Report\n\n\(body)\n").requests
    #expect(found.map(\.kind) == [kind])
    #expect(found.map(\.of) == [person])
  }

  @Test func whatATaskNeededIsNotNeededOnceItIsDone() {
    let asked = """
      ## 2026-03-02T10:00:00Z — DATA-006: started

      **Question for Manager**: DATA-006 in one table or in two?

      ## 2026-03-02T11:00:00Z — DATA-006: going on

      """
    let states = { (line: String) in
      ledger(asked + line + "\n").requests.map(\.state)
    }
    #expect(states("- ✅ DATA-006: Parcels") == [.answered])
    #expect(states("- ✅ DATA-006 docs pulled") == [.open])
    #expect(states("- ✅ DATA-007: Lots") == [.open])
  }

  @Test func anEscalationIsOverWithItsBlocker() {
    let text = """
      ## 2026-03-02T10:00:00Z — Report

      **Blockers**: the parcels build fails

      **Escalation to Manager**: the parcels build fails outside of my folders

      ## 2026-03-02T12:00:00Z — Report

      **Blockers**: None
      """
    #expect(ledger(text).requests.map(\.state) == [.answered])
  }
}
