package import Facts

/// One thing that can be decided about a repository: what proves an item of a checklist, or fails it.
///
/// A rule is a pure function of what was collected; it never looks anything up itself.
package protocol Rule: Sendable {
  /// What is true when the rule passes, as one sentence.
  static var proves: String { get }
  /// Why it matters.
  static var why: String { get }
  /// What to do when it fails.
  static var remedy: String { get }
  /// At least one example that passes and one that fails: its page and its test.
  static var examples: [RuleExample] { get }

  static func evaluate(_ subject: RuleSubject) -> RuleOutcome
}

extension Rule {
  /// The type's name in kebab case.
  package static var id: String {
    kebabCase("\(Self.self)")
  }

  /// A finding of this rule.
  static func finding(
    _ message: String,
    severity: Finding.Severity = .error,
    path: String? = nil,
    line: Int? = nil,
    object: String? = nil,
    hint: String? = nil
  ) -> Finding {
    Finding(
      rule: id,
      severity: severity,
      path: path,
      line: line,
      object: object,
      message: message,
      hint: hint ?? (severity == .error ? remedy : nil)
    )
  }
}

/// `IndexesMatch` → `indexes-match`.
package func kebabCase(_ name: String) -> String {
  var result = ""
  for character in name {
    if character.isUppercase, !result.isEmpty { result += "-" }
    result += character.lowercased()
  }
  return result
}

/// What a rule says of its subject.
package struct RuleOutcome: Sendable, Equatable {
  package enum Decision: Sendable, Equatable {
    case passed
    case failed
    /// It could not be evaluated, which is never a pass.
    case notChecked(String)
    /// It was proven by something that cannot be repeated now, and what that read has changed since: how.
    case stale(String)
  }

  package var decision: Decision
  /// What it looked at and found in order, one sentence each with its source.
  package var evidence: [String]
  /// What could not be looked at beside the errors that were found; nil when all was.
  package var unread: String?
  /// Errors fail the rule; warnings never change a decision.
  package var findings: [Finding]

  /// Failed when one of the findings is an error, else passed.
  package init(evidence: [String], findings: [Finding] = []) {
    self.evidence = evidence
    self.findings = findings
    self.decision = findings.contains { $0.severity == .error } ? .failed : .passed
  }

  /// The outcome without the findings that are waived; a waived error fails no more.
  package func accepting(_ waived: [WaivedFinding]) -> RuleOutcome {
    guard !waived.isEmpty else { return self }
    var result = self
    result.findings = findings.filter { finding in !waived.contains { $0.accepts(finding) } }
    guard result.findings.count < findings.count else { return self }
    result.evidence.append("waived by the configuration: \(findings.count - result.findings.count)")
    if decision == .failed, !result.findings.contains(where: { $0.severity == .error }) {
      result.decision = unread.map(Decision.notChecked) ?? .passed
    }
    return result
  }

  /// The outcome as an entry of the record tells it, of the files that its fingerprint names.
  ///
  /// Of other files than those that stand now a pass is stale, and a failure says nothing.
  func recorded(at place: RecordPlace, changed: String?) -> RuleOutcome {
    let entry = "\(place.path):\(place.line)"
    guard let changed else {
      var result = self
      result.evidence = evidence.map { "recorded at \(entry): \($0)" }
      return result
    }
    switch decision {
    case .passed:
      var result = self
      result.decision = .stale("proven by \(entry); since then \(changed)")
      result.evidence = evidence.map { "recorded at \(entry): \($0)" }
      return result
    case .failed: return .notChecked("it failed, says \(entry); since then \(changed)")
    case .notChecked, .stale: return self
    }
  }

  package static func notChecked(_ reason: String, findings: [Finding] = []) -> RuleOutcome {
    var outcome = RuleOutcome(evidence: [], findings: findings)
    // An error that was found stands, whatever else could not be looked at.
    outcome.unread = reason
    if outcome.decision == .passed { outcome.decision = .notChecked(reason) }
    return outcome
  }
}

/// A small repository on which a rule is shown, and tested.
package struct RuleExample: Sendable {
  package enum Expectation: Sendable, Equatable {
    case passes, fails, notChecked
  }

  package var title: String
  /// Path → text.
  package var files: [String: String]
  package var expectation: Expectation

  package init(_ title: String, _ expectation: Expectation, files: [String: String]) {
    self.title = title
    self.expectation = expectation
    self.files = files
  }

  /// Whether it shows what a record says: it takes more than the tree's own files to decide it.
  package var hasRecord: Bool { files.keys.contains { $0.hasPrefix("feedback/") } }
}
