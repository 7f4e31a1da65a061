package import Facts

/// An audit for a terminal: agent by agent, what is false first to see, and what cannot be told as numbers.
package struct AuditText {
  private let outline: AuditOutline
  private let columns: Int
  private let ink: Ink
  private let names: [String: String]

  /// - Parameters:
  ///   - report: the audit.
  ///   - columns: of the terminal; below 80 it is taken for 80. Commands are never cut.
  ///   - isColored: whether the terminal shows colour.
  ///   - names: printed names by the agents' names.
  package init(
    _ report: AuditReport,
    columns: Int,
    isColored: Bool,
    names: [String: String] = [:]
  ) {
    outline = AuditOutline(report)
    self.columns = max(80, columns)
    ink = Ink(isColored: isColored)
    self.names = names
  }

  /// The text, each line ended.
  package func render() -> String {
    var lines = wrapped(outline.title, indent: 0).map { ink(.bold, $0) }
    for group in outline.groups {
      let name = DisplayText.line(group.agent.map { names[$0] ?? $0 } ?? "(no agent)")
      lines.append("")
      lines += wrapped("\(name): \(group.summary)", indent: 0).map { ink(.bold, $0) }
      for item in group.items { lines += self.lines(of: item) }
      if !group.untold.isEmpty {
        lines.append(ink(.dim, "  cannot be told"))
        lines += group.untold.flatMap { wrapped("\($0.count) \($0.reason)", indent: 4) }
          .map { ink(.dim, $0) }
      }
    }
    if !outline.notChecked.isEmpty {
      lines.append("")
      lines.append(ink(.bold, "not checked"))
      lines += outline.notChecked.flatMap { wrapped(DisplayText.line($0), indent: 2) }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func lines(of item: AuditOutline.Item) -> [String] {
    let label = "  " + DisplayText.fill(item.label, to: 12)
    var lines = [ink(item.isFinding ? .red : .yellow, label) + DisplayText.line(item.place)]
    lines += wrapped(DisplayText.line(item.sentence), indent: 14)
    if let command = item.command {
      lines.append(ink(.dim, String(repeating: " ", count: 14) + DisplayText.line(command)))
    }
    return lines
  }

  /// Broken between words; a word that is longer than a line stands on its own.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    let blanks = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty,
        indent + DisplayText.width(line) + 1 + DisplayText.width(String(word)) > columns
      {
        lines.append(blanks + line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    if !line.isEmpty { lines.append(blanks + line) }
    return lines
  }
}
