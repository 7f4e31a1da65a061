/// A call of package scripts through `npm`, `yarn`, `pnpm` or `bun`.
struct PackageCall: Sendable {
  var names: [String]
  /// Given on to the script.
  var arguments: ArraySlice<ShellWord> = []
  /// Folder of the package, as written; nil for the one in which the command runs.
  var folder: String?
  /// What the words mean when there is no such script.
  var binary: ArraySlice<ShellWord>?
  var takesPatterns = false
  var isOptional = false
  var isInstallation = false
}

/// What a command leads to.
enum CommandStep {
  case nothing
  /// Another command that it starts.
  case words(ArraySlice<ShellWord>)
  case shell(ScriptText)
  case script(ShellWord)
  case program(ShellWord)
  case packageScripts(PackageCall)
  case folder(String)
  case unknown(String)
  /// A tool, or a program of which nothing is known.
  case other

  static func of(
    _ name: String,
    _ arguments: ArraySlice<ShellWord>,
    command: ShellCommand,
    isPiped: Bool
  ) -> CommandStep {
    if silent.contains(name) { return .nothing }
    if Interpreter.shells.contains(name) {
      return shell(arguments, command: command)
    }
    if let options = Interpreter.programs[name] {
      return interpreter(name, arguments, options: options)
    }
    switch name {
    case "cd", "pushd": return folder(arguments)
    case ".", "source":
      guard let file = arguments.first else { return .nothing }
      let last = file.value.split(separator: "/").last ?? ""
      return last.hasPrefix(".env") || last == "activate" || file.isOpen && !last.hasSuffix(".sh")
        ? .nothing : .script(file)
    case "eval":
      if arguments.contains(where: \.isOpen) { return .unknown("what is evaluated is not known") }
      return .shell(joined(arguments))
    case "su": return option(["-c", "--command"], arguments).map { .shell(text($0)) } ?? .nothing
    case "npm": return PackageManager.npm(arguments)
    case "pnpm": return PackageManager.pnpm(arguments)
    case "yarn", "yarnpkg": return PackageManager.yarn(arguments)
    case "bun": return PackageManager.bun(arguments)
    case "npm-run-all", "npm-run-all2", "run-s", "run-p":
      return PackageManager.runAll(arguments)
    case "turbo", "lerna", "nx": return PackageManager.workspace(name, arguments)
    case "concurrently", "cross-env-shell": return shells(arguments)
    case "docker", "docker-compose", "podman", "podman-compose", "kubectl", "oc":
      return container(arguments)
    case "fly", "flyctl":
      guard let text = option(["-C", "--command"], arguments) else { return .nothing }
      return .shell(self.text(text))
    case "ssh": return remote(arguments, command)
    default: break
    }
    if let prefix = CommandPrefix.byProgram[name] {
      if let text = option(["-c", "--call"], arguments), name == "npx" {
        return .shell(self.text(text))
      }
      guard let inner = prefix.command(in: arguments) else { return .nothing }
      return .words(inner)
    }
    // A wrapper of whatever name: `wait-for db:5432 -- command`.
    if MigrationTool.byProgram[name] == nil, !SQLClient.programs.contains(name),
      let dashes = arguments.firstIndex(where: { $0.value == "--" && !$0.isQuoted }),
      dashes + 1 < arguments.endIndex
    {
      let inner = arguments[(dashes + 1)...]
      if let first = inner.first, let program = ProgramName.of(first), isStarter(program) {
        return .words(inner)
      }
    }
    return .other
  }

  /// Programs that only write or look, whatever their arguments mention.
  private static let silent: Set<String> = [
    "echo", "printf", "cat", "grep", "egrep", "fgrep", "rg", "sed", "awk", "test", "[", "[[",
    "true",
    "false", ":", "exit", "return", "set", "unset", "export", "readonly", "local", "declare",
    "trap",
    "shift", "sleep", "wait", "git", "gh", "ls", "cp", "mv", "rm", "mkdir", "chmod", "chown", "tee",
    "which", "type", "date", "head", "tail", "jq", "curl", "wget", "tar", "unzip", "apt-get", "apk",
  ]

  /// Whether a program changes a schema or starts others.
  static func isStarter(_ program: String) -> Bool {
    MigrationTool.byProgram[program] != nil || CommandPrefix.byProgram[program] != nil
      || SQLClient.programs.contains(program) || Interpreter.shells.contains(program)
      || Interpreter.programs[program] != nil
      || ["npm", "pnpm", "yarn", "bun", "npm-run-all", "run-s", "run-p"].contains(program)
  }

  private static func text(_ word: ShellWord) -> ScriptText {
    word.script
  }

  static func joined(_ words: ArraySlice<ShellWord>) -> ScriptText {
    ScriptText(words.map(\.value).joined(separator: " "), line: words.first?.line ?? 1)
  }

  private static func option(_ names: Set<String>, _ arguments: ArraySlice<ShellWord>) -> ShellWord?
  {
    for (index, word) in zip(arguments.indices, arguments) {
      if names.contains(word.value) {
        return index + 1 < arguments.endIndex ? arguments[index + 1] : nil
      }
      for name in names where name.hasPrefix("--") && word.value.hasPrefix(name + "=") {
        var value = word
        value.value = String(word.value.dropFirst(name.count + 1))
        return value
      }
    }
    return nil
  }

  private static func shell(
    _ arguments: ArraySlice<ShellWord>,
    command: ShellCommand
  ) -> CommandStep {
    var index = arguments.startIndex
    while index < arguments.endIndex {
      let word = arguments[index]
      index += 1
      guard word.value.hasPrefix("-") || word.value.hasPrefix("+") else {
        if Interpreter.shells.contains(word.value) { continue }  // busybox sh
        return .script(word)
      }
      if word.value == "--" { continue }
      if !word.value.hasPrefix("--"), word.value.contains("c") {
        guard index < arguments.endIndex else { return .nothing }
        let text = arguments[index]
        if text.isOpen, text.value.hasPrefix("$"), !text.value.contains(" ") {
          return .unknown("a variable decides what runs")
        }
        return .shell(self.text(text))
      }
      if word.value.hasSuffix("o"), !word.value.hasPrefix("--") { index += 1 }
    }
    switch command.input {
    case .text(let text): return .shell(text)
    case .file(let file): return .script(file)
    case nil: return command.isPiped ? .unknown("what another command writes is run") : .nothing
    }
  }

  private static func interpreter(
    _ name: String,
    _ arguments: ArraySlice<ShellWord>,
    options: Set<String>
  ) -> CommandStep {
    var index = arguments.startIndex
    while index < arguments.endIndex {
      let word = arguments[index]
      if name == "deno" {
        if ["run", "task"].contains(word.value) {
          index += 1
          continue
        }
      }
      if name == "tsx", word.value == "watch" {
        index += 1
        continue
      }
      guard word.value.hasPrefix("-") else {
        if let at = word.value.dropFirst(4).firstIndex(of: "@"), word.value.hasPrefix("npm:") {
          var program = word
          program.value = String(word.value.dropFirst(4)[..<at])
          return .words([program] + arguments[(index + 1)...])
        }
        return .program(word)
      }
      if name.hasPrefix("python"), word.value == "-m" {
        let inner = arguments[(index + 1)...]
        return inner.isEmpty ? .nothing : .words(inner)
      }
      if ["ruby", "perl"].contains(name), word.value == "-S" {
        index += 1
        continue
      }
      if ["-e", "-c", "-p", "--eval", "--print", "-pe"].contains(word.value),
        !options.contains(word.value)
      {
        return index + 1 < arguments.endIndex ? .program(arguments[index + 1]) : .nothing
      }
      index += options.contains(word.value) ? 2 : 1
    }
    return .nothing
  }

  private static func folder(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    guard let folder = arguments.first(where: { !$0.value.hasPrefix("-") }), !folder.isOpen,
      !folder.value.hasPrefix("/"), !folder.value.hasPrefix("~")
    else { return .nothing }
    return .folder(folder.value)
  }

  /// Each argument is a command line of its own; `npm:NAME` is a script.
  private static func shells(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    var text = ScriptText()
    var isValue = false
    for word in arguments {
      if isValue {
        isValue = false
        continue
      }
      if word.value.hasPrefix("-") {
        isValue = ["-n", "--names", "-c", "-m", "-l", "-p", "--prefix", "-s", "--success"]
          .contains(word.value)
        continue
      }
      if CommandPrefix.isAssignment(word), !word.value.contains(" ") { continue }
      let line =
        word.value.hasPrefix("npm:") ? "run-s \(word.value.dropFirst(4))" : word.value
      text.append(ScriptText(line + "\n", line: word.line))
    }
    return .shell(text)
  }

  /// The first word behind `exec` or `run` that names a program which matters.
  private static func container(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    guard let start = arguments.firstIndex(where: { ["exec", "run"].contains($0.value) }) else {
      return .nothing
    }
    for index in (start + 1)..<max(start + 1, arguments.endIndex) {
      let word = arguments[index]
      guard !word.value.hasPrefix("-"), let program = ProgramName.of(word) else { continue }
      if isStarter(program), index > start + 1 { return .words(arguments[index...]) }
    }
    if let first = arguments[(start + 1)...].first(where: { !$0.value.hasPrefix("-") }),
      let program = ProgramName.of(first), MigrationTool.byProgram[program] != nil
    {
      return .words(arguments[(start + 1)...].drop { $0.value.hasPrefix("-") })
    }
    return .nothing
  }

  private static func remote(
    _ arguments: ArraySlice<ShellWord>,
    _ command: ShellCommand
  ) -> CommandStep {
    let valued: Set<String> = ["-i", "-p", "-o", "-l", "-F", "-J", "-L", "-R", "-D", "-b", "-c"]
    var rest = arguments
    while let word = rest.first, word.value.hasPrefix("-") {
      rest = rest.dropFirst(valued.contains(word.value) ? 2 : 1)
    }
    rest = rest.dropFirst()
    if !rest.isEmpty { return .shell(joined(rest)) }
    switch command.input {
    case .text(let text): return .shell(text)
    case .file(let file): return .script(file)
    case nil: return command.isPiped ? .unknown("what another command writes is run") : .nothing
    }
  }
}
