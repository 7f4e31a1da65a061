/// A file that runs at deployment, and whether it changes the database by itself.
package struct DeploymentFile: Sendable, Equatable, Encodable {
  package enum Status: String, Sendable, Encodable {
    case safe, forbidden
    case notChecked = "not-checked"
  }

  package var path: String
  package var status: Status
  package var findings: [Finding]
  /// Why it was not checked.
  package var reason: String?

  package init(path: String, status: Status, findings: [Finding] = [], reason: String? = nil) {
    self.path = path
    self.status = status
    self.findings = findings
    self.reason = reason
  }
}

/// A service that has files in the vault: names only, never a value.
package struct VaultService: Sendable, Equatable, Encodable {
  package struct File: Sendable, Equatable, Encodable {
    package var path: String
    /// The names on the left of `=` or `:`; empty for a file that holds a bare value.
    package var keys: [String]
    /// Why the names could not be read; nil when they were.
    package var reason: String?

    package init(path: String, keys: [String], reason: String? = nil) {
      self.path = path
      self.keys = keys
      self.reason = reason
    }
  }

  /// The folder's name, such as `supabase`.
  package var name: String
  package var files: [File]

  package init(name: String, files: [File]) {
    self.name = name
    self.files = files
  }
}
