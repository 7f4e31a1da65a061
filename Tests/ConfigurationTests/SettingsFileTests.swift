import Configuration
import Facts
import Testing

@Suite struct SettingsFileTests {
  private func parse(_ text: String) throws(ConfigurationError) -> Settings {
    try SettingsFile.parse(SourceText(path: "sitrep.yml", text: text))
  }

  private func problems(_ text: String) -> [String] {
    do throws(ConfigurationError) {
      _ = try parse(text)
      return []
    } catch {
      return error.description.split(separator: "\n").map(String.init)
    }
  }

  @Test(arguments: ["", "\n", "# nothing\n", "agents:\ncadence:\n", "---\n# x\n"])
  func aFileThatSaysNothingChangesNothing(text: String) throws {
    var settings = try parse(text)
    #expect(settings.source == "sitrep.yml")
    settings.source = nil
    #expect(settings == Settings())
  }

  @Test func everyKeyIsRead() throws {
    let settings = try parse(
      """
      cadence: 1h30m
      agents:
        data:
          name: Data
          direction: plans/data.md
          paths: [db/**, "*.sql"]
        ai-support: AI-Support
        qa:
      people:
        - name: Ada
          roles: [approver, applier]
        - Ben
      paths:
        feedback: reports/
        migrations: ./db/*.sql
        schema: [db/schema/]
        vault: ../secrets
        allowOutside: ["../secrets"]
      commands:
        prisma format: off
        prisma validate: {timeout: 2m, folder: apps/web}
        logs:
          run: [fly, logs, --count, 7]
          exitCodes: [0, 3]
          contains: ready
          lacks: ERROR*column
          environment: FLY_TOKEN
        health: [curl, -fsS, "https://example.test/health"]
      checklist:
        - {item: looks good, rule: none}
      waivers:
        - rule: row-security-included
          object: public.audit
          reason: service role only
      rehearsal:
        prelude: db/prelude.sql
        supabase: false
      """
    )
    #expect(settings.cadence == 5_400)
    #expect(settings.agents.map(\.name) == ["data", "ai-support", "qa"])
    #expect(settings.agents[0].paths == ["db/**", "*.sql"])
    #expect(settings.agents[0].direction == "plans/data.md")
    #expect(settings.agents[1].printedName == "AI-Support")
    #expect(settings.approvers == ["Ada"])
    #expect(settings.paths.feedback == "reports")
    #expect(settings.paths.migrations == ["db/*.sql"])
    #expect(settings.paths.schema == ["db/schema/"])
    #expect(settings.paths.vault == "../secrets")
    #expect(settings.commands.map(\.name) == ["prisma validate", "logs", "health"])
    #expect(settings.commands[0].kind == .prismaValidate)
    #expect(settings.commands[0].argv == ["validate"])
    #expect(settings.commands[0].timeoutSeconds == 120)
    #expect(settings.commands[0].folder == "apps/web")
    #expect(settings.commands[1].argv == ["fly", "logs", "--count", "7"])
    #expect(settings.commands[1].passedExitCodes == [0, 3])
    #expect(settings.commands[1].forbiddenPattern == LinePattern("ERROR*column"))
    #expect(settings.commands[1].environment == ["FLY_TOKEN"])
    #expect(settings.commands[2].kind == .custom)
    #expect(settings.rule(forItem: "Looks good!") == nil)
    #expect(settings.rule(forItem: "RLS policies included") == "row-security-included")
    #expect(settings.waivers.map(\.object) == ["public.audit"])
    #expect(settings.waivers.first?.line == 32)
    #expect(settings.rehearsal == RehearsalSettings(prelude: ["db/prelude.sql"], supabase: false))
  }

  @Test(arguments: [
    (
      "cadance: 2h\n",
      "sitrep.yml:1:1: unknown key `cadance` in the configuration: did you mean `cadence`?"
    ),
    (
      "paths:\n  feedbak: x\n",
      "sitrep.yml:2:3: unknown key `feedbak` in `paths`: did you mean `feedback`?"
    ),
    (
      "vault: secrets\n",
      "sitrep.yml:1:1: unknown key `vault` in the configuration: it stands below `paths`"
    ),
    (
      "rehearsal:\n  zzzzzzzz: 1\n",
      "sitrep.yml:2:3: unknown key `zzzzzzzz` in `rehearsal`: known are `prelude`, `supabase`"
    ),
    ("cadence: 0s\n", "sitrep.yml:1:10: cadence is 1m to 24h, not `0s`"),
    ("cadence: 25h\n", "sitrep.yml:1:10: cadence is 1m to 24h, not `25h`"),
    (
      "cadence: 2\n",
      "sitrep.yml:1:10: cadence is a time span such as `2h` or `90m`, not `2`: a unit is missing"
    ),
    (
      "paths:\n  feedback: [a, b]\n",
      "sitrep.yml:2:13: `feedback` is a text, not a list"
    ),
    (
      "paths:\n  vault: /etc\n",
      "sitrep.yml:2:10: `vault` is an absolute path; to allow it, name it in `paths: allowOutside`"
    ),
    (
      "paths:\n  migrations: [a/../../b/*.sql]\n",
      "sitrep.yml:2:16: `migrations` leads out of the repository by `..`; to allow it, name it in "
        + "`paths: allowOutside`"
    ),
    (
      "paths:\n  allowOutside: [./.Git/hooks]\n  feedback: ./.Git/hooks\n",
      "sitrep.yml:3:13: `feedback` leads into `.git`, which is git's own: name another folder"
    ),
    (
      "agents:\n  ../x:\n",
      "sitrep.yml:2:3: an agent's name begins with neither `.` nor `-`"
    ),
    (
      "agents: [a/b]\n",
      "sitrep.yml:1:10: an agent's name is a plain file name, without `/`"
    ),
    (
      "agents:\n  qa: 7\n",
      "sitrep.yml:2:7: the printed name of `qa` is a text, not a number: write \"7\" in quotes if it "
        + "is meant"
    ),
    (
      "commands:\n  logs: fly logs\n",
      "sitrep.yml:2:9: command `logs` is a list of program and arguments, or a mapping with `run`, not "
        + "a text: nothing is given to a shell"
    ),
    (
      "commands:\n  logs: {environment: [A=hunter2], run: [x]}\n",
      "sitrep.yml:2:24: `environment` lists names of variables, never values: `PATH`, not `PATH=…`"
    ),
    (
      "commands:\n  logs: off\n",
      "sitrep.yml:2:9: `logs` is no built-in command that could be switched off: `prisma validate` "
        + "and `prisma format` are"
    ),
    ("waivers:\n  - {rule: a, object: b}\n", "sitrep.yml:2:5: an item of `waivers` needs `reason`"),
    (
      "cadence: 2h\npaths: {}\ncadence: 3h\n",
      "sitrep.yml:3:1: `cadence` stands twice, first in line 1"
    ),
    ("- a\n- b\n", "sitrep.yml:1:1: the configuration is a mapping of keys to values, not a list"),
    (
      "a: &a [x]\n",
      "sitrep.yml:1:4: anchors and aliases are not taken: write the value out, or quote a text that "
        + "begins with `&`"
    ),
    (
      "paths:\n  migrations: [*.sql]\n",
      "sitrep.yml:2:16: did not find expected alphabetic or numeric character: quote a pattern that begins with `*`"
    ),
    (
      "cadence: 2h\n---\ncadence: 3h\n",
      "sitrep.yml:2:1: but found another document (expected a single document in the stream that began "
        + "in line 1)"
    ),
  ])
  func aMistakeIsNamedWithItsPlace(text: String, message: String) {
    #expect(problems(text) == [message])
  }

  @Test func severalMistakesAreNamedAtOnceInTheOrderOfTheFile() {
    let found = problems("waiver: 1\ncadence: never\npaths: 7\n")
    #expect(
      found.map { String($0.prefix(13)) } == [
        "sitrep.yml:1:", "sitrep.yml:2:", "sitrep.yml:3:",
      ]
    )
  }

  @Test func bombsAreErrors() {
    let deep = String(repeating: "[", count: 100_000)
    let dashes = String(repeating: "- ", count: 100_000)
    let long = "cadence: 2h #" + String(repeating: "x", count: 300_000)
    var laughs = "a: [x]\n"
    for index in 1...30 { laughs += "k\(index): &k\(index) [*k\(index - 1), *k\(index - 1)]\n" }
    for text in [deep, dashes, long, laughs] {
      #expect(problems(text).count == 1)
    }
    let nested =
      "paths:\n  vault: " + String(repeating: "[", count: 40)
      + String(repeating: "]", count: 40)
    #expect(problems(nested).first?.contains("more than 32 levels deep") == true)
    #expect(problems("reason: |\n  'tis\na: &x [1]\n").first?.hasPrefix("sitrep.yml:3:4:") == true)
  }

  @Test func bytesThatAreNoTextAreNamedByTheirLine() {
    let bytes = Array("cadence: 2h\npaths: ".utf8) + [0xFF, 0xFE, 0x0A]
    do throws(ConfigurationError) {
      _ = try SettingsFile.parse(SourceText(path: "sitrep.yml", bytes: bytes))
      Issue.record("bytes that are no UTF-8 were taken")
    } catch {
      #expect(error.problems.map(\.line) == [2])
    }
  }

  @Test func anythingAtAllIsEitherReadOrRefused() {
    var seed: UInt64 = 7
    let words = [
      "cadence", ":", " ", "\n", "  ", "- ", "[", "]", "{", "}", "'", "\"", "#", "&a", "*a", "|",
      ">", "2h", "\t", "agents", "paths", "?", "!!str", "%", "\u{0}", "é", "\r\n", "---", "...",
      ",",
    ]
    for _ in 0..<3_000 {
      var text = ""
      for _ in 0..<12 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += words[Int(seed >> 33) % words.count]
      }
      for problem in problems(text) { #expect(problem.hasPrefix("sitrep.yml:")) }
    }
  }

  @Test(arguments: [
    ("ai-customer", "AI-Customer"), ("data", "Data"), ("qa", "QA"), ("seo", "Seo"),
    ("ai_knowledge", "AI_Knowledge"), ("x", "X"),
  ])
  func namesArePrintedInWords(name: String, printed: String) {
    #expect(AgentName.printed(name) == printed)
  }

  @Test(arguments: ["", ".", "..", "../x", "a/b", ".git", "-x", "a\nb", "a\u{202E}b", " a"])
  func namesThatAreNoPlainFileNamesAreRefused(name: String) {
    #expect(AgentName.problem(with: name) != nil)
  }

  @Test(arguments: [("2h", 7_200), ("1h30m", 5_400), ("45s", 45), ("1d", 86_400), ("2h 5m", 7_500)])
  func timeSpansAreRead(text: String, seconds: Int) {
    #expect(TimeSpan.seconds(text) == seconds)
  }

  @Test(arguments: ["", "2", "h", "2x", "1m1h", "99999999999h", "-1h", "1h1h"])
  func otherTimeSpansAreNone(text: String) {
    #expect(TimeSpan.seconds(text) == nil)
  }

  @Test func aRuleThatDoesNotExistIsNamedWithTheNearest() throws {
    let text = """
      checklist:
        - {item: tidy, rule: none}
        - {item: RLS, rule: row-securty-included}
      waivers:
        - {rule: syntax-eror, object: a.sql, reason: later}
        - {rule: zzzzzzzzzzzzzzzzzzzz, object: a.sql, reason: later}

      """
    let source = SourceText(path: "sitrep.yml", text: text)
    // Whoever does not know the rules takes any.
    #expect(try SettingsFile.parse(source).waivers.count == 2)
    do {
      _ = try SettingsFile.parse(
        source,
        rules: ["row-security-included"],
        findings: ["row-security-included", "syntax-error"]
      )
      Issue.record("unknown rules passed")
    } catch {
      #expect(
        error.description.split(separator: "\n") == [
          "sitrep.yml:3:23: there is no rule `row-securty-included`: did you mean `row-security-included`?",
          "sitrep.yml:5:12: there is no rule `syntax-eror`: did you mean `syntax-error`?",
          "sitrep.yml:6:12: there is no rule `zzzzzzzzzzzzzzzzzzzz`: known are `row-security-included`, `syntax-error`",
        ]
      )
    }
  }
}
