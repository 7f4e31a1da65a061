import Foundation
import TestSupport
import Testing

/// What a configuration, a template, a JSON object or a record can try: each is an exact error, and nothing of it runs.
@Suite struct HostileInputTests {
  private static let now = "2026-01-12T12:05:00Z"

  private func run(_ folder: TemporaryDirectory, _ arguments: String..., input: String = "") throws
    -> BuiltTool.Result
  {
    try BuiltTool(folder: folder.path, now: Self.now).run(arguments, input: input)
  }

  /// Nothing stands in the folder but what the test put there.
  private func isUntouched(_ folder: TemporaryDirectory, _ names: String...) throws -> Bool {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == names.sorted()
  }

  // MARK: Configuration

  @Test(arguments: [
    ("a: &a [x]\nb: [*a, *a]\n", "anchors and aliases are not taken"),
    (
      "paths:\n  vault: " + String(repeating: "[", count: 40) + String(repeating: "]", count: 40),
      "more than 32 levels deep"
    ),
    (String(repeating: "[", count: 100_000), "sitrep.yml:"),
    ("#" + String(repeating: "x", count: 300_000), "has 300001 bytes"),
    ("#" + String(repeating: "x", count: 3_000_000), "3000001 bytes are no configuration"),
    ("paths: {templates: ../x}\n", "leads out of the repository by `..`"),
    ("paths: {feedback: /etc}\n", "is an absolute path"),
    ("paths: {vault: a/../../b}\n", "leads out of the repository by `..`"),
    ("commands:\n  x: echo $(touch pwned)\n", "nothing is given to a shell"),
  ])
  func aConfigurationThatGoesTooFar(text: String, message: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write(text, to: "sitrep.yml")
    for command in ["report", "status", "evidence"] {
      let result = try run(folder, command)
      #expect(result.status == 2 && result.output == "")
      #expect(result.diagnostics.contains(message), "\(result.diagnostics.prefix(400))")
    }
    #expect(try isUntouched(folder, "sitrep.yml"))
  }

  @Test func whatIsAllowedByNameIsReadAndNothingBesideIt() throws {
    let folder = try TemporaryDirectory()
    try folder.write("CREATE TABLE theirs (id int);\n", to: "db/1_a.sql")
    try folder.write("CREATE TABLE hidden (id int);\n", to: "other/1_b.sql")
    try folder.link("db/2_b.sql", to: "../other/1_b.sql")
    for path in ["../db/*.sql", folder.path("db/*.sql")] {
      try folder.write(
        "paths:\n  migrations: [\"\(path)\"]\n  allowOutside: [\"\(path)\"]\n",
        to: "repository/sitrep.yml"
      )
      let result = try run(folder, "evidence", "-C", "repository", "--no-commands")
      #expect(result.output.contains("theirs"), "\(result.output) \(result.diagnostics)")
      #expect(!result.output.contains("hidden"))
      #expect(result.output.contains("2_b.sql: no regular file, or a link that leads out"))
    }
  }

  @Test func theRecordNeverLiesOutside() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      "paths:\n  feedback: ../elsewhere\n  allowOutside: [../elsewhere]\n",
      to: "repository/sitrep.yml"
    )
    let result = try run(folder, "report", "-C", "repository", "--agent", "data", "--no-commands")
    #expect(result.status == 2 && result.diagnostics.contains("no path of a record has '..' in it"))
    #expect(try isUntouched(folder, "repository"))
  }

  @Test func aConfigurationThatIsNoFile() throws {
    let folder = try TemporaryDirectory()
    mkfifo(folder.path("sitrep.yml"), 0o644)
    #expect(try run(folder, "status").diagnostics.contains("it is no regular file"))
    unlink(folder.path("sitrep.yml"))
    try folder.link("sitrep.yml", to: "/etc/passwd")
    let result = try run(folder, "status")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("a link leads out of the repository"))
  }

  // MARK: Templates

  @Test(arguments: [
    (
      String(repeating: "{{#evidence}}", count: 900)
        + String(repeating: "{{/evidence}}", count: 900),
      "section 'evidence' stands within itself"
    ),
    (String(repeating: "{{timestamp}}", count: 3_000), "at most 2000 tags"),
    (String(repeating: "x", count: 300_000), "300019 bytes are no template"),
    ("{{> report}}", "takes no {{>…}} tag"), ("{{<a}}{{/a}}", "takes no {{<…}} tag"),
    ("{{=<% %>=}}", "takes no {{=…}} tag"), ("{{{title}}}", "is not fenced, so it is never raw"),
    ("{{timestamp(x)}}", "no transforms"),
  ])
  func aTemplateThatGoesTooFar(text: String, message: String) throws {
    let folder = try TemporaryDirectory()
    try folder.write("## {{timestamp}} x\n" + text, to: "templates/report.md.mustache")
    let result = try run(folder, "report", "--agent", "data", "--no-commands")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains(message), "\(result.diagnostics.prefix(400))")
    #expect(try isUntouched(folder, "templates"))
  }

  @Test func aTemplateOutsideIsNotRead() throws {
    let folder = try TemporaryDirectory()
    try folder.link("templates/report.md.mustache", to: "/etc/passwd")
    let result = try run(folder, "report", "--agent", "data", "--no-commands")
    #expect(result.status == 2 && result.output == "")
    #expect(result.diagnostics.contains("a link leads out of the repository"))
  }

  // MARK: JSON

  @Test(arguments: [
    (#"{"library":"#, String(repeating: "[", count: 400_000), "Too many nested"),
    ("", String(repeating: " ", count: 2_000_000), "more than 1048576 bytes"),
    (#"{"library":"a","topic":"b","#, #""librar\u0079":"c"}"#, "the key 'library' stands twice"),
    (#"{"library":"#, #"{"a":1}}"#, "'library' is a string or a list of strings"),
    (#"{"library":"#, "1e999}", "standard input: "), ("[", "]", "a JSON object is wanted"),
    (#"{"libary":"#, #""x"}"#, "did you mean 'library'?"), ("", "", "no JSON"),
  ])
  func anObjectThatIsNoReport(start: String, rest: String, message: String) throws {
    let folder = try TemporaryDirectory()
    let result = try run(folder, "note", "--agent", "data", "--input", "-", input: start + rest)
    #expect(result.status == 2 && result.output == "")
    #expect(result.diagnostics.contains(message), "\(result.diagnostics.prefix(400))")
    #expect(try isUntouched(folder))
  }

  @Test func keysOfInnerObjectsAndTextsAreNoKeys() throws {
    let folder = try TemporaryDirectory()
    let result = try run(
      folder,
      "note",
      "--agent",
      "data",
      "--input",
      "-",
      input:
        #"{"library":"topic","topic":"\"topic\":","keyLearnings":["library","library"],"appliedTo":"x"}"#
    )
    #expect(result.status == 0, "\(result.diagnostics)")
  }

  // MARK: Nothing runs

  /// Programs that leave a mark when they are started, wherever the tool could start one.
  private func trapped() throws -> TemporaryDirectory {
    let folder = try TemporaryDirectory()
    let script = "#!/bin/sh\ntouch \(folder.path)/started\n"
    for path in ["node_modules/.bin/prisma", "tool", "bin/git-x"] {
      try folder.write(script, to: path)
      chmod(folder.path(path), 0o755)
    }
    try folder.write("model A {\n  id Int @id\n}\n", to: "prisma/schema.prisma")
    try folder.write(#"{"scripts": {"build": "prisma migrate deploy"}}"#, to: "package.json")
    try folder.write("commands:\n  mine:\n    run: [./tool]\n", to: "sitrep.yml")
    return folder
  }

  @Test func noCommandsMeansNone() throws {
    let folder = try trapped()
    for arguments in [
      ["report", "--agent", "data", "--no-commands"], ["evidence", "--no-commands"],
      ["ready", "--agent", "data", "--no-commands"], ["check"], ["status"], ["checklist"],
      ["list", "entries"], ["schedule", "--log-file", "log"], ["init"],
      ["note", "--agent", "data", "--library", "a", "--topic", "b", "--learning", "c"]
        + ["--applied-to", "d"],
      ["credential", "--agent", "data", "--need", "key", "--for", "x"],
    ] {
      _ = try BuiltTool(folder: folder.path, now: Self.now).run(arguments)
      #expect(!FileManager.default.fileExists(atPath: folder.path("started")), "\(arguments)")
    }
    // The trap does work.
    _ = try run(folder, "evidence")
    #expect(FileManager.default.fileExists(atPath: folder.path("started")))
  }

  @Test func nothingOfARecordIsExecuted() throws {
    let folder = try trapped()
    let attack = "$(./tool) `./tool` ; ./tool | ./tool && ./tool"
    try folder.write(
      """
      # Data

      ## 2026-01-12T10:00:00Z — Data: \(attack)
      **Working On**: \(attack)
      **Evidence**:
      - Validation: \(attack) → PASS
      - [x] `./tool` passes
      **Blockers**: waiting for CEO: \(attack)

      ```sh
      ./tool
      ```
      """,
      to: "feedback/data/2026-01-12.md"
    )
    try folder.write(
      "# Data\n\n### DATA-001: \(attack)\n\n```sh\n./tool\n```\n",
      to: "docs/directions/data.md"
    )
    try folder.write(
      "CREATE TABLE a (id int); -- \(attack)\n",
      to: "supabase/migrations/1_$(touch started).sql"
    )
    for arguments in [
      ["report", "--agent", "data", "--no-commands", "--next", attack], ["status"], ["checklist"],
      ["list", "entries"], ["list", "blockers"], ["check"], ["evidence", "--no-commands"],
      ["credential", "--agent", "data", "--need", attack, "--for", attack],
    ] {
      let result = try BuiltTool(folder: folder.path, now: Self.now).run(arguments)
      #expect(result.status != 2, "\(arguments) \(result.diagnostics)")
    }
    #expect(!FileManager.default.fileExists(atPath: folder.path("started")))
  }

  @Test func argumentsOfACommandReachNoShell() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      "commands:\n  shows:\n    run: [echo, \"$(touch started)\", \"; touch started\", \"*\"]\n    contains: \"$(touch started) ; touch started *\"\n",
      to: "sitrep.yml"
    )
    let result = try run(folder, "evidence")
    #expect(result.output.contains("shows: passed"), "\(result.output)")
    #expect(try isUntouched(folder, "sitrep.yml"))
  }
}
