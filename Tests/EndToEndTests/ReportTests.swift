import Foundation
import TestSupport
import Testing

@Suite struct ReportTests {
  private static let file = "feedback/data/2026-01-12.md"

  private func reports(in text: String) -> Int {
    text.split(separator: "\n").count { $0.hasPrefix("## 2026-01-12T1") }
  }

  @Test func oneEntryASlot() throws {
    let example = try ExampleRepository()
    let report = { (time: String) in
      try example.tool(at: "2026-01-12T\(time)Z").run("report", "--agent", "data", "--if-due")
    }
    #expect(try report("12:05:00").output == "\(Self.file):26\n")
    let again = try report("13:59:59")
    #expect(again.status == 0)
    #expect(again.output == "")
    #expect(again.diagnostics.contains("not due: a report stands in the slot 12:00–14:00 UTC"))
    #expect(try report("14:00:00").status == 0)
    #expect(reports(in: try example.text(of: Self.file)) == 2)
  }

  @Test func twentyCronsAtOnceWriteOneEntry() throws {
    let example = try ExampleRepository()
    let tool = example.tool(at: "2026-01-12T12:05:00Z")
    DispatchQueue.concurrentPerform(iterations: 20) { _ in
      _ = try? tool.run("report", "--agent", "data", "--if-due", "--no-commands")
    }
    #expect(reports(in: try example.text(of: Self.file)) == 1)
  }

  @Test func otherEntriesPostponeNoReport() throws {
    let example = try ExampleRepository()
    let tool = example.tool(at: "2026-01-12T12:05:00Z")
    let note = try tool.run(
      "note",
      "--agent",
      "data",
      "--library",
      "Prisma",
      "--topic",
      "relations",
      "--learning",
      "one",
      "--applied-to",
      "prisma/schema.prisma"
    )
    #expect(note.status == 0)
    #expect(try tool.run("report", "--agent", "data", "--if-due").output != "")
  }

  @Test func anEntryFromTheFutureIsNamedAndIgnored() throws {
    let example = try ExampleRepository()
    _ = try example.tool(at: "2026-01-13T09:00:00Z").run(
      "report",
      "--agent",
      "data",
      "--no-commands"
    )
    let result = try example.tool(at: "2026-01-12T12:05:00Z")
      .run("report", "--agent", "data", "--if-due", "--no-commands")
    #expect(result.output == "\(Self.file):26\n")
    #expect(
      result.diagnostics.contains(
        "1 entry later than now ignored, first feedback/data/2026-01-13.md:3"
      )
    )
  }

  @Test func theDateIsThatOfTheHeading() throws {
    let example = try ExampleRepository()
    let result = try example.tool(at: "2026-01-12T23:59:59Z").run(
      "report",
      "--agent",
      "data",
      "--no-commands"
    )
    #expect(result.output.hasPrefix(Self.file))
    #expect(try example.text(of: Self.file).contains("## 2026-01-12T23:59:59Z — Data: "))
  }

  @Test func everyAgentGetsAnEntry() throws {
    let example = try ExampleRepository()
    let result = try example.tool(at: "2026-01-12T12:05:00Z")
      .run("report", "--all", "--if-due", "--no-commands", "--format", "json")
    #expect(result.status == 0)
    for agent in ["data", "engineer", "support"] {
      #expect(
        try example.text(of: "feedback/\(agent)/2026-01-12.md").contains(
          "## 2026-01-12T12:05:00Z — "
        )
      )
    }
  }

  @Test func aDryRunWritesNothing() throws {
    let example = try ExampleRepository()
    let before = try example.text(of: Self.file)
    let result = try example.tool(at: "2026-01-12T12:05:00Z").run(
      "report",
      "--agent",
      "data",
      "--dry-run"
    )
    #expect(result.output.hasPrefix("## 2026-01-12T12:05:00Z — Data: LEND-003 "))
    #expect(try example.text(of: Self.file) == before)
  }

  @Test func theReceiptKeepsItsContract() throws {
    let example = try ExampleRepository()
    let result = try example.tool(at: "2026-01-12T12:05:00Z")
      .run("report", "--agent", "data", "--no-commands", "--format", "json")
    #expect(try Contract.violations(of: "written", in: result.output) == "")
    #expect(try Golden.difference(result.output, from: "written.json") == nil)
  }

  @Test func aSecondRunReadsBackWhatTheFirstWrote() throws {
    let example = try ExampleRepository()
    let tool = example.tool(at: "2026-01-12T12:05:00Z")
    _ = try tool.run(
      "report",
      "--agent",
      "data",
      "--no-commands",
      "--blocker",
      "no access to staging"
    )
    let later = try example.tool(at: "2026-01-12T14:05:00Z")
      .run("report", "--agent", "data", "--no-commands", "--dry-run")
    #expect(later.output.contains("no access to staging (since 12:05 UTC"))
    let third = try example.tool(at: "2026-01-12T16:05:00Z").run(
      "report",
      "--agent",
      "data",
      "--no-commands",
      "--dry-run"
    )
    #expect(third.output.components(separatedBy: "(since ").count == 2)
  }

  @Test func fieldsComeAsJSONAsWell() throws {
    let example = try ExampleRepository()
    let tool = example.tool(at: "2026-01-12T12:05:00Z")
    let input =
      #"{"agent": "data", "title": "By hand", "blockers": ["no access"], "evidence": ["seen"]}"#
    let byJSON = try tool.run("report", "--input", "-", "--no-commands", "--dry-run", input: input)
    let byFlags = try tool.run(
      "report",
      "--agent",
      "data",
      "--title",
      "By hand",
      "--blocker",
      "no access",
      "--evidence",
      "seen",
      "--no-commands",
      "--dry-run"
    )
    #expect(byJSON.status == 0)
    #expect(byJSON.output == byFlags.output)
    #expect(byJSON.output.contains("— Data: By hand"))
    let unknown = try tool.run("report", "--input", "-", input: #"{"tilte": "x"}"#)
    #expect(unknown.status == 2)
    #expect(unknown.diagnostics.contains("did you mean 'title'?"))
  }
}
