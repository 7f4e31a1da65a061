/// Everything the collectors found in one repository at one moment.
package struct Evidence: Sendable, Encodable {
  package var schema = "sitrep/evidence/v1"
  package var collectedAt: Timestamp
  package var git: GitState
  package var migrations: [Migration]
  package var tables: [Table]
  /// nil when the repository has no Prisma schema.
  @ExplicitNull package var prisma: PrismaSchema?
  package var prismaReason: String?
  package var commands: [CommandRun]
  package var notes: [DocumentationNote]
  package var deployment: [DeploymentFile]
  package var vault: [VaultService]
  /// Findings about no single migration or deployment file.
  package var findings: [Finding]
  /// What was not looked at, and why.
  package var notChecked: [NotChecked]

  package init(collectedAt: Timestamp, git: GitState) {
    self.collectedAt = collectedAt
    self.git = git
    self.migrations = []
    self.tables = []
    self.commands = []
    self.notes = []
    self.deployment = []
    self.vault = []
    self.findings = []
    self.notChecked = []
  }
}
