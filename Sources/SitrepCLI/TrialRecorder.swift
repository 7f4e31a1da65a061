import Configuration
import Facts
import Rehearsal
import Reports
import Templates
import Workspace

/// Writes what a database showed into an agent's record.
struct TrialRecorder {
  let repository: Repository
  let session: Session

  /// Appends the entry, and says where on standard error: standard output is the result's.
  func record(_ report: TrialReport, of agent: AgentRoster.Agent) throws {
    let entry = try repository.renderer(.rehearsal, for: TrialReport.self).render(report)
    let written = try EntryAppender(repository: repository, session: session)
      .append(entry, kind: "rehearsal", agent: agent)
    if let path = written.path, let line = written.line {
      session.console.note("recorded: \(path):\(line)")
    }
  }
}

extension TrialReport {
  /// The fingerprint is the rehearsal's own: of the bytes that were applied.
  init(_ rehearsal: Rehearsal, from repository: Repository, _ session: Session) {
    let migrations = rehearsal.files.filter { $0.kind == .migration }
    let applied = migrations.count { $0.outcome == .applied }
    let place = rehearsal.server.kind == .own ? "a server of its own" : "another server"
    var provenance = Provenance(of: [], in: repository, session)
    provenance.fingerprint = Self.text(rehearsal.fingerprint, files: rehearsal.files.count)
    self.init(
      timestamp: session.now,
      title: "Rehearsal: \(applied) of \(counted(migrations.count, "migration")) applied",
      database: "PostgreSQL \(rehearsal.server.version), \(place)",
      files: rehearsal.files.map(Self.text),
      tables: rehearsal.tables.map(Self.text),
      provenance: provenance
    )
  }

  init(_ verification: Verification, from repository: Repository, _ session: Session) {
    let same = verification.tables.count { $0.verdict == .same }
    var provenance = Provenance(of: [], in: repository, session)
    provenance.fingerprint = Self.text(
      verification.fingerprint,
      files: repository.layout.migrations.count
    )
    self.init(
      timestamp: session.now,
      title:
        "Verification: \(same) of \(counted(verification.tables.count, "table")) as the migrations say",
      database: "PostgreSQL \(verification.serverVersion), a live database",
      tables: verification.tables.map(Self.text),
      provenance: provenance
    )
  }

  private static func text(_ fingerprint: String, files: Int) -> String {
    "\(Fingerprint.mark)\(fingerprint) of \(counted(files, "file"))"
  }

  private static func text(_ file: RehearsedFile) -> String {
    switch file.outcome {
    case .applied: "\(file.path): applied"
    case .failed:
      "\(file.path): failed at line \(file.error?.line ?? 1): \(file.error?.message ?? file.reason ?? "not told")"
    case .skipped: "\(file.path): skipped: \(file.reason ?? "not told")"
    }
  }

  /// What is read back stands before the first semicolon, the database's own words behind it.
  private static func text(_ table: RehearsedTable) -> String {
    let name = "\(table.schema).\(table.name)"
    guard table.exists else {
      return "\(name): does not exist: \(table.existsReason ?? "not told")"
    }
    var text = "\(name): exists"
    if let on = table.rowSecurity { text += ", row security \(on ? "on" : "off")" }
    text += ", insert \(outcome(table.inserted)), query \(outcome(table.queried))"
    if let reason = table.insertedReason { text += "; insert: \(reason)" }
    if let reason = table.queriedReason { text += "; query: \(reason)" }
    if let bound = table.bound {
      text +=
        "; as \(bound.role): insert \(outcome(bound.inserted)), query \(outcome(bound.queried))"
    }
    return text
  }

  private static func text(_ table: Verification.VerifiedTable) -> String {
    let name = "\(table.schema).\(table.name)"
    guard table.verdict != .missing else { return "\(name): does not exist" }
    var text = "\(name): exists"
    if let on = table.rowSecurity { text += ", row security \(on ? "on" : "off")" }
    switch table.verdict {
    case .same: text += ", as the migrations say"
    case .differs: text += ", not as the migrations say"
    case .notChecked: text += ", not compared"
    case .missing: break
    }
    text += table.differences.map { "; \($0.text)" }.joined()
    return table.reason.map { "\(text); \($0)" } ?? text
  }

  private static func outcome(_ outcome: Bool?) -> String {
    switch outcome {
    case true?: "passed"
    case false?: "failed"
    case nil: "not tried"
    }
  }
}
