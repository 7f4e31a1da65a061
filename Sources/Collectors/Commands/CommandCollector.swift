package import Configuration
package import Facts
internal import Workspace

/// Runs the configured commands and keeps what they said as evidence.
///
/// No shell, an allow-listed environment, bounded in time and bytes. What could not be run, or did
/// not look at what it is for, is `notRun` with the reason.
package struct CommandCollector: Sendable {
  private let root: String
  private let environment: [String: String]
  private let redact: @Sendable (String) -> String

  /// - Parameters:
  ///   - root: absolute path of the repository.
  ///   - environment: of this process; a child gets a small part of it.
  ///   - redact: takes the secrets out of a text; everything kept passes through it.
  package init(
    root: String,
    environment: [String: String],
    redact: @escaping @Sendable (String) -> String
  ) {
    self.root = root
    self.environment = environment
    self.redact = redact
  }

  /// One run for each command, in their order, one after the other.
  ///
  /// The two built-in commands are told the place of `schema`, the repository's Prisma schema, and
  /// get the variables that its datasource reads; without one they are not run.
  package func collect(_ commands: [CommandSettings], schema: PrismaSchema?) -> [CommandRun] {
    commands.map { settings in
      switch settings.kind {
      case .custom: custom(settings)
      case .prismaValidate, .prismaFormat: prisma(settings, schema: schema)
      }
    }
  }

  private var lookup: ProgramLookup {
    ProgramLookup(root: root, search: ExecutableSearch(environment: environment))
  }

  private func custom(_ settings: CommandSettings) -> CommandRun {
    guard let name = settings.argv.first, !name.isEmpty else {
      return notRun(
        settings,
        argv: settings.argv,
        "the command is empty; write its program and arguments"
      )
    }
    if let objection = lookup.objection(to: settings.folder) {
      return notRun(settings, argv: settings.argv, objection)
    }
    guard let program = lookup.program(name, in: settings.folder) else {
      return notRun(
        settings,
        argv: settings.argv,
        "there is no program \(name); install it, or correct its path"
      )
    }
    let child = ChildEnvironment.allowed(from: environment, adding: settings.environment)
    return run(settings, program: program, argv: settings.argv, environment: child) {
      outcome,
      texts in
      let ending = CommandVerdict.Ending(
        exitCode: outcome.exitCode,
        signal: outcome.signal,
        timedOut: outcome.timedOut,
        text: texts.joined(separator: "\n"),
        isCut: outcome.output.isTruncated || outcome.diagnostics.isTruncated
      )
      let verdict = CommandVerdict(ending, settings)
      return (verdict.outcome, verdict.reason, nil)
    }
  }

  private func prisma(_ settings: CommandSettings, schema: PrismaSchema?) -> CommandRun {
    let shown = ["prisma"] + settings.argv
    guard let schema, !schema.paths.isEmpty else {
      return notRun(settings, argv: shown, "this repository has no Prisma schema")
    }
    if let objection = lookup.objection(to: settings.folder) {
      return notRun(settings, argv: shown, objection)
    }
    let arguments = settings.argv + PrismaSchemaArgument.of(schema.paths, folder: settings.folder)
    let program: String
    let argv: [String]
    switch lookup.prisma(from: settings.folder) {
    case .installed(let path, let shown): (program, argv) = (path, [shown] + arguments)
    // Offline: asked for a package that it does not have, npx waits a minute for a registry out of reach.
    case .npx(let path):
      (program, argv) = (path, ["npx", "--no", "--offline", "prisma"] + arguments)
    case .missing(let reason): return notRun(settings, argv: ["prisma"] + arguments, reason)
    }
    let variables = PrismaSchemaArgument.variables(of: schema) + settings.environment
    let child = ChildEnvironment.allowed(from: environment, adding: variables)
      .merging(QuietPrisma.environment) { $1 }
    return run(settings, program: program, argv: argv, environment: child) { outcome, texts in
      let installed = lookup.prismaVersion(from: settings.folder)
      if outcome.timedOut {
        return (
          .notRun, "prisma did not end within \(settings.timeoutSeconds) s, and was ended",
          installed
        )
      }
      if let signal = outcome.signal {
        return (.notRun, "prisma was ended by signal \(signal)", installed)
      }
      let result = PrismaOutcome(exitCode: outcome.exitCode, stdout: texts[0], stderr: texts[1])
      return (result.outcome, result.reason, result.version ?? installed)
    }
  }

  private typealias Judgement = (
    _ outcome: Subprocess.Outcome, _ texts: [String]
  ) -> (CommandRun.Outcome, reason: String?, version: String?)

  private func run(
    _ settings: CommandSettings,
    program: String,
    argv: [String],
    environment: [String: String],
    judge: Judgement
  ) -> CommandRun {
    let process = Subprocess(
      executable: program,
      // Behind the program's name, or behind what starts it.
      arguments: Array(argv.dropFirst()),
      folder: settings.folder == "." ? root : root + "/" + settings.folder,
      environment: environment,
      timeout: .seconds(settings.timeoutSeconds)
    )
    let outcome: Subprocess.Outcome
    do {
      outcome = try process.run()
    } catch {
      return notRun(settings, argv: argv, "it cannot be started: \(error.reason)")
    }
    let streams = [outcome.output, outcome.diagnostics]
    let texts = streams.map { PlainText.of($0.bytes, isCut: $0.isTruncated) }
    let (verdict, reason, version) = judge(outcome, texts)
    var run = CommandRun(name: settings.name, argv: argv.map(redact), outcome: verdict)
    run.reason = reason.map(redact)
    run.exitCode = outcome.exitCode
    run.signal = outcome.signal
    run.timedOut = outcome.timedOut
    run.durationMs = outcome.duration.milliseconds
    run.version = version
    run.stdout = output(streams[0], texts[0])
    run.stderr = output(streams[1], texts[1])
    return run
  }

  private func output(_ stream: Subprocess.Stream, _ text: String) -> CommandRun.Output {
    CommandRun.Output(text: redact(text), bytes: stream.total, truncated: stream.isTruncated)
  }

  private func notRun(_ settings: CommandSettings, argv: [String], _ reason: String) -> CommandRun {
    CommandRun(
      name: settings.name,
      argv: argv.map(redact),
      outcome: .notRun,
      reason: redact(reason)
    )
  }
}

extension Duration {
  fileprivate var milliseconds: Int {
    Int(components.seconds) * 1_000 + Int(components.attoseconds / 1_000_000_000_000_000)
  }
}
