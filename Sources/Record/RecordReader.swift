internal import Dispatch
package import Facts
import MarkdownTree

/// Reads feedback files, on all cores.
package struct RecordReader: Sendable {
  private let names: AgentNames
  private let taskIDs: [String]
  private let blockers: BlockerReader

  /// - Parameters:
  ///   - agents: Names of the agents, as folders and directions write them; their printed names as well.
  ///   - tasks: Ids of the tasks of the directions.
  ///   - people: Those whom agents ask, as the configuration names them.
  package init(agents: [String], tasks: [String] = [], people: [String] = []) {
    self.names = AgentNames(agents)
    self.blockers = BlockerReader(names: NameTable(people: people, agents: agents))
    self.taskIDs = tasks
  }

  /// Reads every file; one that cannot be read is a document with a problem.
  package func read(files: [SourceFile]) -> FeedbackRecord {
    read(files: files, blockers: blockers)
  }

  func read(files: [SourceFile], blockers: BlockerReader?) -> FeedbackRecord {
    var readings = [DocumentReader.Reading?](repeating: nil, count: files.count)
    let results = UncheckedBuffer(count: files.count)
    let names = names
    // The largest first, so that no core is left with one at the end.
    let order = files.indices.sorted { files[$0].size > files[$1].size }
    DispatchQueue.concurrentPerform(iterations: files.count) { turn in
      let index = order[turn]
      results.set(index, DocumentReader(names: names, blockers: blockers).read(files[index]))
    }
    for index in files.indices { readings[index] = results.take(index) }
    return assemble(readings.compactMap { $0 })
  }

  /// What only the whole record tells: which prefixes are those of tasks.
  private func assemble(_ readings: [DocumentReader.Reading]) -> FeedbackRecord {
    var prefixes = TaskPrefixes(directions: taskIDs)
    for reading in readings { prefixes.learn(reading.headingMentions) }
    let known = prefixes.known
    let documents = readings.map { reading in
      var document = reading.document
      for (index, mentions) in reading.mentions.enumerated() {
        document.entries[index].tasks = mentions.filter { known.contains($0.prefix) }.map(\.id)
      }
      for (index, mentions) in reading.checklistMentions.enumerated() {
        document.checklists[index].task = mentions.first { known.contains($0.prefix) }?.id
      }
      document.statements.keepTasks(with: known)
      return document
    }
    return FeedbackRecord(documents: documents, taskPrefixes: known)
  }
}

/// One place per file, each written by one thread and read when all are done.
private final class UncheckedBuffer: @unchecked Sendable {
  private let storage: UnsafeMutableBufferPointer<DocumentReader.Reading?>

  init(count: Int) {
    storage = .allocate(capacity: count)
    storage.initialize(repeating: nil)
  }

  deinit {
    storage.deinitialize()
    storage.deallocate()
  }

  func set(_ index: Int, _ reading: DocumentReader.Reading) {
    storage[index] = reading
  }

  func take(_ index: Int) -> DocumentReader.Reading? {
    storage[index]
  }
}

extension SourceFile {
  fileprivate var size: Int {
    if case .text(let text) = content { return text.bytes.count }
    return 0
  }
}
