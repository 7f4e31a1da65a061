import Facts

/// The roll call for a chat or a pull request.
package struct StatusMarkdown {
  private let call: RollCall
  private let names: [String: String]

  /// - Parameters:
  ///   - call: the roll call.
  ///   - names: printed names by the agents' names.
  package init(_ call: RollCall, names: [String: String] = [:]) {
    self.call = call
    self.names = names
  }

  /// The document, each line ended.
  package func render() -> String {
    var lines = [
      "# Status — \(StatusWords.moment(call.now))", "", StatusWords.summary(call) + ".",
    ]
    for standing in AgentStatus.Standing.allCases {
      let agents = call.agents.filter { $0.standing == standing }
      guard !agents.isEmpty else { continue }
      lines += ["", "## \(StatusWords.title(standing)) (\(agents.count))", ""]
      for agent in agents { lines += item(agent) }
    }
    if !call.sharedRequests.isEmpty {
      lines += ["", "## Asked of you (\(call.sharedRequests.count))", ""]
      lines += call.sharedRequests.map(request)
    }
    for remark in StatusRemarks.lines(call) {
      lines += ["", remark.title, ""]
      lines += remark.lines.map { "- \(quoted($0))" }
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func item(_ agent: AgentStatus) -> [String] {
    var parts: [String] = []
    if let last = agent.lastEntry {
      let age = agent.ageSeconds.map { "\(StatusWords.age($0)) ago" } ?? "undated"
      let late = agent.overdue ? ", overdue" : ""
      parts.append("last report \(age)\(late) (`\(last.path):\(last.line)`)")
      let said = agent.workingOn.map(StatusWords.work) ?? ""
      let work = said.isEmpty ? last.title : said
      parts.append(quoted(work))
      if let progress = agent.progress { parts.append(quoted(progress)) }
    } else {
      parts.append("no report yet")
    }
    let bar = DoneBar(agent.checklist)
    if !bar.words.isEmpty { parts.append("\(bar.bar) \(bar.words)") }
    var lines = ["- **\(quoted(name(agent.agent)))**: \(parts.joined(separator: "; "))"]
    for blocker in agent.blockers {
      lines.append(
        "  - \(StatusWords.wait(blocker, now: call.now)): \(quoted(BlockerText.short(blocker.text)))"
          + " (`\(blocker.path):\(blocker.line)`)"
      )
    }
    for found in agent.contradictions {
      lines.append(
        "  - **contradicted**: \(quoted(StatusWords.contradiction(found)))"
          + " (`\(found.path):\(found.line)`)"
      )
    }
    if agent.overdue, let later = StatusWords.later(agent) { lines.append("  - \(quoted(later))") }
    if let next = agent.next, agent.standing != .done { lines.append("  - next: \(quoted(next))") }
    return lines
  }

  private func request(_ request: SharedRequest) -> String {
    let agents = request.agents.map { quoted(name($0)) }.joined(separator: ", ")
    let frees = request.frees > 1 ? ", frees \(request.frees)" : ""
    return "- \(quoted(StatusWords.ask(request)))"
      + " since \(StatusWords.since(request.since, now: call.now))"
      + " (\(agents.isEmpty ? "unnamed" : agents)\(frees)): \(quoted(BlockerText.request(request.text)))"
      + " (`\(request.path):\(request.line)`)"
  }

  private func name(_ agent: String?) -> String {
    agent.map { names[$0] ?? $0 } ?? "(unnamed)"
  }

  /// A person's words on one line, cut at 160 columns, unable to begin or end a block or a tag.
  private func quoted(_ text: String) -> String {
    var result = ""
    for character in DisplayText.cut(DisplayText.firstLine(text), to: 160) {
      switch character {
      case "<", ">", "[", "]", "|", "\\", "*", "_", "#": result += "\\\(character)"
      default: result.append(character)
      }
    }
    return result
  }
}
