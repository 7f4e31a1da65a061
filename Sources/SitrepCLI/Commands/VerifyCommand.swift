import ArgumentParser
import Configuration
import Rehearsal
import Reports
import Workspace

struct VerifyCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Compare a live database with the migrations; read only.",
    discussion: """
      Reads DATABASE_URL, or the file that --database-url-file names. Only the catalog is read, in a read-only
      transaction. Exit 1 when a table differs, is missing or could not be compared, 2 without a connection.
      --record appends the result to the agent's record, with the fingerprint of the migrations.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Option(
    name: .customLong("database-url-file"),
    help: ArgumentHelp("Use the database whose URL this file holds.", valueName: "file")
  )
  var databaseURLFile: String?

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  @OptionGroup var recording: RecordingOptions

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let recorder =
      recording.isWanted ? try repository.agent(named: recording.agent, in: session.world) : nil
    let url = try DatabaseURL(file: databaseURLFile, variable: "DATABASE_URL", in: session.world)
    guard let url else {
      throw CannotRun(
        "which database? Set DATABASE_URL, or name a file that holds its URL with --database-url-file"
      )
    }
    guard !repository.layout.migrations.isEmpty else {
      throw CannotRun(
        "there are no migrations to compare with: none matches "
          + repository.settings.paths.migrations.joined(separator: ", ")
      )
    }
    var verification = try Verifier.run(
      url: url.text,
      source: url.source,
      migrations: repository.tree.read(repository.layout.migrations),
      at: session.now,
      redact: Sanitizer().clean
    )
    verification.notChecked += repository.layout.notChecked
    if let recorder {
      try TrialRecorder(repository: repository, session: session)
        .record(TrialReport(verification, from: repository, session), of: recorder)
    }
    switch format {
    case .json: session.console.print(try JSONFormat.text(verification))
    case .text, .markdown:
      session.console.print(Outline(verification).printed(asMarkdown: format == .markdown))
    }
    return verification.isClean ? .clean : .findings
  }
}
