import Facts

/// How a deployment file is read.
enum DeploymentFormat {
  case package, toml, json, yaml, dockerfile, procfile, shell
  /// Runs nothing, such as a page of documentation.
  case document
  case unknown

  static func of(_ source: SourceText) -> DeploymentFormat {
    let name = source.path.split(separator: "/").last.map { $0.lowercased() } ?? ""
    if name == "package.json" { return .package }
    if name.hasSuffix(".toml") { return .toml }
    if name.hasSuffix(".json") { return .json }
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return .yaml }
    if name.hasPrefix("dockerfile") || name.hasSuffix(".dockerfile") || name == "containerfile" {
      return .dockerfile
    }
    if name.hasPrefix("procfile") { return .procfile }
    if name.hasSuffix(".md") || name.hasSuffix(".txt") { return .document }
    if Interpreter.isShell(source) { return .shell }
    let hasFirstLine = source.bytes.starts(with: "#!".utf8)
    return !hasFirstLine && (name.contains("entrypoint") || source.path.contains("bin/"))
      ? .shell : .unknown
  }

  func read(_ source: SourceText) -> DeploymentReading {
    switch self {
    case .package, .document: return DeploymentReading()
    case .toml:
      let (entries, problem) = TOMLScanner.parse(source.bytes)
      var reading = DeploymentReading()
      if let problem { reading.reason = "line \(problem.line): \(problem.message)" }
      for entry in entries {
        // Values by their own, as a map of one key, so that lists are seen with their key.
        guard let key = entry.path.last else { continue }
        let found = ConfigurationCommands.find(
          in: .map([(key, entry.value)]),
          path: Array(entry.path.dropLast())
        )
        reading.commands += found.commands
        reading.reason = reading.reason ?? found.reason
      }
      return reading
    case .json:
      do throws(JSONProblem) {
        let value = try JSONScanner.parse(source.bytes)
        return ConfigurationCommands.find(in: ConfigurationNode(value))
      } catch {
        return DeploymentReading(reason: "line \(error.line): \(error.message)")
      }
    case .yaml: return YAMLReader.read(source)
    case .dockerfile: return DockerfileReader.read(source)
    case .procfile: return Self.procfile(source)
    case .shell:
      let text = ScriptText(source.string(0..<source.bytes.count), firstLine: 1)
      let name = source.path.split(separator: "/").last.map(String.init) ?? source.path
      return DeploymentReading(commands: [
        DeploymentCommand(
          form: .shell(text),
          object: name,
          purpose: ProgramName.isDeployment(name) ? .release : .application
        )
      ])
    case .unknown:
      return DeploymentReading(reason: "it is of no kind that is read")
    }
  }

  private static func procfile(_ source: SourceText) -> DeploymentReading {
    var reading = DeploymentReading()
    for line in stride(from: 1, through: source.lineCount, by: 1) {
      let range = source.lineRange(line)
      let bytes = source.bytes[range]
      guard let first = bytes.first(where: { $0 > 0x20 }), first != UInt8(ascii: "#"),
        let colon = bytes.firstIndex(of: UInt8(ascii: ":"))
      else { continue }
      let name = String(decoding: bytes[..<colon].filter { $0 > 0x20 }, as: UTF8.self)
      reading.commands.append(
        DeploymentCommand(
          form: .shell(ScriptText(source.string(colon + 1..<range.upperBound), line: line)),
          object: name,
          purpose: name == "release" ? .release : .application
        )
      )
    }
    return reading
  }
}
