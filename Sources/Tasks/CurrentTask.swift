package import Facts

/// The task that an agent is at, and how that is known.
package struct CurrentTask: Sendable, Equatable {
  package enum Reason: Sendable, Equatable {
    /// The last entry says that the agent moves to it.
    case movedTo(RecordPlace)
    /// The last entry works on it.
    case workedOn(RecordPlace)
    /// It is the first in order of which something is missing.
    case firstMissing
    /// Nothing that is specified is missing: it is the first that specifies nothing and is not done.
    case firstOpen
  }

  package var progress: TaskProgress
  package var reason: Reason

  package init(progress: TaskProgress, reason: Reason) {
    self.progress = progress
    self.reason = reason
  }

  package var task: DirectionTask { progress.task }

  /// The current task; nil when the direction has none that is left to do.
  ///
  /// A task that the last entry names counts unless all that it specifies stands already.
  package static func find(among tasks: [TaskProgress], lastEntry: Entry?) -> CurrentTask? {
    if let entry = lastEntry, let named = named(in: entry, tasks) { return named }
    let left = tasks.filter { $0.task.state != .done && $0.task.state != .blocked }
    if let first = left.first(where: { !$0.missing.isEmpty }) {
      return CurrentTask(progress: first, reason: .firstMissing)
    }
    return left.first.map { CurrentTask(progress: $0, reason: .firstOpen) }
  }

  private static func named(in entry: Entry, _ tasks: [TaskProgress]) -> CurrentTask? {
    let ids = tasks.map(\.task.id)
    let movingTo = entry.fields.filter { $0.label.lowercased() == "moving to" }.map(\.text)
    let sources: [([String], (RecordPlace) -> Reason)] = [
      (movingTo.flatMap { TaskMention.ids(in: $0, known: ids) }, { .movedTo($0) }),
      (entry.workingOn.map { TaskMention.ids(in: $0, known: ids) } ?? [], { .workedOn($0) }),
      (TaskMention.ids(in: entry.heading, known: ids), { .workedOn($0) }),
      (entry.tasks.filter(ids.contains), { .workedOn($0) }),
    ]
    for (mentioned, reason) in sources {
      let candidates = mentioned.compactMap { id in tasks.first { $0.task.id == id } }
      guard !candidates.isEmpty else { continue }
      guard let progress = candidates.first(where: { !$0.isComplete && $0.task.state != .done })
      else { return nil }
      let place = RecordPlace(path: entry.path, line: entry.line)
      return CurrentTask(progress: progress, reason: reason(place))
    }
    return nil
  }

  /// What comes next: the first thing missing of this task, else the next task in order that is not done.
  package func next(among tasks: [TaskProgress]) -> NextStep? {
    if let step = progress.firstMissing { return .step(step, of: task.id) }
    let position = tasks.firstIndex { $0.task.id == task.id } ?? 0
    let others = tasks[position...].dropFirst() + tasks[..<position]
    let left = others.first { $0.task.state != .done && $0.task.state != .blocked }
    return left.map { .task($0) }
  }
}

/// What an agent does next.
package enum NextStep: Sendable, Equatable {
  /// An imperative sentence without a full stop.
  case step(String, of: String)
  case task(TaskProgress)

  /// As a report prints it.
  package var text: String {
    switch self {
    case .step(let step, let id): return "\(id): \(step)"
    case .task(let progress):
      let title = progress.task.title.isEmpty ? "" : ": \(progress.task.title)"
      return progress.task.id + title
    }
  }
}

/// Finds known task ids in text.
package enum TaskMention {
  /// The ids in the order in which they are first mentioned, each once; an id within a longer word is none.
  package static func ids(in text: String, known: [String]) -> [String] {
    let bytes = Array(text.utf8)
    let wanted = Dictionary(
      known.map { ($0.lowercased(), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var found: [String] = []
    var index = 0
    while let (_, id) = TaskID.first(in: bytes, from: index) {
      if let name = wanted[id.text.lowercased()], !found.contains(name) { found.append(name) }
      index = max(id.end, index + 1)
    }
    return found
  }
}
