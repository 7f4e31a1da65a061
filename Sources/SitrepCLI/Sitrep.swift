import ArgumentParser
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
    subcommands: [
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
  )

  static let version = "0.1.0"
}

/// The composition root: reads the arguments, runs one command, and gives the exit code.
package enum SitrepTool {
  /// Runs one command and gives the process's exit code; `arguments` come without the program's name.
  package static func run(arguments: [String], world: World, console: Console) -> Int32 {
    do {
      let command = try Sitrep.parseAsRoot(arguments)
      guard let command = command as? any SitrepCommand else {
        // Help and completions, which ArgumentParser prints by throwing.
        var command = command
        try command.run()
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
