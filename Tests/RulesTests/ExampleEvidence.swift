import Collectors
import Facts
import Rules

/// What the collectors find in a repository of these files.
func evidence(of files: [String: String]) -> Evidence {
  func sources(_ isWanted: (String) -> Bool) -> [SourceFile] {
    files.keys.filter(isWanted).sorted().map { SourceFile(path: $0, text: files[$0] ?? "") }
  }
  var evidence = Evidence(collectedAt: Timestamp(secondsSinceEpoch: 0), git: GitState())
  let migrations = MigrationCollector.collect(sources { $0.hasSuffix(".sql") })
  evidence.migrations = migrations.migrations
  evidence.tables = migrations.tables
  evidence.notChecked = migrations.notChecked
  let prisma = PrismaCollector.collect(sources { $0.hasSuffix(".prisma") }) { $0 }
  evidence.prisma = prisma.schema
  evidence.prismaReason = prisma.reason
  evidence.deployment = DeploymentCollector.collect(
    sources { !$0.hasSuffix(".prisma") && !$0.hasSuffix(".sql") }
  )
  return evidence
}

/// What a rule says of a repository of these files.
func judge(_ rule: any Rule.Type, on files: [String: String]) -> RuleOutcome {
  rule.evaluate(RuleSubject(evidence: evidence(of: files)))
}
