internal import Workspace

#if canImport(Glibc)
internal import Glibc
#endif

/// The folder of an installed PostgreSQL server's programs.
package struct ServerBinaries: Sendable, Equatable {
  /// Absolute.
  package let folder: String

  package var initdb: String { "\(folder)/initdb" }

  /// Folders that hold one folder per major version, each with `bin`.
  package static let versionFolders = ["/usr/lib/postgresql", "/usr/local/lib/postgresql"]

  /// Finds the newest server: the folder that `SITREP_POSTGRES_BIN` names, else the distribution's, else PATH's.
  ///
  /// - Throws: `RehearsalError` when there is none, with the package's name.
  package static func find(
    environment: [String: String],
    versionFolders: [String] = ServerBinaries.versionFolders
  ) throws(RehearsalError) -> ServerBinaries {
    if let named = environment["SITREP_POSTGRES_BIN"], !named.isEmpty {
      guard named.hasPrefix("/"), isComplete(named) else {
        throw RehearsalError(
          "SITREP_POSTGRES_BIN names \(named), which does not hold initdb, pg_ctl and postgres"
        )
      }
      return ServerBinaries(folder: named)
    }
    for root in versionFolders {
      let versions = (try? FileTree(root: root).entries(of: ".")) ?? []
      let newestFirst = versions.compactMap { Int($0.name) }.sorted(by: >)
      if let folder = newestFirst.map({ "\(root)/\($0)/bin" }).first(where: isComplete) {
        return ServerBinaries(folder: folder)
      }
    }
    for folder in ExecutableSearch(environment: environment).folders where isComplete(folder) {
      return ServerBinaries(folder: folder)
    }
    throw RehearsalError(
      "there is no PostgreSQL server on this machine: install one (apt-get install postgresql), or "
        + "name another server's database in SITREP_REHEARSAL_URL or with --database-url-file"
    )
  }

  private static func isComplete(_ folder: String) -> Bool {
    ["initdb", "pg_ctl", "postgres"].allSatisfy { ExecutableSearch.isExecutable("\(folder)/\($0)") }
  }
}
