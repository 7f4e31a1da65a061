import Facts

/// `prisma validate` passed on this tree.
package enum PrismaValidatePasses: Rule {
  package static let proves = "prisma validate was run on this tree and passed."
  package static let why = "A schema that does not validate generates no client."
  package static let remedy = "run prisma validate and mend what it names"
  package static let examples = [
    RecordedExample.example(
      "it passed on this schema",
      .passes,
      entry: RecordedExample.validation("prisma validate → PASS (version 6.1.0)")
    ),
    RecordedExample.example(
      "it failed on this schema",
      .fails,
      entry: RecordedExample.validation("prisma validate → FAIL: exit code 1")
    ),
    RuleExample("never run", .notChecked, files: [:]),
  ]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    outcome(ofCommand: "prisma validate", in: subject)
  }
}

/// `prisma format --check` passed on this tree.
package enum PrismaFormatPasses: Rule {
  package static let proves = "prisma format --check was run on this tree and passed."
  package static let why = "A formatted schema changes only where somebody meant it to."
  package static let remedy = "run prisma format"
  package static let examples = [
    RecordedExample.example(
      "it passed on this schema",
      .passes,
      entry: RecordedExample.validation("prisma format → PASS (version 6.1.0)")
    ),
    RecordedExample.example(
      "it failed on this schema",
      .fails,
      entry: RecordedExample.validation("prisma format → FAIL: exit code 1")
    ),
    RuleExample("never run", .notChecked, files: [:]),
  ]

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    outcome(ofCommand: "prisma format", in: subject)
  }
}

extension Rule {
  /// Passes and fails as the captured command did; a command that was not run is neither.
  static func outcome(ofCommand name: String, in subject: RuleSubject) -> RuleOutcome {
    let found = subject.evidence.commands.first { $0.name == name }
    guard let run = found, run.outcome != .notRun else {
      if let recorded = subject.recordedCommands[name] { return outcome(of: recorded) }
      let reason = found?.reason.map { ": \($0)" } ?? ""
      return .notChecked("\(name) was not run\(reason)")
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
    case .notRun: return .notChecked("\(name) was not run")
    }
  }

  private static func outcome(of recorded: RecordedRun) -> RuleOutcome {
    let run = recorded.run
    let remark = run.remark.map { " \($0)" } ?? ""
    let outcome =
      run.passed
      ? RuleOutcome(evidence: ["\(run.name) passed\(remark)"])
      : RuleOutcome(
        evidence: [],
        findings: [
          finding("\(run.name) failed: \(remark)", path: run.place.path, line: run.place.line)
        ]
      )
    return outcome.recorded(at: run.place, changed: recorded.changed)
  }
}
