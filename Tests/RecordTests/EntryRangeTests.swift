import Facts
import Record
import Testing

/// Where entries end, and which dates they take.
struct EntryRangeTests {
  private func entries(_ text: String, path: String = "feedback/data/2026-03-04.md") -> [Entry] {
    let file = SourceFile(path: path, text: text)
    return RecordReader(agents: ["data", "qa"]).read(files: [file]).entries
  }

  @Test func headingsWithoutAStampAreSections() throws {
    let text = """
      ## 2026-03-04T10:00:00Z — Data: one

      ## 🚧 Blockers

      waits

      ---

      ## 2026-03-04T11:00:00Z — Data: two
      """
    let found = entries(text)
    #expect(found.map { [$0.line, $0.endLine] } == [[1, 5], [9, 9]])
    #expect(found[0].fields.map(\.label) == ["🚧 Blockers"])
  }

  @Test func completionBlocksAreEntriesOfTheirOwn() {
    let text = """
      ### 10:00 UTC - Task 1

      done

      ## WORK COMPLETE - READY FOR PR

      **Summary**: all
      """
    let found = entries(text)
    #expect(found.map(\.kind) == [.other, .completion])
    #expect(found[1].timestamp == found[0].timestamp && found[1].timestampText == nil)
  }

  @Test func aSecondTitleBelongsToAnotherAgent() {
    let text = """
      # Data — Feedback — 2026-03-04

      ## 10:00Z - mine

      # QA — Feedback — 2026-03-03

      ## 11:00Z - theirs
      """
    let found = entries(text)
    #expect(found.map(\.agent) == ["data", "qa"])
    #expect(
      found.map { $0.timestamp?.iso8601 } == ["2026-03-04T10:00:00Z", "2026-03-03T11:00:00Z"]
    )
    #expect(found[0].endLine == 3)
  }

  @Test func bracketsMention() {
    let text = """
      ## 2026-03-04T10:00:00Z — Data: summary

      ### Session 1: tests (02:50 - 03:30)
      ### State (verified 2026-03-04T09:00Z)
      ### Shutdown — 12:11 MDT
      """
    #expect(entries(text).map(\.line) == [1, 5])
  }

  @Test func datesOfHeadingsAbove() {
    let text = """
      # Log

      ## 2026-03-01

      ### 10:00 - one

      ## 2026-03-02

      ### 11:00 - two
      ### $(date -u +%H:%M) - three
      """
    let found = entries(text, path: "LOG.md")
    #expect(
      found.map { $0.timestamp?.iso8601 } == ["2026-03-01T10:00:00Z", "2026-03-02T11:00:00Z", nil]
    )
    #expect(found.last?.timestampText == "$(date -u +%H:%M)")
  }

  @Test func lastEntryIgnoresWhatIsLaterThanNow() throws {
    let text = """
      ## 2026-03-04T12:00:00Z — Data: newest
      ## 2026-03-04T10:00:00Z — Data: older
      ## 2026-03-04T23:00:00Z — Data: from the future
      """
    let file = SourceFile(path: "feedback/data/2026-03-04.md", text: text)
    let record = RecordReader(agents: ["data"]).read(files: [file])
    let now = try #require(Timestamp(year: 2026, month: 3, day: 4, hour: 13))
    #expect(record.lastEntry(of: "data", before: now)?.title == "newest")
    #expect(record.lastEntry(of: "qa", before: now) == nil)
  }

  @Test func labelsOfOneLineAndAfterAList() throws {
    let text = """
      ## 2026-03-04T10:00:00Z — Data: one

      **Status**: done | **Next** (later): more
      **Evidence:**
      - a
      - **Nested**: b
      **Blockers**: none
        of mine

      **Deliverable** ✅
      """
    let fields = try #require(entries(text).first).fields
    #expect(
      fields.map { "\($0.label)=\($0.text) \($0.line)-\($0.endLine)" } == [
        "Status=done 3-3", "Next=more 3-3", "Evidence=- a\n- **Nested**: b 4-6", "Nested=b 6-6",
        "Blockers=none\n  of mine 7-8", "Deliverable= 10-10",
      ]
    )
  }
}
