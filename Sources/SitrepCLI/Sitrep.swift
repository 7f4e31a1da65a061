import ArgumentParser
import Record
package import Workspace

/// The root command.
struct Sitrep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sitrep",
    abstract: "Situation reports of a team of coding agents, computed from the repository.",
    discussion: """
      Exit codes: 0 clean, written or not due; 1 findings or refused; 2 could not run.
      """,
    version: version,
    subcommands: commands.map { $0 }
  )

  static let commands: [any SitrepCommand.Type] = [
    ReportCommand.self,
    BlockerCommand.self,
    CredentialCommand.self,
    NoteCommand.self,
    ReadyCommand.self,
    EvidenceCommand.self,
    AuditCommand.self,
    CheckCommand.self,
    StatusCommand.self,
    ChecklistCommand.self,
    ListCommand.self,
    RehearseCommand.self,
    VerifyCommand.self,
    RedactCommand.self,
    ScheduleCommand.self,
    InitCommand.self,
  ]

  static let version = "0.1.0"
}

/// The same commands without help, version and completion scripts.
///
/// ArgumentParser looks for those first, and longer than it takes to parse the arguments. What is refused here is
/// left to `Sitrep`.
private struct PlainCall: ParsableCommand {
  // With a super command no completion script is looked for.
  static let configuration = CommandConfiguration(
    commandName: Sitrep.configuration.commandName,
    _superCommandName: "",
    subcommands: Sitrep.configuration.subcommands,
    helpNames: []
  )

  /// nil for everything that is no call of a command, or a wrong one.
  static func parse(_ arguments: [String]) -> (any SitrepCommand)? {
    guard let command = try? parseAsRoot(arguments) else { return nil }
    return Sitrep.commands.lazy.compactMap { $0.own(command) }.first
  }
}

extension SitrepCommand {
  /// The command where it is of this type: quicker than to ask whether it conforms to the protocol.
  fileprivate static func own(_ command: any ParsableCommand) -> (any SitrepCommand)? {
    command as? Self
  }
}

/// The composition root: reads the arguments, runs one command, and gives the exit code.
package enum SitrepTool {
  /// The commands that read the whole record, whatever else they are told.
  private static let readers = ["status", "checklist", "list"]

  /// Runs one command and gives the process's exit code; `arguments` come without the program's name.
  package static func run(arguments: [String], world: World, console: Console) -> Int32 {
    if let name = arguments.first, readers.contains(name) {
      ProcessMemory.keep()
      ReadingTables.prepare()
    }
    do {
      guard let command = try PlainCall.parse(arguments) ?? parse(arguments) else {
        return ExitStatus.clean.rawValue
      }
      let world = try world.adjusted(by: command.global)
      guard let log = command.global.log else { return run(command, world, console) }
      let path = log.hasPrefix("/") ? log : "\(world.workingDirectory)/\(log)"
      let name = type(of: command)._commandName
      return RunLog(path: path).record(name, at: world.now, console: console) { console in
        run(command, world, console)
      }
    } catch {
      return report(error, console)
    }
  }

  /// nil for what is answered already.
  private static func parse(_ arguments: [String]) throws -> (any SitrepCommand)? {
    var command = try Sitrep.parseAsRoot(arguments)
    if let command = command as? any SitrepCommand { return command }
    // Help and completions, which ArgumentParser prints by throwing.
    try command.run()
    return nil
  }

  private static func run(
    _ command: any SitrepCommand,
    _ world: World,
    _ console: Console
  ) -> Int32 {
    do {
      return try command.run(in: Session(world: world, console: console)).rawValue
    } catch {
      return report(error, console)
    }
  }

  /// Prints why a command did not end well, and gives its exit code.
  private static func report(_ error: any Error, _ console: Console) -> Int32 {
    do {
      throw error
    } catch let refusal as Refusal {
      console.note(refusal.description)
      return ExitStatus.findings.rawValue
    } catch let error where Sitrep.exitCode(for: error) == .success {
      console.print(Sitrep.message(for: error) + "\n")
      return ExitStatus.clean.rawValue
    } catch let error where Sitrep.exitCode(for: error) == .validationFailure {
      console.note(Sitrep.fullMessage(for: error))
      return ExitStatus.cannotRun.rawValue
    } catch {
      console.note("\(error)")
      return ExitStatus.cannotRun.rawValue
    }
  }
}

extension World {
  /// The world with `-C` and `--now` applied.
  fileprivate func adjusted(by options: GlobalOptions) throws -> World {
    var world = self
    if let now = options.now { world.now = now }
    if let directory = options.directory {
      world.workingDirectory =
        directory.hasPrefix("/") ? directory : "\(workingDirectory)/\(directory)"
    }
    return world
  }
}
