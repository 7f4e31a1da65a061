import Configuration
import Facts
import Workspace

/// What lies in the vault, by names alone.
struct VaultLookup {
  private let folder: String
  private let services: [VaultService]

  init(_ repository: Repository) {
    folder = repository.settings.paths.vault
    services = []
  }

  /// `yes, vault/: supabase (2 files), stripe (1 file)`.
  func summary() -> String {
    services.isEmpty
      ? "yes, \(folder)/: nothing there"
      : "yes, \(folder)/: "
        + services.map { "\($0.name) (\($0.files.flatMap(\.keys).joined(separator: ", ")))" }
        .joined(separator: "; ")
  }

  /// `vault/team/supabase/staging.env: SUPABASE_ANON_KEY`, one for each place that fits.
  func places(need: String, service: String?, key: String?) -> [String] {
    []
  }

  func notFound(service: String?, key: String?) -> String {
    "\(folder)/ (not found)"
  }
}
