/// A value of a configuration file, whatever its format, with the lines of its texts.
indirect enum ConfigurationNode: Sendable {
  case text(ScriptText)
  case list([ConfigurationNode])
  case map([(key: String, value: ConfigurationNode)])
  /// A number, a truth value, nothing.
  case other

  init(_ value: JSONValue) {
    switch value.content {
    case .string(let text): self = .text(ScriptText(text, line: value.line))
    case .array(let elements): self = .list(elements.map { ConfigurationNode($0) })
    case .object(let members):
      self = .map(members.map { ($0.key, ConfigurationNode($0.value)) })
    case .other: self = .other
    }
  }

  subscript(key: String) -> ConfigurationNode? {
    guard case .map(let members) = self else { return nil }
    return members.last { $0.key == key }?.value
  }

  var string: String? {
    if case .text(let text) = self { return text.string }
    return nil
  }

  /// The texts of a list that holds nothing else.
  var words: [ShellWord]? {
    guard case .list(let elements) = self, !elements.isEmpty else { return nil }
    var words: [ShellWord] = []
    for element in elements {
      guard case .text(let text) = element else { return nil }
      let value = text.string
      let isOpen = value.hasPrefix("$")
      words.append(ShellWord(value, line: text.firstLine, isOpen: isOpen, isQuoted: true))
    }
    return words
  }
}

/// A command that a deployment file names.
struct DeploymentCommand: Sendable {
  enum Form: Sendable {
    case shell(ScriptText)
    case words([ShellWord])
  }

  var form: Form
  /// The key, step or script that holds it.
  var object: String
  var purpose: CommandScope.Purpose
  var folder = ""
}

/// What a deployment file runs, and why it could not be read whole.
struct DeploymentReading: Sendable {
  var commands: [DeploymentCommand] = []
  /// The first reason why it was not read whole.
  var reason: String?
  var copies: [String: String] = [:]
}

/// Finds the commands in a configuration by the keys that run something.
struct ConfigurationCommands {
  static let maximumNodes = 100_000

  private(set) var reading = DeploymentReading()
  private var visited = 0

  static func find(in node: ConfigurationNode, path: [String] = []) -> DeploymentReading {
    var search = ConfigurationCommands()
    search.walk(node, path: path, folder: "", depth: 0)
    return search.reading
  }

  private static let commandKeys: Set<String> = [
    "run", "command", "commands", "cmd", "cmds", "entrypoint", "script", "beforescript",
    "afterscript", "args", "exec", "test", "startcommand", "buildcommand", "installcommand",
    "releasecommand", "predeploycommand", "postdeploycommand", "initialdeployhook", "predeploy",
    "postdeploy", "postbuild", "prebuild", "ignorecommand", "healthcheckcommand", "crons",
    "releasephase", "postcreatecommand", "poststart", "prestop", "initcommand", "migrationcommand",
    "dockercommand", "jobcommand", "runcommand", "release", "customcommand",
  ]

  private static let releaseKeys: Set<String> = [
    "releasecommand", "predeploycommand", "postdeploycommand", "initialdeployhook", "predeploy",
    "postdeploy", "release", "releasephase", "migrationcommand", "initcommand",
  ]

  /// Maps whose every text is a command.
  private static let commandMaps: Set<String> = ["processes"]

  private mutating func walk(
    _ node: ConfigurationNode,
    path: [String],
    folder: String,
    depth: Int
  ) {
    visited += 1
    guard visited <= Self.maximumNodes, depth <= 100 else {
      if reading.reason == nil { reading.reason = "it holds too many values, or too deep ones" }
      return
    }
    switch node {
    case .map(let members): walk(members, of: node, path: path, folder: folder, depth: depth)
    case .list(let elements):
      for (index, element) in elements.enumerated() {
        walk(element, path: path + ["\(index)"], folder: folder, depth: depth + 1)
      }
    case .text(let text):
      guard let key = path.last else { return }
      let parent = path.dropLast().last ?? ""
      if Self.commandKeys.contains(Self.plain(key)) || Self.commandMaps.contains(Self.plain(parent))
      {
        add(.shell(text), path: path, name: nil, folder: folder)
      }
    case .other: break
    }
  }

  private mutating func walk(
    _ members: [(key: String, value: ConfigurationNode)],
    of node: ConfigurationNode,
    path: [String],
    folder: String,
    depth: Int
  ) {
    var folder = folder
    for key in ["working-directory", "rootDir", "root_dir"] {
      if let named = node[key]?.string, !named.contains("$") { folder = named }
    }
    if let named = node["defaults"]?["run"]?["working-directory"]?.string { folder = named }
    let name = node["run"] != nil || node["uses"] != nil ? node["name"]?.string : nil
    if let shell = node["shell"]?.string, let run = node["run"], case .text(let text) = run {
      let program = shell.split(separator: " ").first.map(String.init) ?? shell
      if Interpreter.programs[program] != nil, ProgramName.isDeployment(text.string) {
        reading.reason =
          reading.reason ?? "line \(text.firstLine): a program in \(program) is not read"
      }
    }
    if let action = node["uses"], case .text(let text) = action, text.string.hasPrefix("./") {
      reading.reason =
        reading.reason ?? "line \(text.firstLine): `\(text.string)` is not followed"
    }
    addJoined(node, path: path, folder: folder)
    for (key, value) in members {
      let plain = Self.plain(key)
      let inner = path + [key]
      if case .text(let text) = value, Self.commandKeys.contains(plain) {
        add(.shell(text), path: inner, name: plain == "run" ? name : nil, folder: folder)
      } else if Self.commandKeys.contains(plain), let words = value.words {
        addList(words, value, path: inner, folder: folder)
      } else {
        walk(value, path: inner, folder: folder, depth: depth + 1)
      }
    }
  }

  /// A list is one command in words, or a command in each line.
  private mutating func addList(
    _ words: [ShellWord],
    _ node: ConfigurationNode,
    path: [String],
    folder: String
  ) {
    let key = Self.plain(path.last ?? "")
    let isExec = ["command", "entrypoint", "cmd", "args", "exec", "test"].contains(key)
    if isExec, let first = words.first, !first.value.contains(" ") {
      var words = words
      if first.value == "CMD-SHELL" {
        words =
          [ShellWord("sh", line: first.line), ShellWord("-c", line: first.line)]
          + words.dropFirst()
      } else if first.value == "CMD" || first.value == "NONE" {
        words.removeFirst()
      }
      add(.words(words), path: path, name: nil, folder: folder)
    } else if case .list(let elements) = node {
      for case .text(let text) in elements {
        add(.shell(text), path: path, name: nil, folder: folder)
      }
    }
  }

  /// `entrypoint: ["sh", "-c"]` with `command: ["…"]` is one command.
  private mutating func addJoined(_ node: ConfigurationNode, path: [String], folder: String) {
    for (first, second) in [("entrypoint", "command"), ("command", "args")] {
      guard let head = node[first]?.words, let program = head.first?.value,
        Interpreter.shells.contains(ProgramName.of(ShellWord(program, line: 1)) ?? "")
          || CommandStep.isStarter(program)
      else { continue }
      var tail = node[second]?.words ?? []
      if tail.isEmpty, case .text(let text)? = node[second] {
        tail = ShellReader.read(text).commands.first?.words ?? []
      }
      if !tail.isEmpty {
        add(.words(head + tail), path: path + [first], name: nil, folder: folder)
      }
    }
  }

  private mutating func add(
    _ form: DeploymentCommand.Form,
    path: [String],
    name: String?,
    folder: String
  ) {
    let isRelease = path.contains { Self.releaseKeys.contains(Self.plain($0)) }
    reading.commands.append(
      DeploymentCommand(
        form: form,
        object: name ?? path.joined(separator: "."),
        purpose: isRelease ? .release : .application,
        folder: folder
      )
    )
  }

  /// `release_command`, `releaseCommand` and `release-command` are one key.
  private static func plain(_ key: String) -> String {
    String(
      decoding: key.utf8.filter { $0 != 0x5F && $0 != 0x2D }.map {
        (0x41...0x5A).contains($0) ? $0 + 0x20 : $0
      },
      as: UTF8.self
    )
  }
}
