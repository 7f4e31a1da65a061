import Facts
import Record
import Testing

struct TaskIDTests {
  @Test(arguments: [
    ("DATA-001: x", ["DATA-001"]), ("BAY-029 to BAY-031", ["BAY-029", "BAY-030", "BAY-031"]),
    ("QA-002 through QA-004", ["QA-002", "QA-003", "QA-004"]),
    ("BAY-029–031", ["BAY-029", "BAY-030", "BAY-031"]),
    ("SHELVES-020, 021, 022", ["SHELVES-020", "SHELVES-021", "SHELVES-022"]),
    ("AI-LIBRARIAN-015 & 016: y", ["AI-LIBRARIAN-015", "AI-LIBRARIAN-016"]),
    ("AI-CEO-002/003", ["AI-CEO-002", "AI-CEO-003"]), ("(DES-7)", ["DES-7"]),
    ("DATA-001, 30 minutes", ["DATA-001"]), ("GPT-3.5", []), ("x-1", []), ("A-1", []),
    ("feat/DATA-001-x", []), ("DATA-001x", []), ("log-DATA-001", []),
    ("DATA-001, DATA-001", ["DATA-001"]), ("QA-1 to QA-9999", ["QA-1", "QA-9999"]),
  ])
  func mentions(text: String, ids: [String]) {
    #expect(TaskIDs.mentions(in: text).map(\.id) == ids)
  }

  private func tasks(_ text: String, directions: [String] = []) -> [[String]] {
    let file = SourceFile(path: "feedback/data/2026-03-04.md", text: text)
    let reader = RecordReader(agents: ["data"], tasks: directions)
    return reader.read(files: [file]).entries.map(\.tasks)
  }

  @Test func prefixesAreLearnedFromHeadings() {
    let text = """
      ## 2026-03-04T10:00:00Z — Data: LEND-001: encrypt with AES-256

      **Working On**: LEND-002 in UTF-8

      ## 2026-03-04T11:00:00Z — Data: GPT-4 answers about ISO-8601
      """
    #expect(tasks(text) == [["LEND-001", "LEND-002"], []])
  }

  @Test func prefixesAreLearnedFromDirections() {
    let text = "## 2026-03-04T10:00:00Z — Data: started on OPS-7 with SHA-256\n"
    #expect(tasks(text) == [[]])
    #expect(tasks(text, directions: ["OPS-1"]) == [["OPS-7"]])
  }

  @Test func scenariosOfABodyAreNoTasks() {
    let text = """
      ## 2026-03-04T10:00:00Z — Data: LEND-001: test plan

      - SC-01: a reader returns a book
      - SC-02: a reader returns nothing
      """
    #expect(tasks(text) == [["LEND-001"]])
  }
}

@Suite struct DoneTaskTests {
  private func done(_ lines: String, title: String = "Parcel page") -> Set<String> {
    let path = "feedback/engineer/2026-03-02.md"
    let text = "## 2026-03-02T10:00:00Z — Engineer: BAY-029: Report\n\n\(lines)\n"
    let record = RecordReader(agents: ["engineer"]).read(
      files: [SourceFile(path: path, text: text)]
    )
    let tasks = ["BAY-029", "BAY-030", "BAY-031"].map {
      DirectionTask(id: $0, title: title, agent: "engineer", path: "d.md", line: 1)
    }
    return record.doneTasks(
      among: tasks,
      of: "engineer",
      until: Timestamp(secondsSinceEpoch: 4_000_000_000)
    )
  }

  @Test(arguments: [
    ("- ✅ BAY-029: Parcel page with its list", ["BAY-029"]), ("- ✅ BAY-029", ["BAY-029"]),
    ("**Status**: BAY-029 COMPLETE", ["BAY-029"]), ("### BAY-029 — DONE", ["BAY-029"]),
    ("### BAY-029: Parcel page (2h → Complete)", ["BAY-029"]),
    ("### BAY-029 COMPLETE - Starting BAY-030", ["BAY-029"]),
    ("### BAY-029 COMPLETE ✅ ALL TASKS DONE", ["BAY-029"]),
    ("### BAY-029 & BAY-030 complete", ["BAY-029", "BAY-030"]),
    ("### BAY-029 to BAY-031 complete", ["BAY-029", "BAY-030", "BAY-031"]),
  ])
  func isSaidToBeDone(lines: String, ids: [String]) {
    #expect(done(lines).sorted() == ids)
  }

  @Test(arguments: [
    "- ✅ BAY-029: 85% of the parcel page", "- ✅ BAY-029 docs pulled", "### BAY-029 tests complete",
    "- ✅ BAY-029 started", "- BAY-030 full validation: 3 hours (after BAY-029 complete)",
    "- Goes on until BAY-029 complete", "- Resume when BAY-029 complete",
    "### BAY-029 not complete", "- [ ] BAY-029: Parcel page",
    // The same id, used for something else before.
    "### BAY-029 COMPLETE (login form)",
  ])
  func isNot(lines: String) {
    #expect(done(lines).isEmpty)
  }
}
