package import Facts

/// What a gate found, as it is printed.
package struct GateReport: Sendable, Encodable {
  /// A waiver of the configuration.
  package struct Waiver: Sendable, Equatable, Encodable {
    package var rule: String
    package var object: String
    package var reason: String
    /// Line in the configuration.
    package var line: Int

    package init(rule: String, object: String, reason: String, line: Int) {
      self.rule = rule
      self.object = object
      self.reason = reason
      self.line = line
    }
  }

  package struct Waived: Sendable, Encodable {
    package var finding: Finding
    package var reason: String
    package var line: Int
  }

  package struct Totals: Sendable, Equatable, Encodable {
    package var errors: Int
    package var warnings: Int
    package var infos: Int
    package var waived: Int
    package var notChecked: Int
    /// Findings that were there at the revision already.
    package var known: Int
  }

  package var schema = "sitrep/check/v1"
  /// Only what was not there at this revision is a finding; nil without one.
  @ExplicitNull package var since: String?
  package var findings: [Finding]
  package var waived: [Waived]
  package var unusedWaivers: [Waiver]
  package var notChecked: [NotChecked]
  package var doesNotApply: [NotChecked]
  /// Ids of the rules, and names of the commands, that passed.
  package var passed: [String]
  package var totals: Totals

  /// - Parameters:
  ///   - gate: the repository as it is.
  ///   - waivers: of the configuration.
  ///   - since: a revision and what the gate found there.
  package init(_ gate: Gate, waivers: [Waiver], since: (revision: String, gate: Gate)? = nil) {
    var used: Set<Int> = []
    var open: [Finding] = []
    var waived: [Waived] = []
    for finding in gate.findings {
      let index = waivers.firstIndex { waiver in
        WaivedFinding(rule: waiver.rule, object: waiver.object).accepts(finding)
      }
      if let index {
        used.insert(index)
        waived.append(
          Waived(finding: finding, reason: waivers[index].reason, line: waivers[index].line)
        )
      } else {
        open.append(finding)
      }
    }
    // How often each finding was there: the same one twice is a new one.
    var known: [Key: Int] = [:]
    for finding in since?.gate.findings ?? [] { known[Key(finding), default: 0] += 1 }
    let all = open.count
    open = open.filter { finding in
      let key = Key(finding)
      guard let count = known[key], count > 0 else { return true }
      known[key] = count - 1
      return false
    }
    self.since = since?.revision
    findings = open
    self.waived = waived
    unusedWaivers = waivers.indices.filter { index in
      !used.contains(index) && !Self.isForTasks(waivers[index].rule)
    }.map { waivers[$0] }
    notChecked = gate.notChecked
    doesNotApply = gate.doesNotApply
    passed = gate.passed
    totals = Totals(
      errors: open.count { $0.severity == .error },
      warnings: open.count { $0.severity == .warning },
      infos: open.count { $0.severity == .info },
      waived: waived.count,
      notChecked: gate.notChecked.count,
      known: all - open.count
    )
  }

  /// Whether nothing is wrong and everything that applies was looked at.
  package var isClean: Bool { totals.errors == 0 && totals.notChecked == 0 }

  /// A finding without its line, which moves.
  private struct Key: Hashable {
    var rule: String
    var path: String?
    var object: String?
    var message: String

    init(_ finding: Finding) {
      rule = finding.rule
      path = finding.path
      object = finding.object
      message = finding.message
    }
  }

  /// Rules that belong to one task, which a gate over the repository does not look at.
  private static func isForTasks(_ rule: String) -> Bool {
    let ids = [
      DocumentationPulled.id, FeedbackNamesFiles.id, TableExists.id, RowSecurityActive.id,
      RowInserted.id, RowQueried.id, TestedLocally.id, ScreenshotExists.id,
    ]
    return ids.contains(rule)
  }
}
