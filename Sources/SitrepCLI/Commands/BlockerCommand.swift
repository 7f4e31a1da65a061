import ArgumentParser
import Configuration
import Facts
import Reports
import Templates

struct BlockerCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "blocker",
    abstract: "Report a blocker, with the checks that the protocol asks for first.",
    discussion: """
      The vault and the documentation notes are looked at by the tool and filled in as facts.
      JSON keys: agent, blockedOn, tried, question, asking, movingTo, searched, read.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var entry: EntryOptions

  @Option(name: .customLong("blocked-on"), help: "The specific issue.")
  var blockedOn: String?

  @Option(help: "Something you tried; at least three.")
  var tried: [String] = []

  @Option(help: "The question, or the guidance that you need.")
  var question: String?

  @Option(help: "Who is asked (default: the first of the configured people).")
  var asking: String?

  @Option(name: .customLong("moving-to"), help: "The task that you start now.")
  var movingTo: String?

  @Option(
    help: ArgumentHelp("Search the tree for this text, and quote the hits.", valueName: "text")
  )
  var searched: [String] = []

  @Option(
    help: ArgumentHelp(
      "A section that you read, as FILE#HEADING; it must exist.",
      valueName: "section"
    )
  )
  var read: [String] = []

  func run(in session: Session) throws -> ExitStatus {
    let fields = try entry.fields(known: [
      "blockedOn", "tried", "question", "asking", "movingTo", "searched", "read",
    ])
    let repository = try Repository(session.world)
    let agent = try repository.agent(
      named: fields.text("agent", flag: entry.agent),
      in: session.world
    )
    let person =
      fields.text("asking", flag: asking) ?? repository.settings.people.first?.name ?? "Manager"

    var missing = MissingFields()
    let blockedOn = missing.text(
      "issue you are blocked on",
      "--blocked-on",
      fields.text("blockedOn", flag: blockedOn)
    )
    let tried = missing.list(
      "things you tried",
      "--tried",
      fields.list("tried", flags: tried),
      minimum: 3
    )
    let question = missing.text(
      "question for \(person)",
      "--question",
      fields.text("question", flag: question)
    )
    let movingTo = missing.text(
      "next task",
      "--moving-to",
      fields.text("movingTo", flag: movingTo)
    )
    let sections = fields.list("read", flags: read).map {
      SectionReference($0, tree: repository.tree)
    }
    for problem in sections.compactMap(\.problem) { missing.add(problem) }
    try missing.refuse(
      example:
        "sitrep blocker --agent \(agent.name) --blocked-on 'what fails' --tried 'one' --tried 'two' --tried 'three' --question 'what you need to know' --moving-to TASK-002"
    )
    try SecretGuard(repository, session: session).refuse([
      ("blocked-on", [blockedOn]), ("tried", tried), ("question", [question]),
      ("moving-to", [movingTo]),
    ])

    let search = TreeSearch(tree: repository.tree, leavingOut: [repository.settings.paths.vault])
    let documentation = DocumentationLookup(repository, of: agent, at: session.now)
    let report = BlockerReport(
      timestamp: session.now,
      blockedOn: blockedOn,
      tried: tried,
      vaultChecked: VaultLookup(repository).summary(),
      docsPulled: documentation.summary(at: session.now),
      inspected: fields.list("searched", flags: searched).map { search.summary(of: $0) }
        + sections.compactMap(\.summary),
      person: person,
      question: question,
      movingTo: movingTo,
      provenance: Provenance(
        of: documentation.files + sections.compactMap(\.file),
        in: repository,
        session
      )
    )
    return try EntryWriter(repository: repository, session: session, options: entry)
      .write(report, template: .blocker, kind: "blocker", agent: agent)
  }
}
