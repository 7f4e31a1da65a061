import Facts
import TestSupport
import Testing

/// Whatever stands in a record, a file's name, a branch or a commit: no command sends it to a terminal as
/// an escape sequence, a direction override or an invisible character.
@Suite("Terminal safety")
struct TerminalSafetyTests {
  private static let hostile = "red\u{1B}[31m \u{1B}]0;title\u{07}\u{202E}over\u{200B}\u{9B}2Jx"

  private static func repository() throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write(
      """
      # data

      ## 2026-01-12T08:00:00Z — Data: \(hostile)

      **Working On**: \(hostile)
      **Progress**: \(hostile)
      **Blockers**: waiting for \(hostile)
      **Next**: \(hostile)

      ## 09:00 - Context7: \(hostile)
      - Topic: \(hostile)
      - Key Learning: \(hostile)
      - Applied to: a.ts

      ## 09:30 - Credential Request
      **Need**: \(hostile)
      **For**: \(hostile)

      - [ ] \(hostile)
      - [x] \(hostile)

      """,
      to: "feedback/data/2026-01-12.md"
    )
    try repository.write(
      """
      # Data

      ### DATA-001: \(hostile)

      **Create migration**: `supabase/migrations/1_\(hostile).sql`

      ## Definition of Done

      - [ ] RLS policies included \(hostile)

      """,
      to: "docs/directions/data.md"
    )
    try repository.write(
      "CREATE TABLE \"\(hostile)\" (id int); -- \(hostile)\n",
      to: "supabase/migrations/1_\(hostile.replacing("/", with: "")).sql"
    )
    try repository.write("model \(hostile) {\n", to: "prisma/schema.prisma")
    try repository.write(
      "{\"scripts\": {\"\(hostile)\": \"prisma migrate deploy\"}}\n",
      to: "package.json"
    )
    try repository.commit(hostile, at: Timestamp(secondsSinceEpoch: 1_768_204_800))
    return repository
  }

  private static func unsafe(_ text: String) -> [UInt32] {
    text.unicodeScalars.map(\.value).filter { value in
      switch value {
      case 0x0A, 0x09: false
      case 0x00..<0x20, 0x7F..<0xA0, 0x200B, 0x202A...0x202E, 0x2066...0x2069: true
      default: false
      }
    }
  }

  @Test(
    "No command prints it",
    arguments: [
      ["status"], ["checklist"], ["checklist", "--all-lists"], ["list", "entries"],
      ["list", "blockers"], ["list", "requests"], ["list", "notes"], ["list", "tasks"], ["check"],
      ["evidence", "--no-commands"], ["audit"],
      ["report", "--agent", "data", "--dry-run", "--no-commands"],
    ],
    ["text", "markdown", "json"]
  )
  func printed(command: [String], format: String) throws {
    let repository = try Self.repository()
    let tool = BuiltTool(folder: repository.path, now: "2026-01-12T10:00:00Z")
    var arguments = command
    if command[0] != "report" || format == "json" { arguments += ["--format", format] }
    let result = try tool.run(arguments)
    #expect(!(result.output + result.diagnostics).isEmpty)
    #expect(Self.unsafe(result.output) == [], "\(command) \(format)")
    #expect(Self.unsafe(result.diagnostics) == [], "\(command) \(format)")
  }

  @Test("It does not get into the record through flags or JSON")
  func written() throws {
    let repository = try TestRepository()
    let tool = BuiltTool(folder: repository.path, now: "2026-01-12T10:00:00Z")
    let note = try tool.run(
      "note",
      "--agent",
      "data",
      "--library",
      Self.hostile,
      "--topic",
      Self.hostile,
      "--learning",
      Self.hostile,
      "--applied-to",
      Self.hostile
    )
    #expect(note.status == 0, "\(note.diagnostics)")
    let entry = try tool.run("list", "entries", "--format", "json")
    #expect(!entry.output.contains("\\u001b") && !entry.output.contains("\\u202e"))
    let refused = try tool.run("list", "entries", "\(Self.hostile).md")
    #expect(refused.status == 2)
    #expect(Self.unsafe(refused.diagnostics) == [])
  }
}
