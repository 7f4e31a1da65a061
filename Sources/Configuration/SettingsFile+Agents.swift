import Facts

extension SettingsReader {
  /// `agents:` as a list of names, or as a mapping of names to a printed name or to details.
  mutating func readAgents(_ node: YAMLNode, outside: [String]) -> [AgentSettings] {
    var agents: [AgentSettings] = []
    switch node.value {
    case .sequence:
      for (name, node) in texts(node, of: "`agents`") ?? [] {
        if let problem = AgentName.problem(with: name) {
          report(node, problem)
        } else if agents.contains(where: { $0.name == name }) {
          report(node, "agent `\(name)` stands twice")
        } else {
          agents.append(AgentSettings(name: name))
        }
      }
    case .mapping(let pairs):
      for (key, value) in pairs {
        if let problem = AgentName.problem(with: key.name) {
          report(line: key.line, column: key.column, problem)
          continue
        }
        agents.append(readAgent(key.name, value, outside: outside))
      }
    case .null, .scalar:
      report(node, "`agents` is a list of names or a mapping, not \(node.kind)")
    }
    return agents
  }

  private mutating func readAgent(
    _ name: String,
    _ node: YAMLNode,
    outside: [String]
  ) -> AgentSettings {
    var agent = AgentSettings(name: name)
    switch node.value {
    case .null: break
    case .scalar: agent.printedName = text(node, of: "the printed name of `\(name)`")
    case .sequence, .mapping:
      guard let fields = fields(node, of: "agent `\(name)`", known: SettingsKeys.agent) else {
        break
      }
      if let node = fields["name"] { agent.printedName = text(node, of: "`name`") }
      if let node = fields["direction"] {
        agent.direction = onePath(node, of: "`direction`", outside: outside)
      }
      if let node = fields["paths"] { agent.paths = paths(node, of: "`paths`", outside: outside) }
    }
    return agent
  }
}
