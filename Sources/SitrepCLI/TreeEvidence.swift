import Collectors
import Configuration
import Facts
import Workspace

/// What the files of the tree say: migrations folded, the Prisma schema, deployment files.
///
/// No process is started and nothing outside of these files is read, which keeps it cheap enough for a
/// roll call: git, commands and databases are not asked.
enum TreeEvidence {
  /// Collects from the tree as it is now.
  ///
  /// - Parameters:
  ///   - repository: whose layout says which files these are.
  ///   - now: when it was collected.
  ///   - redact: takes the secrets out of what is quoted from a file.
  /// - Returns: the evidence without git, commands, notes and vault.
  static func collect(
    _ repository: Repository,
    at now: Timestamp,
    redact: @escaping @Sendable (String) -> String
  ) -> Evidence {
    var sources = EvidenceSources()
    return collect(repository, at: now, redact: redact, sources: &sources)
  }

  /// The same, and the files that it was read from, as they were then.
  static func collect(
    _ repository: Repository,
    at now: Timestamp,
    redact: @escaping @Sendable (String) -> String,
    sources: inout EvidenceSources
  ) -> Evidence {
    let tree = repository.tree
    let layout = repository.layout
    var evidence = Evidence(collectedAt: now, git: GitState())

    sources.migrations = tree.read(layout.migrations)
    let migrations = MigrationCollector.collect(sources.migrations)
    evidence.migrations = migrations.migrations
    evidence.tables = migrations.tables
    evidence.findings += migrations.findings
    evidence.notChecked += migrations.notChecked

    sources.schema = tree.read(layout.schema)
    let prisma = PrismaCollector.collect(sources.schema, redact: redact)
    evidence.prisma = prisma.schema
    evidence.prismaReason = prisma.reason
    evidence.notChecked += prisma.notChecked

    sources.deployment = tree.read(layout.deployment)
    var scripts: [String: SourceFile] = [:]
    evidence.deployment = DeploymentCollector.collect(
      sources.deployment,
      read: { path in
        let file = scripts[path] ?? tree.read(path)
        scripts[path] = file
        return file
      },
      redact: redact
    )
    for file in sources.deployment { scripts[file.path] = nil }
    sources.deployment += scripts.values.filter { file in
      if case .unreadable = file.content { false } else { true }
    }
    return evidence
  }

  /// Every command of the configuration as one that was not started, and why.
  static func withoutCommands(_ repository: Repository, reason: String) -> [CommandRun] {
    repository.settings.commands.map { command in
      CommandRun(name: command.name, argv: command.argv, outcome: .notRun, reason: reason)
    }
  }
}
