/// What the record claims, held against the repository.
package struct AuditReport: Sendable, Equatable, Encodable {
  package var schema = "sitrep/audit/v1"
  /// The full id of the commit at the tip; nil before the first commit.
  @ExplicitNull package var revision: String?
  /// True when the history is cut off: nothing is called false then.
  package var isShallow: Bool
  /// By agent, then by place.
  package var claims: [AuditClaim]
  /// One for each entry whose stamp was compared.
  package var timestamps: [AuditTimestamp]
  package var edited: [EditedEntry]
  package var lostEntries: [LostEntry]
  package var totals: AuditTotals
  package var notChecked: [NotChecked]

  package init(
    revision: String?,
    isShallow: Bool,
    claims: [AuditClaim] = [],
    timestamps: [AuditTimestamp] = [],
    edited: [EditedEntry] = [],
    lostEntries: [LostEntry] = [],
    notChecked: [NotChecked] = []
  ) {
    self.revision = revision
    self.isShallow = isShallow
    self.claims = claims
    self.timestamps = timestamps
    self.edited = edited
    self.lostEntries = lostEntries
    self.notChecked = notChecked
    self.totals = AuditTotals(
      claims: claims,
      timestamps: timestamps,
      edited: edited,
      lostEntries: lostEntries
    )
  }
}

/// An entry's stamp beside the clock of the commit that brought its heading.
package struct AuditTimestamp: Sendable, Equatable, Encodable {
  package enum Verdict: String, Sendable, CaseIterable, Encodable {
    case plausible
    /// The stamp is later than the commit that holds it: no clock wrote it.
    case afterCommit = "after-commit"
    /// The stamp names another date than its file.
    case otherDate = "other-date"
  }

  package var path: String
  package var line: Int
  @ExplicitNull package var agent: String?
  package var timestamp: Timestamp
  /// The full id; nil for a line that is not committed.
  @ExplicitNull package var commit: String?
  @ExplicitNull package var commitTime: Timestamp?
  package var verdict: Verdict
  /// What a verdict rests on, or why a stamp that looks wrong is not accused; nil for one that fits.
  @ExplicitNull package var reason: String?
  /// What a person runs to see it; nil when there is no commit.
  @ExplicitNull package var command: String?

  package init(
    path: String,
    line: Int,
    agent: String?,
    timestamp: Timestamp,
    commit: String?,
    commitTime: Timestamp?,
    verdict: Verdict,
    command: String? = nil
  ) {
    self.path = path
    self.line = line
    self.timestamp = timestamp
    self.verdict = verdict
    self.agent = agent
    self.commit = commit
    self.commitTime = commitTime
    self.command = command
  }
}

/// An entry that was changed after it was first committed.
package struct EditedEntry: Sendable, Equatable, Encodable {
  package var path: String
  /// Where it stands now.
  package var line: Int
  package var heading: String
  @ExplicitNull package var agent: String?
  /// Full ids of commits.
  package var firstIn: String
  package var changedIn: String
  /// What a person runs to see it.
  package var command: String

  package init(
    path: String,
    line: Int,
    heading: String,
    agent: String?,
    firstIn: String,
    changedIn: String,
    command: String
  ) {
    self.path = path
    self.line = line
    self.heading = heading
    self.firstIn = firstIn
    self.changedIn = changedIn
    self.command = command
    self.agent = agent
  }
}

/// An entry that a commit held and the record no longer does.
package struct LostEntry: Sendable, Equatable, Encodable {
  package var path: String
  package var heading: String
  @ExplicitNull package var agent: String?
  /// The full id of the last commit that held it.
  package var lastSeenIn: String
  /// The full id of the commit that took it out; nil where the history does not show it.
  @ExplicitNull package var goneIn: String?
  /// What a person runs to read it again.
  package var command: String

  package init(
    path: String,
    heading: String,
    agent: String?,
    lastSeenIn: String,
    goneIn: String?,
    command: String
  ) {
    self.path = path
    self.heading = heading
    self.lastSeenIn = lastSeenIn
    self.command = command
    self.agent = agent
    self.goneIn = goneIn
  }
}

/// Counts over an audit; every verdict is a key, also with 0.
package struct AuditTotals: Sendable, Equatable, Encodable {
  package var claims: Int
  package var byVerdict: [String: Int]
  /// By agent, then by verdict; claims of no agent stand under the empty name.
  package var byAgent: [String: [String: Int]]
  package var byTimestamp: [String: Int]
  package var edited: Int
  package var lostEntries: Int

  init(
    claims: [AuditClaim],
    timestamps: [AuditTimestamp],
    edited: [EditedEntry],
    lostEntries: [LostEntry]
  ) {
    func counts(_ claims: [AuditClaim]) -> [String: Int] {
      var counts: [String: Int] = [:]
      for verdict in AuditClaim.Verdict.allCases { counts[verdict.rawValue] = 0 }
      for claim in claims { counts[claim.verdict.rawValue, default: 0] += 1 }
      return counts
    }
    self.claims = claims.count
    byVerdict = counts(claims)
    byAgent = Dictionary(grouping: claims) { $0.agent ?? "" }.mapValues(counts)
    byTimestamp = [:]
    for verdict in AuditTimestamp.Verdict.allCases {
      byTimestamp[verdict.rawValue] = timestamps.count { $0.verdict == verdict }
    }
    self.edited = edited.count
    self.lostEntries = lostEntries.count
  }
}
