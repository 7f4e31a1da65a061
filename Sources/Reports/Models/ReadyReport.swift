package import Facts

/// `## HH:MM - Ready to Apply`: the migrations that wait for approval.
package struct ReadyReport: TemplateModel, Equatable {
  package struct MigrationLine: Sendable, Equatable {
    package var path: String
    package var lines: Int
    /// The tables, with row security, policies and indexes.
    package var text: String

    package init(path: String, lines: Int, text: String) {
      self.path = path
      self.lines = lines
      self.text = text
    }
  }

  package var timestamp: Timestamp
  package var migrations: [MigrationLine]
  package var models: [String]
  package var validation: [String]
  package var outputs: [TwoHourlyReport.Output]
  package var approver: String
  package var applier: String
  package var commit: String
  /// `sha256:… of 3 files`; empty when no file was read.
  package var fingerprint: String

  package init(timestamp: Timestamp, approver: String, applier: String, commit: String) {
    self.timestamp = timestamp
    self.migrations = []
    self.models = []
    self.validation = []
    self.outputs = []
    self.approver = approver
    self.applier = applier
    self.commit = commit
    self.fingerprint = ""
  }

  package static let keys: [String: TemplateKey] = [
    "time": .text, "headline": .text, "count": .text,
    "migrations": .list(["path": .text, "lines": .text, "text": .text]),
    "models": .list(["text": .text]),
    "validation": .list(["text": .text]),
    "outputs": .list(["name": .text, "output": .fenced]),
    "approver": .text, "applier": .text, "commit": .text,
    "hasFingerprint": .flag, "fingerprint": .text,
  ]

  private var headline: String {
    let subject =
      migrations.count == 1 ? "The migration is" : "All \(migrations.count) migrations"
    return "\(subject) ready to apply - awaiting \(approver) approval"
  }

  package var values: [String: TemplateValue] {
    [
      "time": .text(timestamp.hourAndMinute), "headline": .text(headline),
      "count": .text("\(migrations.count)"),
      "migrations": .list(
        migrations.map {
          ["path": .text($0.path), "lines": .text("\($0.lines)"), "text": .text($0.text)]
        }
      ),
      "models": .list(models.map { ["text": .text($0)] }),
      "validation": .list(validation.map { ["text": .text($0)] }),
      "outputs": .list(
        outputs.map { ["name": .text($0.name), "output": .fenced(MarkedFence.wrap($0.text))] }
      ),
      "approver": .text(approver), "applier": .text(applier), "commit": .text(commit),
      "hasFingerprint": .flag(!fingerprint.isEmpty), "fingerprint": .text(fingerprint),
    ]
  }
}
