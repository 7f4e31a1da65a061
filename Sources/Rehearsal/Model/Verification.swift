package import Facts

/// A live database held against the migrations.
package struct Verification: Sendable, Equatable, Encodable {
  package struct VerifiedTable: Sendable, Equatable, Encodable {
    package enum Verdict: String, Sendable, Encodable {
      case same, differs, missing
      case notChecked = "not-checked"
    }

    package var schema: String
    package var name: String
    /// Where the migrations create it.
    package var path: String
    package var line: Int
    package var verdict: Verdict
    /// Why it is `not-checked`, or what else could not be compared.
    @ExplicitNull package var reason: String?
    package var differences: [TableDifference]
    /// As the catalog has it; nil for a table that is missing.
    @ExplicitNull package var rowSecurity: Bool?

    package init(
      schema: String,
      name: String,
      path: String,
      line: Int,
      verdict: Verdict,
      reason: String? = nil,
      differences: [TableDifference] = []
    ) {
      self.schema = schema
      self.name = name
      self.path = path
      self.line = line
      self.verdict = verdict
      self.reason = reason
      self.differences = differences
    }
  }

  /// A table of the database that no migration states.
  package struct UnstatedTable: Sendable, Equatable, Encodable {
    package var schema: String
    package var name: String
    package var rowSecurity: Bool

    package init(schema: String, name: String, rowSecurity: Bool) {
      self.schema = schema
      self.name = name
      self.rowSecurity = rowSecurity
    }
  }

  package var schema = "sitrep/verify/v1"
  package var verifiedAt: Timestamp
  /// The server's version, as it prints it.
  package var serverVersion: String
  /// As in a rehearsal of the same files.
  package var fingerprint: String
  package var tables: [VerifiedTable]
  /// In the schemas that migrations make tables in; other schemas are not looked at.
  package var unstated: [UnstatedTable]
  package var notes: [String]
  package var notChecked: [NotChecked]

  package init(
    verifiedAt: Timestamp,
    serverVersion: String,
    fingerprint: String,
    tables: [VerifiedTable] = [],
    unstated: [UnstatedTable] = [],
    notes: [String] = [],
    notChecked: [NotChecked] = []
  ) {
    self.verifiedAt = verifiedAt
    self.serverVersion = serverVersion
    self.fingerprint = fingerprint
    self.tables = tables
    self.unstated = unstated
    self.notes = notes
    self.notChecked = notChecked
  }

  /// Whether every table is what the migrations say; one that could not be compared is not.
  package var isClean: Bool { tables.allSatisfy { $0.verdict == .same } }
}
