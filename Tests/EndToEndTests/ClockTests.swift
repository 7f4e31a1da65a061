import Foundation
import TestSupport
import Testing

/// Clocks that are wrong, and days that are longer than others.
@Suite struct ClockTests {
  private static let file = "feedback/data/2026-01-12.md"

  private func report(_ example: ExampleRepository, _ now: String, zone: String = "UTC") throws
    -> BuiltTool.Result
  {
    try example.tool(at: now, environment: ["TZ": zone])
      .run("report", "--agent", "data", "--if-due", "--no-commands")
  }

  @Test func aClockSetBackByMinutesMakesNoDouble() throws {
    let example = try ExampleRepository()
    #expect(try report(example, "2026-01-12T12:30:00Z").output != "")
    let again = try report(example, "2026-01-12T12:05:00Z")
    #expect(again.status == 0 && again.output == "" && again.diagnostics.contains("not due"))
  }

  @Test func aClockSetBackByHoursLosesNothing() throws {
    let example = try ExampleRepository()
    #expect(try report(example, "2026-01-12T16:30:00Z").output != "")
    let before = try example.text(of: Self.file)
    let again = try report(example, "2026-01-12T12:05:00Z")
    #expect(again.output.hasPrefix(Self.file))
    #expect(again.diagnostics.contains("1 entry later than now ignored"))
    #expect(try example.text(of: Self.file).hasPrefix(before))
    // Right again: the slot that was reported is reported.
    #expect(try report(example, "2026-01-12T16:45:00Z").output == "")
  }

  @Test func aClockFarAheadPostponesNothing() throws {
    let example = try ExampleRepository()
    #expect(
      try report(example, "2099-12-31T23:59:59Z").output == "feedback/data/2099-12-31.md:3\n"
    )
    let now = try report(example, "2026-01-12T12:05:00Z")
    #expect(now.output.hasPrefix(Self.file))
    #expect(now.diagnostics.contains("first feedback/data/2099-12-31.md:3"))
    let status = try example.tool(at: "2026-01-12T12:06:00Z").run("status", "--format", "json")
    #expect(status.output.contains(#""timestamp" : "2026-01-12T12:05:00Z""#))
    #expect(!status.output.contains(#""timestamp" : "2099"#))
  }

  @Test(arguments: [
    // The hour that New York leaves out and the one that it has twice; Lord Howe's half hour; a day ahead.
    ("America/New_York", "2026-03-08T06:59:59Z"), ("America/New_York", "2026-03-08T07:00:00Z"),
    ("America/New_York", "2026-11-01T05:30:00Z"), ("America/New_York", "2026-11-01T06:30:00Z"),
    ("Australia/Lord_Howe", "2026-04-04T15:00:00Z"), ("Pacific/Kiritimati", "2026-01-12T11:00:00Z"),
  ])
  func theZoneOfTheProcessChangesNothing(zone: String, now: String) throws {
    let here = try ExampleRepository()
    let there = try ExampleRepository()
    let first = try report(here, now)
    let second = try report(there, now, zone: zone)
    #expect(first.output == second.output && first.output.contains(String(now.prefix(10))))
    let path = String(first.output.prefix { $0 != ":" })
    #expect(try here.text(of: path) == there.text(of: path))
    #expect(try report(there, now, zone: zone).output == "")
  }

  @Test func aRunOverMidnightBelongsToTheDayItBegan() throws {
    let example = try ExampleRepository()
    #expect(try report(example, "2026-01-12T23:59:59Z").output.hasPrefix(Self.file))
    // Started before, appended after: the file of the heading, though a later one is there by now.
    #expect(try report(example, "2026-01-13T00:00:00Z").output == "feedback/data/2026-01-13.md:3\n")
    let late = try example.tool(at: "2026-01-12T23:59:58Z")
      .run("report", "--agent", "data", "--no-commands")
    #expect(late.output.hasPrefix(Self.file))
    #expect(try example.text(of: Self.file).contains("## 2026-01-12T23:59:58Z — Data: "))
  }
}
