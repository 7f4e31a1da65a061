package import Facts

/// All agents of a repository: those of the configuration, of the record and of the directions.
package struct AgentRoster: Sendable, Equatable {
  package struct Agent: Sendable, Equatable {
    package var name: String
    /// As headings print it.
    package var printedName: String
    /// The direction's path; nil when there is no such file.
    package var direction: String?
    /// Patterns of the files that the configuration gives to this agent.
    package var paths: [String]
    /// Whether there is a folder of this name under the feedback root.
    package var hasRecord: Bool
    /// Whether the configuration names it.
    package var isConfigured: Bool
    /// Whether the configuration says how the name is printed.
    package var isNameConfigured: Bool

    package init(
      name: String,
      printedName: String,
      direction: String? = nil,
      paths: [String] = [],
      hasRecord: Bool = false,
      isConfigured: Bool = false,
      isNameConfigured: Bool = false
    ) {
      self.name = name
      self.printedName = printedName
      self.direction = direction
      self.paths = paths
      self.hasRecord = hasRecord
      self.isConfigured = isConfigured
      self.isNameConfigured = isNameConfigured
    }
  }

  /// The configured ones in the configuration's order, then the others by name.
  package var agents: [Agent]
  /// Folders and files whose names are no agent's.
  package var notChecked: [NotChecked]

  /// Takes the three sources together.
  ///
  /// - Parameters:
  ///   - settings: the configuration, whose agents come first.
  ///   - feedbackFolders: names of the folders right under the feedback root.
  ///   - directionFiles: names of the files right in the folder of directions.
  ///   - hasFile: whether a path relative to the root is a file; asked for configured directions.
  package init(
    settings: Settings,
    feedbackFolders: [String],
    directionFiles: [String],
    hasFile: (String) -> Bool = { _ in true }
  ) {
    notChecked = []
    let root = settings.paths.feedback
    let folders = Self.agents(
      among: feedbackFolders,
      in: root,
      isConfigured: settings.names,
      notChecked: &notChecked
    )
    let directionNames = directionFiles.filter { $0.hasSuffix(".md") }.map {
      String($0.dropLast(3))
    }
    let directed = Self.agents(
      among: directionNames,
      in: settings.paths.directions,
      isConfigured: settings.names,
      notChecked: &notChecked
    )
    let configured = settings.agents.map(\.name)
    for agent in settings.agents {
      guard let path = agent.direction, !hasFile(path) else { continue }
      notChecked.append(
        NotChecked(
          subject: "direction of \(agent.name)",
          path: path,
          reason: "the configuration names it, and there is no such file"
        )
      )
    }
    let found = Set(folders).union(directed).subtracting(configured)
    agents = (configured + found.sorted { $0.precedesInBytes($1) }).map {
      name in
      let own = settings.agents.first { $0.name == name }
      let direction: String? =
        if let path = own?.direction {
          hasFile(path) ? path : nil
        } else {
          directed.contains(name) ? "\(settings.paths.directions)/\(name).md" : nil
        }
      return Agent(
        name: name,
        printedName: own?.printedName ?? AgentName.printed(name),
        direction: direction,
        paths: own?.paths ?? [],
        hasRecord: folders.contains(name),
        isConfigured: own != nil,
        isNameConfigured: own?.printedName != nil
      )
    }
  }

  /// Prints names as somebody spells them, but for those that the configuration spells.
  package mutating func spell(_ spelled: (Agent) -> String?) {
    for index in agents.indices where !agents[index].isNameConfigured {
      if let name = spelled(agents[index]) { agents[index].printedName = name }
    }
  }

  /// The agent of a name; names are compared as they are, then without regard to case.
  package func agent(named name: String) -> Agent? {
    agents.first { $0.name == name || $0.printedName == name }
      ?? agents.first { $0.name.lowercased() == name.lowercased() }
  }

  private static func agents(
    among names: [String],
    in folder: String,
    isConfigured: Set<String>,
    notChecked: inout [NotChecked]
  ) -> [String] {
    names.filter { name in
      if isConfigured.contains(name) { return true }
      guard isAgent(name) else { return false }
      if let problem = AgentName.problem(with: name) {
        notChecked.append(NotChecked(subject: "agent", path: "\(folder)/\(name)", reason: problem))
        return false
      }
      return true
    }
  }

  /// Whether a name is an agent's and not that of a template, an archive, a note or a hidden thing.
  static func isAgent(_ name: String) -> Bool {
    if name.hasPrefix(".") || name.hasPrefix("_") { return false }
    let words = name.lowercased().split(whereSeparator: { !$0.isLetter && !$0.isNumber })
    if words.contains(where: { never.contains(String($0)) }) { return false }
    // A date is a folder of an archive, not a name.
    return !name.allSatisfy { $0.isNumber || $0 == "-" || $0 == "_" }
  }

  private static let never: Set<String> = [
    "template", "templates", "readme", "archive", "archives", "archived", "index", "example",
    "examples", "changelog", "backup", "backups", "deprecated", "old",
  ]
}

extension Settings {
  fileprivate var names: Set<String> { Set(agents.map(\.name)) }
}
