import Foundation
import TestSupport
import Testing

@Suite struct StatusTests {
  private static let now = "2026-01-12T12:05:00Z"

  @Test(arguments: ["text", "markdown", "json"])
  func theRollCallOfTheExample(format: String) throws {
    let example = try ExampleRepository()
    let result = try example.tool(at: Self.now).run("status", "--format", format)
    #expect(result.status == 0)
    #expect(result.diagnostics == "")
    #expect(try Golden.difference(result.output, from: "status.\(format)") == nil)
    if format == "json" {
      #expect(try Contract.violations(of: "status", in: result.output) == "")
    }
  }

  @Test(arguments: [
    ["checklist"], ["list", "entries"], ["list", "blockers"], ["list", "requests"],
    ["list", "notes"], ["list", "tasks"], ["list", "migrations"],
  ])
  func everyListKeepsItsContract(arguments: [String]) throws {
    let example = try ExampleRepository()
    let result = try example.tool(at: Self.now).run(arguments + ["--format", "json"])
    #expect(result.diagnostics == "")
    #expect(try Contract.violations(of: arguments.last ?? "", in: result.output) == "")
    let text = try example.tool(at: Self.now).run(arguments)
    #expect(!text.output.isEmpty)
  }

  @Test func namedFilesTakeThePlaceOfTheFeedback() throws {
    let folder = try TemporaryDirectory()
    try Data("# Log\n\n## 2026-01-11\n\n- Blocked: waiting for the host\n".utf8).write(
      to: URL(filePath: "\(folder.path)/WORKLOG.md")
    )
    let tool = BuiltTool(folder: folder.path, now: Self.now)
    let result = try tool.run("list", "blockers", "--state", "open", "WORKLOG.md")
    #expect(result.status == 0)
    #expect(result.output.contains("waiting for the host"))
    #expect(result.output.contains("WORKLOG.md:5"))
    let missing = try tool.run("status", "NOTHERE.md")
    #expect(missing.status == 2)
    #expect(missing.diagnostics.contains("NOTHERE.md: no such file or folder"))
  }

  @Test func strictExitsWithOneWhereSomethingWasNotRead() throws {
    let folder = try TemporaryDirectory()
    try Data("no date here\n".utf8).write(to: URL(filePath: "\(folder.path)/notes.md"))
    let tool = BuiltTool(folder: folder.path, now: Self.now)
    #expect(try tool.run("status", "notes.md").status == 0)
    #expect(try tool.run("status", "--strict", "notes.md").status == 1)
  }

  @Test(arguments: [
    ["list", "blockers", "--state", "done"], ["status", "--since", "yesterday"],
    ["list", "entries", "--until", "never"],
  ])
  func whatIsNoArgumentIsRefused(arguments: [String]) throws {
    let folder = try TemporaryDirectory()
    let result = try BuiltTool(folder: folder.path, now: Self.now).run(arguments)
    #expect(result.status == 2)
    #expect(!result.diagnostics.isEmpty)
  }
}
