package import Facts

/// Looks for commands that change a schema in the files that run at a deployment.
package enum DeploymentCollector {
  /// What each file does, in the order given.
  ///
  /// A file is safe when everything that it runs was read and changes no schema; forbidden when a
  /// command does; not checked when something could not be read or followed.
  ///
  /// - Parameters:
  ///   - files: the deployment files.
  ///   - read: gives a file that one of them calls; nil for what there is not.
  ///   - redact: takes the secrets out of a command that is quoted.
  /// - Returns: one value for each file.
  package static func collect(
    _ files: [SourceFile],
    read: @escaping (String) -> SourceFile? = { _ in nil },
    redact: @escaping (String) -> String = { $0 }
  ) -> [DeploymentFile] {
    let judge = CommandJudge(files: files, read: read, redact: redact)
    var results: [DeploymentFile?] = []
    var callers = ScriptCallers()
    for file in files {
      guard case .text(let source) = file.content else {
        results.append(unread(file))
        continue
      }
      if DeploymentFormat.of(source) == .package {
        results.append(nil)
      } else {
        results.append(result(of: source, judge, &callers))
      }
    }
    return zip(files, results).map { file, result in
      if let result { return result }
      guard case .text(let source) = file.content else { return unread(file) }
      return PackageJudgement.result(of: source, judge, callers)
    }
  }

  static let rule = "migration-command-in-deployment"
  static let hint = "take the command out; apply migrations by hand after approval"
  static let maximumBytes = 1 << 20

  private static func unread(_ file: SourceFile) -> DeploymentFile {
    let reason =
      switch file.content {
      case .tooLarge(let bytes, let lines):
        "\(bytes) bytes in \(lines) lines are too large to be analysed"
      case .unreadable(let reason): reason
      case .text: "not read"
      }
    return DeploymentFile(path: file.path, status: .notChecked, reason: reason)
  }

  private static func result(
    of source: SourceText,
    _ judge: CommandJudge,
    _ callers: inout ScriptCallers
  ) -> DeploymentFile {
    guard source.bytes.count <= maximumBytes else {
      return DeploymentFile(
        path: source.path,
        status: .notChecked,
        reason: "\(source.bytes.count) bytes are too large to be analysed"
      )
    }
    let reading = DeploymentFormat.of(source).read(source)
    var findings: [Finding] = []
    var reason = reading.reason
    for command in reading.commands {
      let scope = CommandScope(
        path: source.path,
        folder: command.folder,
        purpose: command.purpose,
        copies: reading.copies
      )
      let outcome =
        switch command.form {
        case .shell(let text): judge.judge(text, in: scope)
        case .words(let words): judge.judge(words, in: scope)
        }
      for change in outcome.changes {
        let found = finding(change, path: source.path, object: command.object)
        if !findings.contains(where: { $0.line == found.line && $0.message == found.message }) {
          findings.append(found)
        }
      }
      if reason == nil, let unknown = outcome.unknowns.first {
        reason = "line \(unknown.line): \(unknown.reason)"
      }
      callers.add(outcome.calls, from: "\(source.path) (\(command.object))")
    }
    findings.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    return file(source.path, findings, reason)
  }

  static func file(_ path: String, _ findings: [Finding], _ reason: String?) -> DeploymentFile {
    let status: DeploymentFile.Status =
      !findings.isEmpty ? .forbidden : reason != nil ? .notChecked : .safe
    return DeploymentFile(path: path, status: status, findings: findings, reason: reason)
  }

  static func finding(
    _ change: CommandOutcome.Change,
    path: String,
    object: String,
    note: String? = nil
  ) -> Finding {
    var message = "`\(change.command)`"
    message +=
      change.via.map { " runs \($0), which changes the database schema" }
      ?? " changes the database schema"
    if let note { message += "; \(note)" }
    return Finding(
      rule: rule,
      severity: .error,
      path: path,
      line: change.line,
      object: object,
      message: message,
      hint: hint
    )
  }
}

/// Which deployment files call which package scripts.
struct ScriptCallers {
  private(set) var callers: [CommandOutcome.Call: String] = [:]

  mutating func add(_ calls: [CommandOutcome.Call], from caller: String) {
    for call in calls where callers[call] == nil { callers[call] = caller }
  }
}
