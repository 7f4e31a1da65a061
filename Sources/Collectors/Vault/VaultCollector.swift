package import Facts
import Redaction
package import Workspace

/// Reads the vault; only names leave it in anything that can be printed.
package enum VaultCollector {
  /// Larger files are no credentials.
  private static let maximumBytes = 1 << 20
  /// Shorter values would be found in harmless text.
  private static let shortestSecret = 12
  private static let maximumDepth = 8

  /// The vault below `folder`; a service is the innermost folder that holds files.
  package static func collect(_ folder: String, in tree: FileTree) -> Vault {
    var vault = Vault()
    visit(folder, name: folder, depth: 0, tree: tree, into: &vault)
    return vault
  }

  private static func visit(
    _ folder: String,
    name: String,
    depth: Int,
    tree: FileTree,
    into vault: inout Vault
  ) {
    let entries: [FileTree.Entry]
    do {
      guard let listed = try tree.entries(of: folder) else { return }
      entries = listed
    } catch {
      vault.exists = true
      vault.notChecked.append(NotChecked(subject: "vault", path: folder, reason: error.reason))
      return
    }
    vault.exists = true
    var files: [VaultService.File] = []
    for entry in entries where entry.name != ".gitkeep" && entry.name != ".gitignore" {
      let path = "\(folder)/\(entry.name)"
      switch entry.kind {
      case .file: files.append(read(path, service: name, tree: tree, into: &vault))
      case .folder where depth < maximumDepth:
        visit(path, name: entry.name, depth: depth + 1, tree: tree, into: &vault)
      case .folder:
        vault.notChecked.append(
          NotChecked(subject: "vault", path: path, reason: "nested too deeply")
        )
      case .other:
        vault.notChecked.append(
          NotChecked(
            subject: "vault",
            path: path,
            reason: "no regular file, or a link that leads out of the repository"
          )
        )
      }
    }
    if !files.isEmpty { vault.services.append(VaultService(name: name, files: files)) }
  }

  private static func read(
    _ path: String,
    service: String,
    tree: FileTree,
    into vault: inout Vault
  ) -> VaultService.File {
    let source: SourceText
    switch tree.read(path, maximumBytes: maximumBytes).content {
    case .text(let text): source = text
    case .tooLarge(let bytes, _):
      return unread(path, "\(bytes) bytes are no credential", into: &vault)
    case .unreadable(let reason): return unread(path, reason, into: &vault)
    }
    return file(source, service: service, into: &vault)
  }

  /// What a vault that holds this one file gives away.
  package static func collect(_ source: SourceText) -> Vault {
    var vault = Vault()
    vault.exists = true
    let file = file(source, service: "vault", into: &vault)
    vault.services = [VaultService(name: "vault", files: [file])]
    return vault
  }

  private static func file(_ source: SourceText, service: String, into vault: inout Vault)
    -> VaultService.File
  {
    let path = source.path
    // What only explains the vault holds nothing.
    if path.hasSuffix(".md") { return VaultService.File(path: path, keys: []) }
    let pairs: [VaultPair]
    do {
      pairs = try VaultFile.pairs(in: source)
    } catch {
      return unread(path, error.reason, into: &vault)
    }
    for pair in pairs {
      vault.places.append(
        .init(
          service: service,
          path: path,
          key: pair.key,
          isPlaceholder: VaultPlaceholder.matches(pair.value)
        )
      )
      if pair.value.utf8.count >= shortestSecret, !VaultPlaceholder.matches(pair.value) {
        vault.secrets.append(KnownSecret(kind: "vault-value", value: pair.value))
      }
    }
    return VaultService.File(path: path, keys: pairs.compactMap(\.key))
  }

  private static func unread(_ path: String, _ reason: String, into vault: inout Vault)
    -> VaultService.File
  {
    vault.notChecked.append(NotChecked(subject: "vault", path: path, reason: reason))
    return VaultService.File(path: path, keys: [], reason: reason)
  }
}
