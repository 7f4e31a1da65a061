import ArgumentParser
import Configuration
import Facts
import Record
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
  /// - Parameters:
  ///   - paths: files and folders in place of the configured feedback; none for that.
  ///   - repository: opened already; nil opens it.
  ///   - depth: what is kept of the record.
  ///   - specifications: whether the fences of the directions are read, which rules compare with.
  ///   - dates: only what lies in them is wanted: files that cannot hold it are not read as Markdown. nil wants all.
  ///   - session: of the command.
  /// - Throws: `CannotRun` for a path that does not exist.
  init(
    paths: [String],
    repository: Repository? = nil,
    depth: ReadingDepth = .whole,
    specifications: Bool = false,
    dates: ClosedRange<CalendarDate>? = nil,
    in session: Session
  ) throws {
    let repository = try repository ?? Repository(session.world)
    let roster = repository.layout.roster.agents
    self.repository = repository
    printedNames = Dictionary(
      roster.map { ($0.name, $0.printedName) },
      uniquingKeysWith: { first, _ in first }
    )
    let names = roster.flatMap { [$0.name, $0.printedName] }
    let people = repository.settings.people.map(\.name)
    guard paths.isEmpty else {
      directions = []
      agents = []
      let found = try Self.files(at: paths, repository, session.world)
      record = RecordReader(agents: names, people: people).read(
        paths: found.paths,
        depth: depth,
        size: { found.size(of: $0) },
        load: { found.read($0) }
      )
      return
    }
    let tree = repository.tree
    let directions = BackgroundValue {
      Self.directions(of: roster, in: tree, specifications: specifications)
    }
    agents = roster.map(\.name)
    record = RecordReader(
      agents: names,
      tasks: directions.value.flatMap(\.tasks).map(\.id),
      people: people
    ).read(
      paths: Self.within(dates, try repository.feedbackFiles(), in: tree),
      depth: depth,
      size: { tree.size(of: $0) },
      load: { FeedbackFile.read($0, in: tree) }
    )
    self.directions = directions.value
  }

  /// The tasks and lists of the directions.
  private static func directions(
    of roster: [AgentRoster.Agent],
    in tree: FileTree,
    specifications: Bool
  ) -> [Direction] {
    roster.compactMap { agent in
      guard let path = agent.direction, case .text(let text) = tree.read(path).content else {
        return nil
      }
      return DirectionReader.read(text, agent: agent.name, parsesFences: specifications)
    }
  }

  /// The files that may hold something of the dates: a name alone never rules a file out.
  private static func within(
    _ dates: ClosedRange<CalendarDate>?,
    _ paths: [String],
    in tree: FileTree
  ) -> [String] {
    guard let dates else { return paths }
    let isWanted = paths.parallelMap { path in
      guard DatedFiles.isBeyond(dates, path: path), case .text(let text) = tree.read(path).content
      else { return true }
      return DatedFiles.mayState(dates, in: text.bytes)
    }
    return zip(paths, isWanted).filter(\.1).map(\.0)
  }

  // MARK: Named files

  /// The files that a command line names; whoever names a file may read it, wherever it is.
  private struct NamedFiles: Sendable {
    /// As printed, in the order in which they are named.
    var paths: [String] = []
    /// By the path that is printed.
    var absolute: [String: String] = [:]
    let tree = FileTree(root: "/")

    func size(of path: String) -> Int {
      tree.size(of: String((absolute[path] ?? path).dropFirst()))
    }

    func read(_ path: String) -> SourceFile {
      var file = FeedbackFile.read(String((absolute[path] ?? path).dropFirst()), in: tree)
      file.path = path
      if case .text(let text) = file.content {
        file.content = .text(text.renamed(path))
      }
      return file
    }
  }

  private static func files(
    at paths: [String],
    _ repository: Repository,
    _ world: World
  ) throws -> NamedFiles {
    var files = NamedFiles()
    for path in paths {
      let absolute = path.hasPrefix("/") ? path : "\(world.workingDirectory)/\(path)"
      guard FileTree.exists(absolute) else { throw CannotRun("\(path): no such file or folder") }
      for found in try markdown(at: normalized(absolute), files.tree) {
        let shown = shown(found, repository.root.path)
        if files.absolute.updateValue(found, forKey: shown) == nil { files.paths.append(shown) }
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
    return result.sorted { $0.precedesInBytes($1) }
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
    let folder = "\(root)/"
    return path.hasPrefix(folder)
      ? String(Substring(path.utf8.dropFirst(folder.utf8.count))) : path
  }

  private static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }
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
