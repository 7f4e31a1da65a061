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
    let tree = repository.tree
    let layout = repository.layout
    var evidence = Evidence(collectedAt: now, git: GitState())

    let migrations = MigrationCollector.collect(tree.read(layout.migrations))
    evidence.migrations = migrations.migrations
    evidence.tables = migrations.tables
    evidence.findings += migrations.findings
    evidence.notChecked += migrations.notChecked

    let prisma = PrismaCollector.collect(tree.read(layout.schema), redact: redact)
    evidence.prisma = prisma.schema
    evidence.prismaReason = prisma.reason
    evidence.notChecked += prisma.notChecked

    evidence.deployment = DeploymentCollector.collect(
      tree.read(layout.deployment),
      read: { tree.read($0) },
      redact: redact
    )
    return evidence
  }

  /// Every command of the configuration as one that was not started, and why.
  static func withoutCommands(_ repository: Repository, reason: String) -> [CommandRun] {
    repository.settings.commands.map { command in
      CommandRun(name: command.name, argv: command.argv, outcome: .notRun, reason: reason)
    }
  }
}
