import ArgumentParser
import Configuration
import Dispatch
import Facts
import Record
import Synchronization
import Tasks
import Workspace

/// The record that a command reads: the configured feedback, or the files and folders named.
struct RecordInput {
  let repository: Repository
  let record: FeedbackRecord
  let directions: [Direction]
  /// Agents that are expected to report; none when files are named.
  let agents: [String]
  /// As headings print them, by the agents' names.
  let printedNames: [String: String]

  /// Reads everything once.
  ///
  /// - Throws: `CannotRun` for a path that does not exist.
  init(paths: [String], in session: Session) throws {
    let repository = try Repository(session.world)
    let roster = repository.layout.roster.agents
    self.repository = repository
    printedNames = Dictionary(
      roster.map { ($0.name, $0.printedName) },
      uniquingKeysWith: { first, _ in first }
    )
    guard paths.isEmpty else {
      directions = []
      agents = []
      record = RecordReader(
        agents: roster.flatMap { [$0.name, $0.printedName] },
        people: repository.settings.people.map(\.name)
      ).read(files: try Self.files(at: paths, repository, session.world))
      return
    }
    let directions = Self.directions(of: roster, in: repository.tree)
    self.directions = directions
    agents = roster.map(\.name)
    record = RecordReader(
      agents: roster.flatMap { [$0.name, $0.printedName] },
      tasks: directions.flatMap(\.tasks).map(\.id),
      people: repository.settings.people.map(\.name)
    ).read(files: try repository.tree.read(repository.feedbackFiles()))
  }

  /// The tasks and lists of the directions, without what their fences specify, on all cores.
  private static func directions(of roster: [AgentRoster.Agent], in tree: FileTree) -> [Direction] {
    let files = roster.compactMap { agent in agent.direction.map { (agent.name, tree.read($0)) } }
    return concurrently(files) { (name, file) -> Direction? in
      guard case .text(let text) = file.content else { return nil }
      return DirectionReader.read(text, agent: name, parsesFences: false)
    }.compactMap { $0 }
  }

  // MARK: Named files

  private static func files(
    at paths: [String],
    _ repository: Repository,
    _ world: World
  ) throws -> [SourceFile] {
    // Whoever names a file may read it, wherever it is.
    let tree = FileTree(root: "/")
    var files: [SourceFile] = []
    var seen: Set<String> = []
    for path in paths {
      let absolute = path.hasPrefix("/") ? path : "\(world.workingDirectory)/\(path)"
      guard FileTree.exists(absolute) else { throw CannotRun("\(path): no such file or folder") }
      for found in try markdown(at: normalized(absolute), tree) where seen.insert(found).inserted {
        var file = tree.read(String(found.dropFirst()))
        let shown = shown(found, repository.root.path)
        file.path = shown
        if case .text(let text) = file.content {
          file.content = .text(SourceText(path: shown, bytes: text.bytes))
        }
        files.append(file)
      }
    }
    return files
  }

  private static func markdown(at path: String, _ tree: FileTree) throws -> [String] {
    guard let top = try entries(of: path, tree) else { return [path] }
    var result: [String] = []
    var folders = [(path, top)]
    while let (folder, entries) = folders.popLast() {
      for entry in entries where !entry.name.hasPrefix(".") {
        let path = "\(folder)/\(entry.name)"
        switch entry.kind {
        case .folder:
          if let inner = try Self.entries(of: path, tree) { folders.append((path, inner)) }
        case .file where entry.name.hasSuffix(".md") || entry.name.hasSuffix(".markdown"):
          result.append(path)
        default: continue
        }
      }
    }
    return result.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func entries(of path: String, _ tree: FileTree) throws -> [FileTree.Entry]? {
    do {
      return try tree.entries(of: String(path.dropFirst()))
    } catch {
      throw CannotRun("\(error)")
    }
  }

  /// Relative to the repository where it lies in it.
  private static func shown(_ path: String, _ root: String) -> String {
    path.hasPrefix("\(root)/") ? String(path.dropFirst(root.utf8.count + 1)) : path
  }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
}

/// Does the same with every element, on all cores, in their order.
private func concurrently<Element: Sendable, Result: Sendable>(
  _ elements: [Element],
  _ work: @Sendable (Element) -> Result
) -> [Result] {
  let results = Mutex<[Int: Result]>([:])
  DispatchQueue.concurrentPerform(iterations: elements.count) { index in
    let result = work(elements[index])
    results.withLock { $0[index] = result }
  }
  return results.withLock { found in elements.indices.compactMap { found[$0] } }
}

/// A moment as a person writes it: a date, a time, or how long ago (`90m`, `2h`, `3d`).
enum Moment: Sendable, Equatable {
  case at(Timestamp)
  case ago(seconds: Int)

  init(_ text: String) throws {
    if let time = Timestamp(iso8601: text) {
      self = .at(time)
      return
    }
    let units: [Character: Int] = ["m": 60, "h": 3_600, "d": 86_400]
    guard let last = text.last, let unit = units[last], let number = Int(text.dropLast()),
      (0...36_500).contains(number)
    else {
      throw ValidationError(
        "'\(text)' is no moment; write 2026-01-31, 2026-01-31T14:00:00Z, 90m, 2h or 3d"
      )
    }
    self = .ago(seconds: number * unit)
  }

  func timestamp(now: Timestamp) -> Timestamp {
    switch self {
    case .at(let time): time
    case .ago(let seconds): now + -seconds
    }
  }
}

extension RecordInput {
  /// Whether the last moment of a range is meant: a bare date ends with its day.
  static func end(_ text: String, now: Timestamp) throws -> Timestamp {
    let time = try Moment(text).timestamp(now: now)
    return text.utf8.count == 10 && time.secondOfDay == 0 ? time + 86_399 : time
  }
}
