import Facts

extension SettingsReader {
  mutating func readPaths(_ node: YAMLNode, into settings: inout PathSettings) {
    guard let fields = fields(node, of: "`paths`", known: SettingsKeys.paths) else { return }
    if let node = fields["allowOutside"] {
      settings.allowOutside = texts(node, of: "`allowOutside`")?.map(\.text) ?? []
    }
    let outside = settings.allowOutside
    let folders: [(String, WritableKeyPath<PathSettings, String>)] = [
      ("feedback", \.feedback), ("directions", \.directions), ("vault", \.vault),
      ("templates", \.templates), ("artifacts", \.artifacts),
    ]
    for (key, keyPath) in folders {
      if let node = fields[key], let folder = onePath(node, of: "`\(key)`", outside: outside) {
        settings[keyPath: keyPath] = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      }
    }
    let lists: [(String, WritableKeyPath<PathSettings, [String]>)] = [
      ("migrations", \.migrations), ("schema", \.schema), ("deployment", \.deployment),
    ]
    for (key, keyPath) in lists {
      if let node = fields[key] {
        settings[keyPath: keyPath] = paths(node, of: "`\(key)`", outside: outside)
      }
    }
  }

  /// A path that stays in the repository, or that `allowOutside` names.
  mutating func onePath(_ node: YAMLNode, of what: String, outside: [String]) -> String? {
    guard let text = text(node, of: what) else { return nil }
    return checked(text, node, of: what, outside: outside)
  }

  /// One path or pattern, or a list of them.
  mutating func paths(_ node: YAMLNode, of what: String, outside: [String]) -> [String] {
    var paths: [String] = []
    for (text, node) in texts(node, of: what) ?? [] {
      if let path = checked(text, node, of: what, outside: outside) { paths.append(path) }
    }
    return paths
  }

  private mutating func checked(
    _ text: String,
    _ node: YAMLNode,
    of what: String,
    outside: [String]
  ) -> String? {
    // What is written there can become a hook: nothing allows it.
    guard !ContainedPath.isOfGit(text) else {
      report(node, "\(what) leads into `.git`, which is git's own: name another folder")
      return nil
    }
    if outside.contains(text) { return text }
    if let problem = ContainedPath.problem(with: text) {
      report(node, "\(what) \(problem); to allow it, name it in `paths: allowOutside`")
      return nil
    }
    return ContainedPath.normalized(text)
  }
}

/// Paths that cannot lead out of the folder that they are relative to, as far as their text tells.
package enum ContainedPath {
  /// Why a path may lead outside, as the end of a sentence; nil when it cannot.
  package static func problem(with path: String) -> String? {
    if path.hasPrefix("/") { return "is an absolute path" }
    if path.hasPrefix("~") { return "begins with `~`, which leads out of the repository" }
    if path.contains("\\") { return "holds a `\\`: folders are separated by `/`" }
    if path.split(separator: "/", omittingEmptySubsequences: true).contains("..") {
      return "leads out of the repository by `..`"
    }
    return nil
  }

  /// Whether a folder of git's own stands in a path, in whatever case a file system may fold.
  package static func isOfGit(_ path: String) -> Bool {
    path.split(separator: "/").contains { $0.lowercased() == ".git" }
  }

  /// Without `.` components and doubled slashes; a trailing `/` stays, nothing left is `.`.
  package static func normalized(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    if parts.isEmpty { return "." }
    return parts.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
  }
}
