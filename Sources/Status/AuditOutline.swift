import Facts

/// What an audit prints, agent by agent, before it is put into lines of text or Markdown.
struct AuditOutline {
  struct Item: Equatable {
    /// `false`, `off by one`, `stamp`, `edited`, `lost`.
    var label: String
    var isFinding: Bool
    /// `path:line`.
    var place: String
    var sentence: String
    /// What a person runs to see it; nil when there is nothing to run.
    var command: String?
  }

  struct Group: Equatable {
    /// nil for what no agent is named for.
    var agent: String?
    /// `3 false, 1 off by one, …`.
    var summary: String
    var items: [Item]
    /// Why claims cannot be told, each with how many.
    var untold: [(reason: String, count: Int)]

    static func == (left: Group, right: Group) -> Bool {
      left.agent == right.agent && left.summary == right.summary && left.items == right.items
    }
  }

  let title: String
  let groups: [Group]
  /// What was not looked at, one sentence each.
  let notChecked: [String]

  init(_ report: AuditReport) {
    let totals = report.totals
    var parts = [Self.counted(totals.claims, "claim", "claims")]
    parts += Self.verdicts(totals.byVerdict)
    title =
      "Audit at " + (report.revision.map { String($0.prefix(12)) } ?? "no commit") + " · "
      + (parts + Self.others(report)).joined(separator: " · ")
    var agents = Set(report.claims.map(\.agent))
    agents.formUnion(report.timestamps.lazy.filter { $0.verdict != .plausible }.map(\.agent))
    agents.formUnion(report.edited.map(\.agent))
    agents.formUnion(report.lostEntries.map(\.agent))
    groups = agents.sorted { ($0 ?? "\u{10FFFF}") < ($1 ?? "\u{10FFFF}") }.map { agent in
      Self.group(agent, report.only(agent))
    }
    var notChecked = report.notChecked.map { note in
      (note.path.map { "\($0): " } ?? "") + note.reason
    }
    if report.isShallow {
      notChecked.insert("the clone is shallow, so that nothing is called false", at: 0)
    }
    self.notChecked = notChecked
  }

  private static func group(_ agent: String?, _ report: AuditReport) -> Group {
    var items: [Item] = []
    for claim in report.claims where claim.verdict == .fails || claim.verdict == .offByOne {
      items.append(item(claim))
    }
    for stamp in report.timestamps where stamp.verdict != .plausible {
      items.append(item(stamp))
    }
    items += report.edited.map { entry in
      Item(
        label: "edited",
        isFinding: false,
        place: "\(entry.path):\(entry.line)",
        sentence: "“\(entry.heading)” came with \(entry.firstIn.prefix(12)), "
          + "changed in \(entry.changedIn.prefix(12))",
        command: entry.command
      )
    }
    items += lost(report.lostEntries)
    let untold = Dictionary(
      grouping: report.claims.filter { $0.verdict == .unverifiable },
      by: { claim in
        // What follows the colon is about this claim only.
        let reason = claim.reason ?? "no reason is given"
        return String(reason.prefix { $0 != ":" })
      }
    ).map { (reason: $0.key, count: $0.value.count) }
    return Group(
      agent: agent,
      summary: (verdicts(report.totals.byVerdict) + others(report)).joined(separator: ", "),
      items: items,
      untold: untold.sorted { ($1.count, $0.reason) < ($0.count, $1.reason) }
    )
  }

  private static func item(_ claim: AuditClaim) -> Item {
    let unit = claim.kind == .lines || claim.kind == .total ? " lines" : ""
    var sentence = claim.subject.map { "\($0): " } ?? ""
    sentence += "\(claim.claimed)\(unit) claimed, \(claim.actual ?? "?")"
    sentence += claim.revision.map { " at \($0.prefix(12))" } ?? " in the work tree"
    if let now = claim.actualAtTip, now != claim.actual { sentence += ", \(now) at the tip" }
    if let reason = claim.reason { sentence += " (\(reason))" }
    return Item(
      label: claim.verdict == .fails ? "false" : "off by one",
      isFinding: claim.verdict == .fails,
      place: "\(claim.path):\(claim.line)",
      sentence: sentence,
      command: claim.command
    )
  }

  private static func item(_ stamp: AuditTimestamp) -> Item {
    let sentence: String
    switch stamp.verdict {
    case .afterCommit:
      let commit = stamp.commitTime.map { ", committed \($0.iso8601)" } ?? ""
      sentence = "stamped \(stamp.timestamp.iso8601)\(commit)"
    case .otherDate, .plausible:
      let reason = stamp.reason ?? "another date than its file's"
      sentence = "stamped \(stamp.timestamp.iso8601); \(reason)"
    }
    return Item(
      label: "stamp",
      isFinding: false,
      place: "\(stamp.path):\(stamp.line)",
      sentence: sentence,
      command: stamp.command
    )
  }

  /// What went out of a file together stands together: one command shows it all.
  private static func lost(_ entries: [LostEntry]) -> [Item] {
    var items: [Item] = []
    var rest = entries[...]
    while let first = rest.first {
      let group = rest.prefix {
        ($0.path, $0.lastSeenIn, $0.goneIn) == (first.path, first.lastSeenIn, first.goneIn)
      }
      rest = rest.dropFirst(group.count)
      let shown = group.prefix(3).map { "“\($0.heading)”" }.joined(separator: ", ")
      let more = group.count > 3 ? " and \(group.count - 3) more" : ""
      let gone = first.goneIn.map { ", gone with \($0.prefix(12))" } ?? ""
      items.append(
        Item(
          label: "lost",
          isFinding: false,
          place: first.path,
          sentence: "\(shown)\(more) last stood in \(first.lastSeenIn.prefix(12))\(gone)",
          command: first.command
        )
      )
    }
    return items
  }

  // MARK: Words

  private static func verdicts(_ counts: [String: Int]) -> [String] {
    let words: [(AuditClaim.Verdict, String)] = [
      (.fails, "false"), (.offByOne, "off by one"), (.holds, "true"),
      (.unverifiable, "cannot be told"),
    ]
    return words.compactMap { verdict, word in
      let count = counts[verdict.rawValue] ?? 0
      return count == 0 ? nil : "\(count) \(word)"
    }
  }

  private static func others(_ report: AuditReport) -> [String] {
    let totals = report.totals
    let late = totals.byTimestamp[AuditTimestamp.Verdict.afterCommit.rawValue] ?? 0
    let other = totals.byTimestamp[AuditTimestamp.Verdict.otherDate.rawValue] ?? 0
    return [
      late > 0
        ? counted(late, "stamp later than its commit", "stamps later than their commit") : nil,
      other > 0 ? counted(other, "stamp of another date", "stamps of another date") : nil,
      totals.edited > 0 ? counted(totals.edited, "entry edited", "entries edited") : nil,
      totals.lostEntries > 0 ? counted(totals.lostEntries, "entry lost", "entries lost") : nil,
    ].compactMap { $0 }
  }

  private static func counted(_ count: Int, _ one: String, _ many: String) -> String {
    "\(count) \(count == 1 ? one : many)"
  }
}

extension AuditReport {
  /// What concerns one agent.
  fileprivate func only(_ agent: String?) -> AuditReport {
    AuditReport(
      revision: revision,
      isShallow: isShallow,
      claims: claims.filter { $0.agent == agent },
      timestamps: timestamps.filter { $0.agent == agent },
      edited: edited.filter { $0.agent == agent },
      lostEntries: lostEntries.filter { $0.agent == agent }
    )
  }
}
