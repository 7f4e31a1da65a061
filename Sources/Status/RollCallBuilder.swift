package import Configuration
package import Facts
package import Record

/// Computes the roll call from what was read; looks at nothing itself.
package struct RollCallBuilder {
  private let record: FeedbackRecord
  private let slots: SlotSchedule
  private let now: Timestamp
  private let since: Timestamp?

  /// - Parameters:
  ///   - record: every feedback file, read.
  ///   - slots: of the configured cadence.
  ///   - now: later stamps are counted and otherwise ignored.
  ///   - since: leaves only the blockers and requests that are not older; nil leaves all.
  package init(
    record: FeedbackRecord,
    slots: SlotSchedule,
    now: Timestamp,
    since: Timestamp? = nil
  ) {
    self.record = record
    self.slots = slots
    self.now = now
    self.since = since
  }

  /// The roll call.
  ///
  /// - Parameters:
  ///   - agents: of the roster; those that only the record names are added.
  ///   - checklists: with their verdicts, of any agents.
  ///   - notChecked: what somebody else could not look at.
  ///   - ledger: of the record at the moment of the roll call, where it is there already.
  /// - Returns: one line for every agent, silent ones included.
  package func build(
    agents: [String],
    checklists: [Checklist],
    notChecked: [NotChecked] = [],
    ledger: BlockerLedger? = nil
  ) -> RollCall {
    let ledger = ledger ?? record.ledger(until: now)
    var statuses = agents.map { AgentStatus(agent: $0) }
    var places: [String: Int] = [:]
    for (index, agent) in agents.enumerated() { places[agent.lowercased()] = index }
    func place(_ agent: String?) -> Int {
      let key = agent?.lowercased() ?? ""
      if let index = places[key] { return index }
      places[key] = statuses.count
      statuses.append(AgentStatus(agent: agent))
      return statuses.count - 1
    }
    var lasts = [Last](repeating: Last(), count: agents.count)
    var later: [RecordPlace] = []
    for (file, document) in record.documents.enumerated() {
      var agent: String?
      var status: Int?
      for (index, entry) in document.entries.enumerated() {
        guard let timestamp = entry.timestamp else { continue }
        // Most entries are by the agent of the one above.
        let found = status.flatMap { agent == entry.agent ? $0 : nil }
        agent = entry.agent
        let number = found ?? place(agent)
        status = number
        while lasts.count <= number { lasts.append(Last()) }
        if timestamp > now {
          let place = RecordPlace(path: entry.path, line: entry.line)
          later.append(place)
          statuses[number].laterEntries.append(place)
        } else {
          lasts[number].take(
            Last.Place(time: timestamp, file: file, entry: index),
            isReport: entry.kind == .report,
            namesWork: entry.workingOn != nil
          )
        }
      }
    }
    for blocker in ledger.blockers where blocker.state == .open && isNew(blocker.since) {
      statuses[place(blocker.agent)].blockers.append(blocker)
    }
    for request in ledger.requests where request.state == .open && isNew(request.since) {
      statuses[place(request.agent)].requests.append(request)
    }
    for list in checklists { count(list, into: &statuses[place(list.agent)]) }
    for index in statuses.indices {
      finish(&statuses[index], lasts.indices.contains(index) ? lasts[index] : Last())
    }
    let order = statuses.indices.sorted { left, right in
      statuses[left].precedes(statuses[right]) ?? (left < right)
    }
    return RollCall(
      now: now,
      agents: order.map { statuses[$0] },
      sharedRequests: RequestSharing.group(statuses.flatMap(\.requests)),
      laterEntries: later,
      notChecked: record.problems.map { problem in
        NotChecked(
          subject: problem.kind.rawValue,
          path: problem.line.map { "\(problem.path):\($0)" } ?? problem.path,
          reason: problem.message
        )
      } + notChecked
    )
  }

  private func isNew(_ time: Timestamp?) -> Bool {
    guard let since else { return true }
    return time.map { $0 >= since } ?? false
  }

  private func count(_ list: Checklist, into status: inout AgentStatus) {
    for item in list.items {
      status.checklist.total += 1
      switch item.verdict {
      case .proven: status.checklist.proven += 1
      case .claimed: status.checklist.claimed += 1
      case .contradicted:
        status.checklist.contradicted += 1
        let place = item.tickedAt ?? RecordPlace(path: list.path, line: item.line)
        status.contradictions.append(
          AgentStatus.Contradiction(
            task: list.task,
            text: item.text,
            reason: item.reason ?? "",
            path: place.path,
            line: place.line
          )
        )
      case .stale: status.checklist.stale += 1
      case .open: status.checklist.open += 1
      case .notChecked: status.checklist.notChecked += 1
      }
    }
  }

  /// The newest entries of one agent.
  private struct Last {
    struct Place {
      var time: Timestamp
      // Indices into the documents, and the entries of the document.
      var file: Int
      var entry: Int
    }

    var entry: Place?
    var report: Place?
    var workingOn: Place?

    mutating func take(_ next: Place, isReport: Bool, namesWork: Bool) {
      func isNewer(_ known: Place?) -> Bool {
        known.map { $0.time <= next.time } ?? true
      }
      if isNewer(entry) { entry = next }
      if isReport, isNewer(report) { report = next }
      if namesWork, isNewer(workingOn) { workingOn = next }
    }
  }

  private func entry(at place: Last.Place?) -> Entry? {
    place.map { record.documents[$0.file].entries[$0.entry] }
  }

  private func finish(_ status: inout AgentStatus, _ last: Last) {
    status.blockers.sort { ($0.since ?? now) < ($1.since ?? now) }
    status.requests.sort { ($0.since ?? now) < ($1.since ?? now) }
    // Only reports count for the slots; where an agent writes none of that kind, any entry does.
    status.overdue =
      status.agent != nil && slots.isOverdue(last: (last.report ?? last.entry)?.time, now: now)
    let entry = entry(at: last.entry)
    if let entry {
      let working = self.entry(at: last.workingOn)
      status.lastEntry = AgentStatus.LastEntry(
        path: entry.path,
        line: entry.line,
        timestamp: entry.timestamp,
        title: entry.title
      )
      status.ageSeconds = entry.timestamp.map { now - $0 }
      status.workingOn = entry.workingOn ?? working?.workingOn
      status.progress = entry.progress
      status.next = entry.next
      status.tasks = entry.tasks.isEmpty ? working?.tasks ?? [] : entry.tasks
    }
    status.standing = standing(of: status, entry)
  }

  private func standing(of status: AgentStatus, _ entry: Entry?) -> AgentStatus.Standing {
    if !status.blockers.isEmpty { return .blocked }
    if !status.requests.isEmpty { return .asking }
    if status.overdue { return .overdue }
    // Whoever says that all is done, and is contradicted, is not done.
    guard let entry, status.contradictions.isEmpty else { return .working }
    return entry.kind == .completion || entry.kind == .shutdown ? .done : .working
  }
}

extension AgentStatus {
  /// nil when both need the manager equally.
  fileprivate func precedes(_ other: AgentStatus) -> Bool? {
    let order = Standing.allCases
    if standing != other.standing {
      return (order.firstIndex(of: standing) ?? 0) < (order.firstIndex(of: other.standing) ?? 0)
    }
    // The surer and the older wait first; the longer silence first.
    let mine = blockers.first?.since ?? requests.first?.since
    let theirs = other.blockers.first?.since ?? other.requests.first?.since
    if mine != theirs, let mine, let theirs { return mine < theirs }
    if ageSeconds != other.ageSeconds { return (ageSeconds ?? .max) > (other.ageSeconds ?? .max) }
    return nil
  }
}
