import Facts
import Record
import Testing

/// One heading in a file whose name gives the date 2026-03-04.
struct HeadingShapeTests {
  private func entry(_ heading: String) throws -> Entry {
    let file = SourceFile(
      path: "feedback/data/2026-03-04.md",
      text: "# Data\n\n\(heading)\n\n**Working On**: it\n"
    )
    let record = RecordReader(agents: ["data", "qa", "ai-knowledge"]).read(files: [file])
    return try #require(record.entries.first)
  }

  @Test(arguments: [
    ("## 2026-03-04T17:45:00Z — Data: Title", "2026-03-04T17:45:00Z", Entry.Zone.utc, "Title"),
    ("## 2026-03-04T17:45Z — Title", "2026-03-04T17:45:00Z", .utc, "Title"),
    ("## 17:00Z - Title", "2026-03-04T17:00:00Z", .utc, "Title"),
    ("## 15:22 UTC — QA: Title", "2026-03-04T15:22:00Z", .utc, "Title"),
    ("### 16:20-16:35 UTC - Title", "2026-03-04T16:20:00Z", .utc, "Title"),
    ("### 16:40 - Title", "2026-03-04T16:40:00Z", .unstated, "Title"),
    ("## Title — 2026-03-03T20:45:00Z", "2026-03-03T20:45:00Z", .utc, "Title"),
    ("## Title (2026-03-03T20:45:00Z)", "2026-03-03T20:45:00Z", .utc, "Title"),
    ("### Title — 12:11 MDT", "2026-03-04T18:11:00Z", .stated, "Title"),
    ("### Title — 12:10 PM (local time)", "2026-03-04T12:10:00Z", .stated, "Title"),
    ("## Title — 01:00-01:10 (10 min)", "2026-03-04T01:00:00Z", .unstated, "Title (10 min)"),
    ("## 2026-03-04 9:05 am EST | Title", "2026-03-04T14:05:00Z", .stated, "Title"),
    (
      "### Title ✅ (Manager - 2026-03-04T01:21Z)", "2026-03-04T01:21:00Z", .utc, "Title ✅ (Manager)"
    ),
    ("## [2026-03-04 09:05] Title", "2026-03-04T09:05:00Z", .unstated, "Title"),
    ("#### 2026-03-04 — Title", "2026-03-04T00:00:00Z", .unstated, "Title"),
    ("## March 4, 2026: Title", "2026-03-04T00:00:00Z", .unstated, "Title"),
    ("## 4 marca 2026, 14:30 – Title", "2026-03-04T14:30:00Z", .unstated, "Title"),
    ("## 4 de marzo de 2026 - Title", "2026-03-04T00:00:00Z", .unstated, "Title"),
    ("## 2026年3月4日 14:30 JST Title", "2026-03-04T05:30:00Z", .stated, "Title"),
    ("## 2026-03-04（水） 下午3:05 Title", "2026-03-04T15:05:00Z", .unstated, "Title"),
    ("## Wed 2026-03-04 2:00–3:30 PM PST: Title", "2026-03-04T22:00:00Z", .stated, "Title"),
    ("## 2026-03-04T17:45:00+09:00 - Title", "2026-03-04T08:45:00Z", .stated, "Title"),
    ("## 2026/3/4 at 7pm - Title", "2026-03-04T19:00:00Z", .unstated, "Title"),
    ("## 2026-03-04/05 — Title", "2026-03-04T00:00:00Z", .unstated, "Title"),
    ("## 2026-03-04–06 — Title", "2026-03-04T00:00:00Z", .unstated, "Title"),
  ])
  func stamps(heading: String, timestamp: String, zone: Entry.Zone, title: String) throws {
    let entry = try entry(heading)
    #expect(entry.timestamp?.iso8601 == timestamp)
    #expect(entry.zone == zone)
    #expect(entry.title == title)
    #expect(entry.line == 3 && entry.workingOn == "it")
  }

  @Test(arguments: [
    ("## 2026-03-04T10:00:00Z — QA: Title", "qa", "QA"),
    ("## 2026-03-04T10:00:00Z — AI-Knowledge: Title", "ai-knowledge", "AI-Knowledge"),
    ("## 2026-03-04T10:00:00Z — AI-LIBRARIAN-001: Title", "data", nil),
    ("## 2026-03-04T10:00:00Z — Title: more", "data", nil),
    ("## 2026-03-04T10:00:00Z [GPT] Title", "GPT", "GPT"),
    ("## 2026-03-04 10:00 Claude -> next", "Claude", "Claude"),
    ("## 2026-03-04 10:00 Title — Claude", "Claude", "Claude"),
    ("## 2026-03-04 10:00 Title (Claude → Codex)", "Claude", "Claude"),
    ("## 2026-03-04 10:00 @codex: please look at the labels", "data", nil),
    ("## 2026-03-04 10:00 @codex re the labels: agreed", "data", nil),
    ("## 2026-03-04 10:00 @codex counted the labels", "codex", "codex"),
  ])
  func agents(heading: String, agent: String, inHeading: String?) throws {
    let entry = try entry(heading)
    #expect(entry.agent == agent)
    #expect(entry.agentInHeading == inHeading)
  }

  @Test(arguments: [
    "## YYYY-MM-DDTHH:MM:SSZ — Data: Title", "## HH:MM - Blocker Report",
    "## log-2026-03-04.md moved", "## Port 127.0.0.1:8080", "```\n## 2026-03-04T10:00:00Z — a\n```",
    "<!--\n## 2026-03-04T10:00:00Z — a\n-->", "## Step 2 may fail",
  ])
  func noEntry(text: String) {
    let file = SourceFile(path: "a/b.md", text: "# Title\n\n\(text)\n\nmore\n")
    let record = RecordReader(agents: []).read(files: [file])
    #expect(record.entries.isEmpty)
    #expect(record.problems.map(\.kind) == [.noStamp])
  }
}

/// Who wrote the entries of a file that no folder and no label signs.
@Suite struct HeadingBracketTests {
  private func agents(_ headings: [String]) -> [String?] {
    let text = headings.map { "## \($0)\n\nSome work.\n" }.joined(separator: "\n")
    return RecordReader(agents: [])
      .read(files: [SourceFile(path: "WORKLOG.md", text: text)])
      .entries.map(\.agent)
  }

  @Test func namesThatHeadingsEndWithAreLearned() {
    #expect(
      agents([
        "2026-01-01T10:00Z (Orla)", "2026-01-01T11:00Z (Bram)", "2026-01-02T10:00Z (Orla)",
        "2026-01-02T12:00Z Parser (Bram)",
      ]) == ["Orla", "Bram", "Orla", "Bram"]
    )
    #expect(agents(["2026-01-01T10:00Z (Kiro)"]) == ["Kiro"])
  }

  @Test(arguments: [
    ["(Morning)", "(Evening)", "(Morning)", "(Evening)"], ["(Monday)", "(Monday)", "(Monday)"],
    ["(UTC)", "(UTC)", "(UTC)"], ["(Parser)", "(Lexer)", "(Printer)"],
    ["(Draft)", "(Final)", "(Draft)"],
  ])
  func otherBracketsNameNobody(endings: [String]) {
    let headings = endings.enumerated().map { "2026-01-0\($0.offset + 1) Work \($0.element)" }
    #expect(agents(headings).allSatisfy { $0 == nil })
  }
}
