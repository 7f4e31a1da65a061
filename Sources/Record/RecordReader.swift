package import Facts
import MarkdownTree
internal import Workspace

/// Reads feedback files, on all cores.
package struct RecordReader: Sendable {
  private let names: AgentNames
  private let taskIDs: @Sendable () -> [String]
  private let blockers: BlockerReader

  /// - Parameters:
  ///   - agents: Names of the agents, as folders and directions write them; their printed names as well.
  ///   - tasks: Ids of the tasks of the directions; asked for once the files are read.
  ///   - people: Those whom agents ask, as the configuration names them.
  package init(
    agents: [String],
    tasks: @autoclosure @escaping @Sendable () -> [String] = [],
    people: [String] = []
  ) {
    self.names = AgentNames(agents)
    self.blockers = BlockerReader(names: NameTable(people: people, agents: agents))
    self.taskIDs = tasks
  }

  /// Reads every file; one that cannot be read is a document with a problem.
  package func read(files: [SourceFile]) -> FeedbackRecord {
    read(files: files, blockers: blockers)
  }

  func read(files: [SourceFile], blockers: BlockerReader?) -> FeedbackRecord {
    read(files, size: \.size, blockers: blockers, depth: .whole) { $0 }
  }

  /// Reads the files at these paths; no more of them are held at once than there are cores.
  ///
  /// - Parameters:
  ///   - paths: In the order of the documents.
  ///   - depth: What is kept of them.
  ///   - size: Of the file at a path, in bytes, as far as it is known.
  ///   - load: Called once for each path, on several threads.
  /// - Returns: The record; a file that cannot be read is a document with a problem.
  package func read(
    paths: [String],
    depth: ReadingDepth,
    size: (String) -> Int,
    load: @Sendable (String) -> SourceFile
  ) -> FeedbackRecord {
    read(paths, size: size, blockers: blockers, depth: depth, load: load)
  }

  /// Reads files for their entries alone, whose fields, tasks and blockers stay unread.
  ///
  /// - Returns: The entries of each text, in order.
  package func entries(of texts: [SourceText]) -> [[Entry]] {
    let files = texts.map { SourceFile(path: $0.path, content: .text($0)) }
    return read(files, size: \.size, blockers: nil, depth: .entries) { $0 }.documents.map(
      \.entries
    )
  }

  private func read<Source: Sendable>(
    _ sources: [Source],
    size: (Source) -> Int,
    blockers: BlockerReader?,
    depth: ReadingDepth,
    load: @Sendable (Source) -> SourceFile
  ) -> FeedbackRecord {
    let sizes = sources.map(size)
    // The largest first, so that no core is left with one at the end.
    let order = sources.indices.sorted { sizes[$0] > sizes[$1] }
    let reader = DocumentReader(names: names, blockers: blockers, depth: depth)
    var readings = order.parallelMap { reader.read(load(sources[$0])) }
    var turns = order
    for (turn, index) in order.enumerated() { turns[index] = turn }
    return assemble(&readings, turns)
  }

  /// What only the whole record tells: which prefixes are those of tasks.
  ///
  /// `turns` names the readings in the order of the documents.
  private func assemble(_ readings: inout [DocumentReader.Reading], _ turns: [Int])
    -> FeedbackRecord
  {
    var prefixes = TaskPrefixes(directions: taskIDs())
    for turn in turns { prefixes.learn(readings[turn].headingMentions) }
    let known = prefixes.known
    var tasks = KnownTasks(prefixes: known)
    let documents = turns.map { turn in
      readings[turn].keepTasks(with: known, &tasks)
      return readings[turn].document
    }
    return FeedbackRecord(documents: documents, taskPrefixes: known)
  }
}

extension DocumentReader.Reading {
  /// In place: a copy of the entries would cost as much as reading them.
  fileprivate mutating func keepTasks(with known: Set<String>, _ tasks: inout KnownTasks) {
    for index in mentions.indices where !mentions[index].isEmpty {
      document.entries[index].tasks = mentions[index].filter { known.contains($0.prefix) }.map(\.id)
    }
    for index in checklistMentions.indices {
      document.checklists[index].task =
        checklistMentions[index].first { known.contains($0.prefix) }?.id
    }
    document.statements.keepTasks(with: &tasks)
  }
}

extension SourceFile {
  fileprivate var size: Int {
    if case .text(let text) = content { return text.bytes.count }
    return 0
  }
}
