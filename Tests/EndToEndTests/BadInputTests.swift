import Foundation
import TestSupport
import Testing

/// What a repository can hold that no repository should: an exact message each, nothing hangs, nothing is lost.
@Suite struct BadInputTests {
  private static let now = "2026-01-12T12:05:00Z"

  private func evidence(_ folder: TemporaryDirectory, _ arguments: String...) throws
    -> BuiltTool.Result
  {
    try BuiltTool(folder: folder.path, now: Self.now).run(["evidence"] + arguments)
  }

  /// Help and completions are no commands, wherever they are asked for.
  @Test(arguments: [
    ("status --help", 0, "USAGE: sitrep status"), ("status -h", 0, "USAGE: sitrep status"),
    ("help status", 0, "USAGE: sitrep status"), ("--help", 0, "USAGE: sitrep"),
    ("--version", 0, "0.1.0"), ("status --version", 0, "0.1.0"),
    ("status --generate-completion-script bash", 0, "sitrep"),
    ("--generate-completion-script=zsh status", 0, "#compdef sitrep"),
    ("status --nothing", 2, "Unknown option '--nothing'"),
    ("nothing", 2, "Unexpected argument 'nothing'"),
  ])
  func whatIsNoCall(arguments: String, status: Int32, text: String) throws {
    let folder = try TemporaryDirectory()
    let result = try BuiltTool(folder: folder.path).run(
      arguments.split(separator: " ").map(String.init)
    )
    #expect(result.status == status)
    #expect((result.output + result.diagnostics).contains(text))
  }

  @Test func aFolderThatDoesNotExist() throws {
    let folder = try TemporaryDirectory()
    let result = try evidence(folder, "-C", "nowhere")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("nowhere: no such folder"))
  }

  @Test(.enabled(if: getuid() != 0, "root reads every folder"))
  func aFolderThatCannotBeRead() throws {
    let folder = try TemporaryDirectory()
    try folder.write("CREATE TABLE a (id int);\n", to: "supabase/migrations/1_a.sql")
    chmod(folder.path("supabase/migrations"), 0)
    defer { chmod(folder.path("supabase/migrations"), 0o755) }
    let result = try evidence(folder, "--no-commands")
    #expect(result.status == 0)
    #expect(result.output.contains("supabase/migrations: permission denied"))
  }

  @Test func aLinkThatLeadsOutIsNamedAndNotRead() throws {
    let folder = try TemporaryDirectory()
    try folder.write("CREATE TABLE a (id int);\n", to: "supabase/migrations/1_a.sql")
    try folder.link("supabase/migrations/2_b.sql", to: "/etc/passwd")
    try folder.makeFolder("prisma")
    try folder.link("prisma/schema.prisma", to: "/etc/passwd")
    let result = try evidence(folder, "--no-commands")
    #expect(result.status == 0)
    #expect(!result.output.contains("root:"))
    for path in ["supabase/migrations/2_b.sql", "prisma/schema.prisma"] {
      #expect(
        result.output.contains(
          "\(path): no regular file, or a link that leads out of the repository"
        )
      )
    }
  }

  @Test func aBinaryFileNamedSQL() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      [0x7F, 0x45, 0x4C, 0x46, 0, 0, 1, 0xFF, 0xFE, 0x0A, 0],
      to: "supabase/migrations/1_binary.sql"
    )
    try folder.write("CREATE TABLE crates (id int);\n", to: "supabase/migrations/2_b.sql")
    let result = try evidence(folder, "--no-commands")
    #expect(result.status == 0)
    #expect(result.output.contains("supabase/migrations/1_binary.sql (2 lines)"))
    #expect(result.output.contains("NUL"))
    #expect(result.output.contains("table `crates`"))
  }

  @Test func anEmptySchemaAndAnEmptyMigration() throws {
    let folder = try TemporaryDirectory()
    try folder.write("", to: "prisma/schema.prisma")
    try folder.write("", to: "supabase/migrations/1_empty.sql")
    let result = try evidence(folder, "--no-commands", "--format", "json")
    #expect(result.status == 0)
    #expect(try Contract.violations(of: "evidence", in: result.output) == "")
    #expect(result.output.contains("empty-schema"))
  }

  @Test func aMigrationOfAHundredMegabytes() throws {
    let folder = try TemporaryDirectory()
    let line = Array("INSERT INTO a VALUES ('0123456789012345678901234567890123456789');\n".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(line.count * 1_500_000)
    for _ in 0..<1_500_000 { bytes += line }
    try folder.write(bytes, to: "supabase/migrations/1_large.sql")
    let result = try evidence(folder, "--no-commands")
    #expect(result.status == 0)
    #expect(result.output.contains("1_large.sql (1500000 lines)"))
    #expect(result.output.contains("not analysed"))
  }

  @Test func commandsThatMisbehave() throws {
    let folder = try TemporaryDirectory()
    try folder.write(
      """
      commands:
        never ends:
          run: [sleep, "600"]
          timeout: 1s
        prints a gigabyte:
          run: [head, -c, "1073741824", /dev/zero]
        leaves a child:
          run: [sh, -c, "sleep 600 & echo left"]
        is not there:
          run: [no-such-program]

      """,
      to: "sitrep.yml"
    )
    let result = try evidence(folder)
    #expect(result.diagnostics == "")
    #expect(result.status == 0)
    #expect(result.output.contains("never ends: FAILED"))
    #expect(result.output.contains("prints a gigabyte: passed"))
    #expect(result.output.contains("leaves a child: passed"))
    #expect(result.output.contains("is not there: not run: there is no program no-such-program"))
  }

  @Test func aConfigurationThatIsWrongNamesItsPlace() throws {
    let folder = try TemporaryDirectory()
    try folder.write("cadance: 2h\n", to: "sitrep.yml")
    let result = try evidence(folder)
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("sitrep.yml:1:1: "))
    #expect(result.diagnostics.contains("cadence"))
  }

  @Test func aTemplateThatDoesNotFitWritesNothing() throws {
    let folder = try TemporaryDirectory()
    try folder.write("## {{timestamp}}\n{{nothing}}\n", to: "templates/report.md.mustache")
    let result = try BuiltTool(folder: folder.path, now: Self.now).run("report", "--agent", "data")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("templates/report.md.mustache:2: unknown key 'nothing'"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("feedback")))
  }

  @Test(arguments: ["../data", ".hidden", "a/b", "", "a\nb"])
  func anAgentThatIsNoPlainFileName(name: String) throws {
    let folder = try TemporaryDirectory()
    let result = try BuiltTool(folder: folder.path, now: Self.now).run("report", "--agent", name)
    #expect(result.status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path("feedback")))
  }
}
