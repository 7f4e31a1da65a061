/// An entry that says what a database showed: a rehearsal's, or a verification's.
///
/// It is text that anybody can write; its fingerprint only tells whether the files are still those that it is
/// about.
package struct RecordedTrial: Sendable, Equatable {
  package enum Kind: String, Sendable {
    /// On a database that was made for it.
    case rehearsal
    /// On a live database, from its catalog.
    case verification
  }

  package struct File: Sendable, Equatable {
    package enum Outcome: Sendable, Equatable {
      case applied
      case failed(line: Int?, message: String)
      case skipped
    }

    package var path: String
    package var outcome: Outcome

    package init(path: String, outcome: Outcome) {
      self.path = path
      self.outcome = outcome
    }
  }

  package struct Table: Sendable, Equatable {
    /// `schema.name`.
    package var name: String
    package var exists: Bool
    /// Whether it is what the migrations say; nil when that was not compared.
    package var isAsStated: Bool?
    package var rowSecurity: Bool?
    /// nil when no row was tried.
    package var inserted: Bool?
    package var queried: Bool?
    /// What stands behind, in the entry's own words.
    package var remark: String?

    package init(name: String, exists: Bool) {
      self.name = name
      self.exists = exists
    }
  }

  package var kind: Kind
  /// The entry's heading.
  package var place: RecordPlace
  package var timestamp: Timestamp?
  /// `PostgreSQL 15.8`, as the entry says; empty when it does not.
  package var database: String
  package var files: [File]
  package var tables: [Table]
  /// The commit that the entry names; nil when it names none.
  package var commit: String?
  /// SHA-256 of the files that were read, in hexadecimal.
  package var fingerprint: String

  package init(kind: Kind, place: RecordPlace, timestamp: Timestamp?, fingerprint: String) {
    self.kind = kind
    self.place = place
    self.timestamp = timestamp
    self.database = ""
    self.files = []
    self.tables = []
    self.fingerprint = fingerprint
  }
}

/// A line of an entry that says how a command went, with the fingerprint of the files that it read.
package struct RecordedCommand: Sendable, Equatable {
  package var name: String
  package var passed: Bool
  /// The version, or why it failed; nil when the line does not say.
  package var remark: String?
  package var place: RecordPlace
  package var timestamp: Timestamp?
  package var commit: String?
  package var fingerprint: String

  package init(
    name: String,
    passed: Bool,
    remark: String? = nil,
    place: RecordPlace,
    timestamp: Timestamp?,
    commit: String? = nil,
    fingerprint: String
  ) {
    self.name = name
    self.passed = passed
    self.remark = remark
    self.place = place
    self.timestamp = timestamp
    self.commit = commit
    self.fingerprint = fingerprint
  }
}
