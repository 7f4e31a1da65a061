/// Where things lie in a repository, all relative to its root, with `/`.
///
/// Where several places are listed, the first that exists is read and the others are named as not read.
package struct PathSettings: Sendable, Equatable {
  /// Folder of the record: `<feedback>/<agent>/<YYYY-MM-DD>.md`.
  package var feedback: String
  /// Patterns of migration files, in order of preference.
  package var migrations: [String]
  /// Schema files, or folders (with a trailing `/`) of them, in order of preference.
  package var schema: [String]
  /// Folder of the directions: `<directions>/<agent>.md`.
  package var directions: String
  /// Folder of secrets; only names are ever read out of it.
  package var vault: String
  /// Patterns of files that run at deployment.
  package var deployment: [String]
  /// Folder of the repository's own templates.
  package var templates: String
  /// Folder of the agents' artifacts: `<artifacts>/<agent>/<date>/mcp/*.jsonl`.
  package var artifacts: String
  /// Paths that may lie outside of the repository, exactly as written elsewhere in the configuration.
  package var allowOutside: [String]

  package init() {
    feedback = "feedback"
    migrations = ["supabase/migrations/*.sql", "prisma/migrations/*/migration.sql"]
    schema = ["prisma/schema.prisma", "prisma/schema/"]
    directions = "docs/directions"
    vault = "vault"
    deployment = [
      "fly.toml", "package.json", "Dockerfile", "docker-entrypoint.sh", ".github/workflows/*",
    ]
    templates = "templates"
    artifacts = "artifacts"
    allowOutside = []
  }
}
