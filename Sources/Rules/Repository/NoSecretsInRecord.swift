package import Facts

/// No feedback file and no direction holds a secret.
package enum NoSecretsInRecord: Rule {
  package static let proves = "No feedback file and no direction holds what looks like a secret."
  package static let why =
    "The record is committed and read by everybody; what stands in it once stays in its history."
  package static let remedy =
    "replace the value at its service, then take it out of the file; the vault is its place"

  package static func evaluate(_ subject: RuleSubject) -> RuleOutcome {
    guard let secrets = subject.recordSecrets else { return .notChecked("the record was not read") }
    let findings = secrets.places.map { place in
      finding(
        "what looks like a secret (\(place.kind)) stands in the record",
        path: place.path,
        line: place.line,
        object: "\(place.path):\(place.line)"
      )
    }
    if let file = secrets.unread.first {
      let others = secrets.unread.count - 1
      return .notChecked(
        "\(file.path ?? file.subject): \(file.reason)\(others > 0 ? ", and \(others) more" : "")",
        findings: findings
      )
    }
    return RuleOutcome(evidence: ["\(secrets.files) files, no secret"], findings: findings)
  }

  package static let examples = [
    RuleExample("a record that was not read", .notChecked, files: [:])
  ]
}

/// Where the redaction found secrets in the record: places and kinds, never a value.
package struct RecordSecrets: Sendable, Equatable {
  package struct Place: Sendable, Equatable {
    package var path: String
    /// 1-based.
    package var line: Int
    /// `url-password`, `github-token`, ….
    package var kind: String

    package init(path: String, line: Int, kind: String) {
      self.path = path
      self.line = line
      self.kind = kind
    }
  }

  /// How many files were read.
  package var files: Int
  package var places: [Place]
  /// Files that could not be read, which are not clean.
  package var unread: [NotChecked]

  package init(files: Int, places: [Place] = [], unread: [NotChecked] = []) {
    self.files = files
    self.places = places
    self.unread = unread
  }
}
