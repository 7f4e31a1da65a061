import Facts

/// What a gate found, for a terminal and for Markdown.
package enum GateText {
  /// One line a finding, what to do below it, and the counts last.
  package static func text(_ report: GateReport) -> String {
    var lines: [String] = []
    for finding in report.findings {
      lines.append(
        "\(finding.severity.rawValue): \(place(finding))\(finding.message) [\(finding.rule)]"
      )
      if let hint = finding.hint { lines.append("  → \(hint)") }
    }
    lines += report.notChecked.map { "not checked: \(sentence($0))" }
    lines += report.doesNotApply.map { "does not apply: \(sentence($0))" }
    lines += report.waived.map { waived in
      "waived: \(place(waived.finding))\(waived.finding.message) [\(waived.finding.rule)]: \(waived.reason)"
    }
    lines += report.unusedWaivers.map { waiver in
      "unused waiver: \(waiver.rule) of \(waiver.object), line \(waiver.line) of the configuration"
    }
    lines.append(summary(report))
    return lines.map { $0 + "\n" }.joined()
  }

  /// A section for each kind that there is.
  package static func markdown(_ report: GateReport) -> String {
    var lines = ["# Check", "", summary(report)]
    func section(_ title: String, _ items: [String]) {
      guard !items.isEmpty else { return }
      lines += ["", "## \(title)", ""] + items.map { "- \(escaped($0))" }
    }
    section(
      "Findings",
      report.findings.map { finding in
        let hint = finding.hint.map { " → \($0)" } ?? ""
        return
          "\(finding.severity.rawValue): \(place(finding))\(finding.message) [\(finding.rule)]\(hint)"
      }
    )
    section("Not checked", report.notChecked.map(sentence))
    section("Does not apply", report.doesNotApply.map(sentence))
    section(
      "Waived",
      report.waived.map { "\(place($0.finding))\($0.finding.message): \($0.reason)" }
    )
    section(
      "Unused waivers",
      report.unusedWaivers.map { "\($0.rule) of \($0.object), line \($0.line)" }
    )
    return lines.map { $0 + "\n" }.joined()
  }

  private static func summary(_ report: GateReport) -> String {
    let totals = report.totals
    func counted(_ count: Int, _ word: String) -> String {
      "\(count) \(word)\(count == 1 ? "" : "s")"
    }
    var parts = [counted(totals.errors, "error"), counted(totals.warnings, "warning")]
    if totals.infos > 0 { parts.append("\(totals.infos) to know") }
    if totals.notChecked > 0 { parts.append("\(totals.notChecked) not checked") }
    if totals.waived > 0 { parts.append("\(totals.waived) waived") }
    if let since = report.since { parts.append("\(totals.known) there at \(since) already") }
    parts.append("\(counted(report.passed.count, "rule")) passed")
    return parts.joined(separator: ", ")
  }

  private static func place(_ finding: Finding) -> String {
    guard let path = finding.path else { return "" }
    return finding.line.map { "\(path):\($0): " } ?? "\(path): "
  }

  private static func sentence(_ item: NotChecked) -> String {
    let path = item.path.map { $0 == item.subject ? "" : " \($0)" } ?? ""
    return "\(item.subject)\(path): \(item.reason)"
  }

  /// Nothing that a repository holds makes a heading or a link of its own.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\n", "\r", "\r\n": result += " "
      case "[", "]", "<", "\\": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }
}
