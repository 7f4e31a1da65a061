import Foundation
import TestSupport
import Testing

/// A day of an agent, from its first report to its last, read as one file.
@Suite struct AgentDayTests {
  private static let file = "feedback/data/2026-01-12.md"

  @Test func theFileOfADayIsARecordThatAManagerLikes() throws {
    let example = try ExampleRepository()
    func at(_ time: String, _ arguments: String..., input: String = "") throws -> BuiltTool.Result {
      try example.tool(at: "2026-01-12T\(time):00Z").run(
        arguments + ["--agent", "data"],
        input: input
      )
    }
    #expect(try at("10:05", "report", "--no-commands").status == 0)
    #expect(
      try at(
        "10:20",
        "note",
        "--library",
        "Supabase",
        "--topic",
        "row level security",
        "--learning",
        "wrap current_setting in a sub-select",
        "--applied-to",
        "supabase/migrations"
      ).status == 0
    )
    let blocker = try example.tool(at: "2026-01-12T11:10:00Z").run(
      "blocker",
      "--input",
      "-",
      input: """
        {"agent": "data", "blockedOn": "loans cannot be applied to staging",
         "tried": ["psql with the anon key", "the SQL editor", "the staging pooler"],
         "question": "which role may create tables on staging?", "movingTo": "LEND-003",
         "searched": ["service_role"], "read": ["docs/directions/data.md#Tasks"]}
        """
    )
    #expect(blocker.output.hasPrefix("\(Self.file):"))
    let found = try at(
      "11:20",
      "credential",
      "--need",
      "Supabase anon key",
      "--for",
      "LEND-002",
      "--service",
      "supabase"
    )
    #expect(found.status == 0)
    #expect(found.output.hasPrefix("found in the vault: vault/team/supabase/"))
    #expect(
      try at("11:25", "credential", "--need", "Twilio auth token", "--for", "LEND-003").output
        .hasPrefix(Self.file)
    )
    #expect(try at("11:40", "ready", "--no-commands").status == 0)
    let last = try at("12:05", "report", "--no-commands")
    #expect(last.status == 0)

    let text = try example.text(of: Self.file)
    // The example day that the project ships.
    let shipped = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: Self.file).path
    #expect(try Golden.difference(text, fromFile: shipped) == nil)
    // What was asked for and moved to is read back.
    let report = String(
      try #require(text.range(of: "## 2026-01-12T12:05:00Z")).lowerBound.encodedOffsetText(in: text)
    )
    #expect(report.contains("**Working On**: LEND-003: Create Reminders Table"))
    #expect(report.contains("loans cannot be applied to staging (since 11:10 UTC"))
  }

  @Test func everyCredentialThatWasAskedForIsReadBack() throws {
    let example = try ExampleRepository()
    for need in ["Twilio auth key", "Mailgun sending key", "Twilio account key"] {
      _ = try example.tool(at: "2026-01-12T11:25:00Z")
        .run("credential", "--agent", "data", "--need", need, "--for", "LEND-003")
    }
    let report = try example.tool(at: "2026-01-12T12:05:00Z")
      .run("report", "--agent", "data", "--no-commands", "--dry-run")
    for need in ["Twilio auth key", "Mailgun sending key", "Twilio account key"] {
      #expect(report.output.contains("- \(need) (since 11:25 UTC, waiting on CEO"))
    }
  }

  @Test func refusalsNameEverythingAtOnceAndWriteNothing() throws {
    let example = try ExampleRepository()
    let tool = example.tool(at: "2026-01-12T12:05:00Z")
    let before = try example.text(of: Self.file)
    for (command, expected) in [
      ("blocker", ["--blocked-on", "--tried", "--question", "--moving-to"]),
      ("credential", ["--need", "--for"]),
      ("note", ["--library", "--topic", "--learning", "--applied-to"]),
    ] {
      let result = try tool.run(command, "--agent", "data")
      #expect(result.status == 1)
      #expect(result.output == "")
      for flag in expected { #expect(result.diagnostics.contains(flag), "\(command) \(flag)") }
      #expect(result.diagnostics.contains("A call that passes:\n  sitrep \(command) "))
    }
    #expect(try example.text(of: Self.file) == before)
  }

  @Test(arguments: [
    ("[1]", "a JSON object is wanted"), ("{\"libary\": \"x\"}", "did you mean 'library'?"),
    ("{\"library\": 1}", "'library' is a string or a list of strings"), ("nonsense", "no JSON"),
    ("", "no JSON"),
  ])
  func inputThatIsNoReport(input: String, message: String) throws {
    let example = try ExampleRepository()
    let result = try example.tool(at: "2026-01-12T12:05:00Z")
      .run("note", "--agent", "data", "--input", "-", input: input)
    #expect(result.status == 2)
    #expect(result.diagnostics.contains(message))
  }

  @Test func readyRefusesWhatIsNotFitToApply() throws {
    let example = try ExampleRepository()
    try example.write(
      "CREATE TABLE reminders (id int PRIMARY KEY);\n",
      to: "supabase/migrations/20260112120000_create_reminders.sql"
    )
    try example.write(
      "CREATE TABLE broken (;\n",
      to: "supabase/migrations/20260112130000_broken.sql"
    )
    let result = try example.tool(at: "2026-01-12T14:05:00Z").run(
      "ready",
      "--agent",
      "data",
      "--no-commands",
      "--migration",
      "supabase/migrations/20260112120000_create_reminders.sql",
      "--migration",
      "supabase/migrations/20260112130000_broken.sql"
    )
    #expect(result.status == 1)
    #expect(result.diagnostics.contains("`public.reminders` has no row security"))
    #expect(result.diagnostics.contains("20260112130000_broken.sql:1:22: does not parse"))
  }

  @Test func aDryRunPrintsEachEntryAndWritesNothing() throws {
    let example = try ExampleRepository()
    let before = try example.text(of: Self.file)
    let result = try example.tool(at: "2026-01-12T12:05:00Z").run(
      "note",
      "--agent",
      "data",
      "--library",
      "Prisma",
      "--topic",
      "t",
      "--learning",
      "l",
      "--applied-to",
      "a",
      "--dry-run"
    )
    #expect(result.output.hasPrefix("## 12:05 - Context7: Prisma\n- Topic: t\n"))
    #expect(try example.text(of: Self.file) == before)
  }
}

extension String.Index {
  /// The text from this index on.
  fileprivate func encodedOffsetText(in text: String) -> Substring {
    text[self...]
  }
}
