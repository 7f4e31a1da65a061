import ArgumentParser
import Record
import Reports

struct EvidenceCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "evidence",
    abstract: "Print what the repository says; write nothing."
  )

  @OptionGroup var global: GlobalOptions

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  @Flag(name: .customLong("no-commands"), help: "Start no command of the configuration.")
  var noCommands = false

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let gathering = EvidenceGathering(
      repository: repository,
      world: session.world,
      runsCommands: !noCommands
    )
    session.console.print(
      try EvidenceFormat.print(gathering.collect(notes: try repository.notesOfRecord()), as: format)
    )
    return .clean
  }
}
