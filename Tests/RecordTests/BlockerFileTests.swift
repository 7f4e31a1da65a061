import Facts
import Testing

@testable import Record

/// Files that hold nothing but blockers, in the many ways that teams keep them, and the rules beside them.
@Suite struct BlockerFileTests {
  private func record(_ path: String, _ text: String) -> FeedbackRecord {
    let file = SourceFile(path: path, content: .text(SourceText(path: path, text: text)))
    return RecordReader(agents: []).read(files: [file])
  }

  private func open(_ text: String, path: String = "BLOCKERS.md") -> [Blocker] {
    ledger(text, path: path).blockers.filter { $0.state == .open }
  }

  private func ledger(_ text: String, path: String = "BLOCKERS.md") -> BlockerLedger {
    record(path, text).ledger(until: Timestamp(secondsSinceEpoch: 4_000_000_000))
  }

  @Test func aRecordOfLabelsIsOneBlocker() {
    let blockers = open(
      """
      # Blockers

      ## Scanner without a driver

      **Severity:** high
      **Owner:** Noor
      **Since:** 2026-02-03

      **Description:** The vendor ships none for this kernel.

      ## Related

      - **[Progress](progress.md)** — the other page
      """
    )
    #expect(blockers.map(\.line) == [3])
    #expect(blockers.map(\.waitingOn) == ["Noor"])
    #expect(blockers.map { $0.since?.iso8601 } == ["2026-02-03T00:00:00Z"])
  }

  @Test(arguments: [
    "**Cleared**: 2026-02-04", "**Resolved by:** Noor",
    "**Status:** Resolved by default; not blocking",
  ])
  func aLabelEndsABlocker(label: String) {
    let text =
      "# Blockers\n\n## Blocker: no ink\n\n**Severity**: high\n**Impact**: no labels\n\(label)\n"
    #expect(open(text).isEmpty)
  }

  @Test(arguments: ["**Cleared**: no", "**Resolved:** not yet", "**Cleared**: n/a"])
  func aLabelThatNobodyFilledInEndsNone(label: String) {
    #expect(open("# Blockers\n\n## Blocker: no ink\n\n**Severity**: high\n\(label)\n").count == 1)
  }

  @Test func aBlockerNamesTheAgentThatItHoldsUp() {
    let text = "# Blockers\n\n## Blocker: no ink\n\n**Agent**: Printer\n**Severity**: high\n"
    #expect(open(text).map(\.agent) == ["Printer"])
  }

  @Test func datedBlockersAreReadWithTheSectionAroundThem() {
    let blockers = open(
      """
      # Blockers

      ## Active

      ### B-001 (2026-02-03) — label paper from the only supplier
      - **Context**: the factory burnt down

      ### B-002 (2026-02-05) — customs form
      - **Next step**: Noor signs it

      ## Resolved

      ### B-000 (2026-01-20) — no shelf
      - bought one
      """
    )
    #expect(blockers.map(\.line) == [5, 8])
    #expect(
      blockers.map { $0.since?.iso8601 } == ["2026-02-03T00:00:00Z", "2026-02-05T00:00:00Z"]
    )
  }

  @Test func headingsThatAreAlikeAreTwoBlockers() {
    let text = """
      # Blockers

      ## 1. Label printing — ready to start

      ## 2. Price printing — ready to start
      """
    #expect(open(text).map(\.line) == [3, 5])
  }

  @Test(arguments: ["## Agent rules", "## Protocol (read first)", "## Communication protocols"])
  func rulesSayNothingAboutHowThingsStand(heading: String) {
    let text = """
      # Board

      \(heading)

      ### 1. Changes
      - Wait for approval from the owner before you proceed
      - Blockers → report them at once; blocked more than an hour: escalate

      **Example:**
      > "The scanner needs a login (blocked). Approve a mock?"
      """
    #expect(open(text).isEmpty)
    #expect(ledger(text).requests.isEmpty)
  }

  @Test func aBlockerOfAnEntryBesideRulesIsRead() {
    let text = """
      # Board

      ## Rules
      - Blocked means blocked.

      ## 2026-02-03 — Labels

      **Blockers**: no ink
      """
    #expect(open(text, path: "LOG.md").map(\.line) == [8])
  }

  @Test func aSentenceIsQuotedFromItsBeginning() {
    let text = """
      ## 2026-02-03 — Labels

      Counted all of them. The price list and the shelf plan (both
      blocked on Noor) were left alone.
      """
    #expect(
      open(text, path: "LOG.md").map(\.text)
        == ["The price list and the shelf plan (both blocked on Noor) were left alone."]
    )
  }

  @Test(arguments: [
    ("- Next: ask Noor for a go-ahead on the new labels.", Request.Kind.approval),
    ("- Needs a decision on colours → ask Noor.", .decision),
    ("- ask Noor whether the shelf may move", .question),
  ])
  func whomToAskIsARequest(line: String, kind: Request.Kind) {
    let requests = ledger("## 2026-02-03 — Labels\n\n\(line)\n", path: "LOG.md").requests
    #expect(requests.map(\.of) == ["Noor"])
    #expect(requests.map(\.kind) == [kind])
  }

  @Test(arguments: [
    "- No need to ask Noor for this.", "- If it fails, ask Noor for help.", "- ask Postgres",
  ])
  func whomNobodyHasToAskIsNone(line: String) {
    #expect(ledger("## 2026-02-03 — Labels\n\n\(line)\n", path: "LOG.md").requests.isEmpty)
  }

  @Test func aDecisionNamesWhoHasToMakeIt() {
    let text = "# Board\n\n**Decision needed from Noor:** which paper do we buy, the thick one?\n"
    #expect(ledger(text).requests.map(\.of) == ["Noor"])
  }

  @Test(arguments: ["## Active decisions", "## Current decisions and considerations"])
  func decisionsThatWereMadeAreAskedOfNobody(heading: String) {
    let text = "# Context\n\n\(heading)\n\n1. **Paper size**:\n   - A6 for now\n"
    #expect(ledger(text, path: "activeContext.md").requests.isEmpty)
  }

  @Test(arguments: [
    "**Exit status:** success | partial | blocked", "- Blockers: none | list | unknown",
    "**Blockers:** ex: waiting for the key from a colleague",
  ])
  func aFormThatNobodyFilledInSaysNothing(line: String) {
    #expect(open("# Log\n\n\(line)\n", path: "LOG.md").isEmpty)
  }

  @Test func aTemplateOfBlockersHoldsNone() {
    let text = """
      # Blockers and impediments

      > **Instructions**:
      > - Log blockers at once
      > - Escalate what stays blocked

      ## Active blockers

      ### [B-001] [Short title]
      **Severity**: high / low
      **Owner**: [who resolves it]

      ## Blocker severity levels

      ### Critical (within a day)
      - Nobody can print
      - Blocking all other work
      """
    #expect(open(text).isEmpty)
  }

  @Test(arguments: [
    "Nothing is blocked on anything else any more.",
    "- Removed the pin (it blocked the older printer).",
  ])
  func theWordAloneIsNoBlocker(line: String) {
    #expect(open("## 2026-02-03 — Labels\n\n\(line)\n", path: "LOG.md").isEmpty)
  }

  @Test func aListBelowBlockedAndNextIsReadItemByItem() {
    let text = """
      ## 2026-02-03 — Labels

      ### Blocked / next

      - Printer: the driver is awaiting registration by the vendor.
      - Next: order more paper.
      """
    #expect(open(text, path: "LOG.md").map(\.line) == [5])
  }

  @Test(arguments: [
    ("- BLOCKED: printing is still blocked on user actions", "user"),
    ("- **Blockers**: blocked on Noor, since Monday", "Noor"),
    ("- **Blockers**: User must sign up for the service", "User"),
  ])
  func aBlockerNamesWhoFreesIt(line: String, who: String) {
    #expect(open("## 2026-02-03 — Labels\n\n\(line)\n", path: "LOG.md").map(\.waitingOn) == [who])
  }

  @Test func whatPeopleHaveToDoIsListedAndAsked() {
    let text = """
      # Board

      ## What unblocks the most, right now (user actions)

      1. **Export the labels** so that they can be compared.
      2. Send the wording of the footer.

      ## Open issues

      - **#9 shelf order** — needs Noor's call: by size or by price?
      """
    let requests = ledger(text, path: "BOARD.md").requests
    #expect(requests.map(\.line) == [5, 6, 10])
    #expect(requests.last?.of == "Noor")
  }

  @Test(arguments: [("## Waiting on the owner", "owner"), ("## Waiting for Noor", "Noor")])
  func whatAPersonIsWaitedForToDoIsAskedOfThem(heading: String, who: String) {
    let listed = ledger(
      "# Board\n\n\(heading)\nOne by one. Open now:\n- the label paper\n- the shelf plan\n",
      path: "BOARD.md"
    )
    #expect(listed.requests.map(\.line) == [5, 6])
    #expect(listed.requests.map(\.of) == [who, who])
    #expect(listed.blockers.isEmpty)
    let table = ledger(
      "# Board\n\n\(heading)\n\n| id | task |\n|---|---|\n| 0.1 | buy paper |\n| 0.2 | sign |\n",
      path: "BOARD.md"
    )
    #expect(table.requests.map(\.of) == [who, who])
    #expect(table.blockers.isEmpty)
  }

  @Test func aRoleInTheHeadingIsAsked() {
    let text =
      "# Board\n\n## Pending director decisions\n\n- Paper: the thick one?\n- Ink: black?\n"
    #expect(ledger(text, path: "BOARD.md").requests.map(\.of) == ["director", "director"])
  }

  @Test func twoDecisionsOfOnePersonAreTwo() {
    let text = """
      # Board

      Needs a decision on the paper → ask Noor.

      **Decision needed from Noor:** which shelf do we build first, north or south?
      """
    #expect(ledger(text, path: "BOARD.md").requests.map(\.line) == [3, 5])
  }

  @Test func aListOfFilesIsNoBlocker() {
    let text = "# Status (2026-02-03)\n\nDone: labels.\n\nDocs: LABELS, PRICES, BLOCKERS.\n"
    #expect(open(text, path: "STATUS.md").isEmpty)
  }
}
