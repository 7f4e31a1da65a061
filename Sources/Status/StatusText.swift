import Facts

/// The roll call for a terminal.
package struct StatusText {
  private let call: RollCall
  private let columns: Int
  private let ink: Ink
  private let names: [String: String]
  private let nameColumns: Int
  private let ageColumns: Int
  /// Of few agents more than the oldest blocker finds room.
  private let blockersShown: Int

  /// - Parameters:
  ///   - call: the roll call.
  ///   - columns: of the terminal; below 80 it is taken for 80.
  ///   - isColored: whether the terminal shows colour.
  ///   - names: printed names by the agents' names.
  package init(
    _ call: RollCall,
    columns: Int,
    isColored: Bool,
    names: [String: String] = [:]
  ) {
    self.call = call
    self.columns = max(80, columns)
    self.ink = Ink(isColored: isColored)
    self.names = names
    let widths = call.agents.map { agent in
      DisplayText.width(Self.name(agent.agent, names))
    }
    self.nameColumns = min(18, max(6, widths.max() ?? 6))
    self.ageColumns = max(4, call.agents.map { Self.age($0).count }.max() ?? 0)
    self.blockersShown = call.agents.count <= 3 ? 6 : 1
  }

  /// The text, each line ended.
  package func render() -> String {
    var lines = [ink(.bold, "\(StatusWords.moment(call.now)) · \(StatusWords.summary(call))")]
    for standing in AgentStatus.Standing.allCases {
      let agents = call.agents.filter { $0.standing == standing }
      guard !agents.isEmpty else { continue }
      lines.append("")
      lines.append(ink(tone(standing), "\(StatusWords.title(standing)) (\(agents.count))"))
      for agent in agents { lines += block(agent) }
    }
    lines += requests()
    lines += remarks()
    return lines.map { $0 + "\n" }.joined()
  }

  // MARK: One agent

  private func block(_ agent: AgentStatus) -> [String] {
    let head =
      "  " + ink(.bold, DisplayText.fill(name(agent.agent), to: nameColumns)) + " "
      + DisplayText.fill(Self.age(agent), to: ageColumns) + " "
    let headColumns = nameColumns + ageColumns + 4
    let indent = "    "
    var lines = [trimmed(head + DisplayText.cut(work(agent), to: columns - headColumns))]
    let shown = agent.blockers.prefix(blockersShown)
    for (index, blocker) in shown.enumerated() {
      lines += wrapped(
        indent,
        mark: ink(.red, "■ "),
        text: "\(StatusWords.wait(blocker, now: call.now)): \(text(of: blocker))",
        place: "\(blocker.path):\(blocker.line)",
        more: index == shown.count - 1 ? agent.blockers.count - shown.count : 0
      )
    }
    lines += contradictions(of: agent, indent)
    let bar = DoneBar(agent.checklist)
    if !bar.words.isEmpty {
      let room = columns - indent.count - DisplayText.width(bar.bar) - 1
      lines.append(
        indent + ink(bar.isComplete ? .green : .cyan, bar.bar) + " "
          + ink(.dim, DisplayText.cut(bar.words, to: room))
      )
    }
    if agent.standing != .done, let next = agent.next.map(DisplayText.firstLine), !next.isEmpty {
      let label = "next: "
      let room = columns - indent.count - label.count
      lines.append(indent + ink(.dim, label + DisplayText.cut(next, to: room)))
    }
    if agent.overdue, let later = StatusWords.later(agent) {
      lines.append(indent + ink(.dim, DisplayText.cut(later, to: columns - indent.count)))
    }
    return lines
  }

  /// The first ticks that the repository contradicts; the others are counted.
  private func contradictions(of agent: AgentStatus, _ indent: String) -> [String] {
    let shown = agent.contradictions.prefix(Self.contradictionsShown)
    return shown.enumerated().flatMap { index, found in
      wrapped(
        indent,
        mark: ink(.red, "✗ "),
        text: StatusWords.contradiction(found),
        place: "\(found.path):\(found.line)",
        more: index == shown.count - 1 ? agent.contradictions.count - shown.count : 0
      )
    }
  }

  private static let contradictionsShown = 2

  private func work(_ agent: AgentStatus) -> String {
    guard let last = agent.lastEntry else {
      return agent.agent == nil ? "no dated entry" : "no report yet"
    }
    let work = agent.workingOn.map(StatusWords.work) ?? ""
    let progress = agent.progress.map(StatusWords.work) ?? ""
    let said = [work.isEmpty ? DisplayText.line(last.title) : work, progress].filter { !$0.isEmpty }
    return said.joined(separator: " — ")
  }

  private func text(of blocker: Blocker) -> String {
    BlockerText.short(blocker.text)
  }

  /// A marked text on at most two lines, with its place: behind it where both fit, else on a line of its own.
  private func wrapped(
    _ indent: String,
    mark: String,
    text: String,
    place: String,
    more: Int
  ) -> [String] {
    let suffix = more > 0 ? "  (+\(more))" : ""
    let room = columns - indent.count - 2
    let behind = "  " + place + suffix
    var parts = DisplayText.wrapped(text, to: room, lines: 2)
    let last = parts.removeLast()
    var lines = parts
    if DisplayText.width(last) + DisplayText.width(behind) <= room {
      lines.append(last + ink(.dim, behind))
    } else {
      lines += [last, ink(.dim, DisplayText.cut(place + suffix, to: room))]
    }
    return lines.enumerated().map { index, line in indent + (index == 0 ? mark : "  ") + line }
  }

  // MARK: Requests

  /// What waits for a person, by person: first those who free most.
  private func requests() -> [String] {
    guard !call.sharedRequests.isEmpty else { return [] }
    var lines = ["", ink(.bold, "Asked of you (\(call.sharedRequests.count))")]
    for request in call.sharedRequests {
      let agents = request.agents.map { name($0) }.joined(separator: ", ")
      let frees = request.frees > 1 ? ", frees \(request.frees)" : ""
      let lead =
        "\(StatusWords.ask(request)) since \(StatusWords.since(request.since, now: call.now))"
        + " (\(agents.isEmpty ? "unnamed" : agents)\(frees)): "
      lines += wrapped(
        "  ",
        mark: ink(.yellow, "? "),
        text: lead + BlockerText.request(request.text),
        place: "\(request.path):\(request.line)",
        more: 0
      )
    }
    return lines
  }

  // MARK: Remarks

  private func remarks() -> [String] {
    StatusRemarks.lines(call).flatMap { remark -> [String] in
      ["", ink(.dim, DisplayText.cut(remark.title, to: columns))]
        + remark.lines.map { ink(.dim, "  " + DisplayText.cut($0, to: columns - 2)) }
    }
  }

  private static func age(_ agent: AgentStatus) -> String {
    (agent.ageSeconds.map(StatusWords.age) ?? "-") + (agent.overdue ? "!" : "")
  }

  private func name(_ agent: String?) -> String {
    Self.name(agent, names)
  }

  private static func name(_ agent: String?, _ names: [String: String]) -> String {
    guard let agent else { return "(unnamed)" }
    return DisplayText.line(names[agent] ?? agent)
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private func tone(_ standing: AgentStatus.Standing) -> Ink.Tone {
    switch standing {
    case .blocked: .red
    case .asking, .overdue: .yellow
    case .working: .cyan
    case .done: .green
    }
  }
}
