import Facts

extension SettingsReader {
  /// Adds commands to the built-in ones; `false` takes one away, details without `run` change one.
  mutating func readCommands(
    _ node: YAMLNode,
    outside: [String],
    into commands: inout [CommandSettings]
  ) {
    guard let pairs = pairs(node, of: "`commands`") else { return }
    for (key, value) in pairs {
      guard !key.name.isEmpty,
        !key.name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
      else {
        report(line: key.line, column: key.column, "a command's name is a text on one line")
        continue
      }
      let index = commands.firstIndex { $0.name == key.name }
      switch value.value {
      case .scalar(let text, quoted: false) where YAMLDocument.boolean(text) == false:
        if let index {
          commands.remove(at: index)
        } else {
          let names = CommandSettings.builtIn.map { "`\($0.name)`" }.joined(separator: " and ")
          report(
            value,
            "`\(key.name)` is no built-in command that could be switched off: \(names) are"
          )
        }
      case .scalar(let text, quoted: false)
      where YAMLDocument.boolean(text) == true && index != nil:
        break
      case .sequence:
        append(command(key.name, argv: value, outside: outside), at: index, to: &commands)
      case .null, .scalar:
        report(
          value,
          "command `\(key.name)` is a list of program and arguments, or a mapping with `run`, not "
            + "\(value.kind): nothing is given to a shell"
        )
      case .mapping:
        readCommand(key.name, value, outside: outside, at: index, into: &commands)
      }
    }
  }

  private mutating func command(
    _ name: String,
    argv node: YAMLNode,
    outside: [String]
  ) -> CommandSettings? {
    guard case .sequence(let items) = node.value, !items.isEmpty else {
      report(
        node,
        "`run` is a list of program and arguments, not \(node.kind): nothing is given to a shell"
      )
      return nil
    }
    var argv: [String] = []
    for item in items {
      // An argument may be a number or a truth value: it reaches the program as it is written.
      guard case .scalar(let text, _) = item.value, !text.contains("\0") else {
        report(item, "each argument of `run` is a text, not \(item.kind)")
        return nil
      }
      argv.append(text)
    }
    guard !argv[0].isEmpty else {
      report(items[0], "the program of `run` is empty")
      return nil
    }
    return CommandSettings(name: name, argv: argv)
  }

  private func append(
    _ command: CommandSettings?,
    at index: Int?,
    to commands: inout [CommandSettings]
  ) {
    guard let command else { return }
    if let index { commands[index] = command } else { commands.append(command) }
  }

  private mutating func readCommand(
    _ name: String,
    _ node: YAMLNode,
    outside: [String],
    at index: Int?,
    into commands: inout [CommandSettings]
  ) {
    guard let fields = fields(node, of: "command `\(name)`", known: SettingsKeys.command) else {
      return
    }
    var result = index.map { commands[$0] }
    if let run = fields["run"] { result = command(name, argv: run, outside: outside) }
    guard var command = result else {
      if fields["run"] == nil {
        report(node, "command `\(name)` needs `run`: [program, argument, …]")
      }
      return
    }
    if let node = fields["folder"], let folder = onePath(node, of: "`folder`", outside: outside) {
      command.folder = folder
    }
    if let node = fields["timeout"],
      let timeout = seconds(node, of: "`timeout`", in: 1...3_600)
    {
      command.timeoutSeconds = timeout
    }
    if let node = fields["exitCodes"] { command.passedExitCodes = exitCodes(node) }
    if let node = fields["contains"] { command.requiredPattern = pattern(node, of: "`contains`") }
    if let node = fields["lacks"] { command.forbiddenPattern = pattern(node, of: "`lacks`") }
    if let node = fields["environment"] { command.environment = variables(node) }
    append(command, at: index, to: &commands)
  }

  private mutating func exitCodes(_ node: YAMLNode) -> [Int] {
    let items = if case .sequence(let items) = node.value { items } else { [node] }
    if items.isEmpty { report(node, "`exitCodes` is empty: no outcome would be a pass") }
    return items.compactMap { number($0, of: "an exit code", in: 0...255) }
  }

  private mutating func pattern(_ node: YAMLNode, of what: String) -> LinePattern? {
    guard let text = text(node, of: what) else { return nil }
    guard let pattern = LinePattern(text) else {
      report(node, "\(what) would match every line")
      return nil
    }
    return pattern
  }

  /// Names alone: a value would be a secret in a file that everybody reads.
  private mutating func variables(_ node: YAMLNode) -> [String] {
    var names: [String] = []
    for (text, node) in texts(node, of: "`environment`") ?? [] {
      let isName =
        text.utf8.allSatisfy { byte in
          (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
        } && text.first?.isNumber == false
      if isName {
        names.append(text)
      } else {
        report(node, "`environment` lists names of variables, never values: `PATH`, not `PATH=…`")
      }
    }
    return names
  }
}
