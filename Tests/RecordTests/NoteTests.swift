import Facts
import Record
import Testing

struct NoteTests {
  private func notes(_ text: String) -> [DocumentationNote] {
    let file = SourceFile(path: "feedback/data/2026-03-04.md", text: text)
    return RecordReader(agents: ["data"]).read(files: [file]).notes
  }

  private let body =
    "\n- Topic: caching\n- Key Learning: one\n- Key Learning: two\n- Applied to: a.ts"

  @Test(arguments: ["", "```\n", "```md\n", "~~~\n"])
  func underAHeadingAndInFences(fence: String) throws {
    let close = fence.isEmpty ? "" : "\n" + String(fence.prefix(3))
    let text =
      "# Data\n\n## 2026-03-04T10:00:00Z — Data: a\n\n\(fence)## 09:42 - Context7: Prisma\(body)\(close)\n"
    let note = try #require(notes(text).first)
    #expect(note.source == "Context7" && note.library == "Prisma" && note.agent == "data")
    #expect(note.topic == "caching" && note.keyLearnings == ["one", "two"])
    #expect(note.appliedTo == ["a.ts"])
    #expect(note.timestamp?.iso8601 == "2026-03-04T09:42:00Z")
    #expect(note.line == (fence.isEmpty ? 5 : 6))
  }

  @Test func aTimeLongAfterItsEntryWasTheDayBefore() throws {
    let text = "## 2026-03-05T00:05:00Z — Data: a\n\n```\n## 23:50 - Context7: Prisma\(body)\n```\n"
    #expect(try #require(notes(text).first).timestamp?.iso8601 == "2026-03-04T23:50:00Z")
  }

  @Test(arguments: [
    "```text sitrep\n## 09:42 - Context7: Prisma\n- Topic: a\n- Key Learning: b\n```",
    "```\n## HH:MM - Context7: Prisma\n- Topic: a\n- Key Learning: b\n```",
    "```\n## 09:42 - Context7: Prisma\n- Topic: [topic]\n- Key Learning: [what]\n```",
    "## 09:42 - Data: title\n- Topic: a\n- Key Learning: b", "## 09:42 - Context7: Prisma\nnothing",
  ])
  func noNotes(text: String) {
    #expect(notes(text).isEmpty)
  }

  @Test func toolLogs() {
    let text = """
      {"tool":"context7","doc_ref":"/prisma/docs","timestamp":"2026-03-04T09:00:00Z","purpose":"enums"}
      {"server":"shell","command":"ls"}

      {"name":"mcp_context7_get-library-docs","arguments":{"libraryId":"/a/b","topic":"x"},"ts":"2026-03-04 10:00Z"}
      not json
      [1]
      """
    let file = SourceFile(path: "artifacts/data/2026-03-04/mcp/a.jsonl", text: text)
    let reading = ToolLogReader.read(file, agent: "data")
    #expect(reading.notes.map(\.library) == ["/prisma/docs", "/a/b"])
    #expect(reading.notes.map(\.topic) == ["enums", "x"])
    #expect(reading.notes.map(\.line) == [1, 4])
    #expect(
      reading.notes.map { $0.timestamp?.iso8601 } == [
        "2026-03-04T09:00:00Z", "2026-03-04T10:00:00Z",
      ]
    )
    #expect(reading.notes.allSatisfy { $0.source == "Context7" && $0.agent == "data" })
    #expect(reading.problems.map(\.line) == [5])
  }
}
