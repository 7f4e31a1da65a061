package import Facts

/// The rules over a whole repository, for a gate: what is wrong, what was accepted, what nobody could tell.
package struct Gate: Sendable {
  /// What the repository has at all; a rule about something it has not does not apply.
  package struct Scope: Sendable {
    package var hasMigrations: Bool
    package var hasSchema: Bool
    package var deploymentFiles: Int

    package init(hasMigrations: Bool, hasSchema: Bool, deploymentFiles: Int) {
      self.hasMigrations = hasMigrations
      self.hasSchema = hasSchema
      self.deploymentFiles = deploymentFiles
    }
  }

  /// What the rules say, before anything is accepted.
  package private(set) var findings: [Finding] = []
  package private(set) var notChecked: [NotChecked] = []
  package private(set) var doesNotApply: [NotChecked] = []
  package private(set) var passed: [String] = []

  private let subject: RuleSubject
  private let scope: Scope

  /// - Parameters:
  ///   - subject: of the whole repository, without a task.
  ///   - scope: what the repository has.
  ///   - directions: findings in the directions themselves.
  ///   - runsCommands: whether the outcomes of the commands count.
  package init(
    subject: RuleSubject,
    scope: Scope,
    directions: [Finding] = [],
    runsCommands: Bool = false
  ) {
    self.subject = subject
    self.scope = scope
    let evidence = subject.evidence
    notChecked = evidence.notChecked
    findings = evidence.findings + directions
    addSyntax(of: evidence)
    for rule: any Rule.Type in [AdditiveOnly.self, RowSecurityIncluded.self, IndexesIncluded.self] {
      apply(rule, unless: migrationsMissing ?? (rule == AdditiveOnly.self ? nil : tablesMissing))
    }
    for rule: any Rule.Type in [FieldTypesMatch.self, MapNamesMatch.self, IndexesMatch.self] {
      apply(rule, unless: schemaMissing ?? migrationsMissing ?? modelsMissing)
    }
    apply(SchemaAttributePresent.self, unless: schemaMissing ?? modelsMissing)
    applyDeployment()
    if let secrets = subject.recordSecrets {
      let isEmpty = secrets.files == 0 && secrets.unread.isEmpty
      apply(NoSecretsInRecord.self, unless: isEmpty ? "the repository has no record" : nil)
    }
    if runsCommands { evidence.commands.forEach { add($0) } }
    findings.sort(by: Self.precedes)
  }

  // MARK: What does not apply

  private var migrationsMissing: String? {
    scope.hasMigrations ? nil : "the repository has no migrations"
  }

  private var schemaMissing: String? {
    scope.hasSchema ? nil : "the repository has no Prisma schema"
  }

  private var tablesMissing: String? {
    let evidence = subject.evidence
    let isWhole = evidence.migrations.allSatisfy { $0.error == nil && $0.partial != true }
    let isEmpty = !evidence.tables.contains { subject.exposedSchemas.contains($0.schema) }
    return isWhole && isEmpty ? "no table that clients reach stands after the migrations" : nil
  }

  private var modelsMissing: String? {
    guard let schema = subject.evidence.prisma, schema.error == nil, schema.models.isEmpty else {
      return nil
    }
    return "the schema has no model"
  }

  // MARK: Evaluation

  private mutating func apply(_ rule: any Rule.Type, unless reason: String?) {
    if let reason {
      doesNotApply.append(NotChecked(subject: rule.id, reason: reason))
      return
    }
    let outcome = rule.evaluate(subject)
    findings += outcome.findings
    switch outcome.decision {
    case .passed: passed.append(rule.id)
    case .failed: break
    case .notChecked(let reason), .stale(let reason):
      notChecked.append(NotChecked(subject: rule.id, reason: reason))
    }
    if outcome.decision == .failed, let unread = outcome.unread {
      notChecked.append(NotChecked(subject: rule.id, reason: unread))
    }
  }

  private mutating func applyDeployment() {
    let looked = subject.evidence.deployment.count
    if scope.deploymentFiles > 0, looked == 0 {
      let count = scope.deploymentFiles
      notChecked.append(
        NotChecked(
          subject: NoMigrationCommands.id,
          reason: "\(count) deployment \(count == 1 ? "file was" : "files were") not looked at"
        )
      )
      return
    }
    apply(
      NoMigrationCommands.self,
      unless: looked == 0 ? "the repository has no deployment file" : nil
    )
  }

  private mutating func addSyntax(of evidence: Evidence) {
    for migration in evidence.migrations {
      findings += migration.findings
      if let error = migration.error { findings.append(Self.syntax(error)) }
    }
    guard let schema = evidence.prisma else { return }
    findings += schema.findings + schema.errors.prefix(50).map(Self.syntax)
  }

  private static func syntax(_ error: SyntaxProblem) -> Finding {
    Finding(
      rule: "syntax-error",
      severity: .error,
      path: error.path,
      line: error.line,
      message: "column \(error.column): \(error.message)"
    )
  }

  private mutating func add(_ run: CommandRun) {
    switch run.outcome {
    case .passed: passed.append(run.name)
    case .failed:
      findings.append(
        Finding(
          rule: "command-passes",
          severity: .error,
          object: run.name,
          message: "\(run.name) failed: \(run.reason ?? "not told")",
          hint: run.argv.joined(separator: " ")
        )
      )
    case .notRun:
      notChecked.append(
        NotChecked(subject: run.name, reason: run.reason ?? "it was not run")
      )
    }
  }

  private static func precedes(_ left: Finding, _ right: Finding) -> Bool {
    let order: [Finding.Severity: Int] = [.error: 0, .warning: 1, .info: 2]
    let (first, second) = (order[left.severity] ?? 3, order[right.severity] ?? 3)
    if first != second { return first < second }
    let (leftPath, rightPath) = (left.path ?? "", right.path ?? "")
    if leftPath != rightPath { return leftPath < rightPath }
    if left.line != right.line { return (left.line ?? 0) < (right.line ?? 0) }
    return left.message < right.message
  }
}
