package import Facts
package import Redaction

/// What lies in the vault: names for everybody, values for the redactor alone.
package struct Vault: Sendable {
  /// A name under which something lies: a key of a file, or the file itself when it holds a bare value.
  package struct Place: Sendable, Equatable {
    package var service: String
    package var path: String
    /// nil for a file that holds one value without a name.
    package var key: String?
    /// Nothing usable lies there: it is empty, or says what belongs there.
    package var isPlaceholder: Bool

    /// `vault/team/supabase/staging.env: SUPABASE_ANON_KEY`.
    package var text: String { key.map { "\(path): \($0)" } ?? path }
  }

  package var services: [VaultService]
  package var places: [Place]
  /// Values of 12 bytes and more; only a redactor can read them.
  package var secrets: [KnownSecret]
  /// False when there is no such folder.
  package var exists: Bool
  package var notChecked: [NotChecked]

  package init() {
    services = []
    places = []
    secrets = []
    exists = false
    notChecked = []
  }
}
