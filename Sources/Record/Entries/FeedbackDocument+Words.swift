import Facts

extension FeedbackDocument {
  mutating func dropFields() {
    for index in entries.indices { entries[index].fields = [] }
  }

  /// Leaves the words of those entries alone that can be the last of their agent at a moment, and the
  /// headings of those that say something about waiting: a long record has few of them.
  mutating func dropWords(until now: Timestamp) {
    let kept = newestEntries(until: now)
    let waiting = statements.entriesWaiting
    for index in entries.indices where !kept[index] {
      entries[index].timestampText = nil
      entries[index].title = ""
      entries[index].agentInHeading = nil
      entries[index].workingOn = nil
      entries[index].progress = nil
      entries[index].next = nil
      entries[index].blockers = []
      if !waiting.contains(index) { entries[index].heading = "" }
    }
  }

  /// Per entry whether it can be the last of its agent.
  private func newestEntries(until now: Timestamp) -> [Bool] {
    var agents: [AgentsLast] = []
    var positions: [String?: Int] = [:]
    // Most entries are of the agent of the one above.
    var position = -1
    for (index, entry) in entries.enumerated() {
      guard let time = entry.timestamp, time <= now else { continue }
      let agent = entry.agent
      if position < 0 || agents[position].agent != agent {
        position = positions[agent] ?? agents.count
        if position == agents.count {
          positions[agent] = position
          agents.append(AgentsLast(agent: agent))
        }
      }
      agents[position].entry.take(index, time)
      if entry.kind == .report { agents[position].report.take(index, time) }
      if entry.workingOn != nil { agents[position].work.take(index, time) }
    }
    var kept = [Bool](repeating: false, count: entries.count)
    for agent in agents {
      for last in [agent.entry, agent.report, agent.work] where last.index >= 0 {
        kept[last.index] = true
      }
    }
    return kept
  }
}

/// The last entry of an agent, the last report, and the last that names its work.
private struct AgentsLast {
  let agent: String?
  var entry = Newest()
  var report = Newest()
  var work = Newest()

  struct Newest {
    /// -1 for none.
    var index = -1
    private var time = Timestamp(secondsSinceEpoch: 0)

    init() {}

    /// Of one moment the later entry counts.
    mutating func take(_ index: Int, _ time: Timestamp) {
      guard self.index < 0 || self.time <= time else { return }
      self.index = index
      self.time = time
    }
  }
}
