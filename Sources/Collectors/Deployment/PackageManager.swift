/// What the commands of the JavaScript package managers start.
enum PackageManager {
  private static let npmValues: Set<String> = [
    "--prefix", "-C", "-w", "--workspace", "--loglevel", "--userconfig", "--registry",
  ]

  /// The options in front of a command: its folder, and whether it is for another package.
  private struct Options {
    var folder: String?
    var isWorkspace = false
    var isOptional = false
    var rest: ArraySlice<ShellWord> = []

    init(
      _ arguments: ArraySlice<ShellWord>,
      folders: Set<String>,
      workspaces: Set<String>,
      values: Set<String>,
      flags: Set<String> = []
    ) {
      rest = arguments
      take(folders, workspaces, values, flags)
    }

    mutating func take(
      _ folders: Set<String>,
      _ workspaces: Set<String>,
      _ values: Set<String>,
      _ flags: Set<String>
    ) {
      while let word = rest.first, word.value.hasPrefix("-"), word.value != "--" {
        rest.removeFirst()
        let parts = word.value.split(separator: "=", maxSplits: 1)
        let name = parts.first.map(String.init) ?? ""
        if flags.contains(name) { isWorkspace = true }
        if name == "--if-present" { isOptional = true }
        let isFolder = folders.contains(name)
        let isWorkspaceName = workspaces.contains(name)
        if isWorkspaceName { isWorkspace = true }
        guard isFolder || isWorkspaceName || values.contains(name) else { continue }
        let value = parts.count > 1 ? String(parts[1]) : rest.first?.value
        if parts.count == 1 { rest = rest.dropFirst() }
        if isFolder { folder = value }
      }
    }
  }

  static func npm(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    var options = Options(
      arguments,
      folders: ["--prefix", "-C"],
      workspaces: ["-w", "--workspace"],
      values: npmValues,
      flags: ["--workspaces", "-ws"]
    )
    guard let verb = options.rest.popFirst() else { return .nothing }
    switch verb.value {
    case "run", "run-script", "rum", "urn":
      options.take(["--prefix", "-C"], ["-w", "--workspace"], npmValues, ["--workspaces", "-ws"])
      guard let script = options.rest.popFirst() else { return .nothing }
      // npm takes its own options behind the script's name too.
      let passed = options.rest.firstIndex { $0.value == "--" }
      let behind = options.rest
      options.rest = behind[..<(passed ?? behind.endIndex)]
      while !options.rest.isEmpty {
        options.take(
          ["--prefix", "-C"],
          ["-w", "--workspace"],
          npmValues,
          ["--workspaces", "-ws"]
        )
        options.rest = options.rest.dropFirst()
      }
      let given =
        passed.map { behind[($0 + 1)...] } ?? behind.filter { !$0.value.hasPrefix("-") }[...]
      return call(script, given, options)
    case "start", "stop", "test", "restart":
      var call = PackageCall(names: [verb.value], folder: options.folder)
      call.isOptional = true
      return options.isWorkspace ? workspaces : .packageScripts(call)
    case "exec", "x":
      if let index = options.rest.firstIndex(where: { ["-c", "--call"].contains($0.value) }),
        index + 1 < options.rest.endIndex
      {
        let text = options.rest[index + 1]
        return .shell(text.script)
      }
      return prefixed(options.rest)
    case "ci", "install", "i", "clean-install", "install-clean":
      return installation(options, arguments)
    default: return .nothing
    }
  }

  static func pnpm(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    other(
      arguments,
      folders: ["-C", "--dir", "--prefix"],
      workspaces: ["--filter", "-F"],
      flags: ["-r", "--recursive"],
      own: [
        "add", "remove", "store", "fetch", "deploy", "prune", "config", "audit", "publish", "why",
      ]
    )
  }

  static func yarn(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    if arguments.isEmpty {
      return installation(Options([], folders: [], workspaces: [], values: []), arguments)
    }
    return other(
      arguments,
      folders: ["--cwd"],
      workspaces: [],
      flags: [],
      own: ["add", "remove", "cache", "config", "set", "audit", "publish", "why", "plugin"]
    )
  }

  static func bun(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    other(
      arguments,
      folders: ["--cwd"],
      workspaces: ["--filter"],
      flags: [],
      own: ["add", "remove", "build", "test", "pm", "update", "link", "create"]
    )
  }

  private static func other(
    _ arguments: ArraySlice<ShellWord>,
    folders: Set<String>,
    workspaces: Set<String>,
    flags: Set<String>,
    own: Set<String>
  ) -> CommandStep {
    var options = Options(
      arguments,
      folders: folders,
      workspaces: workspaces,
      values: ["--env-file", "--config"],
      flags: flags
    )
    guard let verb = options.rest.popFirst() else { return .nothing }
    switch verb.value {
    case "install", "i", "ci": return installation(options, arguments)
    case "exec", "dlx", "x": return options.rest.isEmpty ? .nothing : prefixed(options.rest)
    case "workspace", "workspaces": return self.workspaces
    case "run", "run-script":
      options.take(folders, workspaces, ["--env-file"], flags)
      guard let script = options.rest.popFirst() else { return .nothing }
      return call(script, options.rest, options, binary: [script] + options.rest)
    case let name where own.contains(name): return .nothing
    default: return call(verb, options.rest, options, binary: [verb] + options.rest)
    }
  }

  private static let workspaces = CommandStep.unknown(
    "the scripts of other packages are not followed"
  )

  private static func call(
    _ script: ShellWord,
    _ given: ArraySlice<ShellWord>,
    _ options: Options,
    binary: ArraySlice<ShellWord>? = nil
  ) -> CommandStep {
    if options.isWorkspace { return workspaces }
    if script.isOpen { return .unknown("a variable decides which script runs") }
    var given = given
    if given.first?.value == "--" { given = given.dropFirst() }
    return .packageScripts(
      PackageCall(
        names: [script.value],
        arguments: given,
        folder: options.folder,
        binary: binary,
        isOptional: options.isOptional
      )
    )
  }

  private static func prefixed(_ rest: ArraySlice<ShellWord>) -> CommandStep {
    guard let npx = CommandPrefix.byProgram["npx"], let inner = npx.command(in: rest) else {
      return .nothing
    }
    return .words(inner)
  }

  private static func installation(
    _ options: Options,
    _ arguments: ArraySlice<ShellWord>
  ) -> CommandStep {
    let isGlobal = arguments.contains { ["-g", "--global"].contains($0.value) }
    let runsNoScripts = arguments.contains { $0.value == "--ignore-scripts" }
    // A package that is named is installed without the scripts of this one.
    let isNamed = options.rest.contains { !$0.value.hasPrefix("-") }
    if isGlobal || runsNoScripts || isNamed || options.isWorkspace { return .nothing }
    return .packageScripts(
      PackageCall(
        names: PackageScripts.installation,
        folder: options.folder,
        isOptional: true,
        isInstallation: true
      )
    )
  }

  static func runAll(_ arguments: ArraySlice<ShellWord>) -> CommandStep {
    var names: [String] = []
    for word in arguments {
      if word.value == "--" { break }
      if word.value.hasPrefix("-") { continue }
      if word.isOpen { return .unknown("a variable decides which script runs") }
      // `name -- arguments` in quotes.
      if let name = word.value.split(separator: " ").first { names.append(String(name)) }
    }
    return .packageScripts(PackageCall(names: names, takesPatterns: true))
  }

  static func workspace(_ name: String, _ arguments: ArraySlice<ShellWord>) -> CommandStep {
    guard let verb = arguments.first(where: { !$0.value.hasPrefix("-") }) else { return .nothing }
    switch name {
    case "turbo":
      return ["prune", "login", "link", "telemetry"].contains(verb.value) ? .nothing : workspaces
    default:
      return ["run", "run-many", "exec", "affected"].contains(verb.value) ? workspaces : .nothing
    }
  }
}
