import Collectors
import Configuration
import Facts
import Workspace

/// What lies in the vault, as reports state it: by names alone.
struct VaultLookup {
  private let folder: String
  private let vault: Vault

  init(_ repository: Repository) {
    folder = repository.settings.paths.vault
    vault = VaultCollector.collect(folder, in: repository.tree)
  }

  /// The files of the vault with the names of their keys in place of what they hold: all that was read for a report.
  var names: [SourceFile] {
    vault.services.flatMap(\.files).map { file in
      SourceFile(path: file.path, text: file.keys.joined(separator: "\n"))
    }
  }

  /// `yes, vault/: supabase (2 keys), stripe (1 file)`.
  func summary() -> String {
    guard vault.exists else { return "yes, there is no folder \(folder)/" }
    let services = vault.services.map { service in
      let keys = service.files.flatMap(\.keys).count
      return keys > 0
        ? "\(service.name) (\(keys) \(keys == 1 ? "key" : "keys"))"
        : "\(service.name) (\(service.files.count) \(service.files.count == 1 ? "file" : "files"))"
    }
    return
      "yes, \(folder)/: \(services.isEmpty ? "empty" : services.joined(separator: ", "))\(unread)"
  }

  /// `vault/team/supabase/staging.env: SUPABASE_ANON_KEY`, one for each place that holds what is needed.
  func places(need: String, service: String?, key: String?) -> [String] {
    vault.places(need: need, service: service, key: key).filter { !$0.isPlaceholder }.map(\.text)
  }

  /// Where it was looked for, what lies there instead, and what could not be read.
  func notFound(need: String, service: String?, key: String?) -> String {
    guard vault.exists else { return "\(folder)/ (no such folder)" }
    let empty = vault.places(need: need, service: service, key: key).filter(\.isPlaceholder)
    if !empty.isEmpty {
      return
        "\(folder)/ (not found: \(empty.map(\.text).joined(separator: ", ")) holds a placeholder)\(unread)"
    }
    let names = vault.services.map(\.name)
    let there = names.isEmpty ? "it is empty" : "it has \(names.joined(separator: ", "))"
    return "\(folder)/ (not found; \(there))\(unread)"
  }

  /// What was not looked into is no proof of absence.
  private var unread: String {
    vault.notChecked.isEmpty
      ? "" : "; not read: \(vault.notChecked.compactMap(\.path).joined(separator: ", "))"
  }
}
