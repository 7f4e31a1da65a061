package import Facts
package import MarkdownTree

/// Reads who waits for what out of the files of a record.
package struct BlockerReader: Sendable {
  private let names: NameTable
  private let tasks: TaskMentions

  /// - Parameters:
  ///   - names: the people and agents that can be waited for.
  ///   - taskPrefixes: what stands before the number in the record's task ids; empty when not known.
  package init(names: NameTable, taskPrefixes: Set<String> = []) {
    self.names = names
    self.tasks = TaskMentions(prefixes: taskPrefixes)
  }

  /// What one file says, and its entries with `blocked` and `blockers` filled in.
  ///
  /// - Parameters:
  ///   - document: the file.
  ///   - entries: of this file, in order of their lines.
  ///   - agent: whose file it is; nil when the record does not say.
  ///   - date: of the file; stands for what no entry dates.
  /// - Returns: What the ledgers need of it.
  package func read(
    _ document: MarkdownDocument,
    entries: inout [Entry],
    agent: String?,
    date: Timestamp?
  ) -> FileStatements {
    var file = document.source.bytes.withUnsafeBufferPointer { bytes in
      var reader = StatementReader(
        document: document,
        entries: entries,
        agent: agent,
        names: names,
        tasks: tasks,
        bytes: bytes
      )
      return reader.read()
    }
    file.date = date
    file.takeWords()
    // As long as they are: most files have few, and all of them are kept.
    file.statements = file.statements.map { $0 }
    file.takePortions(&entries)
    return file
  }
}
