import Configuration
import Facts
import Record

@testable import Status

/// An invented team of five, read as a record would be.
enum Team {
  static let now = Timestamp(iso8601: "2026-02-03T12:30:00Z") ?? Timestamp(secondsSinceEpoch: 0)
  static let agents = ["data", "web", "docs", "mail", "maps"]
  static let names = ["data": "Data", "web": "Web", "docs": "Docs", "mail": "Mail", "maps": "Maps"]

  static let files: [(path: String, text: String)] = [
    (
      "feedback/data/2026-02-03.md",
      """
      # Data — 2026-02-03

      ## 2026-02-03T09:10:00Z — Data: DATA-001 BLOCKED

      **Working On**: DATA-001 (parcel table)
      **Progress**: BLOCKED - staging host unreachable
      **Blockers**: Staging host unreachable (Manager must open the port)
      **Next**: DATA-002

      ## 2026-02-03T11:50:00Z — Data: DATA-002 goes on

      **Working On**: DATA-002 (depot table)
      **Progress**: 40%, columns written
      **Blockers**: None for DATA-002

      **Definition of Done**:
      - [x] Migration file created
      - [ ] Row security included
      - [ ] `prisma validate` passes

      **Next**: row security of the depot table
      """
    ),
    (
      "feedback/web/2026-02-03.md",
      """
      ## 2026-02-03T12:05:00Z — Web: WEB-004 waits for a decision

      **Working On**: WEB-004 (tracking page)
      **Progress**: 80%
      **Blockers**: None
      **CEO decision needed**: which carrier goes live first, north or south?
      **Next**: WEB-005
      """
    ),
    (
      "feedback/docs/2026-02-03.md",
      """
      ## 2026-02-03T12:20:00Z — Docs: Guide of the carriers

      **Working On**: DOCS-002
      **Progress**: 50%
      **Blockers**: None
      **CEO decision needed**: which carrier goes live first, south or north?
      **Next**: DOCS-003
      """
    ),
    (
      "feedback/mail/2026-02-03.md",
      """
      ## 2026-02-03T05:00:00Z — Mail: Templates

      **Working On**: MAIL-001
      **Progress**: 10%
      **Blockers**: None
      **Next**: MAIL-002
      """
    ),
    ("feedback/mail/notes.md", "# Notes\n\nNothing dated here.\n"),
    (
      "feedback/mail/2026-02-04.md",
      "## 2026-02-04T08:00:00Z — Mail: From the future\n\n**Blockers**: None\n"
    ),
  ]

  static var record: FeedbackRecord {
    RecordReader(
      agents: agents.flatMap { [$0, names[$0] ?? $0] },
      people: ["CEO", "Manager"]
    ).read(files: files.map { SourceFile(path: $0.path, text: $0.text + "\n") })
  }

  static func call(since: Timestamp? = nil) -> RollCall {
    let record = record
    return RollCallBuilder(
      record: record,
      slots: SlotSchedule(cadence: 7_200),
      now: now,
      since: since
    ).build(
      agents: agents,
      checklists: DefinitionOfDone(record: record, directions: []).lists()
    )
  }
}
