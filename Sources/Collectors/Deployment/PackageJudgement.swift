import Facts

/// Judges a `package.json`: every script, and by which way a deployment comes to it.
enum PackageJudgement {
  static func result(
    of source: SourceText,
    _ judge: CommandJudge,
    _ callers: ScriptCallers
  ) -> DeploymentFile {
    let folder = source.path.split(separator: "/").dropLast().joined(separator: "/")
    guard let parsed = judge.package(in: folder) else {
      return DeploymentFile(path: source.path, status: .notChecked, reason: "not read")
    }
    let package: PackageScripts
    switch parsed {
    case .failure(let problem):
      return DeploymentFile(
        path: source.path,
        status: .notChecked,
        reason: "line \(problem.line): \(problem.message)"
      )
    case .success(let scripts): package = scripts
    }

    let outcomes = package.scripts.map { script in
      judge.outcome(of: script, in: package.path, scope(of: script, package))
    }
    let ways = ways(package, outcomes, callers)
    var findings: [Finding] = []
    var reason: String?
    for (script, outcome) in zip(package.scripts, outcomes) {
      let way = ways[script.name]
      let note = way.map { "deployment runs it: \($0)" } ?? "no deployment script calls it"
      for change in outcome.changes where !change.isInPackage {
        findings.append(
          DeploymentCollector.finding(
            change,
            path: source.path,
            object: "scripts.\(script.name)",
            note: note
          )
        )
      }
      if reason == nil, way != nil, let unknown = outcome.unknowns.first {
        reason = "line \(unknown.line): \(unknown.reason)"
      }
    }
    return DeploymentCollector.file(source.path, findings, reason)
  }

  private static func scope(
    of script: PackageScripts.Script,
    _ package: PackageScripts
  ) -> CommandScope {
    let isHook =
      PackageScripts.deployment.contains(script.name)
      && !PackageScripts.starting.contains(script.name) && !script.name.contains("build")
    return CommandScope(path: package.path, purpose: isHook ? .release : .application)
  }

  /// The shortest way from a deployment to each script that it reaches.
  private static func ways(
    _ package: PackageScripts,
    _ outcomes: [CommandOutcome],
    _ callers: ScriptCallers
  ) -> [String: String] {
    var ways: [String: String] = [:]
    var queue: [String] = []
    for script in package.scripts {
      let call = CommandOutcome.Call(package: package.path, script: script.name)
      if PackageScripts.deployment.contains(script.name) {
        ways[script.name] = "`\(script.name)`"
      } else if let caller = callers.callers[call] {
        ways[script.name] = "\(caller) → `\(script.name)`"
      } else {
        continue
      }
      queue.append(script.name)
    }
    var next = 0
    while next < queue.count {
      let name = queue[next]
      next += 1
      guard let index = package.byName[name], let way = ways[name] else { continue }
      for call in outcomes[index].calls
      where call.package == package.path && ways[call.script] == nil {
        ways[call.script] = "\(way) → `\(call.script)`"
        queue.append(call.script)
      }
    }
    return ways
  }
}
