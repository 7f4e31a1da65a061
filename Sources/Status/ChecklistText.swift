package import Facts

/// Checklists item by item, for a terminal and for Markdown.
package struct ChecklistText {
  private let lists: [Checklist]
  private let totals: ChecklistTotals
  private let deviations: [Finding]
  private let migrations: [MigrationStanding]

  /// Takes everything in the order in which it is printed.
  ///
  /// - Parameters:
  ///   - lists: item by item.
  ///   - deviations: from what the directions specify.
  ///   - migrations: of the tasks, and how far they are.
  package init(
    _ lists: [Checklist],
    deviations: [Finding] = [],
    migrations: [MigrationStanding] = []
  ) {
    self.lists = lists
    self.deviations = deviations
    self.migrations = migrations
    self.totals = ChecklistTotals(lists: lists)
  }

  /// One line an item: its verdict, its words, why, and its place.
  package func text(columns: Int, isColored: Bool) -> String {
    let ink = Ink(isColored: isColored)
    let columns = max(80, columns)
    var lines: [String] = []
    for list in lists {
      lines.append(ink(.bold, title(list)) + ink(.dim, "  \(list.path):\(list.line)"))
      for item in list.items {
        let verdict = ink(tone(item.verdict), DisplayText.fill(item.verdict.rawValue, to: 12))
        let words = DisplayText.line(item.text)
        let place = ink(.dim, "  :\(item.line)")
        lines.append("  " + verdict + " " + DisplayText.cut(words, to: columns - 23) + place)
        for why in reasons(item) {
          lines.append(
            ink(.dim, String(repeating: " ", count: 15) + DisplayText.cut(why, to: columns - 15))
          )
        }
      }
      lines.append("")
    }
    for (title, items) in sections {
      lines.append(ink(.bold, title))
      lines += items.map { "  " + DisplayText.line($0) }
      lines.append("")
    }
    lines.append(summary)
    return lines.map { $0 + "\n" }.joined()
  }

  /// What stands beside the lists, with a title each; none where there is nothing to say.
  private var sections: [(title: String, items: [String])] {
    [
      (
        "Differs from the direction",
        deviations.map { finding in
          let place = finding.path.map { path in finding.line.map { "\(path):\($0) " } ?? "" }
          return (place ?? "") + finding.message
        }
      ),
      (
        "Migrations",
        migrations.map { standing in
          (["\(standing.stateText): \(standing.path)"] + standing.steps).joined(
            separator: "; "
          )
        }
      ),
    ].filter { !$0.1.isEmpty }
  }

  /// Task lists with the verdict behind each item.
  package func markdown() -> String {
    var lines: [String] = []
    for list in lists {
      lines += ["## \(escaped(title(list)))", "", "`\(list.path):\(list.line)`", ""]
      for item in list.items {
        let box =
          switch item.verdict {
          case .proven, .claimed: "[x]"
          case .contradicted, .stale, .open, .notChecked: "[ ]"
          }
        lines.append("- \(box) \(escaped(item.text)) — **\(item.verdict.rawValue)**")
        lines += reasons(item).map { "  - \(escaped($0))" }
      }
      lines.append("")
    }
    for (title, items) in sections {
      lines += ["## \(title)", ""] + items.map { "- \(escaped($0))" } + [""]
    }
    lines.append(summary)
    return lines.map { $0 + "\n" }.joined()
  }

  /// "57 markers: 40 done, 15 open, 2 not understood; 12 proven, …".
  private var summary: String {
    let verdicts = Checklist.Verdict.allCases.compactMap { verdict -> String? in
      let count = totals.byVerdict[verdict.rawValue] ?? 0
      return count == 0 ? nil : "\(count) \(verdict.rawValue)"
    }
    let markers = StatusWords.counted(totals.markers, "marker", "markers")
    return "\(markers): \(totals.done) done, \(totals.open) open, \(totals.unknown) not understood"
      + (verdicts.isEmpty ? "" : "; " + verdicts.joined(separator: ", "))
  }

  private func title(_ list: Checklist) -> String {
    let owner = [list.agent, list.task].compactMap { $0 }.joined(separator: " ")
    let heading = DisplayText.line(list.heading)
    return [owner, heading].filter { !$0.isEmpty }.joined(separator: ": ")
  }

  private func reasons(_ item: Checklist.Item) -> [String] {
    var reasons: [String] = []
    // That no rule decides it is what `claimed` and `open` mean, and evidence may hold the reason with its place.
    if let reason = item.reason, item.rule != nil || item.state == .unknown,
      !item.evidence.contains(where: { $0.hasSuffix(reason) })
    {
      reasons.append(reason)
    }
    for line in item.evidence where !reasons.contains(line) { reasons.append(line) }
    return reasons.map(DisplayText.line)
  }

  private func escaped(_ text: String) -> String {
    var result = ""
    for character in DisplayText.line(text) {
      if "<>[]\\*_#|".contains(character) { result += "\\" }
      result.append(character)
    }
    return result
  }

  private func tone(_ verdict: Checklist.Verdict) -> Ink.Tone {
    switch verdict {
    case .proven: .green
    case .claimed: .cyan
    case .contradicted: .red
    case .stale, .notChecked: .yellow
    case .open: .dim
    }
  }
}
