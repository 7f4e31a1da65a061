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

  /// The ids of tasks that a text mentions, by the prefixes that the record uses.
  package func tasks(in text: String) -> [String] {
    TaskIDs.mentions(in: text).filter { taskPrefixes.contains($0.prefix) }.map(\.id)
  }
}
