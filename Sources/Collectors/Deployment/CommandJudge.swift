import Facts

/// Judges commands, and follows them into the scripts that they call.
///
/// Each script is judged once; one that calls itself adds nothing.
final class CommandJudge {
  static let maximumDepth = 24
  static let maximumScriptBytes = 1 << 20

  /// Programs that run what a file of their own says under a name.
  private static let taskRunners: Set<String> = [
    "make", "gmake", "just", "task", "invoke", "inv", "cap", "ansible-playbook",
  ]

  private let files: [String: SourceFile]
  private let read: (String) -> SourceFile?
  private let redact: (String) -> String
  private var packages: [String: Result<PackageScripts, JSONProblem>] = [:]
  private var scriptOutcomes: [String: CommandOutcome] = [:]
  private var underWay: Set<String> = []
  private var followed = 0

  init(
    files: [SourceFile],
    read: @escaping (String) -> SourceFile?,
    redact: @escaping (String) -> String
  ) {
    self.files = Dictionary(files.map { ($0.path, $0) }) { first, _ in first }
    self.read = read
    self.redact = redact
  }

  // MARK: Texts

  /// Judges a text that a shell runs.
  func judge(_ text: ScriptText, in scope: CommandScope) -> CommandOutcome {
    var outcome = CommandOutcome()
    guard scope.depth < Self.maximumDepth else {
      outcome.add(
        .init(line: text.firstLine, reason: "scripts call each other too deep to be followed")
      )
      return outcome
    }
    let reader = ShellReader.read(text)
    if let problem = reader.problem {
      outcome.add(.init(line: problem.line, reason: problem.message))
    }
    var scope = scope
    var variables: [String: ShellWord?] = [:]
    for command in reader.commands { note(command.words, &variables) }
    var previous: ShellCommand?
    for command in reader.commands {
      var words = command.words[...]
      while let first = words.first, CommandPrefix.isAssignment(first), !first.value.hasPrefix("-")
      {
        words.removeFirst()
      }
      if let first = words.first, first.isOpen, let text = variable(first, variables) {
        // The value is split into words, and what stands behind it are its arguments.
        var inner = ScriptText(text, line: first.line)
        inner.append(arguments(words.dropFirst(), line: first.line))
        var deeper = scope
        deeper.depth += 1
        outcome.add(judge(inner, in: deeper))
      } else {
        judge(
          words,
          of: command,
          writer: command.isPiped ? previous : nil,
          scope: &scope,
          into: &outcome
        )
      }
      previous = command
    }
    return outcome
  }

  /// Judges a program with its arguments, as an exec form names it.
  func judge(_ words: [ShellWord], in scope: CommandScope) -> CommandOutcome {
    var outcome = CommandOutcome()
    var scope = scope
    judge(words[...], of: ShellCommand(words: words), writer: nil, scope: &scope, into: &outcome)
    return outcome
  }

  /// Keeps the values of variables that are set once, to a text.
  private func note(_ words: [ShellWord], _ variables: inout [String: ShellWord?]) {
    var words = words[...]
    if let first = words.first, ["export", "readonly", "local", "declare"].contains(first.value) {
      words.removeFirst()
    }
    for word in words {
      guard CommandPrefix.isAssignment(word), let equals = word.value.firstIndex(of: "=") else {
        return
      }
      let name = String(word.value[..<equals])
      var value = word
      value.value = String(word.value[word.value.index(after: equals)...])
      variables[name] = variables[name] == nil && !word.isOpen ? .some(value) : .some(nil)
    }
  }

  private func variable(_ word: ShellWord, _ variables: [String: ShellWord?]) -> String? {
    guard word.value.hasPrefix("$") else { return nil }
    var name = word.value.dropFirst()
    if name.hasPrefix("{"), name.hasSuffix("}") { name = name.dropFirst().dropLast() }
    return (variables[String(name)] ?? nil)?.value
  }

  /// The words as a text for a shell, each in quotes.
  private func arguments(_ words: ArraySlice<ShellWord>, line: Int) -> ScriptText {
    var text = ""
    for word in words {
      text += word.isOpen ? " \(word.value)" : " '\(word.value.split(separator: "'").joined())'"
    }
    return ScriptText(text, line: line)
  }

  // MARK: Commands

  private func judge(
    _ words: ArraySlice<ShellWord>,
    of command: ShellCommand,
    writer: ShellCommand?,
    scope: inout CommandScope,
    into outcome: inout CommandOutcome
  ) {
    var words = words
    for _ in 0..<64 {
      while let first = words.first, CommandPrefix.isAssignment(first) { words.removeFirst() }
      guard let first = words.first else { return }
      guard let name = ProgramName.of(first) else {
        if ["$@", "$*", "${@}"].contains(first.value) { return }
        outcome.add(
          .init(line: first.line, reason: "a variable decides what runs: `\(shown(words))`")
        )
        return
      }
      let rest = words.dropFirst()
      switch CommandStep.of(name, rest, command: command, isPiped: writer != nil) {
      case .nothing: return
      case .words(let inner): words = inner
      case .folder(let folder):
        if let resolved = scope.resolved(folder) { scope.folder = resolved }
        return
      case .shell(let text):
        var deeper = scope
        deeper.depth += 1
        outcome.add(judge(text, in: deeper))
        return
      case .script(let file):
        follow(file, isShell: true, command: words, scope: scope, into: &outcome)
        return
      case .program(let file):
        if let inner = ProgramName.of(file), MigrationTool.byProgram[inner] != nil,
          let place = rest.firstIndex(where: { $0.value == file.value })
        {
          words = words[place...]
          continue
        }
        judgeProgram(file, command: words, scope: scope, into: &outcome)
        return
      case .packageScripts(let call):
        if let binary = run(call, command: words, scope: scope, into: &outcome) {
          words = binary
          continue
        }
        return
      case .unknown(let reason):
        outcome.add(.init(line: first.line, reason: "\(reason): `\(shown(words))`"))
        return
      case .other:
        judgeTool(name, words, command, writer, scope, into: &outcome)
        return
      }
    }
  }

  private func judgeTool(
    _ name: String,
    _ words: ArraySlice<ShellWord>,
    _ command: ShellCommand,
    _ writer: ShellCommand?,
    _ scope: CommandScope,
    into outcome: inout CommandOutcome
  ) {
    guard let first = words.first else { return }
    let arguments = Array(words.dropFirst())
    let match: MigrationTool.Match
    if SQLClient.programs.contains(name) {
      match = SQLClient.match(
        arguments,
        input: command.input,
        writer: writer,
        isPiped: command.isPiped
      )
    } else if let tool = MigrationTool.byProgram[name] {
      match = tool.match(arguments)
    } else {
      if CommandJudge.taskRunners.contains(name) {
        let names = arguments.filter { !$0.value.hasPrefix("-") }
        guard
          scope.purpose == .release || names.contains(where: { ProgramName.isDeployment($0.value) })
        else { return }
        outcome.add(
          .init(line: first.line, reason: "what `\(name)` runs is not followed: `\(shown(words))`")
        )
      } else if let verb = arguments.first?.value, ["eval", "rpc"].contains(verb),
        arguments.dropFirst().contains(where: { ProgramName.isDeployment($0.value) })
      {
        // A release of Elixir: `bin/app eval "App.Release.migrate"`.
        outcome.add(.init(line: first.line, command: shown(words)))
      } else if first.value.contains("/") {
        follow(first, isShell: false, command: words, scope: scope, into: &outcome)
      } else if name.hasSuffix(".sh") {
        follow(first, isShell: true, command: words, scope: scope, into: &outcome)
      }
      return
    }
    switch match {
    case .no:
      // A program of the repository may have the name of a tool: `/app/bin/migrate`.
      if arguments.isEmpty, first.value.contains("/"), ProgramName.isDeployment(name) {
        follow(first, isShell: false, command: words, scope: scope, into: &outcome)
      }
    case .changes: outcome.add(.init(line: first.line, command: shown(words)))
    case .unknown:
      outcome.add(.init(line: first.line, reason: "a variable decides: `\(shown(words))`"))
    }
  }

  /// The command as a message quotes it: on one line, bounded, without secrets.
  private func shown(_ words: ArraySlice<ShellWord>) -> String {
    var text = ""
    for word in words {
      if !text.isEmpty { text += " " }
      text += word.value.replacingNewlines()
      if text.utf8.count > 160 { return redact(String(text.prefix(157))) + "…" }
    }
    return redact(text)
  }

  // MARK: Files

  private func judgeProgram(
    _ file: ShellWord,
    command: ArraySlice<ShellWord>,
    scope: CommandScope,
    into outcome: inout CommandOutcome
  ) {
    guard scope.purpose == .release || ProgramName.isDeployment(file.value) else { return }
    outcome.add(
      .init(line: file.line, reason: "what the program does is not read: `\(shown(command))`")
    )
  }

  private func follow(
    _ word: ShellWord,
    isShell: Bool,
    command: ArraySlice<ShellWord>,
    scope: CommandScope,
    into outcome: inout CommandOutcome
  ) {
    guard let file = find(word, scope) else {
      let isScript = isShell || [".sh", ".bash"].contains { word.value.hasSuffix($0) }
      if isScript {
        outcome.add(
          .init(line: word.line, reason: "the script `\(word.value)` is not among the files read")
        )
      } else if !["/bin/", "/usr/", "/sbin/"].contains(where: { word.value.hasPrefix($0) }) {
        judgeProgram(word, command: command, scope: scope, into: &outcome)
      }
      return
    }
    guard case .text(let source) = file.content else {
      outcome.add(.init(line: word.line, reason: "the script `\(file.path)` could not be read"))
      return
    }
    guard isShell || Interpreter.isShell(source) else {
      judgeProgram(word, command: command, scope: scope, into: &outcome)
      return
    }
    let inner = outcomeOfScript(source, scope)
    for change in inner.changes {
      let target = change.via ?? "`\(change.command)` (\(file.path):\(change.line))"
      outcome.add(.init(line: word.line, command: shown(command), via: target))
    }
    for unknown in inner.unknowns {
      outcome.add(
        .init(line: word.line, reason: "\(file.path):\(unknown.line): \(unknown.reason)")
      )
    }
    for call in inner.calls { outcome.add(call) }
  }

  private func outcomeOfScript(_ source: SourceText, _ scope: CommandScope) -> CommandOutcome {
    let key = "\(scope.purpose) \(scope.folder) \(source.path)"
    if let known = scriptOutcomes[key] { return known }
    var outcome = CommandOutcome()
    guard source.bytes.count <= Self.maximumScriptBytes else {
      outcome.add(.init(line: 1, reason: "\(source.bytes.count) bytes are too large for a script"))
      return outcome
    }
    guard underWay.insert(key).inserted else { return outcome }
    defer { underWay.remove(key) }
    var inner = scope
    inner.path = source.path
    inner.depth += 1
    outcome = judge(ScriptText(source.string(0..<source.bytes.count), firstLine: 1), in: inner)
    scriptOutcomes[key] = outcome
    return outcome
  }

  private func find(_ word: ShellWord, _ scope: CommandScope) -> SourceFile? {
    guard !word.isOpen else { return nil }
    var places: [String] = []
    if let name = word.value.split(separator: "/").last, let copied = scope.copies[String(name)] {
      places.append(copied)
    }
    if let resolved = scope.resolved(word.value) {
      places.append(resolved)
      // Folders of an image stand before the folders of the repository.
      var rest = Substring(resolved)
      while word.value.hasPrefix("/"), let slash = rest.firstIndex(of: "/"), places.count < 12 {
        rest = rest[rest.index(after: slash)...]
        places.append(String(rest))
      }
    }
    for place in places {
      if let file = file(at: place) { return file }
    }
    return nil
  }

  private func file(at path: String) -> SourceFile? {
    if let file = files[path] { return file }
    guard let file = read(path) else { return nil }
    if case .unreadable = file.content { return nil }
    return file
  }

  // MARK: Package scripts

  /// The scripts of the package in a folder; nil when there is none.
  func package(in folder: String) -> Result<PackageScripts, JSONProblem>? {
    let path = folder.isEmpty ? "package.json" : "\(folder)/package.json"
    if let known = packages[path] { return known }
    guard let file = file(at: path) else { return nil }
    let result: Result<PackageScripts, JSONProblem>
    switch file.content {
    case .text(let source):
      do throws(JSONProblem) {
        result = .success(
          try PackageScripts(path: path, root: try JSONScanner.parse(source.bytes))
        )
      } catch {
        result = .failure(error)
      }
    case .tooLarge, .unreadable:
      result = .failure(JSONProblem(line: 1, message: "it could not be read"))
    }
    packages[path] = result
    return result
  }

  /// What one script of a package does when it is started alone.
  func outcome(of script: PackageScripts.Script, in package: String, _ scope: CommandScope)
    -> CommandOutcome
  {
    let key = "\(scope.purpose) \(package)\u{0}\(script.name)\u{0}\(script.line)"
    if let known = scriptOutcomes[key] { return known }
    guard underWay.insert(key).inserted else { return CommandOutcome() }
    defer { underWay.remove(key) }
    var inner = scope
    inner.path = package
    inner.folder = package.split(separator: "/").dropLast().joined(separator: "/")
    inner.depth += 1
    let outcome = judge(script.text, in: inner)
    scriptOutcomes[key] = outcome
    return outcome
  }

  /// Runs the scripts that a call names; gives the words of the binary that it means instead.
  private func run(
    _ call: PackageCall,
    command: ArraySlice<ShellWord>,
    scope: CommandScope,
    into outcome: inout CommandOutcome
  ) -> ArraySlice<ShellWord>? {
    let line = command.first?.line ?? 1
    var scope = scope
    if let folder = call.folder {
      guard let resolved = scope.resolved(folder) else {
        outcome.add(
          .init(line: line, reason: "it leads out of the repository: `\(shown(command))`")
        )
        return nil
      }
      scope.folder = resolved
    }
    let path = scope.folder.isEmpty ? "package.json" : "\(scope.folder)/package.json"
    guard let result = package(in: scope.folder) else {
      if call.isInstallation { return nil }
      if let binary = call.binary { return binary }
      outcome.add(
        .init(line: line, reason: "`\(shown(command))` needs \(path), which is not there")
      )
      return nil
    }
    guard case .success(let package) = result else {
      if case .failure(let problem) = result {
        outcome.add(.init(line: line, reason: "\(path):\(problem.line): \(problem.message)"))
      }
      return nil
    }
    for name in call.names {
      var scripts = call.takesPatterns ? package.matching(name) : package.chain(name)
      if call.takesPatterns, scripts.count == 1 { scripts = package.chain(scripts[0].name) }
      if package[name] == nil, scripts.isEmpty || !call.takesPatterns {
        if let binary = call.binary { return binary }
        if !call.isOptional {
          outcome.add(.init(line: line, reason: "\(path) has no script `\(name)`"))
        }
        continue
      }
      for script in scripts {
        let isNamed = script.name == name || call.takesPatterns
        run(
          script,
          of: package,
          with: isNamed ? call.arguments : [],
          command,
          scope,
          into: &outcome
        )
      }
    }
    return nil
  }

  private func run(
    _ script: PackageScripts.Script,
    of package: PackageScripts,
    with arguments: ArraySlice<ShellWord>,
    _ command: ArraySlice<ShellWord>,
    _ scope: CommandScope,
    into outcome: inout CommandOutcome
  ) {
    followed += 1
    let line = command.first?.line ?? 1
    guard followed <= 10_000 else {
      outcome.add(.init(line: line, reason: "too many scripts call each other to be followed"))
      return
    }
    outcome.add(.init(package: package.path, script: script.name))
    var scope = scope
    if PackageScripts.starting.contains(script.name) { scope.purpose = .application }
    let alone = self.outcome(of: script, in: package.path, scope)
    let isInside = scope.path == package.path
    func add(_ inner: CommandOutcome, isInPackage: Bool) {
      for change in inner.changes {
        let via = change.via ?? "`\(change.command)` (\(package.path):\(script.line))"
        outcome.add(
          .init(line: line, command: shown(command), via: via, isInPackage: isInPackage)
        )
      }
      for unknown in inner.unknowns {
        let reason =
          isInside || unknown.reason.hasPrefix(package.path + ":")
          ? unknown.reason : "\(package.path):\(unknown.line): \(unknown.reason)"
        outcome.add(.init(line: isInside ? unknown.line : line, reason: reason))
      }
      // Calls inside of the package are its own; the way through them is put together from each step.
      for call in inner.calls where call.package != package.path { outcome.add(call) }
    }
    add(alone, isInPackage: isInside)
    guard !arguments.isEmpty, alone.changes.isEmpty, scope.depth < Self.maximumDepth else { return }
    // What is passed on can be the command itself: `npm run prisma -- migrate deploy`.
    var text = script.text
    text.append(self.arguments(arguments, line: script.line))
    var inner = scope
    inner.path = package.path
    inner.depth += 1
    add(judge(text, in: inner), isInPackage: false)
  }
}

extension String {
  fileprivate func replacingNewlines() -> String {
    guard utf8.contains(where: { $0 < 0x20 }) else { return self }
    return String(
      decoding: utf8.prefix(400).map { $0 < 0x20 ? 0x20 : $0 },
      as: UTF8.self
    )
  }
}
