import ArgumentParser

/// A command of the tool: parsed by ArgumentParser, run with the world passed in.
protocol SitrepCommand: ParsableCommand {
  var global: GlobalOptions { get }

  /// - Throws: `Refusal` (exit 1), `CannotRun` and everything else (exit 2).
  func run(in session: Session) throws -> ExitStatus
}

extension SitrepCommand {
  // ArgumentParser's own entry is never used: the composition root calls `run(in:)`.
  func run() throws {
    throw CannotRun("\(Self._commandName) was started without a session")
  }
}
