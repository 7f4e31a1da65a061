import Configuration
import Facts
import Record
import Reports
import Rules
import Tasks
import Templates
import Workspace

/// The repository that a command works on: its root, its settings, its files.
struct Repository: Sendable {
  let root: RepositoryRoot
  let tree: FileTree
  let settings: Settings
  let layout: RepositoryLayout

  /// Finds the root from the world's folder, and reads the configuration and the layout.
  ///
  /// - Throws: `CannotRun` for a folder that does not exist and for a configuration that cannot be used.
  init(_ world: World) throws {
    guard FileTree.exists(world.workingDirectory) else {
      throw CannotRun("\(world.workingDirectory): no such folder")
    }
    root = RepositoryRoot.find(from: world.workingDirectory, exists: FileTree.exists)
    settings = try Self.settings(in: FileTree(root: root.path))
    tree = FileTree(root: root.path, allowing: settings.paths.allowOutside)
    var layout = LayoutProbe.layout(of: settings, list: Self.lister(of: tree))
    let tree = self.tree
    layout.roster.spell { agent in
      guard let path = agent.direction, case .text(let text) = tree.read(path).content else {
        return nil
      }
      return DirectionReader.printedName(in: text, agent: agent.name)
    }
    self.layout = layout
  }

  /// Migrations and schemas that stand where no pattern of the settings looks.
  func strays() -> [NotChecked] {
    LayoutProbe.strays(besides: layout, list: Self.lister(of: tree))
  }

  /// The roster's agent of this name, else of `SITREP_AGENT`, else the only one.
  ///
  /// - Throws: `CannotRun` when none or several are possible, naming them.
  func agent(named name: String?, in world: World) throws -> AgentRoster.Agent {
    let known = layout.roster.agents
    guard let name = name ?? world.environment["SITREP_AGENT"] else {
      if known.count == 1 { return known[0] }
      let names = known.map(\.name).joined(separator: ", ")
      throw CannotRun(
        known.isEmpty
          ? "which agent? There is none yet: name one with --agent NAME"
          : "which agent? Name one with --agent or SITREP_AGENT: \(names)"
      )
    }
    if let agent = layout.roster.agent(named: name) { return agent }
    if let problem = AgentName.problem(with: name) {
      throw CannotRun("agent '\(name)': \(problem)")
    }
    return AgentRoster.Agent(name: name, printedName: AgentName.printed(name))
  }

  /// Every feedback file, read.
  func record() throws -> FeedbackRecord {
    recordReader().read(
      files: try feedbackFiles().parallelMap { FeedbackFile.read($0, in: tree) }
    )
  }

  /// The documentation notes of every feedback file, without reading the rest of the record.
  func notesOfRecord() throws -> [DocumentationNote] {
    recordReader(withTasks: false).notes(
      in: try feedbackFiles().parallelMap { FeedbackFile.read($0, in: tree) }
    )
  }

  /// A reader that knows the agents, the tasks and the people of this repository.
  ///
  /// Without tasks no direction is read: quicker, where only notes or stamps are wanted.
  func recordReader(withTasks: Bool = true) -> RecordReader {
    RecordReader(
      agents: layout.roster.agents.flatMap { [$0.name, $0.printedName] },
      tasks: withTasks ? directions().flatMap(\.tasks).map(\.id) : [],
      people: settings.people.map(\.name)
    )
  }

  /// The renderer of one kind of report: the repository's own template, else the built-in one.
  ///
  /// - Throws: `TemplateError`; `CannotRun` for a template that cannot be read.
  func renderer<Model: TemplateModel>(_ builtIn: BuiltInTemplate, for model: Model.Type) throws
    -> ReportRenderer
  {
    let path = "\(settings.paths.templates)/\(builtIn.fileName)"
    guard FileTree.exists("\(tree.root)/\(path)") else {
      return try ReportRenderer(builtIn, for: model)
    }
    switch tree.read(path, maximumBytes: 1 << 18).content {
    case .text(let own): return try ReportRenderer(builtIn, for: model, own: own)
    case .tooLarge(let bytes, _): throw CannotRun("\(path): \(bytes) bytes are no template")
    case .unreadable(let reason): throw CannotRun("\(path): \(reason)")
    }
  }

  /// Every direction, in the order of the agents.
  func directions() -> [Direction] {
    layout.roster.agents.compactMap { agent in
      guard let path = agent.direction else { return nil }
      switch tree.read(path).content {
      case .text(let text): return DirectionReader.read(text, agent: agent.name)
      case .tooLarge(let bytes, _):
        return unread(path, of: agent, "\(bytes) bytes are no direction")
      case .unreadable(let reason): return unread(path, of: agent, reason)
      }
    }
  }

  /// A direction that is there and cannot be read is no missing one.
  private func unread(_ path: String, of agent: AgentRoster.Agent, _ reason: String) -> Direction {
    var direction = Direction(agent: agent.name, path: path)
    direction.notChecked = [NotChecked(subject: "direction", path: path, reason: reason)]
    return direction
  }

  /// Paths of the Markdown files below the feedback folder, folder by folder.
  func feedbackFiles() throws -> [String] {
    var result: [String] = []
    var folders = [settings.paths.feedback]
    while let folder = folders.popLast() {
      for entry in try tree.entries(of: folder) ?? [] where !entry.name.hasPrefix(".") {
        let path = "\(folder)/\(entry.name)"
        switch entry.kind {
        case .folder: folders.append(path)
        case .file where entry.name.hasSuffix(".md"): result.append(path)
        // A pipe, a link that leads out: reading it says why it cannot be read.
        case .other: result.append(path)
        case .file: continue
        }
      }
    }
    return result.sorted { $0.precedesInBytes($1) }
  }

  private static func settings(in tree: FileTree) throws -> Settings {
    guard FileTree.exists("\(tree.root)/\(SettingsFile.name)") else { return Settings() }
    switch tree.read(SettingsFile.name, maximumBytes: 1 << 20).content {
    case .text(let source):
      return try SettingsFile.parse(
        source,
        rules: RuleBook.ids,
        findings: RuleBook.ids + RuleBook.otherFindings
      )
    case .tooLarge(let bytes, _):
      throw CannotRun("\(SettingsFile.name): \(bytes) bytes are no configuration")
    case .unreadable(let reason): throw CannotRun("\(SettingsFile.name): \(reason)")
    }
  }

  private static func lister(of tree: FileTree) -> FolderLister {
    { (folder: String) throws(ListingFailure) -> [FolderEntry]? in
      do throws(FileTree.ListingError) {
        return try tree.entries(of: folder)?.map { entry in
          let kind: FolderEntry.Kind =
            switch entry.kind {
            case .file: .file
            case .folder: .folder
            case .other: .other
            }
          return FolderEntry(name: entry.name, kind: kind)
        }
      } catch {
        throw ListingFailure(reason: error.reason)
      }
    }
  }
}
