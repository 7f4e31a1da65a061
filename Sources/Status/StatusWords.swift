import Facts

/// How times, ages and standings are said, the same in every format.
enum StatusWords {
  /// `40m`, `3h`, `2d`; "now" below a minute.
  static func age(_ seconds: Int) -> String {
    switch seconds {
    case ..<60: "now"
    case ..<3_600: "\(seconds / 60)m"
    case ..<172_800: "\(seconds / 3_600)h"
    default: "\(seconds / 86_400)d"
    }
  }

  /// `03:35` of the same day, else `20 Oct 03:35`; `today` and `17 Oct` for a bare date.
  static func since(_ time: Timestamp?, now: Timestamp) -> String {
    guard let time else { return "unknown" }
    if time.date == now.date { return time.secondOfDay == 0 ? "today" : time.hourAndMinute }
    let (_, month, day) = time.date.components
    let date = "\(day) \(months[month - 1])"
    return time.secondOfDay == 0 ? date : "\(date) \(time.hourAndMinute)"
  }

  private static let months = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]

  static func title(_ standing: AgentStatus.Standing) -> String {
    switch standing {
    case .blocked: "Blocked"
    case .asking: "Waiting for an answer"
    case .overdue: "Overdue"
    case .working: "Working"
    case .done: "Done"
    }
  }

  static func moment(_ time: Timestamp) -> String {
    "\(time.date.iso8601) \(time.hourAndMinute) UTC"
  }

  static func counted(_ number: Int, _ one: String, _ many: String) -> String {
    "\(number) \(number == 1 ? one : many)"
  }

  /// "17 agents: 5 blocked, 2 asking".
  static func summary(_ call: RollCall) -> String {
    let parts = AgentStatus.Standing.allCases.compactMap { standing -> String? in
      let count = call.agents.count { $0.standing == standing }
      return count == 0 ? nil : "\(count) \(standing.rawValue)"
    }
    let agents = counted(call.agents.count, "agent", "agents")
    return parts.isEmpty ? agents : "\(agents): \(parts.joined(separator: ", "))"
  }

  /// "waits for Engineer since 03:35"; a low confidence is a question mark.
  static func wait(_ blocker: Blocker, now: Timestamp) -> String {
    let who = blocker.waitingOn.map { "waits for \(DisplayText.line($0))" } ?? "blocked"
    let doubt = blocker.confidence == .low ? "perhaps " : ""
    return "\(doubt)\(who) since \(since(blocker.since, now: now))"
  }

  /// "LEND-001 RLS policies included: `public.tools` has no row security".
  static func contradiction(_ found: AgentStatus.Contradiction) -> String {
    let item = [found.task, DisplayText.line(found.text)].compactMap(\.self)
    return "ticked \(item.joined(separator: " ")), but \(DisplayText.line(found.reason))"
  }

  /// "9 entries stamped later than now: feedback/web/2026-02-03.md:42", the first: an agent that writes, by another
  /// clock; nil when there are none.
  static func later(_ agent: AgentStatus) -> String? {
    agent.laterEntries.first.map { first in
      let count = counted(agent.laterEntries.count, "entry", "entries")
      return "\(count) stamped later than now: \(first.path):\(first.line)"
    }
  }

  /// What a field says somebody does; nothing for "none (all done)".
  static func work(_ text: String) -> String {
    let line = DisplayText.firstLine(text)
    let first = line.prefix { $0.isLetter || $0 == "/" }.lowercased()
    return first == "none" || first == "n/a" ? "" : line
  }

  static func ask(_ request: SharedRequest) -> String {
    request.kind.rawValue + (request.of.map { " of \(DisplayText.line($0))" } ?? "")
  }
}
