import Facts

/// `prisma validate` passed on this tree.
package enum PrismaValidatePasses: Rule {
  package static let proves = "prisma validate was run on this tree and passed."
  package static let why = "A schema that does not validate generates no client."
  package static let remedy = "run prisma validate and mend what it names"
  package static let examples: [RuleExample] = [RuleExample("never run", .notChecked, files: [:])]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    outcome(ofCommand: "prisma validate", in: subject)
  }
}

/// `prisma format --check` passed on this tree.
package enum PrismaFormatPasses: Rule {
  package static let proves = "prisma format --check was run on this tree and passed."
  package static let why = "A formatted schema changes only where somebody meant it to."
  package static let remedy = "run prisma format"
  package static let examples: [RuleExample] = [RuleExample("never run", .notChecked, files: [:])]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    outcome(ofCommand: "prisma format", in: subject)
  }
}

extension Rule {
  /// Passes and fails as the captured command did; a command that was not run is neither.
  static func outcome(ofCommand name: String, in subject: RuleSubject) -> RuleOutcome {
    guard let run = subject.evidence.commands.first(where: { $0.name == name }) else {
      return .notChecked("\(name) was not run")
    }
    switch run.outcome {
    case .passed:
      return RuleOutcome(evidence: [
        "\(name) passed" + (run.version.map { " (version \($0))" } ?? "")
      ])
    case .failed:
      return RuleOutcome(
        evidence: [],
        findings: [finding("\(name) failed: \(run.reason ?? "not told")")]
      )
    case .notRun: return .notChecked("\(name) was not run: \(run.reason ?? "not told")")
    }
  }
}
