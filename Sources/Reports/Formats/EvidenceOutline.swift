import Facts

/// Evidence as titled groups of lines, from which the text and the Markdown format are made.
struct EvidenceOutline {
  struct Line {
    var text: String
    /// What belongs to it, one level deeper.
    var details: [String] = []
  }

  struct Group {
    var title: String
    var lines: [Line]
  }

  let groups: [Group]

  init(_ evidence: Evidence) {
    groups = [
      Group(title: "Git", lines: Self.git(evidence.git)),
      Group(title: "Migrations", lines: Self.migrations(evidence)),
      Group(title: "Prisma", lines: Self.prisma(evidence)),
      Group(title: "Commands", lines: evidence.commands.map(Self.command)),
      Group(title: "Documentation notes", lines: evidence.notes.map(Self.note)),
      Group(title: "Deployment", lines: evidence.deployment.map(Self.deployment)),
      Group(
        title: "Vault (names only)",
        lines: evidence.vault.map { service in
          Line(
            text: service.name,
            details: service.files.map { file in
              file.reason.map { "\(file.path): not read: \($0)" }
                ?? "\(file.path): \(file.keys.joined(separator: ", "))"
            }
          )
        }
      ),
      Group(title: "Findings", lines: evidence.findings.map { Line(text: Self.finding($0)) }),
      Group(
        title: "Not checked",
        lines: evidence.notChecked.map { item in
          Line(text: Self.notChecked(item))
        }
      ),
    ].filter { !$0.lines.isEmpty }
  }

  private static func git(_ git: GitState) -> [Line] {
    var lines: [Line] = []
    if let commit = git.commit {
      let branch = git.branch.map { "branch \($0)" } ?? git.branchReason ?? "no branch"
      let state =
        switch git.dirty {
        case true?: "with uncommitted changes"
        case false?: "clean"
        case nil: "changes not known: \(git.dirtyReason ?? "not told")"
        }
      lines.append(Line(text: "\(commit.prefix(12)), \(branch), \(state)"))
    } else {
      lines.append(Line(text: "not checked: \(git.commitReason ?? "not told")"))
    }
    if git.shallow == true { lines.append(Line(text: "shallow clone: the history is cut")) }
    return lines
  }

  private static func migrations(_ evidence: Evidence) -> [Line] {
    evidence.migrations.map { migration in
      let summary = MigrationSummary(migration: migration, tables: evidence.tables)
      let additive =
        switch migration.additive {
        case true?: "additive"
        case false?: "NOT additive: \(migration.additiveReason ?? "not told")"
        case nil: "additive not known: \(migration.additiveReason ?? "not told")"
        }
      return Line(
        text: "\(migration.path) (\(counted(migration.lines, "line"))): \(summary.text)",
        details: [additive] + migration.findings.map(finding)
      )
    }
  }

  private static func prisma(_ evidence: Evidence) -> [Line] {
    guard let schema = evidence.prisma else {
      return evidence.prismaReason.map { [Line(text: "not checked: \($0)")] } ?? []
    }
    var lines = schema.models.map { model in
      let attribute = model.schema.map { ", @@schema(\"\($0)\")" } ?? ""
      let fields = counted(model.fields.count, "field")
      return Line(
        text: "\(model.path):\(model.line)-\(model.endLine) model \(model.name)"
          + " → \(model.table), \(fields)\(attribute)"
      )
    }
    for (kind, blocks) in [("view", schema.views), ("type", schema.types)] {
      lines += blocks.map {
        Line(text: "\($0.path):\($0.line)-\($0.endLine) \(kind) \($0.name)")
      }
    }
    lines += schema.enums.map {
      Line(text: "\($0.path):\($0.line)-\($0.endLine) enum \($0.name)")
    }
    lines += schema.errors.map {
      Line(text: "\($0.path):\($0.line):\($0.column) error: \($0.message)")
    }
    lines += schema.findings.map { Line(text: finding($0)) }
    return lines
  }

  private static func command(_ run: CommandRun) -> Line {
    let version = run.version.map { " (version \($0))" } ?? ""
    let outcome =
      switch run.outcome {
      case .passed: "passed"
      case .failed: "FAILED: \(run.reason ?? "not told")"
      case .notRun: "not run: \(run.reason ?? "not told")"
      }
    return Line(text: "\(run.name)\(version): \(outcome)")
  }

  private static func note(_ note: DocumentationNote) -> Line {
    let topic = note.topic.map { ", topic: \($0)" } ?? ""
    return Line(text: "\(note.path):\(note.line) \(note.source): \(note.library)\(topic)")
  }

  private static func deployment(_ file: DeploymentFile) -> Line {
    let status = file.reason.map { "not checked: \($0)" } ?? file.status.rawValue
    return Line(text: "\(file.path): \(status)", details: file.findings.map(finding))
  }

  /// `path: reason`, with the subject where the path does not say it.
  static func notChecked(_ item: NotChecked) -> String {
    guard let path = item.path else { return "\(item.subject): \(item.reason)" }
    return item.subject == "file" || item.subject == "folder"
      ? "\(path): \(item.reason)" : "\(path): \(item.subject): \(item.reason)"
  }

  static func finding(_ finding: Finding) -> String {
    let place = finding.path.map { path in
      finding.line.map { "\(path):\($0): " } ?? "\(path): "
    }
    let hint = finding.hint.map { " (\($0))" } ?? ""
    return "\(place ?? "")\(finding.severity.rawValue): \(finding.message)\(hint)"
  }
}
