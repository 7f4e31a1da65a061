package import Facts

/// The file that changes the defaults: `sitrep.yml` at the repository's root.
package enum SettingsFile {
  package static let name = "sitrep.yml"

  /// The defaults, changed by what a file says.
  ///
  /// An empty file, or one of comments alone, changes nothing.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - rules: ids of the rules that prove items; nil takes any.
  ///   - findings: ids that a waiver may name; nil takes any.
  /// - Returns: the settings.
  /// - Throws: every problem of the file, with line, column and the nearest known key.
  package static func parse(
    _ source: SourceText,
    rules: [String]? = nil,
    findings: [String]? = nil
  ) throws(ConfigurationError) -> Settings {
    var settings = Settings()
    settings.source = source.path
    guard let root = try YAMLDocument.parse(source) else { return settings }
    var reader = SettingsReader(path: source.path)
    reader.rules = rules
    reader.findings = findings
    if let fields = reader.fields(root, of: "the configuration", known: SettingsKeys.root) {
      reader.read(fields, into: &settings)
    }
    guard reader.problems.isEmpty else {
      let ordered = reader.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
      throw ConfigurationError(problems: ordered)
    }
    return settings
  }
}

extension SettingsReader {
  mutating func read(_ fields: [String: YAMLNode], into settings: inout Settings) {
    // First, since it decides what the other paths may be.
    if let node = fields["paths"] { readPaths(node, into: &settings.paths) }
    let outside = settings.paths.allowOutside
    if let node = fields["cadence"],
      let cadence = seconds(node, of: "cadence", in: 60...86_400)
    {
      settings.cadence = cadence
    }
    if let node = fields["agents"] { settings.agents = readAgents(node, outside: outside) }
    if let node = fields["people"] {
      settings.people = readPeople(node)
    }
    if let node = fields["commands"] {
      readCommands(node, outside: outside, into: &settings.commands)
    }
    if let node = fields["checklist"] {
      settings.checklist = readChecklist(node) + settings.checklist
    }
    if let node = fields["waivers"] { settings.waivers = readWaivers(node) }
    if let node = fields["rehearsal"] {
      readRehearsal(node, outside: outside, into: &settings.rehearsal)
    }
  }

  private mutating func readPeople(_ node: YAMLNode) -> [PersonSettings] {
    guard case .sequence(let items) = node.value else {
      report(node, "`people` is a list of names, not \(node.kind)")
      return []
    }
    var people: [PersonSettings] = []
    for item in items {
      guard case .mapping = item.value else {
        if let name = text(item, of: "a person's name") {
          people.append(PersonSettings(name: name))
        }
        continue
      }
      guard let fields = fields(item, of: "a person", known: SettingsKeys.person) else { continue }
      guard let nameNode = fields["name"] else {
        report(item, "a person needs a `name`")
        continue
      }
      guard let name = text(nameNode, of: "a person's name") else { continue }
      var roles: [PersonSettings.Role] = []
      for (text, node) in fields["roles"].flatMap({ texts($0, of: "`roles`") }) ?? [] {
        if let role = PersonSettings.Role(rawValue: text) {
          roles.append(role)
        } else {
          report(node, "unknown role `\(text)`: known are `approver` and `applier`")
        }
      }
      people.append(PersonSettings(name: name, roles: roles))
    }
    return people
  }

  private mutating func readChecklist(_ node: YAMLNode) -> [ChecklistMapping] {
    let known = rules.map { $0 + ["none"] }
    return records(node, of: "`checklist`", known: SettingsKeys.checklistItem, rules: known).map {
      record in
      let rule = record.fields["rule"] ?? ""
      return ChecklistMapping(
        phrase: record.fields["item"] ?? "",
        rule: rule == "none" ? nil : rule
      )
    }
  }

  private mutating func readWaivers(_ node: YAMLNode) -> [Waiver] {
    records(node, of: "`waivers`", known: SettingsKeys.waiver, rules: findings).map { record in
      Waiver(
        rule: record.fields["rule"] ?? "",
        object: record.fields["object"] ?? "",
        reason: record.fields["reason"] ?? "",
        line: record.line
      )
    }
  }

  /// A list of mappings in which every known key is needed and holds a text.
  private mutating func records(
    _ node: YAMLNode,
    of what: String,
    known: [String],
    rules: [String]?
  ) -> [(line: Int, fields: [String: String])] {
    guard case .sequence(let items) = node.value else {
      report(node, "\(what) is a list, not \(node.kind)")
      return []
    }
    var records: [(line: Int, fields: [String: String])] = []
    for item in items {
      guard let nodes = fields(item, of: "an item of \(what)", known: known) else { continue }
      var fields: [String: String] = [:]
      for key in known {
        if let value = nodes[key] {
          fields[key] = text(value, of: "`\(key)`")
          if key == "rule", let id = fields[key], let rules, !rules.contains(id) {
            report(value, unknownRule(id, among: rules))
          }
        } else {
          report(item, "an item of \(what) needs `\(key)`")
        }
      }
      if fields.count == known.count { records.append((item.line, fields)) }
    }
    return records
  }

  private mutating func readRehearsal(
    _ node: YAMLNode,
    outside: [String],
    into settings: inout RehearsalSettings
  ) {
    guard let fields = fields(node, of: "`rehearsal`", known: SettingsKeys.rehearsal) else {
      return
    }
    if let node = fields["prelude"] {
      settings.prelude = paths(node, of: "`prelude`", outside: outside)
    }
    if let node = fields["supabase"], let truth = truth(node, of: "`supabase`") {
      settings.supabase = truth
    }
  }
}
