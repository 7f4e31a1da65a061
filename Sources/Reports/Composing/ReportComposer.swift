import Facts
import Record

/// Computes an agent's two-hourly entry: every field is a fact with its source; flags replace fields.
package enum ReportComposer {
  /// What a person said in place of a computed field; nil leaves it computed.
  package struct Overrides: Sendable, Equatable {
    package var title: String?
    package var workingOn: String?
    package var progress: String?
    /// Empty means "None"; nil leaves it computed.
    package var blockers: [String]?
    package var next: String?
    /// Bullets added behind the computed ones, marked as the agent's own words.
    package var evidence: [String]

    package init(
      title: String? = nil,
      workingOn: String? = nil,
      progress: String? = nil,
      blockers: [String]? = nil,
      next: String? = nil,
      evidence: [String] = []
    ) {
      self.title = title
      self.workingOn = workingOn
      self.progress = progress
      self.blockers = blockers
      self.next = next
      self.evidence = evidence
    }
  }

  package static func compose(
    _ context: ReportContext,
    overrides: Overrides = Overrides()
  ) -> TwoHourlyReport {
    var report = TwoHourlyReport(
      timestamp: context.now,
      agent: context.printedName,
      title: overrides.title ?? title(context)
    )
    report.workingOn = overrides.workingOn ?? workingOn(context)
    report.progress = overrides.progress ?? progress(context)
    let computed = EvidenceBullets(context).bullets
    // The agent's own words stand before the fingerprint and the commit, which are always last.
    let said = overrides.evidence.map { TwoHourlyReport.Bullet("Said by the agent", $0) }
    let last = context.fingerprint == nil ? 1 : 2
    report.evidence = computed.dropLast(last) + said + computed.suffix(last)
    report.outputs = outputs(context)
    report.blockers =
      overrides.blockers ?? context.openBlockers.map { text(of: $0, now: context.now) }
    report.next = overrides.next ?? next(context)
    return report
  }

  private static func title(_ context: ReportContext) -> String {
    context.currentTask.map { "\($0.id) \($0.title)" } ?? "Status"
  }

  private static func workingOn(_ context: ReportContext) -> String {
    if let task = context.currentTask { return "\(task.id): \(task.title)" }
    return context.noTasksReason
      ?? "all \(counted(context.tasks.count, "task")) of the direction done"
  }

  /// What changed since the last report, in figures.
  private static func progress(_ context: ReportContext) -> String {
    var parts: [String] = []
    let specified = context.tasks.flatMap(\.expects.tables).count
    if specified > 0 {
      parts.append(
        "\(context.ownTables.count) of \(counted(specified, "table")) of the direction in place"
      )
    }
    parts.append(changes(context))
    return parts.joined(separator: "; ")
  }

  private static func changes(_ context: ReportContext) -> String {
    guard let commits = context.changes.commits else {
      return
        "changes \(context.sinceText) not counted: \(context.changes.commitsReason ?? "not told")"
    }
    let files = context.changes.files
    var parts = [
      counted(commits, "commit"),
      files.isEmpty ? "no file changed" : "\(counted(files.count, "file")) changed",
    ]
    let uncommitted = files.count { !$0.committed }
    if uncommitted > 0 { parts.append("\(uncommitted) of them not committed") }
    return "\(context.sinceText) \(parts.joined(separator: ", "))"
  }

  private static func next(_ context: ReportContext) -> String {
    if let task = context.currentTask, let missing = context.firstMissing {
      return "\(task.id): \(missing)"
    }
    if let task = context.nextTask { return "\(task.id): \(task.title)" }
    if let task = context.currentTask {
      return "\(task.id): nothing that can be checked is missing"
    }
    return context.tasks.isEmpty
      ? "no task to go on with: ask for a direction" : "ask for the next direction"
  }

  /// What failed commands printed: the reader needs it to act, while passing ones are proven by a line.
  private static func outputs(_ context: ReportContext) -> [TwoHourlyReport.Output] {
    context.evidence.commands.filter { $0.outcome == .failed }.compactMap { run in
      let text = run.stderr.text.isEmpty ? run.stdout.text : run.stderr.text
      return text.isEmpty ? nil : .init(name: run.name, text: OutputExcerpt.excerpt(text))
    }
  }

  static func text(of blocker: Blocker, now: Timestamp) -> String {
    var text = ReportedText.plain(blocker.text)
    var facts: [String] = []
    if let since = blocker.since {
      let day = since.date == now.date ? "" : "\(since.date.iso8601) "
      facts.append("since \(day)\(since.hourAndMinute) UTC")
    }
    if let person = blocker.waitingOn, !text.localizedLowercaseContains(person) {
      facts.append("waiting on \(person)")
    }
    facts.append("\(blocker.path):\(blocker.line)")
    text += " (\(facts.joined(separator: ", ")))"
    return text
  }
}

/// The lines of an output that a report shows.
enum OutputExcerpt {
  private static let lines = 30

  /// The first lines, with a mark that says how many were left out.
  static func excerpt(_ text: String) -> String {
    let all = text.split(separator: "\n", omittingEmptySubsequences: false)
    if all.count <= lines + 1 { return text }
    return all.prefix(lines).joined(separator: "\n") + "\n… \(all.count - lines) more lines"
  }
}

extension String {
  fileprivate func localizedLowercaseContains(_ other: String) -> Bool {
    lowercased().contains(other.lowercased())
  }
}
