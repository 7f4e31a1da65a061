package import Facts

/// What a rehearsal of the migrations saw.
package struct Rehearsal: Sendable, Equatable, Encodable {
  package struct Server: Sendable, Equatable, Encodable {
    package enum Kind: String, Sendable, Encodable {
      /// Started and removed by the run.
      case own
      /// Another server, in a database made and dropped by the run.
      case other
    }

    package var kind: Kind
    /// As the server prints it: `15.4 (Debian 15.4-1)`.
    package var version: String
    /// The role that applied the files.
    package var owner: String

    package init(kind: Kind, version: String, owner: String) {
      self.kind = kind
      self.version = version
      self.owner = owner
    }
  }

  package var schema = "sitrep/rehearsal/v1"
  package var rehearsedAt: Timestamp
  package var server: Server
  /// SHA-256 over the names and bytes of every file that was looked at, in order.
  package var fingerprint: String
  /// In the order in which they were applied.
  package var files: [RehearsedFile]
  package var tables: [RehearsedTable]
  /// What a person should know: what was prepared, removed, or could not be removed.
  package var notes: [String]
  /// Roles that the run made on another server and could not drop.
  package var rolesLeft: [String]
  package var notChecked: [NotChecked]

  package init(
    rehearsedAt: Timestamp,
    server: Server,
    fingerprint: String,
    files: [RehearsedFile] = [],
    tables: [RehearsedTable] = [],
    notes: [String] = []
  ) {
    self.rehearsedAt = rehearsedAt
    self.server = server
    self.fingerprint = fingerprint
    self.files = files
    self.tables = tables
    self.notes = notes
    self.rolesLeft = []
    self.notChecked = []
  }

  /// Whether every file applied: tables that refuse a made-up row are no failure.
  package var isClean: Bool { files.allSatisfy { $0.outcome != .failed } }
}
