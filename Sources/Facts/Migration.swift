/// One migration file: what it is, and what it says about itself.
package struct Migration: Sendable, Equatable, Encodable {
  package var path: String
  /// The leading digits of the name (of the folder's name for Prisma); nil when it has none.
  @ExplicitNull package var version: String?
  /// Newlines, plus one for a last line without one.
  package var lines: Int
  /// Statements that were read; those of a file that does not parse count where they do.
  package var statements: Int
  /// Whether the file takes nothing away; nil when that cannot be told.
  @ExplicitNull package var additive: Bool?
  package var additiveReason: String?
  package var findings: [Finding]
  @ExplicitNull package var error: SyntaxProblem?
  /// True when a part of the file was not understood; `partialReason` says which.
  package var partial: Bool?
  package var partialReason: String?

  package init(
    path: String,
    version: String?,
    lines: Int,
    statements: Int,
    additive: Bool? = nil,
    additiveReason: String? = nil,
    findings: [Finding] = [],
    error: SyntaxProblem? = nil,
    partial: Bool? = nil,
    partialReason: String? = nil
  ) {
    self.path = path
    self.version = version
    self.lines = lines
    self.statements = statements
    self.additive = additive
    self.additiveReason = additiveReason
    self.findings = findings
    self.error = error
    self.partial = partial
    self.partialReason = partialReason
  }
}

/// What all migrations together say: files, the tables after the last one, and what is not known.
package struct MigrationEvidence: Sendable, Equatable {
  package var migrations: [Migration]
  /// Every table that stands after all migrations, in order of creation.
  package var tables: [Table]
  /// Names that the migration tool itself skips, files too large to analyse, folders not read.
  package var notChecked: [NotChecked]
  /// Findings about no single file, such as two files of one version.
  package var findings: [Finding]

  package init(
    migrations: [Migration] = [],
    tables: [Table] = [],
    notChecked: [NotChecked] = [],
    findings: [Finding] = []
  ) {
    self.migrations = migrations
    self.tables = tables
    self.notChecked = notChecked
    self.findings = findings
  }
}
