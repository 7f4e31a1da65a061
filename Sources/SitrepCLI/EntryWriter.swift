import Configuration
import Facts
import Reports
import Templates

/// Renders a report and appends it, or prints it for a dry run; then prints the receipt.
struct EntryWriter {
  let repository: Repository
  let session: Session
  let options: EntryOptions

  func write<Model: TemplateModel>(
    _ model: Model,
    template: BuiltInTemplate,
    kind: String,
    agent: AgentRoster.Agent
  ) throws -> ExitStatus {
    let entry = try repository.renderer(template, for: Model.self).render(model)
    if options.dryRun {
      session.console.print(session.sanitizer(repository).clean(entry))
      return .clean
    }
    let written = try EntryAppender(repository: repository, session: session)
      .append(entry, kind: kind, agent: agent)
    try print(written)
    return .clean
  }

  /// Prints a receipt: `path:line`, or the JSON contract.
  func print(_ written: Written) throws {
    if options.format == .json {
      session.console.print(try JSONFormat.text(written))
    } else if written.written, let path = written.path, let line = written.line {
      session.console.print("\(path):\(line)\n")
    } else {
      session.console.print("\(written.reason ?? "nothing written")\n")
    }
  }
}
