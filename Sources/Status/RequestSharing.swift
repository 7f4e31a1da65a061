import Facts
import Record

/// Takes together what several agents ask of the same person.
enum RequestSharing {
  /// One for each thing asked, the one that frees most first, then the oldest.
  static func group(_ requests: [Request]) -> [SharedRequest] {
    var groups: [SharedRequest] = []
    for indices in RequestSimilarity.groups(of: requests) {
      let members = indices.map { requests[$0] }
      guard let first = members.min(by: { Self.time($0) < Self.time($1) }) else { continue }
      var agents: [String] = []
      for agent in members.compactMap(\.agent) where !agents.contains(agent) {
        agents.append(agent)
      }
      groups.append(
        SharedRequest(
          kind: first.kind,
          of: members.lazy.compactMap(\.of).first,
          text: first.text,
          since: first.since,
          path: first.path,
          line: first.line,
          agents: agents,
          frees: max(agents.count, 1),
          requests: members
        )
      )
    }
    return groups.enumerated().sorted { left, right in
      if left.element.frees != right.element.frees {
        return left.element.frees > right.element.frees
      }
      // What names a person can be acted on at once.
      let (named, other) = (left.element.of != nil, right.element.of != nil)
      if named != other { return named }
      let (mine, theirs) = (Self.time(left.element.since), Self.time(right.element.since))
      return mine == theirs ? left.offset < right.offset : mine < theirs
    }.map(\.element)
  }

  private static func time(_ request: Request) -> Int { time(request.since) }

  private static func time(_ time: Timestamp?) -> Int { time?.secondsSinceEpoch ?? Int.max }
}
