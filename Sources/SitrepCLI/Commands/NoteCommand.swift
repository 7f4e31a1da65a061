import ArgumentParser
import Configuration
import Reports
import Templates

struct NoteCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "note",
    abstract: "Log that documentation was pulled, and what it taught.",
    discussion: """
      JSON keys: agent, source, library, topic, keyLearnings, appliedTo.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var entry: EntryOptions

  @Option(help: "Who was asked (default: Context7).")
  var source: String?

  @Option(help: "The library, such as Prisma or /prisma/docs.")
  var library: String?

  @Option(help: "What was looked up.")
  var topic: String?

  @Option(name: .customLong("learning"), help: "A key learning; may be repeated.")
  var learnings: [String] = []

  @Option(
    name: .customLong("applied-to"),
    help: "A file or a thing it was applied to; may be repeated."
  )
  var appliedTo: [String] = []

  func run(in session: Session) throws -> ExitStatus {
    let fields = try entry.fields(known: [
      "source", "library", "topic", "keyLearnings", "appliedTo",
    ])
    let repository = try Repository(session.world)
    let agent = try repository.agent(
      named: fields.text("agent", flag: entry.agent),
      in: session.world
    )
    var missing = MissingFields()
    let library = missing.text("library", "--library", fields.text("library", flag: library))
    let topic = missing.text("topic", "--topic", fields.text("topic", flag: topic))
    let learnings = missing.list(
      "key learning",
      "--learning",
      fields.list("keyLearnings", flags: learnings)
    )
    let appliedTo = missing.list(
      "place it was applied to",
      "--applied-to",
      fields.list("appliedTo", flags: appliedTo)
    )
    try missing.refuse(
      example:
        "sitrep note --agent \(agent.name) --library Prisma --topic multi-schema --learning 'every model needs @@schema' --applied-to prisma/schema.prisma"
    )
    let note = NoteReport(
      timestamp: session.now,
      source: fields.text("source", flag: source) ?? "Context7",
      library: library,
      topic: topic,
      keyLearnings: learnings,
      appliedTo: appliedTo,
      provenance: Provenance(of: repository.files(among: appliedTo), in: repository, session)
    )
    try SecretGuard(repository, session: session).refuse([
      ("library", [library]), ("topic", [topic]), ("learning", learnings),
      ("applied-to", appliedTo),
    ])
    return try EntryWriter(repository: repository, session: session, options: entry)
      .write(note, template: .note, kind: "note", agent: agent)
  }
}
