import Facts
import Foundation
import Record
import Testing

/// Records in the ways of other teams, written for these tests.
struct OtherTeamsTests {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Fixtures/records")

  private func read(_ path: String) throws -> FeedbackDocument {
    let bytes = Array(try Data(contentsOf: Self.folder.appending(path: path)))
    let file = SourceFile(path: path, content: .text(SourceText(path: path, bytes: bytes)))
    return try #require(RecordReader(agents: []).read(files: [file]).documents.first)
  }

  @Test(
    arguments: [
      (
        "worklog-newest-first.md",
        [
          "5-9 2026-02-11T00:00:00Z unstated -: Moved the parser to the new tokenizer",
          "11-19 2026-02-10T00:00:00Z unstated -: Read 14 files of the old importer",
        ]
      ),
      (
        "session-handoff.md",
        ["1-13 2026-02-11T00:00:00Z unstated Claude: Session Handoff (evening)"]
      ),
      ("memory-bank/progress.md", ["1-14 2026-02-10T00:00:00Z unstated -: Progress"]),
      (
        "memory-bank/activeContext.md",
        [
          "7-7 2026-02-11T00:00:00Z unstated -: Batched the inserts",
          "8-8 2026-02-10T00:00:00Z unstated -: Dropped the second index",
          "9-9 2026-02-08T00:00:00Z unstated -: First profile",
        ]
      ),
      (
        "standup-pl.md",
        [
          "3-7 2026-02-09T00:00:00Z unstated -: naprawa importu",
          "9-13 2026-02-10T00:00:00Z unstated -: wydanie",
        ]
      ),
      (
        "diario.md",
        [
          "3-6 2026-02-09T00:00:00Z unstated -: migración de usuarios",
          "8-11 2026-02-10T18:45:00Z unstated -: informes",
        ]
      ),
      (
        "nippo.md",
        [
          "5-6 2026-02-09T10:30:00Z unstated -: 環境構築",
          "8-10 2026-02-09T14:05:00Z unstated -: テスト修正",
          "14-15 2026-02-10T15:20:00Z unstated -: リリース準備",
        ]
      ),
      (
        "jinzhan.md",
        [
          "3-5 2026-02-09T14:30:00Z unstated -: 修复登录",
          "7-9 2026-02-10T16:15:00Z unstated -: 数据导入",
        ]
      ),
      (
        "level-one.md",
        [
          "1-4 2026-02-09T00:00:00Z unstated -: Wrote the lexer.",
          "6-12 2026-02-10T00:00:00Z unstated -: Wrote the parser.",
          "14-17 2026-02-11T00:00:00Z unstated -: Wrote the printer.",
        ]
      ),
      (
        "setext.md",
        [
          "4-7 2026-02-09T18:15:00Z stated -: Set up the runner.",
          "9-17 2026-02-10T00:40:00Z stated -: Runner green.",
        ]
      ),
      (
        "bare-lines.md",
        [
          "3-3 2026-02-10T09:12:33Z unstated CLAUDE: took the auth ticket",
          "4-4 2026-02-10T09:40:02Z unstated GPT: reviewing the schema",
          "6-7 2026-02-10T11:05:00Z utc CLAUDE: Auth done, tests pass.",
          "9-10 2026-02-10T11:30:00Z utc GPT: Schema reviewed; two remarks.",
        ]
      ),
      (
        "table-log.md",
        [
          "5-5 2026-02-09T00:00:00Z unstated builder: Split the module",
          "6-6 2026-02-10T00:00:00Z unstated tester: Cover the split",
        ]
      ),
      (
        "sessions.md",
        [
          "3-8 2026-02-11T20:00:00Z stated -: Session 15",
          "10-15 2026-02-10T00:00:00Z unstated -: Session 14",
        ]
      ),
      (
        "ranges.md",
        [
          "5-6 2026-02-09T13:30:00Z stated Codex: indexer",
          "8-9 2026-02-09T18:00:00Z stated Claude: next",
        ]
      ),
      (
        "notes/2026-02-12.md",
        [
          "3-4 2026-02-12T09:10:00Z unstated -: Morning",
          "6-7 2026-02-12T23:50:00Z unstated -: Late fix",
        ]
      ),
      (
        "trailing-dates.md",
        [
          "8-14 2026-02-09T00:00:00Z unstated scribe: Import rewrite",
          "16-22 2026-02-10T00:00:00Z unstated scribe: Export rewrite",
        ]
      ),
      ("tasks.md", []),
      (
        "sections-of-agents.md",
        [
          "5-5 2026-02-10T00:00:00Z unstated Claude: parser moved",
          "6-6 2026-02-11T00:00:00Z unstated Claude: printer moved",
          "10-10 2026-02-11T14:00:00Z utc builder: image built",
        ]
      ),
      (
        "handoffs.md",
        [
          "3-5 2026-02-10T20:56:00Z unstated curator: writer",
          "7-9 2026-02-10T21:05:00Z unstated architect: painter",
        ]
      ),
      (
        "field-blocks.md",
        [
          "5-8 2026-02-10T09:00:00Z stated vendor/model: the parser",
          "10-13 2026-02-11T09:00:00Z stated vendor/other: the printer",
        ]
      ),
      (
        "bitacora.md",
        [
          "5-5 2026-02-14T00:00:00Z unstated Documentalista: Crear el repositorio",
          "6-6 2026-02-15T00:00:00Z unstated Documentalista: Escribir la guía",
        ]
      ),
      ("second-of-day.md", ["1-9 2026-03-30T16:08:00Z utc -: Session Handoff"]),
      (
        "fences.md",
        [
          "3-12 2026-02-10T10:00:00Z utc -: first",
          "14-17 2026-02-10T11:00:00Z utc -: second",
        ]
      ),
    ] as [(String, [String])]
  )
  func entries(path: String, expected: [String]) throws {
    let entries = try read(path).entries.map {
      "\($0.line)-\($0.endLine) \($0.timestamp?.iso8601 ?? "-") \($0.zone) \($0.agent ?? "-"): "
        + $0.title
    }
    #expect(entries == expected)
  }

  @Test func fields() throws {
    let polish = try read("standup-pl.md").entries
    #expect(polish.map(\.workingOn) == ["naprawa importu", "wydanie"])
    #expect(polish[0].progress == "przegląd testów")
    let japanese = try read("nippo.md").entries
    #expect(japanese[1].progress == "3件修正" && japanese[1].next == "レビュー")
    let chinese = try read("jinzhan.md").entries
    #expect(chinese[1].next == "校验")
    let table = try read("table-log.md").entries
    #expect(table[1].fields.map(\.label) == ["Agent", "Work", "Status", "Blocker"])
  }

  @Test func checklists() throws {
    let document = try read("tasks.md")
    #expect(
      document.checklists.map { list in
        "\(list.heading) " + list.items.map { "\($0.line)\($0.marker)" }.joined(separator: " ")
      } == [
        "Acceptance criteria 9[x] 10[ ] 11[!]", "TASK-12: Importer 15[x]",
        "TASK-13: Exporter 24[ ] 25[-]",
      ]
    )
    #expect(document.tableMarkers == 2)
    #expect(document.problems.map(\.kind) == [.noStamp])
  }

  @Test func aFenceThatSwallowsTheRestIsNamed() throws {
    let problems = try read("fences.md").problems
    #expect(problems.map(\.kind) == [.unclosedFence])
    #expect(problems.map(\.line) == [16])
  }
}
