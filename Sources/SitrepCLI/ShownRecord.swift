import Facts
import Reports
import Status

/// Text of the record as it is printed: a secret that somebody wrote into it by hand is not shown again.
///
/// Only what a command prints is looked at, before it is cut to the width of a terminal, so that no
/// part of a secret is left. Places, ids and names of files stay.
extension Sanitizer {
  func shown(_ text: String?) -> String? { text.map { shown($0) } }

  func shown(_ entry: Entry) -> Entry {
    var entry = entry
    entry.title = shown(entry.title)
    entry.heading = shown(entry.heading)
    return entry
  }

  func shown(_ blocker: Blocker) -> Blocker {
    var blocker = blocker
    blocker.text = shown(blocker.text)
    blocker.waitingOn = shown(blocker.waitingOn)
    return blocker
  }

  func shown(_ request: Request) -> Request {
    var request = request
    request.text = shown(request.text)
    request.of = shown(request.of)
    return request
  }

  func shown(_ note: DocumentationNote) -> DocumentationNote {
    var note = note
    note.source = shown(note.source)
    note.library = shown(note.library)
    note.topic = shown(note.topic)
    note.keyLearnings = note.keyLearnings.map { shown($0) }
    note.appliedTo = note.appliedTo.map { shown($0) }
    return note
  }

  func shown(_ task: DirectionTask) -> DirectionTask {
    var task = task
    task.title = shown(task.title)
    return task
  }

  func shown(_ standing: MigrationStanding) -> MigrationStanding {
    var standing = standing
    standing.ready = shown(standing.ready)
    standing.approved = shown(standing.approved)
    standing.applied = shown(standing.applied)
    standing.verified = shown(standing.verified)
    standing.remarks = standing.remarks.map { shown($0) }
    return standing
  }

  private func shown(_ step: MigrationStanding.Step?) -> MigrationStanding.Step? {
    guard var step else { return nil }
    step.by = shown(step.by)
    step.saidBy = shown(step.saidBy)
    return step
  }

  func shown(_ finding: Finding) -> Finding {
    var finding = finding
    finding.message = shown(finding.message)
    finding.object = shown(finding.object)
    finding.hint = shown(finding.hint)
    return finding
  }

  func shown(_ list: Checklist) -> Checklist {
    var list = list
    list.heading = shown(list.heading)
    for index in list.items.indices {
      list.items[index].text = shown(list.items[index].text)
      list.items[index].reason = shown(list.items[index].reason)
      list.items[index].evidence = list.items[index].evidence.map { shown($0) }
    }
    return list
  }

  func shown(_ call: RollCall) -> RollCall {
    var call = call
    // A request stands with its agent, and again with those that ask for the same.
    var known: [String: String] = [:]
    func once(_ text: String) -> String {
      if let text = known[text] { return text }
      let result = shown(text)
      known[text] = result
      return result
    }
    func once(_ requests: [Request]) -> [Request] {
      requests.map { request in
        var request = request
        request.text = once(request.text)
        request.of = request.of.map(once)
        return request
      }
    }
    for index in call.agents.indices {
      call.agents[index] = shown(call.agents[index])
      call.agents[index].requests = once(call.agents[index].requests)
    }
    for index in call.sharedRequests.indices {
      call.sharedRequests[index].text = once(call.sharedRequests[index].text)
      call.sharedRequests[index].of = call.sharedRequests[index].of.map(once)
      call.sharedRequests[index].requests = once(call.sharedRequests[index].requests)
    }
    return call
  }

  /// All but its requests.
  private func shown(_ agent: AgentStatus) -> AgentStatus {
    var agent = agent
    if let last = agent.lastEntry { agent.lastEntry?.title = shown(last.title) }
    agent.workingOn = shown(agent.workingOn)
    agent.progress = shown(agent.progress)
    agent.next = shown(agent.next)
    agent.blockers = agent.blockers.map { shown($0) }
    for index in agent.contradictions.indices {
      agent.contradictions[index].text = shown(agent.contradictions[index].text)
      agent.contradictions[index].reason = shown(agent.contradictions[index].reason)
    }
    return agent
  }

  /// What an audit quotes, in its columns and in the commands that it names.
  func shown(_ report: AuditReport) -> AuditReport {
    var report = report
    for index in report.claims.indices {
      report.claims[index].text = shown(report.claims[index].text)
      report.claims[index].subject = shown(report.claims[index].subject)
      report.claims[index].claimed = shown(report.claims[index].claimed)
      report.claims[index].actual = shown(report.claims[index].actual)
      report.claims[index].actualAtTip = shown(report.claims[index].actualAtTip)
      report.claims[index].reason = shown(report.claims[index].reason)
      report.claims[index].command = shown(report.claims[index].command)
    }
    for index in report.edited.indices {
      report.edited[index].heading = shown(report.edited[index].heading)
      report.edited[index].command = shown(report.edited[index].command)
    }
    for index in report.lostEntries.indices {
      report.lostEntries[index].heading = shown(report.lostEntries[index].heading)
      report.lostEntries[index].command = shown(report.lostEntries[index].command)
    }
    return report
  }
}
