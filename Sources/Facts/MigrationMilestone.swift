/// A line of the record that says how far migrations are: ready, approved, applied; or that an approval is none any more.
package struct MigrationMilestone: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case ready, approved, applied
    /// An approval that was given is taken back, or refused.
    case withdrawn
  }

  package var kind: Kind
  package var place: RecordPlace
  package var timestamp: Timestamp?
  /// Whether the stamp says its zone: only then other clocks are held against it.
  package var isZoned: Bool
  /// Whose file it stands in; nil when the record does not say.
  package var agent: String?
  /// Words that may name somebody: those of the line, and the heading's agent.
  package var line: String
  /// What may name migrations: files, versions, tables; empty when it speaks of all that were ready.
  package var names: [String]
  /// How many it speaks of, where it names none; nil when it does not say.
  package var count: Int?

  package init(
    kind: Kind,
    place: RecordPlace,
    timestamp: Timestamp?,
    agent: String?,
    line: String,
    names: [String],
    count: Int? = nil
  ) {
    self.kind = kind
    self.place = place
    self.timestamp = timestamp
    self.isZoned = false
    self.agent = agent
    self.line = line
    self.names = names
    self.count = count
  }
}
