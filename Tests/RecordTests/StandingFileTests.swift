import Facts
import Testing

@testable import Record

/// Files that teams rewrite in place: handoffs, status pages, tickets, boards.
@Suite struct StandingFileTests {
  private func record(_ path: String, _ text: String) throws -> FeedbackRecord {
    let file = SourceFile(path: path, content: .text(SourceText(path: path, text: text)))
    return RecordReader(agents: []).read(files: [file])
  }

  private func blockers(_ record: FeedbackRecord) -> [Blocker] {
    record.ledger(until: Timestamp(secondsSinceEpoch: 4_000_000_000)).blockers
  }

  private func requests(_ record: FeedbackRecord) -> [Request] {
    record.ledger(until: Timestamp(secondsSinceEpoch: 4_000_000_000)).requests
  }

  private func open(_ record: FeedbackRecord) -> [Blocker] {
    blockers(record).filter { $0.state == .open }
  }

  @Test(arguments: [
    "Last updated: 2026-02-20. Branch: `panel`.", "Updated 2026-02-20", "_Written 20 Feb 2026._",
    "**Status as of**: 2026-02-20",
  ])
  func aFileThatSaysWhenItWasWrittenIsOneEntry(line: String) throws {
    let record = try record(
      "HANDOFF.md",
      "# Handoff\n\n\(line)\n\n## 1.4 What's left (for the operator)\n\n- labels\n"
    )
    #expect(record.entries.map(\.line) == [1])
    #expect(record.entries.first?.timestamp?.iso8601 == "2026-02-20T00:00:00Z")
  }

  @Test func sectionsWithADateFieldOutweighAMention() throws {
    let record = try record(
      "WORKLOG.md",
      """
      # Work log

      Last updated: 2026-02-25

      ### 3) Shelf check (2026-02-10)

      ## [Week 2] Labels
      Date: 2026-02-15
      Status: completed

      ## [Week 3] Prices
      Дата: 2026-02-20
      Статус: готово
      """
    )
    #expect(record.entries.map(\.line) == [7, 11])
    #expect(record.entries.map(\.title) == ["[Week 2] Labels", "[Week 3] Prices"])
  }

  @Test func whatHeadingsBeginWithIsNoAgentWhenItIsAPartOfTheWork() throws {
    let record = try record(
      "LOG.md",
      """
      ## 2026-02-10 - Task C: labels
      One.

      ## 2026-02-11 - Task C: prices
      Two.

      ## 2026-02-12 - Task C: shelves
      Three.
      """
    )
    #expect(record.entries.map(\.agent) == [nil, nil, nil])
    #expect(record.entries.first?.title == "Task C: labels")
  }

  @Test func namesInBracketsThatComeBackAreThoseWhoWrite() throws {
    let record = try record(
      "standup.md",
      """
      ## [Desk A] — 2026-02-10 09:00
      - BLOCKED: no ink

      ## [Desk B] — 2026-02-10 09:10
      - BLOCKED: none

      ## [Desk A] — 2026-02-10 09:30
      - DOING: waiting

      ## [Desk B] — 2026-02-10 09:40
      - DOING: labels
      """
    )
    #expect(record.entries.map(\.agent) == ["Desk A", "Desk B", "Desk A", "Desk B"])
    #expect(open(record).map(\.agent) == ["Desk A"])
  }

  @Test func oneDateWithADayAboveTwelveTellsTheOrderOfAll() throws {
    let record = try record(
      "DIARIO.md",
      "# Diario\n\n### 📅 Sábado 21/02/2026\n\n- a\n\n### 📅 Lunes 02/03/2026\n\n- b\n"
    )
    #expect(
      record.entries.map { $0.timestamp?.iso8601 } == [
        "2026-02-21T00:00:00Z", "2026-03-02T00:00:00Z",
      ]
    )
    #expect(record.entries.map(\.title) == ["a", "b"])
  }

  @Test func withoutSuchADateTheMonthComesFirst() throws {
    let text = "# Log\n\n## 02/03/2026 — Labels\n\n- a\n\n## 02/15/2026 — Prices\n\n- b\n"
    #expect(
      try record("LOG.md", text).entries.first?.timestamp?.iso8601 == "2026-02-03T00:00:00Z"
    )
  }

  @Test func theDayOfTheWeekIsNoTitle() throws {
    let text =
      "# Log\n\n## 2026-02-06 (Friday) - Labels\n\n- a\n\n## 2026-02-07 (Sat)\n\n**Goal**: prices\n"
    #expect(try record("LOG.md", text).entries.map(\.title) == ["Labels", "Goal: prices"])
  }

  @Test func aColumnOfBlockersAndNotesHoldsBoth() throws {
    let record = try record(
      "STATUS.md",
      """
      | area | state | blockers / notes |
      |---|---|---|
      | labels | merged | merged; renamed as asked |
      | prices | open | the whole shelf is still blocked on it |
      """
    )
    #expect(open(record).map(\.line) == [4])
  }

  @Test func aColumnSaysHowEachBlockerEnded() throws {
    let record = try record(
      "STATUS.md",
      """
      # Status

      ## Legend
      - `[!]` Blocked — see notes

      ## Blockers and notes

      | Agent | Blocker | Resolution |
      |---|---|---|
      | Labels | no ink | **RESOLVED — ink came** |
      | Prices | no list | wait until Noor has it |

      Labels: 8/19 done (4 blocked on ink, 7 pending)

      ## Summary

      Labels: 8/19 done (4 blocked on ink, 7 pending)

      ### Future shelves (awaiting carpenters)
      1. The north one
      """
    )
    #expect(open(record).map(\.line) == [11])
  }

  @Test func aNameInBracketsMayStandBeforeTheStampOfALine() throws {
    let record = try record(
      "BOARD.md",
      """
      # Board

      **[Claude -> Codex] 2026-02-10 labels counted**

      All of them.

      **[Codex -> Claude] 2026-02-11 09:30 prices checked**
      """
    )
    #expect(record.entries.map(\.agent) == ["Claude", "Codex"])
    #expect(record.entries.map(\.title) == ["labels counted", "prices checked"])
  }

  @Test func theFrontMatterNamesAFileWithoutATitle() throws {
    let record = try record(
      "2026-02-20-session.md",
      "---\ntitle: \"Import rework\"\n---\n\n## Summary\n\nReworked it.\n"
    )
    #expect(record.entries.map(\.title) == ["Import rework"])
  }

  @Test func aSectionSaysWhomItsBlockersWaitFor() throws {
    let record = try record(
      "HANDOFF.md",
      "# Handoff\n\n## Blockers / needs Noor\n\n1. **Store account** — no invitation yet.\n"
    )
    #expect(open(record).map(\.waitingOn) == ["Noor"])
  }

  @Test func aBlockerIsQuotedToTheEndOfItsParagraph() throws {
    let record = try record(
      "STATUS.md",
      "# Status\n\n## Blockers\n\n1. **No scanner**, so the labels\n   cannot be read.\n2. No ink.\n"
    )
    #expect(open(record).map(\.text) == ["No scanner, so the labels cannot be read.", "No ink."])
  }

  @Test(arguments: [
    ("resolved", 0), ("✅ done", 0), ("open", 1), ("ready", 1), ("not done", 1),
  ])
  func aTicketThatIsOverWaitsForNothing(status: String, count: Int) throws {
    for lines in [
      "**Blocked by:** 02, 05\n\n**Status:** \(status)\n",
      "Status: \(status)\nBlocked by: 02, 05\n",
    ] {
      let record = try record("tickets/03.md", "# 03 — Sort the shelves\n\n\(lines)")
      #expect(open(record).count == count, "\(lines)")
    }
  }

  @Test func theNextTicketOfAFileIsItsOwn() throws {
    let record = try record(
      "tickets.md",
      "# Tickets\n\n## 03\n\nStatus: done\nBlocked by: 02\n\n## 04\n\nBlocked by: 01\n"
    )
    #expect(open(record).map(\.line) == [10])
  }

  @Test func aBoardListsWhatIsBlockedBelowTheWord() throws {
    let record = try record(
      "TODO.md",
      "# Board\n\n## Blocked\n\n- [ ] Billing: no account\n- [ ] Mail\n\n## Done\n\n- [x] Login\n"
    )
    #expect(open(record).map(\.line) == [5, 6])
  }

  @Test func aRowThatWaitsIsToldByItsColumn() throws {
    let record = try record(
      "2026-02-20.md",
      """
      # Week 2026-02-20

      | Owner | Task | Status | Blocker |
      |---|---|---|---|
      | Ann | Parser | Done | - |
      | Cai | Release | Blocked | Waiting on quota from the provider |
      """
    )
    #expect(open(record).map(\.text) == ["Release — Waiting on quota from the provider"])
    #expect(open(record).map(\.waitingOn) != ["Cai"])
  }

  @Test func decisionsOfAListAreOneEach() throws {
    let record = try record(
      "STATUS.md",
      "# Status\n\n## Decisions needed\n\n- Which provider\n- Which region\n"
    )
    #expect(requests(record).map(\.text) == ["Which provider", "Which region"])
    #expect(requests(record).map(\.kind) == [.decision, .decision])
  }

  @Test func whatIsAnsweredAmongQuestionsAsksNothing() throws {
    let record = try record(
      "REVIEW.md",
      """
      # Review

      ## Open questions

      ### 1. Which format — ANSWERED

      The old one.

      ### 2. Which cache?

      Nobody knows.
      """
    )
    #expect(requests(record).map(\.line) == [9])
  }

  @Test func asksAreRequests() throws {
    let record = try record(
      "STATUS.md",
      "# Status\n\n## Asks\n\n- Ops: please raise the quota\n"
    )
    #expect(requests(record).map(\.line) == [5])
  }

  @Test func whatSoftwareRequiresIsNoRequest() throws {
    let record = try record(
      "progress.md",
      "# Progress\n\n- The suite requires position tokens for login\n"
    )
    #expect(requests(record).isEmpty)
  }

  @Test(arguments: ["Нет блокеров.", "Nessuno", "Geen", "Отсутствуют"])
  func noneInOtherLanguages(text: String) throws {
    let record = try record("log.md", "# Log\n\n## 2026-02-20\n\n### Blockers\n\n\(text)\n")
    #expect(record.entries.map(\.blocked) == [false])
  }

  @Test func aBlockedLineThatNamesWhatIsMissingIsNoDenial() throws {
    let record = try record(
      "incident.md",
      """
      # Incident

      **2026-02-01 03:12 UTC** — Alert

      **2026-02-01 03:20 UTC** — Blocked: no access to the console

      **2026-02-01 03:41 UTC** — Access granted, unblocked
      """
    )
    #expect(record.entries.map(\.blocked) == [false, true, false])
    #expect(blockers(record).map(\.state) == [.cleared])
  }

  @Test func aWaitThatLeadsItsSentenceIsOne() throws {
    let record = try record(
      "2026-02-20.md",
      "# 2026-02-20\n\n## Next\n\n- Waiting on Priya for the sandbox key\n- Then the import\n"
    )
    #expect(open(record).map(\.waitingOn) == ["Priya"])
  }
}
