import Facts
import Tasks
import Testing

@Suite struct DirectionReaderTests {
  private func read(_ text: String, agent: String = "store") -> Direction {
    DirectionReader.read(SourceText(path: "plans/\(agent).md", text: text), agent: agent)
  }

  @Test func tasksComeFromHeadingsInTheOrderOfTheFile() {
    let direction = read(
      """
      # Store plan, third version

      ## First week

      ### 🔴 P0 STORE-002: Make the **orders** table
      ### STORE-001 — Make the parcels table (2h)
      #### [STORE-007] Tidy up
      ### Waiting for STORE-009
      ### STORE-011 through 013 are done
      ### STORE-014, STORE-015: two at once
      """
    )
    #expect(direction.tasks.map(\.id) == ["STORE-002", "STORE-001", "STORE-007"])
    #expect(direction.tasks.map(\.line) == [5, 6, 7])
    #expect(direction.tasks[0].title == "Make the **orders** table")
    #expect(direction.tasks[1].title == "Make the parcels table (2h)")
    #expect(direction.printedName == nil)
    #expect(direction.tasks.allSatisfy { $0.state == .open && $0.expects.isEmpty })
  }

  @Test(arguments: [
    ("# DevOps direction", "devops", "DevOps"), ("# AI-Ops Direction v2", "ai_ops", "AI-Ops"),
    ("# 📦 QA", "qa", "QA"), ("# Qa plan", "qa", nil), ("# Plan of QA", "qa", nil),
    ("# QAX plan", "qa", nil), ("", "qa", nil),
  ])
  func theTitleSpellsTheAgent(text: String, agent: String, printed: String?) {
    #expect(read(text, agent: agent).printedName == printed)
  }

  @Test(arguments: [
    ("## Task 1: Build it\n## Task 2: Try it", ["Task 1", "Task 2"]),
    ("### T001 Build it\n### T002 Try it", ["T001", "T002"]),
    ("## US-1.2: Build\n## US-1.3: Try", ["US-1.2", "US-1.3"]),
    ("## AES-256 for the vault\ntext", []),
    ("## P1: now\n## P2: later", []),
    ("## 2026-01-02: a day", []),
    ("# ABC-001: the title of the file", []),
    ("- [ ] **T001** Build it\n- [x] **T002** Try it\n", ["T001", "T002"]),
    ("## ABC-001: x\n\n- [ ] ABC-002 y\n", ["ABC-001"]),
    ("```\n## ABC-001: in code\n```\n", []),
  ])
  func idFormsAreLearned(text: String, ids: [String]) {
    #expect(read(text).tasks.map(\.id) == ids)
  }

  @Test func mentionsOfATaskAreNoSecondTask() {
    let direction = read(
      """
      ## ✅ AB-001 COMPLETE (2026-01-02)
      ## AB-002: Make it
      ## AB-003: Ship it — ⏸️ BLOCKED
      ## Schedule
      ### AB-002
      ### AB-002: Make it (2h)
      - AB-003: last
      ## Details
      ### AB-001: Plan it
      ### AB-002: Something else
      """
    )
    #expect(direction.tasks.map(\.id) == ["AB-002", "AB-003", "AB-001"])
    #expect(direction.tasks.map(\.title) == ["Make it", "Ship it — ⏸️ BLOCKED", "Plan it"])
    #expect(direction.tasks.map(\.state) == [.open, .blocked, .done])
    #expect(direction.findings.map(\.rule) == ["duplicate-task"])
    #expect(direction.findings.first?.line == 10)
  }

  @Test func aHeadingMayCloseSeveralTasksAtOnce() {
    let direction = read(
      """
      ## ✅ AB-001 THROUGH 003 COMPLETE
      ## ✅ AB-005-006: The rest
      ## AB-007 to AB-008 — planned
      ## AB-002: Two
      ## AB-003: Three — BLOCKED
      ## AB-004: Four
      ## AB-006: Six
      ## AB-007: Seven
      """
    )
    #expect(direction.tasks.map(\.id) == ["AB-002", "AB-003", "AB-004", "AB-006", "AB-007"])
    #expect(direction.tasks.map(\.state) == [.done, .blocked, .open, .done, .open])
  }

  @Test(arguments: [
    ("## AB-001: One ✅", DirectionTask.State.done, "One ✅"),
    ("## ✔️ AB-001: One", .done, "One"), ("## ~~AB-001: One~~", .done, "One"),
    ("## AB-001 / One ⏸️", .blocked, "One ⏸️"), ("## AB-001: One (DONE)", .done, "One (DONE)"),
    ("## AB-001: One - on hold", .blocked, "One - on hold"), ("## AB-001: One", .open, "One"),
  ])
  func aHeadingSaysHowItsTaskStands(text: String, state: DirectionTask.State, title: String) {
    let task = read(text).tasks.first
    #expect(task?.state == state)
    #expect(task?.title == title)
  }

  @Test func aListWhoseItemsAreTasksBelongsToNoneOfThem() {
    let direction = read("- [ ] T001 One\n- [x] T002 Two\n")
    #expect(direction.checklists.map(\.list.task) == [nil])
    #expect(direction.tasks.map(\.state) == [.open, .done])
  }

  @Test func aTitleThatBeginsWithAWordOfStateIsATitle() {
    let direction = read("## AB-001: Done button for the form\n## AB-002: Blocked users\n")
    #expect(direction.tasks.map(\.state) == [.open, .open])
    #expect(direction.tasks.map(\.title) == ["Done button for the form", "Blocked users"])
  }

  @Test func theMigrationIsThePathThatTheSectionNames() {
    let direction = read(
      """
      ### AB-001: One
      **Migration**: `db/migrations/<timestamp>_one.sql`
      ### AB-002: Two
      Run `psql -f db/migrations/*.sql`, then see db/migrations/rollback_two.sql.
      ### AB-003: Three
      ```bash
      touch db/migrations/20260101_three.sql
      ```
      """
    )
    #expect(direction.tasks[0].expects.migration == "db/migrations/<timestamp>_one.sql")
    #expect(direction.tasks[1].expects.migration == nil)
    #expect(direction.tasks[2].expects.migration == nil)
  }

  @Test func checklistsCarryTheirLabelPurposeAndTask() {
    let direction = read(
      """
      ### AB-001: One
      - [ ] first
      ### AB-002: Two
      ## Safety list
      **Before**:
      - [x] looked
      - [~] half
        - [ ] nested
      ## Definition of Done (each)
      **Schema** (all of it):

      - [ ] there
      """
    )
    #expect(direction.checklists.map(\.list.heading) == ["AB-001: One", "Before", "Schema"])
    #expect(direction.checklists.map(\.purpose) == [.other, .safety, .definitionOfDone])
    #expect(direction.checklists.map(\.list.task) == ["AB-001", nil, nil])
    #expect(direction.checklists[1].list.items.map(\.state) == [.done, .unknown, .open])
    #expect(direction.checklists[1].list.items.map(\.line) == [6, 7, 8])
    #expect(direction.definitionOfDone.map(\.items.count) == [1])
  }

  @Test func aFenceThatIsNeverClosedIsSaid() {
    let direction = read("## AB-001: x\n```sql\nCREATE TABLE t (id int);\n## AB-002: y\n")
    #expect(direction.tasks.map(\.id) == ["AB-001"])
    #expect(direction.notChecked.first?.reason.contains("line 2") == true)
  }

  @Test(.timeLimit(.minutes(1)))
  func aDirectionOfTenThousandTasksIsReadInLinearTime() {
    var text = "# Store plan\n"
    for number in 10_000..<20_000 {
      text += "## AB-\(number): x\n- [ ] y\n```\ncode\n```\n"
    }
    let direction = read(text)
    #expect(direction.tasks.count == 10_000)
    #expect(direction.checklists.last?.list.task == "AB-19999")
  }

  @Test func anyBytesAreReadWithoutHarm() {
    var seed: UInt64 = 11
    let words = [
      "#", "## ", "AB-001", ": ", "\n", "- [ ] ", "```sql\n", "`", "*", "x.sql", "—", " to ",
      "\u{0}",
      "> ", "CREATE TABLE", "Task 1", "  ", "migrations/", "[", "]", "é", "\r\n", "1", "-",
    ]
    for _ in 0..<1_500 {
      var text = ""
      for _ in 0..<16 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += words[Int(seed >> 33) % words.count]
      }
      let direction = read(text)
      let lines = SourceText(path: "x", text: text).lineStarts.count
      #expect(direction.tasks.allSatisfy { (1...lines).contains($0.line) })
      #expect(Set(direction.tasks.map(\.id)).count == direction.tasks.count)
    }
  }
}
