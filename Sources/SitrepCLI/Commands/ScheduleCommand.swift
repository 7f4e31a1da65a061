import ArgumentParser
import Configuration
import Reports
import Workspace

#if canImport(Glibc)
internal import Glibc
#endif

struct ScheduleCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "schedule",
    abstract: "Print a crontab line, or units for systemd, that work as printed.",
    discussion: """
      Append the line to what is there:
        (crontab -l 2>/dev/null; sitrep schedule) | crontab -
      Or write the units, and let them start:
        sitrep schedule --systemd --into ~/.config/systemd/user
        systemctl --user daemon-reload && systemctl --user enable --now sitrep-NAME.timer
      """
  )

  @OptionGroup var global: GlobalOptions

  @Flag(help: "Print a service and a timer for systemd.")
  var systemd = false

  @Option(help: ArgumentHelp("Write the two units into this folder.", valueName: "dir"))
  var into: String?

  @Option(
    name: .customLong("log-file"),
    help: ArgumentHelp("Where cron's runs are logged, below 1 MiB.", valueName: "file")
  )
  var logFile: String?

  @Option(help: ArgumentHelp("Minute of the hour of the first start: 0 to 59.", valueName: "n"))
  var minute: Int?

  func validate() throws {
    if let minute, !(0...59).contains(minute) {
      throw ValidationError("--minute is 0 to 59, not \(minute)")
    }
    if into != nil, !systemd { throw ValidationError("--into goes with --systemd") }
  }

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let schedule = try schedule(for: repository, session.world)
    if let problem = schedule.problem { throw CannotRun(problem) }
    if schedule.executable.contains("/.build/") {
      session.console.note(
        "this runs \(schedule.executable), which the next build replaces: `make install` gives it a place"
      )
    }
    guard systemd else {
      guard let text = CrontabText.text(schedule) else {
        throw CannotRun("the line would be longer than cron takes: use --systemd, or shorter paths")
      }
      session.console.print(text)
      return .clean
    }
    let units = SystemdText(schedule)
    guard let into else {
      session.console.print(units.text)
      return .clean
    }
    let folder = session.world.absolute(into)
    for (name, text) in [(units.serviceName, units.service), (units.timerName, units.timer)] {
      let outcome = StarterFile.create(text, at: "\(folder)/\(name)")
      session.console.print("\(outcome.verb) \(folder)/\(name)\(outcome.remark)\n")
      if outcome.isFailure { return .cannotRun }
    }
    return .clean
  }

  private func schedule(for repository: Repository, _ world: World) throws -> ReportSchedule {
    let executable =
      ReportSchedule.runningExecutable ?? world.program("sitrep") ?? "/usr/bin/sitrep"
    var schedule = ReportSchedule(
      root: repository.tree.root,
      executable: executable,
      searchPath: world.scheduledSearchPath,
      timeoutProgram: world.program("timeout") ?? "/usr/bin/timeout",
      cadence: repository.settings.cadence,
      log: "/",
      minute: minute
    )
    if let logFile {
      schedule.log = world.absolute(logFile)
    } else if let state = world.stateFolder {
      schedule.log = "\(state)/sitrep/\(schedule.name).log"
    } else if !systemd {
      throw CannotRun("where to log? HOME is not set: name a file with --log-file")
    }
    return schedule
  }
}

extension ReportSchedule {
  /// Where the running tool stands.
  fileprivate static var runningExecutable: String? {
    guard let pointer = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(pointer) }
    return String(cString: pointer)
  }
}

extension World {
  /// A path of the command line, made absolute.
  func absolute(_ path: String) -> String {
    path.hasPrefix("/") ? path : "\(workingDirectory)/\(path)"
  }

  private var searchPath: [String] {
    (environment["PATH"] ?? "").split(separator: ":").map(String.init).filter { $0.hasPrefix("/") }
  }

  /// The absolute path of a program on the PATH; nil when it is not there.
  func program(_ name: String) -> String? {
    searchPath.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
  }

  /// The folders that a run without a login needs: those of node and npx, and the usual ones.
  var scheduledSearchPath: [String] {
    let programs = ["npx", "node", "git"].compactMap { program($0) }
    let folders = programs.compactMap { path in
      path.lastIndex(of: "/").map { String(path[..<$0]) }
    }
    var unique: [String] = []
    for folder in folders + ["/usr/local/bin", "/usr/bin", "/bin"] where !unique.contains(folder) {
      // A colon would end the folder's name in a search path.
      if !folder.contains(":") { unique.append(folder) }
    }
    return unique
  }

  /// Source: XDG Base Directory Specification, `XDG_STATE_HOME`.
  fileprivate var stateFolder: String? {
    if let state = environment["XDG_STATE_HOME"], state.hasPrefix("/") { return state }
    return environment["HOME"].flatMap { $0.hasPrefix("/") ? "\($0)/.local/state" : nil }
  }
}
