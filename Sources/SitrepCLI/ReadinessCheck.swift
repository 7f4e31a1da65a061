import Configuration
import Facts
import Rules

/// Whether migrations may be called ready: every reason against it, and what the validation said.
struct ReadinessCheck {
  /// One sentence each; empty when nothing speaks against it.
  let problems: [String]
  /// `prisma validate → PASS (version 6.19.0)`, one for each command.
  let validation: [String]

  init(evidence: Evidence, migrations: [Migration], waivers: [Waiver]) {
    let paths = Set(migrations.map(\.path))
    var part = evidence
    part.migrations = migrations
    part.tables = evidence.tables.filter { paths.contains($0.path) }
    let subject = RuleSubject(evidence: part)

    var problems = migrations.compactMap { migration in
      migration.error.map { "\($0.path):\($0.line):\($0.column): does not parse: \($0.message)" }
    }
    for rule: any Rule.Type in [AdditiveOnly.self, RowSecurityIncluded.self] as [any Rule.Type] {
      let outcome = rule.evaluate(subject)
      problems += outcome.findings.filter { finding in
        finding.severity == .error && !Self.isWaived(finding, by: waivers)
      }.map { finding in
        let place = finding.path.map { path in finding.line.map { "\(path):\($0): " } ?? "\(path): "
        }
        return "\(place ?? "")\(finding.message)"
      }
      // A migration without a table of its own has no row security to check.
      if case .notChecked(let reason) = outcome.decision, !part.tables.isEmpty {
        problems.append("\(rule.id) not checked: \(reason)")
      }
    }
    problems += evidence.commands.filter { $0.outcome == .failed }
      .map { "\($0.name) failed: \($0.reason ?? "not told")" }
    self.problems = problems
    validation =
      evidence.commands.isEmpty
      ? ["no command was run"]
      : evidence.commands.map { run in
        let version = run.version.map { " (version \($0))" } ?? ""
        return run.outcome == .passed
          ? "\(run.name) → PASS\(version)" : "\(run.name) → not run: \(run.reason ?? "not told")"
      }
  }

  private static func isWaived(_ finding: Finding, by waivers: [Waiver]) -> Bool {
    waivers.contains { $0.rule == finding.rule && $0.object == (finding.object ?? finding.path) }
  }
}
