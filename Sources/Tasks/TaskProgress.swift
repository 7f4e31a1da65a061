package import Facts

/// How far the repository is with one task, by what its direction specifies.
package struct TaskProgress: Sendable, Equatable {
  /// With its state computed.
  package var task: DirectionTask
  /// What stands already, one phrase each: `table `parcels``.
  package var standing: [String]
  /// What is missing, in the order in which it is usually made; one imperative sentence each, without a full stop.
  package var missing: [String]
  /// What could not be told, and why.
  package var unknown: [String]
  /// Where a table was made differently from what the task specifies; no step is derived from them.
  package var deviations: [String]
  /// Paths of the migrations that are this task's.
  package var migrations: [String]

  package init(
    task: DirectionTask,
    standing: [String] = [],
    missing: [String] = [],
    unknown: [String] = [],
    deviations: [String] = [],
    migrations: [String] = []
  ) {
    self.task = task
    self.standing = standing
    self.missing = missing
    self.unknown = unknown
    self.deviations = deviations
    self.migrations = migrations
  }

  /// The first thing to do; nil when nothing that the task specifies is missing.
  package var firstMissing: String? { missing.first }

  /// Everything that the task specifies stands; false for a task that specifies nothing.
  package var isComplete: Bool { missing.isEmpty && unknown.isEmpty && !standing.isEmpty }

  /// Measures every task of a direction.
  ///
  /// - Parameters:
  ///   - direction: read with its fences.
  ///   - index: what the repository holds.
  ///   - blockers: open ones, of any agent.
  ///   - completed: ids of tasks that the record calls complete; it counts only where nothing specified is missing.
  /// - Returns: one for each task, in the direction's order.
  package static func measure(
    _ direction: Direction,
    index: EvidenceIndex,
    blockers: [Blocker] = [],
    completed: Set<String> = []
  ) -> [TaskProgress] {
    let blocked = Set(blockers.filter { $0.state == .open }.flatMap(\.tasks))
    let rowSecurity = direction.asksForRowSecurity
    return direction.tasks.map { task in
      var measure = SpecificationMeasure(index: index, asksForRowSecurity: rowSecurity)
      measure.measure(task, direction.specifications[task.id] ?? TaskSpecification())
      var progress = TaskProgress(
        task: task,
        standing: measure.standing,
        missing: measure.missing,
        unknown: measure.unknown,
        deviations: measure.deviations,
        migrations: measure.migrations
      )
      progress.task.state = progress.state(
        isBlocked: blocked.contains(task.id),
        isClaimed: completed.contains(task.id)
      )
      return progress
    }
  }

  private func state(isBlocked: Bool, isClaimed: Bool) -> DirectionTask.State {
    if task.state == .done { return .done }
    if isBlocked { return .blocked }
    // What cannot be told, and what specifies nothing, rests on what is said of it.
    if isComplete || missing.isEmpty && isClaimed { return .done }
    if task.state == .blocked { return .blocked }
    return standing.isEmpty ? .open : .working
  }
}

extension Direction {
  /// Whether a checklist of the direction wants row security on every new table.
  var asksForRowSecurity: Bool {
    checklists.contains { checklist in
      checklist.purpose != .other
        && checklist.list.items.contains { item in
          let words = item.text.lowercased()
          return words.contains("rls") || words.contains("row level security")
            || words.contains("row security") || words.contains("row-level security")
        }
    }
  }
}
