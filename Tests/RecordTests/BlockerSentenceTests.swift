import Facts
import Testing

@testable import Record

@Suite struct BlockerSentenceTests {
  @Test(arguments: [
    "None", "none.", "NONE ✅", "✅ None", "0", "n/a", "N/A", "-", "—", "No", "No blockers",
    "None - everything went through", "None (dependency resolved)", "None for now", "Nothing",
    "None — ready for the next task", "not blocked", "None (all agents have work)",
    "Brak", "Ninguno", "Sin bloqueos", "なし", "特になし", "无", "暂无", "Keine", "Aucun", "Nenhum",
    "없음", "**None** currently",
  ])
  func noneIsNone(form: String) {
    let sample = BlockerSample("**Blockers**: \(form)")
    #expect(sample.blocked == false)
    #expect(sample.ledger.blockers.isEmpty)
  }

  @Test(arguments: [
    ("None (awaiting CEO approval to apply)", "CEO"),
    ("None currently (credential request sent to Manager)", "Manager"),
    ("None - waiting for Engineer's migration", "Engineer"),
    ("Waiting on Engineer for the export", "Engineer"),
    ("CEO must choose a plan", "CEO"),
    ("Export API not built (Engineer fix required)", "Engineer"),
    ("The staging host is down → Manager", "Manager"),
    ("Waiting for Anna to return the keys", "Anna"),
    ("Waiting for the client", "client"),
  ])
  func aWaitIsAWait(form: String, person: String) {
    let sample = BlockerSample("**Blockers**: \(form)")
    #expect(sample.blocked == true)
    #expect(sample.entries[0].blockers.map(\.waitingOn) == [person])
  }

  @Test(arguments: [
    "**Progress**: BLOCKED - no access to staging",
    "**Status**: ⏸️ Blocked by the missing export",
    "**⚠️ BLOCKER IDENTIFIED**: the export is empty",
    "### 🚨 Critical blocker: export is empty\n\nIt has no rows.",
    "### Blockers\n\n- No access to staging",
    "- [!] blocked until the export is there",
    "Blocked: the export is empty",
    "## Aktywne blokery\n\n- Brak dostępu do bazy",
    "**Bloqueos**: falta el token",
    "**ブロッカー**: DBに接続できない",
    "**阻塞**: 等待审批",
  ])
  func aBlockerIsOne(body: String) {
    let sample = BlockerSample(body)
    #expect(sample.blocked == true)
    #expect(sample.ledger.blockers.count == 1)
  }

  @Test(arguments: [
    "Fixed the code block in the guide.",
    "The request was blocked by CORS; added the header.",
    "HTTP 403 blocked the crawler, now it signs in.",
    "Deployment is blocked if any guard fails.",
    "This unblocks Engineer.",
    "**Blocking**: the designer's review",
    "**Unblocks**: Engineer phase 2",
    "Engineer was blocked on the schema.",
    "There are no blockers.",
    "Not blocked by anything.",
    "**Blocker protocol**: try three things first",
    "- Removed the file lock around the queue",
    "```\nBlockers: everything\n```",
    "<!-- **Blockers**: everything -->",
    "If blocked, move to the next task.",
    "Blockers: [None or details]",
  ])
  func otherSensesAreNone(body: String) {
    let sample = BlockerSample(body)
    #expect(sample.blocked != true)
    #expect(sample.ledger.blockers.isEmpty)
  }

  @Test(arguments: [
    "- Export pending", "Some tests are still pending", "Waiting.", "The sync is on hold",
  ])
  func unclearIsAnAnswer(body: String) {
    #expect(BlockerSample(body).blocked == nil)
  }

  @Test func everyItemOfAListIsOneAndDetailsAreNone() {
    let sample = BlockerSample(
      """
      **Blockers**:
      1. Export is empty
         - Owner: Engineer
         - Impact: no charts
      2. ~~Login fails~~
      3. Token missing → Manager

      **Next**: charts
      """
    )
    #expect(sample.open.map(\.line) == [4, 8])
    #expect(sample.open.map(\.waitingOn) == ["Engineer", "Manager"])
  }

  @Test func oneBlockerSaidThreeTimesIsOne() {
    let sample = BlockerSample([
      (
        "Data",
        """
        ## 10:00 — Data: DATA-010 BLOCKED - network

        **Progress**: BLOCKED - database host unreachable

        **Blocker**: Database host unreachable from here (Manager must open the port)
        """
      )
    ])
    #expect(sample.open.count == 1)
    #expect(sample.open.first?.waitingOn == "Manager")
  }

  @Test func sectionsOfAFileAreReadOutsideOfEntries() {
    let document = """
      # Log

      ## Active blockers

      - Payment account not verified

      ## Resolved blockers

      - Domain was not registered

      | Task | Status | Blocked by |
      |---|---|---|
      | Import | todo | Payment account |
      | Export | todo | - |
      """
    let sample = BlockerSample([(nil, "\n" + document)])
    #expect(sample.open.map(\.text) == ["Payment account not verified"])
  }

  @Test func aTableTellsWhatIsBlocked() {
    let sample = BlockerSample(
      """
      | Task | Status | Blocked by |
      |---|---|---|
      | BAY-001 | todo | Manager's decision |
      | BAY-002 | todo | - |
      | BAY-003 | ✅ done | Manager |
      """
    )
    #expect(sample.open.map(\.tasks) == [["BAY-001"]])
    #expect(sample.open.map(\.waitingOn) == ["Manager"])
  }

  @Test func aFileOfBlockersIsReadBySections() {
    let sample = BlockerSample([
      (
        nil,
        """
        # Blockers

        Last updated: 2026-01-12

        ## Active

        ### B-3: Payment account not verified
        - **Owner:** Anna
        - Payouts cannot be tried.

        ### B-4: No key for the weather service

        ## Resolved

        ### B-1: Runner out of disk
        Larger disk since Monday.
        """
      )
    ])
    #expect(
      sample.open.map(\.text) == [
        "B-3: Payment account not verified", "B-4: No key for the weather service",
      ]
    )
    #expect(sample.open.first?.waitingOn == "Anna")
  }

  @Test func markersOfAListAreOneEach() {
    let sample = BlockerSample(
      """
      - [ ] Export
        - Status: BLOCKED, needs a token from the owner
      - [!] Release: awaiting approval
      - [x] Import (was blocked by the schema)
      """
    )
    #expect(sample.open.count == 2)
  }
}
