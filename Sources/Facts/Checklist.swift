/// A list with checkbox markers.
package struct Checklist: Sendable, Equatable, Encodable {
  package enum Verdict: String, Sendable, CaseIterable, Encodable {
    case proven, claimed, contradicted, stale, open
    case notChecked = "not-checked"
  }

  package struct Item: Sendable, Equatable, Encodable {
    package enum State: String, Sendable, Encodable {
      case done, open
      /// A marker that is neither: `[~]`, `[-]`; named, never counted as done.
      case unknown
    }

    package var line: Int
    package var text: String
    /// As written, brackets included.
    package var marker: String
    package var state: State
    package var verdict: Verdict
    @ExplicitNull package var reason: String?
    /// What proves or contradicts it, one sentence each with its source.
    package var evidence: [String]
    /// The id of the rule that decides it; nil when no rule can tell.
    @ExplicitNull package var rule: String?
    /// Where the record ticked it last; nil for an item that is not ticked, and for one that stands in the
    /// record itself.
    @ExplicitNull package var tickedAt: RecordPlace?

    package init(line: Int, text: String, marker: String, state: State) {
      self.line = line
      self.text = text
      self.marker = marker
      self.state = state
      switch state {
      case .done: self.verdict = .claimed
      case .open: self.verdict = .open
      case .unknown:
        self.verdict = .notChecked
        self.reason = "marker \(marker) is neither done nor open"
      }
      self.evidence = []
    }
  }

  package var path: String
  package var line: Int
  /// The nearest heading or label above; empty when there is none.
  package var heading: String
  @ExplicitNull package var agent: String?
  /// The task it belongs to; nil when it names none.
  @ExplicitNull package var task: String?
  package var items: [Item]

  package init(path: String, line: Int, heading: String, agent: String? = nil, task: String? = nil)
  {
    self.path = path
    self.line = line
    self.heading = heading
    self.agent = agent
    self.task = task
    self.items = []
  }
}

/// Counts over checklists; `markers` is always `done + open + unknown`.
package struct ChecklistTotals: Sendable, Equatable, Encodable {
  package var markers: Int
  package var done: Int
  package var open: Int
  package var unknown: Int
  /// Every verdict is a key, also with 0.
  package var byVerdict: [String: Int]

  package init(lists: [Checklist]) {
    let items = lists.flatMap(\.items)
    markers = items.count
    done = items.count { $0.state == .done }
    open = items.count { $0.state == .open }
    unknown = items.count { $0.state == .unknown }
    byVerdict = [:]
    for verdict in Checklist.Verdict.allCases {
      byVerdict[verdict.rawValue] = items.count { $0.verdict == verdict }
    }
  }
}
