package import Facts

/// An audit for a pull request.
package struct AuditMarkdown {
  private let outline: AuditOutline
  private let names: [String: String]

  /// - Parameters:
  ///   - report: the audit.
  ///   - names: printed names by the agents' names.
  package init(_ report: AuditReport, names: [String: String] = [:]) {
    outline = AuditOutline(report)
    self.names = names
  }

  /// The document, each line ended.
  package func render() -> String {
    var lines = ["# Audit", "", escaped(outline.title) + "."]
    for group in outline.groups {
      let name = group.agent.map { names[$0] ?? $0 } ?? "(no agent)"
      lines += ["", "## \(escaped(name))", "", escaped(group.summary) + "."]
      if !group.items.isEmpty {
        lines += ["", "| | where | what | how to see it |", "|---|---|---|---|"]
        lines += group.items.map { item in
          let label = item.isFinding ? "**\(item.label)**" : item.label
          let command = item.command.map { code($0) } ?? ""
          return "| \(label) | \(code(item.place)) | \(escaped(item.sentence)) | \(command) |"
        }
      }
      if !group.untold.isEmpty {
        lines += ["", "Cannot be told:", ""]
        lines += group.untold.map { "- \($0.count): \(escaped($0.reason))" }
      }
    }
    if !outline.notChecked.isEmpty {
      lines += ["", "## Not checked", ""]
      lines += outline.notChecked.map { "- \(escaped($0))" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in DisplayText.cut(DisplayText.line(text), to: 300) {
      if "|<>\\[]*_`&~#".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }

  /// A code span in a table cell, where a bar ends the cell even in code.
  private func code(_ text: String) -> String {
    let line = DisplayText.line(text)
    if line.contains("`") { return escaped(line) }
    return
      "`\(line.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|"))`"
  }
}
