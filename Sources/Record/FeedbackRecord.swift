package import Facts

/// The whole record: every file that was given, in the order in which it was given.
package struct FeedbackRecord: Sendable {
  package var documents: [FeedbackDocument]
  /// Prefixes of the record's task ids, learned from the directions and from its own headings.
  package var taskPrefixes: Set<String>

  package init(documents: [FeedbackDocument], taskPrefixes: Set<String> = []) {
    self.documents = documents
    self.taskPrefixes = taskPrefixes
  }

  /// All entries, file by file.
  package var entries: [Entry] { documents.flatMap(\.entries) }

  package var checklists: [Checklist] { documents.flatMap(\.checklists) }

  package var notes: [DocumentationNote] { documents.flatMap(\.notes) }

  package var problems: [RecordProblem] { documents.flatMap(\.problems) }

  /// The entry of an agent with the greatest stamp that is not after `now`; of equal ones the last in its file.
  ///
  /// - Parameters:
  ///   - agent: As `Entry.agent` names it.
  ///   - now: Later stamps are ignored.
  ///   - kind: Only entries of this kind; nil for all.
  /// - Returns: nil when the agent has none.
  package func lastEntry(of agent: String, before now: Timestamp, kind: Entry.Kind? = nil) -> Entry?
  {
    var last: Entry?
    for document in documents {
      for entry in document.entries where entry.agent == agent {
        guard let timestamp = entry.timestamp, timestamp <= now else { continue }
        if let kind, entry.kind != kind { continue }
        if let known = last?.timestamp, timestamp < known { continue }
        last = entry
      }
    }
    return last
  }

  /// Those of an agent's tasks that it calls done itself: in a completion block, or as "BAY-029 COMPLETE",
  /// "✅ BAY-029: …".
  ///
  /// Ids are used again; what shares no word with the title of a task is about an older one.
  ///
  /// - Parameters:
  ///   - tasks: of its direction.
  ///   - agent: As `Entry.agent` names it.
  ///   - now: What is stamped later is left out.
  /// - Returns: their ids.
  package func doneTasks(
    among tasks: [DirectionTask],
    of agent: String,
    until now: Timestamp
  ) -> Set<String> {
    let titles = Dictionary(
      tasks.map { ($0.id, SignificantWords($0.title)) },
      uniquingKeysWith: { first, _ in first }
    )
    var done: Set<String> = []
    for document in documents {
      for entry in document.entries where entry.agent == agent && entry.kind == .completion {
        if let time = entry.timestamp, time > now { continue }
        done.formUnion(entry.tasks)
      }
      for statement in document.statements.statements where !statement.doneTasks.isEmpty {
        let entry = statement.entry.map { document.entries[$0] }
        guard (entry?.agent ?? document.agent) == agent else { continue }
        if let time = entry?.timestamp, time > now { continue }
        if let only = statement.doneTasks.first, statement.doneTasks.count == 1,
          let title = titles[only], !title.isEmpty
        {
          let named = SignificantWords(naming: statement.text)
          let others = named.hashes.count - named.shared(with: SignificantWords(naming: agent))
          if others > 0, SignificantWords(statement.text).shared(with: title) == 0 { continue }
        }
        done.formUnion(statement.doneTasks)
      }
    }
    return done.intersection(titles.keys)
  }

  /// The ids of tasks that a text mentions, by the prefixes that the record uses.
  package func tasks(in text: String) -> [String] {
    TaskIDs.mentions(in: text).filter { taskPrefixes.contains($0.prefix) }.map(\.id)
  }
}
