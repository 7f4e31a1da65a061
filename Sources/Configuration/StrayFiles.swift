import Facts

/// Migrations and schemas that stand where no pattern looks, such as in the packages of a monorepo.
enum StrayFiles {
  struct Found {
    /// Folders that hold migrations, with their number of files.
    var migrations: [(folder: String, count: Int)] = []
    var schemas: [String] = []
  }

  /// Deep enough for `apps/web/prisma/migrations`.
  private static let maximumDepth = 4
  private static let maximumFolders = 2_000

  static func find(_ resolver: inout PathResolver) -> Found {
    var found = Found()
    var queue: [(path: String, depth: Int)] = [(".", 0)]
    var next = 0
    while next < queue.count, next < maximumFolders {
      let (path, depth) = queue[next]
      next += 1
      let entries = resolver.entries(of: path)
      if isMigrationFolder(path) {
        let files = entries.count { $0.kind == .file && $0.name.hasSuffix(".sql") }
        let folders = entries.filter { $0.kind == .folder }.count { entry in
          resolver.entries(of: PathResolver.join(path, entry.name)).contains {
            $0.name == "migration.sql"
          }
        }
        if files + folders > 0 { found.migrations.append((path, files + folders)) }
        continue
      }
      for entry in entries {
        if entry.kind == .file, entry.name.hasSuffix(".prisma") {
          found.schemas.append(PathResolver.join(path, entry.name))
        } else if entry.kind == .folder, depth < maximumDepth, !entry.name.hasPrefix("."),
          !PathResolver.skippedFolders.contains(entry.name)
        {
          queue.append((PathResolver.join(path, entry.name), depth + 1))
        }
      }
    }
    return found
  }

  private static func isMigrationFolder(_ path: String) -> Bool {
    path == "migrations" || path.hasSuffix("/migrations")
  }

  /// What was found and not read, each with the way to have it read.
  static func notRead(_ found: Found, besides layout: RepositoryLayout) -> [NotChecked] {
    let named = Set(layout.notChecked.compactMap(\.path))
    var notChecked: [NotChecked] = []
    for (folder, count) in found.migrations.sorted(by: {
      PathResolver.precedes($0.folder, $1.folder)
    })
    where !named.contains(folder)
      && !layout.migrations.contains(where: { $0.hasPrefix(folder + "/") })
    {
      notChecked.append(
        NotChecked(
          subject: "migrations",
          path: folder,
          reason: "\(count == 1 ? "1 migration" : "\(count) migrations") not read: "
            + "no pattern of `paths: migrations` matches"
        )
      )
    }
    for path in found.schemas.sorted(by: PathResolver.precedes)
    where !layout.schema.contains(path)
      && !named.contains(where: { path.hasPrefix($0 + "/") || path == $0 })
    {
      notChecked.append(
        NotChecked(
          subject: "prisma schema",
          path: path,
          reason: "not read: `paths: schema` does not name it"
        )
      )
    }
    return notChecked
  }

  /// The folder part of a pattern, up to its first wildcard.
  static func folder(of pattern: String) -> String {
    let names = pattern.split(separator: "/").prefix { !$0.contains("*") && !$0.contains("?") }
    return names.isEmpty ? pattern : names.map(String.init).joined(separator: "/")
  }
}
