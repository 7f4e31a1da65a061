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
    subcommands: [EvidenceCommand.self]
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
      let session = Session(world: try world.adjusted(by: command.global), console: console)
      return try command.run(in: session).rawValue
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
