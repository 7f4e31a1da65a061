package import Facts
internal import Workspace

/// The part of an audit that is asked for.
package struct AuditScope: Sendable {
  /// Only what is this agent's; nil for all.
  package var agent: String?
  /// Only what was committed at or after this moment, and what is not committed; nil for all.
  package var since: Timestamp?

  package init(agent: String? = nil, since: Timestamp? = nil) {
    self.agent = agent
    self.since = since
  }

  /// Whether something of an agent, brought by a commit, is asked for.
  package func includes(agent: String?, revision: String?, in source: AuditSource) -> Bool {
    if let wanted = self.agent, agent != wanted { return false }
    guard let since, let revision else { return true }
    // A commit that the history does not hold has no time: it is not left out.
    return source.history.commit(revision).map { $0.committed >= since } ?? true
  }
}
