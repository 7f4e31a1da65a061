import ArgumentParser
import Configuration
import Facts
import Reports
import Templates

struct CredentialCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "credential",
    abstract: "Look for a credential in the vault; ask for it when it is not there.",
    discussion: """
      Found: prints where it lies (path and key name, never a value), writes nothing and ends with 0.
      Not found: appends the request. No field can hold a value.
      JSON keys: agent, need, for, service, key.
      """
  )

  @OptionGroup var global: GlobalOptions
  @OptionGroup var entry: EntryOptions

  @Option(help: "The credential by name, such as 'Supabase service account key'.")
  var need: String?

  @Option(name: .customLong("for"), help: "The task or feature that needs it.")
  var purpose: String?

  @Option(help: "The service whose folder of the vault is searched; else the words of --need.")
  var service: String?

  @Option(help: "The key's name, such as SUPABASE_SERVICE_KEY.")
  var key: String?

  func run(in session: Session) throws -> ExitStatus {
    let fields = try entry.fields(known: ["need", "for", "service", "key"])
    let repository = try Repository(session.world)
    let agent = try repository.agent(
      named: fields.text("agent", flag: entry.agent),
      in: session.world
    )
    var missing = MissingFields()
    let need = missing.text("credential by name", "--need", fields.text("need", flag: need))
    let purpose = missing.text("task that needs it", "--for", fields.text("for", flag: purpose))
    try missing.refuse(
      example:
        "sitrep credential --agent \(agent.name) --need 'Supabase service account key' --for 'TASK-001' --service supabase"
    )
    let service = fields.text("service", flag: service)
    let key = fields.text("key", flag: key)
    try SecretGuard(repository, session: session).refuse([
      ("need", [need]), ("for", [purpose]), ("service", [service ?? ""]), ("key", [key ?? ""]),
    ])

    let writer = EntryWriter(repository: repository, session: session, options: entry)
    let vault = VaultLookup(repository)
    let places = vault.places(need: need, service: service, key: key)
    if !places.isEmpty {
      try writer.print(
        Written(
          written: false,
          reason: "found in the vault: \(places.joined(separator: "; "))",
          kind: "credential-request",
          agent: agent.name
        )
      )
      return .clean
    }
    let person = repository.settings.people.first?.name ?? "Manager"
    let request = CredentialRequest(
      timestamp: session.now,
      need: need,
      purpose: purpose,
      checked: vault.notFound(need: need, service: service, key: key),
      status: "Paused, waiting for \(person)",
      provenance: Provenance(of: vault.names, in: repository, session)
    )
    return try writer.write(
      request,
      template: .credential,
      kind: "credential-request",
      agent: agent
    )
  }
}
