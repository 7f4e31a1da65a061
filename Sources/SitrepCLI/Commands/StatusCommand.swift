import ArgumentParser
import Configuration
import Facts
import Record
import Reports
import Status
import Tasks
import Workspace

struct StatusCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "The roll call: who is stuck, silent, asking, at work, done.",
    discussion: """
      Agents that need you stand first: open blocker, open request, overdue, working, done.
      Definitions of Done are decided as sitrep checklist decides them, which shows every item; what only git or
      a command can tell is not checked here.
      Every line names its file and line. Nothing is written, and no command is started.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Markdown files and folders, in place of the configured feedback.")
  var paths: [String] = []

  @Option(help: "How to print: text, markdown or json.")
  var format: OutputFormat = .text

  @Option(
    help: ArgumentHelp(
      "Only blockers and requests that are not older: a date, a time, or 2h, 3d.",
      valueName: "when"
    ),
    transform: Moment.init
  )
  var since: Moment?

  @Flag(help: "Exit 1 when something could not be read.")
  var strict = false

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let verdicts = TreeVerdicts(repository, paths: paths, in: session)
    let input = try RecordInput(
      paths: paths,
      repository: repository,
      depth: .rollCall(until: session.now, proofs: paths.isEmpty),
      specifications: true,
      in: session
    )
    ProcessLifetime.hold(input.record)
    // Beside the verdicts, which take as long; the lists of named files have none.
    let ledger = paths.isEmpty ? BackgroundValue { input.record.ledger(until: session.now) } : nil
    let checklists = verdicts.lists(input)
    let built = RollCallBuilder(
      record: input.record,
      slots: input.repository.settings.slots,
      now: session.now,
      since: since?.timestamp(now: session.now)
    ).build(
      agents: input.agents,
      checklists: checklists,
      notChecked: input.directions.flatMap(\.notChecked),
      ledger: ledger?.value
    )
    let call = session.sanitizer(repository).shown(built)
    switch format {
    case .text:
      session.console.print(
        StatusText(
          call,
          columns: session.world.columns,
          isColored: session.world.usesColor,
          names: input.printedNames
        ).render()
      )
    case .markdown:
      session.console.print(StatusMarkdown(call, names: input.printedNames).render())
    case .json: session.console.print(try JSONFormat.text(call))
    }
    if call.agents.isEmpty, !paths.isEmpty {
      session.console.note(
        "nobody to call: nothing that was named carries a date, an open blocker or a request; what it "
          + "holds all the same: sitrep checklist --all-lists \(paths.joined(separator: " "))"
      )
    } else if call.agents.isEmpty {
      session.console.note(
        "nobody to call: no agent is configured, no folder stands under \(repository.settings.paths.feedback)/ "
          + "and no direction under \(repository.settings.paths.directions)/; a record elsewhere is named as an "
          + "argument: sitrep status WORKLOG.md"
      )
    }
    return strict && !call.notChecked.isEmpty ? .findings : .clean
  }
}

extension World {
  /// Columns to print in: the terminal's, else COLUMNS, else 100.
  var columns: Int {
    terminalWidth ?? environment["COLUMNS"].flatMap { Int($0) } ?? 100
  }
}
