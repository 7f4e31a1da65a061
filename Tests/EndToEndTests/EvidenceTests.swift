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
}
