import ArgumentParser
import Configuration
import Rehearsal
import Reports
import Workspace

struct RehearseCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "rehearse",
    abstract: "Apply the migrations to a throwaway PostgreSQL; try every table.",
    discussion: """
      Starts a server of its own in a temporary folder and removes it. Another server is used only when
      SITREP_REHEARSAL_URL or --database-url-file names one, in a database made and dropped there; DATABASE_URL is
      never read. Exit 1 when a file fails, 2 when no server could be had. --record appends the result to the
      agent's record, with the fingerprint of the files: checklists are proven by it until one of them changes.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .customLong("database-url-file"),
    help: ArgumentHelp("Use the server whose URL this file holds.", valueName: "file")
  )
  var databaseURLFile: String?

  @Option(
    name: .customLong("statement-timeout"),
    help: ArgumentHelp("Longest that one statement may take, in seconds.", valueName: "seconds")
  )
  var statementTimeout = 60

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  @OptionGroup var recording: RecordingOptions

  func validate() throws {
    guard (1...3_600).contains(statementTimeout) else {
      throw ValidationError("--statement-timeout takes 1 to 3600 seconds")
    }
  }

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    // Asked first: nobody waits for a rehearsal that cannot be written down.
    let recorder =
      recording.isWanted ? try repository.agent(named: recording.agent, in: session.world) : nil
    let url = try DatabaseURL(
      file: databaseURLFile,
      variable: "SITREP_REHEARSAL_URL",
      in: session.world
    )
    guard !repository.layout.migrations.isEmpty else {
      throw CannotRun(
        "there are no migrations to rehearse: none matches "
          + repository.settings.paths.migrations.joined(separator: ", ")
      )
    }
    let rehearser = Rehearser(
      place: url.map { .server(url: $0.text, source: $0.source) } ?? .ownServer,
      settings: repository.settings.rehearsal,
      environment: session.world.environment,
      statementTimeout: .seconds(statementTimeout),
      redact: Sanitizer().clean
    )
    var rehearsal = try rehearser.run(
      prelude: repository.tree.read(repository.settings.rehearsal.prelude),
      migrations: repository.tree.read(repository.layout.migrations),
      at: session.now
    )
    rehearsal.notChecked += repository.layout.notChecked
    if let recorder {
      try TrialRecorder(repository: repository, session: session)
        .record(TrialReport(rehearsal, from: repository, session), of: recorder)
    }
    switch format {
    case .json: session.console.print(try JSONFormat.text(rehearsal))
    case .text, .markdown:
      session.console.print(Outline(rehearsal).printed(asMarkdown: format == .markdown))
    }
    return rehearsal.isClean ? .clean : .findings
  }
}
