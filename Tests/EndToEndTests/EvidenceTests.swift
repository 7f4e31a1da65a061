import Foundation
import TestSupport
import Testing

@Suite struct EvidenceTests {
  private static let now = "2026-01-12T12:05:00Z"

  @Test(arguments: ["text", "markdown", "json"])
  func theExampleInEveryFormat(format: String) throws {
    let example = try ExampleRepository()
    let result = try example.tool(at: Self.now).run("evidence", "--no-commands", "--format", format)
    #expect(result.status == 0)
    #expect(result.diagnostics == "")
    #expect(try Golden.difference(result.output, from: "evidence.\(format)") == nil)
    if format == "json" {
      #expect(try Contract.violations(of: "evidence", in: result.output) == "")
    }
  }

  @Test func anEmptyFolderHasHonestEvidence() throws {
    let folder = try TemporaryDirectory()
    let result = try BuiltTool(folder: folder.path, now: Self.now).run(
      "evidence",
      "--format",
      "json"
    )
    #expect(result.status == 0)
    #expect(try Contract.violations(of: "evidence", in: result.output) == "")
    let text = try BuiltTool(folder: folder.path, now: Self.now).run("evidence").output
    #expect(text.contains("is in no git work tree"))
    #expect(text.contains("no Prisma schema"))
  }

  @Test func whatACommandPrintsIsKeptWithoutItsSecrets() throws {
    let folder = try TemporaryDirectory()
    try folder.write("A_SERVICE=opaque-words-of-the-vault\n", to: "vault/service/keys.env")
    // Put together here, so that no scanner takes this file for a leak.
    let url = "postgresql://admin:" + "hunter2hunter2" + "@db.invalid:5432/app"
    try folder.write(
      "echo \(url)\necho opaque-words-of-the-vault\nprintf '\\033[31mred\\033[0m'\nexit 3\n",
      to: "talk.sh"
    )
    try folder.write("commands:\n  talks:\n    run: [sh, talk.sh]\n", to: "sitrep.yml")
    let result = try BuiltTool(folder: folder.path, now: Self.now).run(
      "evidence",
      "--format",
      "json"
    )
    #expect(result.status == 0)
    #expect(!result.output.contains("hunter2"))
    #expect(!result.output.contains("opaque-words"))
    #expect(!result.output.contains("\\u001b"))
    #expect(result.output.contains("@db.invalid:5432/app"))
    #expect(result.output.contains("[redacted: "))
    #expect(result.output.contains("red"))
  }

  @Test func notesOfToolLogsAreEvidence() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      """
      {"tool": "get-library-docs", "timestamp": "2026-01-12T10:00:00Z", "library": "/prisma/docs", "topic": "relations"}
      no JSON at all

      """,
      to: "artifacts/data/2026-01-12/mcp/context7.jsonl"
    )
    let result = try BuiltTool(folder: folder.path, now: Self.now).run("evidence", "--no-commands")
    #expect(result.status == 0)
    #expect(result.output.contains("artifacts/data/2026-01-12/mcp/context7.jsonl:1"))
    #expect(result.output.contains("/prisma/docs, topic: relations"))
  }
}
