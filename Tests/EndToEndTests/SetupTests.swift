import Foundation
import TestSupport
import Testing

@Suite struct SetupTests {
  /// A repository folder that goes away with the test.
  private final class Folder {
    let path: String

    init(_ name: String = "repo") throws {
      let base = FileManager.default.temporaryDirectory.resolvingSymlinksInPath().path
      path = "\(base)/sitrep-\(UUID().uuidString)/\(name)"
      try FileManager.default.createDirectory(
        atPath: "\(path)/.git",
        withIntermediateDirectories: true
      )
    }

    deinit {
      try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
    }

    func text(_ name: String) -> String? {
      (try? Data(contentsOf: URL(filePath: "\(path)/\(name)"))).map {
        String(decoding: $0, as: UTF8.self)
      }
    }

    func write(_ text: String, _ name: String) throws {
      try Data(text.utf8).write(to: URL(filePath: "\(path)/\(name)"))
    }
  }

  @Test func initWritesWhatIsMissingAndLeavesTheRest() throws {
    let folder = try Folder()
    try folder.write("cadence: 1h\n", "sitrep.yml")
    try folder.write("# Ours", "AGENTS.md")
    let first = try BuiltTool(folder: folder.path).run("init", "--agents-md", "--merge-union")
    #expect(first.status == 0)
    #expect(first.output.contains("left sitrep.yml: it is there already\n"))
    #expect(first.output.contains("extended AGENTS.md\n"))
    #expect(folder.text("sitrep.yml") == "cadence: 1h\n")
    #expect(folder.text("AGENTS.md")?.hasPrefix("# Ours\n<!-- sitrep: begin -->\n") == true)
    #expect(folder.text("AGENTS.md")?.contains("Every 1h") == true)
    #expect(folder.text(".gitattributes") == "feedback/**/*.md merge=union\n")
    #expect(folder.text("templates/report.md.mustache") != nil)
    let agents = folder.text("AGENTS.md")
    let second = try BuiltTool(folder: folder.path).run("init", "--agents-md", "--merge-union")
    #expect(second.status == 0)
    #expect(second.output.split(separator: "\n").allSatisfy { $0.hasPrefix("left ") })
    #expect(folder.text("AGENTS.md") == agents)
  }

  /// The calls of the block's fences and of its first item, each as one line.
  private func calls(in block: String) -> [String] {
    let joined = block.replacingOccurrences(of: "\\\n", with: " ")
    let lines = joined.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
    return ["sitrep report"] + lines.filter { $0.hasPrefix("sitrep ") }
  }

  @Test func theCallsOfTheBlockPassAsTheyStand() throws {
    let folder = try Folder()
    _ = try BuiltTool(folder: folder.path).run("init", "--agents-md")
    let calls = calls(in: folder.text("AGENTS.md") ?? "")
    #expect(calls.count == 4)
    for call in calls {
      let process = Process()
      process.executableURL = URL(filePath: "/bin/sh")
      process.arguments = ["-c", call]
      process.currentDirectoryURL = URL(filePath: folder.path)
      process.environment = BuiltTool.hermeticEnvironment.merging([
        "PATH": "\((BuiltTool.path as NSString).deletingLastPathComponent):/usr/bin:/bin",
        "SITREP_AGENT": "qa",
      ]) { $1 }
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      try process.run()
      let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 0, "\(call): \(said)")
    }
  }

  @Test func initFollowsNoLinkOutOfTheRepository() throws {
    let folder = try Folder()
    let outside = try Folder()
    try FileManager.default.createSymbolicLink(
      atPath: "\(folder.path)/templates",
      withDestinationPath: outside.path
    )
    let result = try BuiltTool(folder: folder.path).run("init")
    #expect(result.status == 2)
    #expect(result.output.contains("a link leads out of the repository"))
    #expect(outside.text("report.md.mustache") == nil)
  }

  @Test func aConfigurationThatInitWroteIsRead() throws {
    let folder = try Folder()
    _ = try BuiltTool(folder: folder.path).run("init")
    #expect(try BuiltTool(folder: folder.path).run("schedule").status == 0)
    try folder.write("cadance: 2h\n", "sitrep.yml")
    let refused = try BuiltTool(folder: folder.path).run("schedule")
    #expect(refused.status == 2)
    #expect(refused.diagnostics.contains("sitrep.yml:1:1: unknown key `cadance`"))
    #expect(refused.diagnostics.contains("did you mean `cadence`?"))
  }

  @Test func aScheduleNamesTheRepositoryItsCadenceAndTheTool() throws {
    let folder = try Folder("50% off")
    try FileManager.default.createDirectory(
      atPath: "\(folder.path)/deep/er",
      withIntermediateDirectories: true
    )
    let result = try BuiltTool(folder: "\(folder.path)/deep/er")
      .run("schedule", "--minute", "11", "--log-file", "/var/log/x.log")
    #expect(result.status == 0)
    let line = try #require(result.output.split(separator: "\n").last)
    let root = folder.path.replacingOccurrences(of: "%", with: "\\%")
    #expect(line.hasPrefix("11 * * * * cd '\(root)' && PATH="))
    #expect(line.contains(" report --all --if-due --log /var/log/x.log || "))
    let units = try BuiltTool(folder: folder.path).run("schedule", "--systemd")
    #expect(
      units.output.contains(
        "WorkingDirectory=\(folder.path.replacingOccurrences(of: "%", with: "%%"))\n"
      )
    )
  }

  @Test func withoutAHomeTheLogHasToBeNamed() throws {
    let folder = try Folder()
    let tool = BuiltTool(folder: folder.path, environment: ["HOME": ""])
    let result = try tool.run("schedule")
    #expect(result.status == 2)
    #expect(result.diagnostics.contains("--log-file"))
    #expect(try tool.run("schedule", "--systemd").status == 0)
  }

  /// Runs the printed command as cron does: by `sh -c`, with its few variables, `\%` turned to `%`.
  private func runAsCron(_ line: Substring, at folder: Folder) throws -> (Int32, String) {
    let command = line.split(separator: " ", maxSplits: 5)[5]
      .replacingOccurrences(of: "\\%", with: "%")
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", command]
    process.environment = ["PATH": "/usr/bin:/bin", "SHELL": "/bin/sh", "LOGNAME": "nobody"]
    process.currentDirectoryURL = URL(filePath: "/")
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let said = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, said)
  }

  @Test func whatCronRunsIsLoggedAndTroubleIsSaid() throws {
    let folder = try Folder("it's 50% off")
    let log = "\(folder.path)/.git/logs/x.log"
    let result = try BuiltTool(folder: folder.path).run("schedule", "--log-file", log)
    let line = try #require(result.output.split(separator: "\n").last)
    try folder.write("cadence: never\n", "sitrep.yml")
    let (_, said) = try runAsCron(line, at: folder)
    #expect(said.contains("sitrep.yml:1:10: cadence is a time span"))
    #expect(said.hasSuffix("sitrep: ended with 2\n"))
    let logged = folder.text(".git/logs/x.log")
    #expect(logged?.contains("sitrep report: exit 2\n") == true)
  }

  @Test func theLogStaysBounded() throws {
    let folder = try Folder()
    let log = "\(folder.path)/x.log"
    try folder.write(String(repeating: "x", count: 524_200), "x.log")
    try folder.write("older", "x.log.1")
    let tool = BuiltTool(folder: folder.path, now: "2026-01-02T03:04:05Z")
    let result = try tool.run("schedule", "--log", log)
    #expect(result.status == 0)
    #expect(result.output.isEmpty && result.diagnostics.isEmpty)
    #expect(
      folder.text("x.log")?.hasPrefix("2026-01-02T03:04:05Z sitrep schedule: exit 0\n") == true
    )
    #expect(folder.text("x.log.1")?.utf8.count == 524_200)
  }

  @Test func aLogThatCannotBeWrittenLosesNothing() throws {
    let folder = try Folder()
    let result = try BuiltTool(folder: folder.path).run("schedule", "--log", "/dev/null/x")
    #expect(result.status == 0)
    #expect(result.output.contains(" * * * cd "))
    #expect(result.diagnostics.contains("the log /dev/null/x could not be written"))
  }
}
