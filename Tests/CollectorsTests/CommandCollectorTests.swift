import Collectors
import Configuration
import Facts
import Foundation
import Testing

/// Real processes in a temporary repository; `prisma` there is a script that says so.
struct CommandCollectorTests {
  private let repository: Repository

  init() throws {
    repository = try Repository()
  }

  @Test func aCommandThatEndsWell() {
    let run = repository.run(["sh", "-c", "echo done; echo aside >&2; pwd"])
    #expect(run.outcome == .passed && run.exitCode == 0 && run.reason == nil)
    #expect(run.stdout.text == "done\n\(repository.root)\n")
    #expect(run.stderr.text == "aside\n" && run.stderr.bytes == 6)
    #expect(run.argv[0] == "sh" && run.name == "probe" && !run.timedOut)
  }

  @Test func exitCodesAndPatternsDecide() throws {
    let script = "echo 'one ERROR: column gone'; exit 3"
    #expect(repository.run(["sh", "-c", script]).reason == "exit code 3, where 0 means passed")
    var settings = CommandSettings(
      name: "probe",
      argv: ["sh", "-c", script],
      passedExitCodes: [0, 3]
    )
    #expect(repository.run(settings).outcome == .passed)
    settings.forbiddenPattern = LinePattern("ERROR*column")
    #expect(repository.run(settings).reason == "its output has a line with `ERROR*column`")
    settings.forbiddenPattern = LinePattern("WARNING")
    settings.requiredPattern = LinePattern("healthy")
    #expect(repository.run(settings).reason == "its output has no line with `healthy`")
    settings.requiredPattern = LinePattern("one")
    #expect(repository.run(settings).outcome == .passed)
  }

  @Test func aMissingProgramIsNotRun() {
    let run = repository.run(["no-such-program-here"])
    #expect(run.outcome == .notRun && run.exitCode == nil)
    #expect(
      run.reason == "there is no program no-such-program-here; install it, or correct its path"
    )
    #expect(repository.run(["./nothing"]).outcome == .notRun)
    #expect(repository.run([]).outcome == .notRun)
    #expect(repository.run(["sh", "-c", "exit 127"]).outcome == .notRun)
  }

  @Test func aCommandThatNeverEndsIsEnded() {
    let settings = CommandSettings(
      name: "probe",
      argv: ["sh", "-c", "echo begun; sleep 1000 & wait"],
      timeoutSeconds: 1
    )
    let run = repository.run(settings)
    #expect(run.outcome == .failed && run.timedOut)
    #expect(run.stdout.text == "begun\n")
    #expect(
      run.reason == "it did not end within 1 s, and was ended with all that it started"
    )
  }

  @Test func oneGigabyteOfOutputIsBounded() {
    let run = repository.run(["sh", "-c", "yes 'a line of it' | head -c 1000000000"])
    #expect(run.stdout.bytes == 1_000_000_000 && run.stdout.truncated)
    #expect(run.stdout.text.utf8.count <= 1 << 20 && run.stdout.text.hasSuffix("a line of it\n"))
  }

  @Test func whatMayStandInAPartThatWasNotKeptIsNotPassed() {
    var settings = CommandSettings(
      name: "probe",
      argv: ["sh", "-c", "yes line | head -c 2000000; echo ERROR"]
    )
    settings.forbiddenPattern = LinePattern("ERROR")
    #expect(repository.run(settings).outcome == .notRun)
    settings.forbiddenPattern = nil
    settings.requiredPattern = LinePattern("ERROR")
    #expect(repository.run(settings).outcome == .notRun)
  }

  @Test func aChildThatHoldsThePipeIsNotWaitedFor() {
    let clock = ContinuousClock()
    let duration = clock.measure {
      let run = repository.run(["sh", "-c", "sleep 30 & echo left"])
      #expect(run.outcome == .passed && run.stdout.text == "left\n")
    }
    #expect(duration < .seconds(15))
  }

  @Test func aSignalIsNamed() {
    let run = repository.run(["sh", "-c", "kill -9 $$"])
    #expect(run.outcome == .failed && run.signal == 9 && run.exitCode == nil)
    #expect(run.reason == "it was ended by signal 9")
  }

  @Test func theEnvironmentIsAShortList() {
    let environment = ["PATH": "/usr/bin:/bin", "API_TOKEN": "t", "CONFIGURED": "c", "HOME": "/h"]
    let settings = CommandSettings(
      name: "probe",
      argv: ["env"],
      environment: ["CONFIGURED", "NONE"]
    )
    let lines = repository.run(settings, environment: environment).stdout.text
      .split(separator: "\n").map(String.init)
    #expect(
      Set(lines).subtracting(["PWD=\(repository.root)"])
        == ["PATH=/usr/bin:/bin", "CONFIGURED=c", "HOME=/h", "NO_COLOR=1", "TERM=dumb"]
    )
  }

  @Test func aFolderStaysInTheRepository() throws {
    try repository.link("out", to: "/tmp")
    for (folder, reason) in [
      ("none", "the folder none does not exist"),
      ("out", "the folder out leads out of the repository"),
      ("..", "the folder .. leads out of the repository"),
    ] {
      let run = repository.run(CommandSettings(name: "probe", argv: ["pwd"], folder: folder))
      #expect(run.outcome == .notRun && run.reason == reason)
    }
    try repository.write("sub/x", "")
    let run = repository.run(CommandSettings(name: "probe", argv: ["pwd"], folder: "sub"))
    #expect(run.stdout.text == "\(repository.root)/sub\n")
  }

  @Test func textIsPlainAndRedacted() {
    let script = #"""
      printf '\033[1;31mred\033[0m \033]8;;http://x\007link\033]8;;\033\\ a\r\nb\rc\0d\342\200\256e\010 hunter22\n'
      """#
    let run = repository.run(["sh", "-c", script])
    #expect(run.stdout.text == "red link a\nb\ncde [redacted]\n")
    #expect(repository.run(["echo", "hunter22"]).argv == ["echo", "[redacted]"])
    #expect(repository.run(["hunter22"]).reason?.contains("hunter22") == false)
  }
}

extension CommandCollectorTests {
  private static let schema = PrismaSchema(paths: ["prisma/schema.prisma"])

  @Test func withoutASchemaPrismaIsNotRun() {
    let runs = repository.collector().collect(CommandSettings.builtIn, schema: nil)
    #expect(runs.map(\.name) == ["prisma validate", "prisma format"])
    #expect(runs.allSatisfy { $0.outcome == .notRun })
    #expect(runs[0].reason == "this repository has no Prisma schema")
  }

  @Test func withoutPrismaItIsNotRun() {
    let runs = repository.collector(["PATH": "/nonexistent"])
      .collect(CommandSettings.builtIn, schema: Self.schema)
    #expect(runs[0].outcome == .notRun)
    #expect(runs[0].reason?.hasPrefix("prisma is not installed here: ") == true)
    #expect(runs[0].argv == ["prisma", "validate"])
  }

  @Test func theInstalledPrismaIsRun() throws {
    try repository.installPrismaStandIn(
      """
      case "$*" in
        validate) echo 'The schema at prisma/schema.prisma is valid 🚀' ;;
        'format --check') echo '! There are unformatted files. Run prisma format.' >&2; exit 1 ;;
        *) echo "$*"; exit 9 ;;
      esac
      """
    )
    let runs = repository.collector().collect(CommandSettings.builtIn, schema: Self.schema)
    #expect(runs.map(\.outcome) == [.passed, .failed])
    #expect(runs[0].argv == ["node_modules/.bin/prisma", "validate"])
    #expect(runs[0].version == "6.4.2")
    #expect(runs[1].exitCode == 1 && runs[1].reason?.contains("unformatted") == true)
  }

  @Test func aSchemaElsewhereIsNamedToPrisma() throws {
    try repository.installPrismaStandIn("echo \"said $*\"; exit 1")
    try repository.write("db/x", "")
    func arguments(_ paths: [String], folder: String = ".") -> String {
      var settings = CommandSettings.builtIn[0]
      settings.folder = folder
      let runs = repository.collector().collect([settings], schema: PrismaSchema(paths: paths))
      return runs[0].stdout.text
    }
    #expect(arguments(["schema.prisma"]) == "said validate\n")
    #expect(arguments(["db/a.prisma"]) == "said validate --schema db/a.prisma\n")
    #expect(arguments(["db/s/a.prisma", "db/s/m/b.prisma"]) == "said validate --schema db/s\n")
    #expect(arguments(["db/prisma/schema.prisma"], folder: "db") == "said validate\n")
    #expect(arguments(["s/a.prisma"], folder: "db") == "said validate --schema ../s/a.prisma\n")
  }

  @Test func prismaGetsTheVariablesOfItsDatasource() throws {
    try repository.installPrismaStandIn("echo \"[$SHOP_URL][$OTHER][$npm_config_yes]\"; exit 1")
    var schema = Self.schema
    schema.datasources = [
      PrismaConfigurationBlock(
        name: "db",
        path: "a",
        line: 1,
        endLine: 3,
        properties: [.init(name: "url", text: #"env("SHOP_URL")"#, strings: ["SHOP_URL"], line: 2)]
      )
    ]
    let collector = repository.collector(["PATH": "/usr/bin:/bin", "SHOP_URL": "u", "OTHER": "o"])
    let run = collector.collect([CommandSettings.builtIn[0]], schema: schema)[0]
    #expect(run.stdout.text == "[u][][false]\n")
  }

  @Test func npxIsToldNeverToInstall() throws {
    try repository.write(
      "tools/npx",
      "#!/bin/sh\necho \"npx stand-in: $*\" >&2\n"
        + "echo 'npx canceled due to missing packages and no YES option' >&2\nexit 1\n",
      executable: true
    )
    let collector = repository.collector(["PATH": "\(repository.root)/tools:/usr/bin:/bin"])
    let run = collector.collect([CommandSettings.builtIn[0]], schema: Self.schema)[0]
    #expect(run.argv == ["npx", "--no", "--offline", "prisma", "validate"])
    #expect(run.stderr.text.hasPrefix("npx stand-in: --no --offline prisma validate\n"))
    #expect(run.outcome == .notRun)
    #expect(run.reason == "prisma is not installed here: run npm install in this repository")
  }

  @Test func aPrismaThatHangsHasNotLooked() throws {
    try repository.installPrismaStandIn("sleep 1000")
    var settings = CommandSettings.builtIn[0]
    settings.timeoutSeconds = 1
    let run = repository.collector().collect([settings], schema: Self.schema)[0]
    #expect(run.outcome == .notRun && run.timedOut)
  }
}

/// A temporary folder that is removed with its last copy.
private final class Repository: Sendable {
  let root: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory.appending(
      path: "sitrep-commands-\(UUID().uuidString)"
    )
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    root = folder.path
  }

  deinit {
    try? FileManager.default.removeItem(atPath: root)
  }

  func write(_ path: String, _ text: String, executable: Bool = false) throws {
    let url = URL(filePath: root).appending(path: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(),
      withIntermediateDirectories: true
    )
    try Data(text.utf8).write(to: url)
    if executable {
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
    }
  }

  func link(_ path: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: "\(root)/\(path)",
      withDestinationPath: target
    )
  }

  /// A shell script in place of Prisma: what it prints is the test's.
  func installPrismaStandIn(_ script: String) throws {
    try write("node_modules/prisma/prisma-stand-in", "#!/bin/sh\n\(script)\n", executable: true)
    try write("node_modules/prisma/package.json", #"{"name": "prisma", "version": "6.4.2"}"#)
    try FileManager.default.createDirectory(
      atPath: "\(root)/node_modules/.bin",
      withIntermediateDirectories: true
    )
    try link("node_modules/.bin/prisma", to: "../prisma/prisma-stand-in")
  }

  func collector(_ environment: [String: String] = ["PATH": "/usr/bin:/bin"]) -> CommandCollector {
    CommandCollector(root: root, environment: environment) {
      $0.replacing("hunter22", with: "[redacted]")
    }
  }

  func run(
    _ settings: CommandSettings,
    environment: [String: String] = ["PATH": "/usr/bin:/bin"]
  ) -> CommandRun {
    collector(environment).collect([settings], schema: nil)[0]
  }

  func run(_ argv: [String]) -> CommandRun {
    run(CommandSettings(name: "probe", argv: argv))
  }
}
