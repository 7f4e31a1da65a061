/// A tool that can change a schema, and with which of its commands it does.
struct MigrationTool: Sendable {
  enum Match: Sendable, Equatable {
    case no
    case changes
    /// A part of the command that decides is a variable.
    case unknown
  }

  /// Names of its program.
  var programs: [String]
  /// Its commands that change a schema, each as the words that stand in a row.
  var changing: [[String]]
  /// Words that change a schema when a word begins with them.
  var changingPrefixes: [String] = []
  /// First words of commands that never do: what stands after them is not looked at.
  var harmless: Set<String> = []
  /// Options that change a schema with whatever command.
  var options: Set<String> = []

  /// Whether the arguments make a command that changes a schema.
  func match(_ arguments: [ShellWord]) -> Match {
    if arguments.contains(where: { options.contains($0.value) }) { return .changes }
    let words = arguments.filter { !$0.value.hasPrefix("-") }
    guard let first = words.first else { return changing.contains([]) ? .changes : .no }
    if !first.isOpen, harmless.contains(first.value) { return .no }
    var isUnknown = false
    for start in words.indices {
      let word = words[start]
      if changingPrefixes.contains(where: { word.value.hasPrefix($0) }) { return .changes }
      for command in changing where !command.isEmpty {
        switch compare(words[start...], with: command) {
        case .changes: return .changes
        case .unknown: isUnknown = true
        case .no: break
        }
      }
    }
    return isUnknown ? .unknown : .no
  }

  private func compare(_ words: ArraySlice<ShellWord>, with command: [String]) -> Match {
    var isUnknown = false
    for (offset, part) in command.enumerated() {
      let place = words.startIndex + offset
      guard place < words.endIndex else { return .no }
      if words[place].value == part { continue }
      // Only right behind what matched, or as the command itself, a variable can be the rest.
      guard words[place].isOpen, words[place].value.hasPrefix("$"), offset > 0 || place == 0 else {
        return .no
      }
      isUnknown = true
    }
    return isUnknown ? .unknown : .changes
  }
}

extension MigrationTool {
  /// The tools by the name of their program.
  static let byProgram: [String: MigrationTool] = {
    var table: [String: MigrationTool] = [:]
    for tool in all {
      for program in tool.programs { table[program] = tool }
    }
    return table
  }()

  /// One entry per tool: a new tool is a new entry.
  static let all: [MigrationTool] = [
    MigrationTool(
      programs: ["prisma"],
      changing: [
        ["migrate", "deploy"], ["migrate", "dev"], ["migrate", "reset"], ["db", "push"],
        ["db", "execute"],
      ],
      harmless: [
        "generate", "validate", "format", "studio", "init", "version", "help", "platform",
      ],
      options: ["--accept-data-loss", "--force-reset"]
    ),
    MigrationTool(
      programs: ["supabase"],
      changing: [
        ["db", "push"], ["db", "reset"], ["migration", "up"], ["migration", "down"],
        ["migration", "squash"],
      ],
      harmless: ["gen", "functions", "secrets", "login", "link", "start", "stop", "status"]
    ),
    MigrationTool(
      programs: ["rails", "rake"],
      changing: [["db:create"], ["db:drop"], ["db:setup"], ["db:prepare"], ["db:reset"]],
      changingPrefixes: [
        "db:migrate", "db:rollback", "db:schema:load", "db:structure:load", "db:prepare:",
        "db:create:", "db:drop:", "db:setup:", "db:reset:",
      ],
      harmless: ["db:migrate:status", "server", "s", "console", "c"]
    ),
    MigrationTool(
      programs: ["manage.py", "django-admin"],
      changing: [["migrate"], ["syncdb"], ["flush"], ["sqlflush"], ["reset_db"]],
      harmless: [
        "makemigrations", "showmigrations", "sqlmigrate", "runserver", "collectstatic", "check",
        "test", "shell", "createsuperuser",
      ]
    ),
    MigrationTool(
      programs: ["alembic"],
      changing: [["upgrade"], ["downgrade"]],
      harmless: ["revision", "current", "history", "heads", "check", "init", "show", "branches"]
    ),
    MigrationTool(
      programs: ["flask"],
      changing: [["db", "upgrade"], ["db", "downgrade"]],
      harmless: ["run", "shell"]
    ),
    MigrationTool(
      programs: ["aerich"],
      changing: [["upgrade"], ["downgrade"], ["init-db"]],
      harmless: ["migrate", "history", "heads", "init"]
    ),
    MigrationTool(programs: ["flyway"], changing: [["migrate"], ["clean"], ["undo"]]),
    MigrationTool(
      programs: ["liquibase"],
      changing: [["drop-all"], ["dropAll"]],
      changingPrefixes: ["update", "rollback"],
      harmless: ["update-sql", "updateSQL", "rollback-sql", "status", "validate", "diff"]
    ),
    MigrationTool(
      programs: ["knex"],
      changing: [
        ["migrate:latest"], ["migrate:up"], ["migrate:down"], ["migrate:rollback"],
      ],
      harmless: ["migrate:make", "migrate:list", "migrate:status", "migrate:currentVersion"]
    ),
    MigrationTool(
      programs: ["sequelize", "sequelize-cli"],
      changing: [["db:create"], ["db:drop"]],
      changingPrefixes: ["db:migrate"],
      harmless: ["db:migrate:status", "migration:generate", "model:generate"]
    ),
    MigrationTool(
      programs: [
        "typeorm", "typeorm-ts-node-commonjs", "typeorm-ts-node-esm", "typeorm-extension",
      ],
      changing: [
        ["migration:run"], ["migration:revert"], ["schema:sync"], ["schema:drop"], ["db:create"],
        ["db:drop"],
      ],
      harmless: ["migration:generate", "migration:create", "migration:show", "schema:log"]
    ),
    MigrationTool(
      programs: ["mikro-orm", "mikro-orm-esm"],
      changing: [
        ["migration:up"], ["migration:down"], ["migration:fresh"], ["schema:update"],
        ["schema:create"], ["schema:drop"], ["schema:fresh"],
      ]
    ),
    MigrationTool(
      programs: ["drizzle-kit"],
      changing: [["push"], ["migrate"], ["push:pg"], ["push:mysql"], ["push:sqlite"]],
      harmless: [
        "generate", "generate:pg", "studio", "check", "introspect", "pull", "export", "up",
      ]
    ),
    MigrationTool(
      programs: ["mix"],
      changing: [["ash.migrate"], ["ash.setup"]],
      changingPrefixes: [
        "ecto.migrate", "ecto.setup", "ecto.reset", "ecto.create", "ecto.drop", "ecto.rollback",
        "ecto.load",
      ]
    ),
    MigrationTool(
      programs: ["artisan"],
      changing: [["migrate"], ["db:wipe"]],
      changingPrefixes: ["migrate:fresh", "migrate:refresh", "migrate:reset", "migrate:rollback"],
      harmless: ["migrate:status", "migrate:install", "make:migration", "serve", "config:cache"]
    ),
    MigrationTool(
      programs: ["doctrine", "doctrine-migrations", "console"],
      changing: [
        ["doctrine:migrations:migrate"], ["doctrine:migrations:execute"], ["migrations:migrate"],
        ["doctrine:schema:update"], ["doctrine:schema:create"], ["doctrine:schema:drop"],
        ["doctrine:database:create"], ["doctrine:database:drop"], ["orm:schema-tool:update"],
      ]
    ),
    MigrationTool(
      programs: ["phinx"],
      changing: [["migrate"], ["rollback"]],
      harmless: ["create", "status", "init"]
    ),
    MigrationTool(
      programs: ["goose"],
      changing: [
        ["up"], ["up-by-one"], ["up-to"], ["down"], ["down-to"], ["redo"], ["reset"],
      ],
      harmless: ["status", "version", "create", "fix", "validate"]
    ),
    MigrationTool(
      programs: ["dbmate"],
      changing: [["up"], ["migrate"], ["rollback"], ["down"], ["load"], ["create"], ["drop"]],
      harmless: ["new", "status", "dump", "wait"]
    ),
    // golang-migrate and others of the name.
    MigrationTool(
      programs: ["migrate"],
      changing: [["up"], ["down"], ["goto"], ["drop"], ["force"]],
      harmless: ["create", "version"]
    ),
    MigrationTool(
      programs: ["tern"],
      changing: [["migrate"]],
      harmless: ["init", "new", "status"]
    ),
    MigrationTool(
      programs: ["sql-migrate"],
      changing: [["up"], ["down"], ["redo"]],
      harmless: ["new", "status"]
    ),
    MigrationTool(
      programs: ["sqitch"],
      changing: [["deploy"], ["revert"], ["rebase"], ["rework"]],
      harmless: ["add", "status", "verify", "plan", "log", "init"]
    ),
    MigrationTool(
      programs: ["diesel"],
      changing: [
        ["migration", "run"], ["migration", "redo"], ["migration", "revert"],
        ["database", "setup"],
        ["database", "reset"], ["database", "drop"], ["setup"],
      ],
      harmless: ["print-schema"]
    ),
    MigrationTool(
      programs: ["sqlx"],
      changing: [
        ["migrate", "run"], ["migrate", "revert"], ["database", "create"], ["database", "drop"],
        ["database", "reset"], ["database", "setup"],
      ],
      harmless: ["prepare"]
    ),
    MigrationTool(
      programs: ["sea-orm-cli"],
      changing: [
        ["migrate", "up"], ["migrate", "down"], ["migrate", "fresh"], ["migrate", "refresh"],
        ["migrate", "reset"],
      ],
      harmless: ["generate"]
    ),
    MigrationTool(
      programs: ["node-pg-migrate", "pg-migrate"],
      changing: [["up"], ["down"], ["redo"]],
      harmless: ["create"]
    ),
    MigrationTool(
      programs: ["db-migrate"],
      changing: [["up"], ["down"], ["reset"], ["db:create"], ["db:drop"]],
      harmless: ["create"]
    ),
    MigrationTool(
      programs: ["graphile-migrate"],
      changing: [["migrate"], ["watch"], ["reset"], ["commit"]],
      harmless: ["status", "init"]
    ),
    MigrationTool(
      programs: ["atlas"],
      changing: [
        ["migrate", "apply"], ["migrate", "down"], ["schema", "apply"], ["schema", "clean"],
      ],
      harmless: ["version"]
    ),
    MigrationTool(
      programs: ["hasura"],
      changing: [["migrate", "apply"], ["deploy"]],
      harmless: ["console", "init"]
    ),
    MigrationTool(
      programs: ["mvn", "mvnw", "gradle", "gradlew"],
      changing: [
        ["flyway:migrate"], ["flyway:clean"], ["flywayMigrate"], ["flywayClean"],
        ["liquibase:update"], ["liquibase:dropAll"], ["update"], ["dropAll"],
      ]
    ),
    MigrationTool(
      programs: ["dotnet-ef"],
      changing: [["database", "update"], ["database", "drop"]],
      harmless: ["migrations"]
    ),
    MigrationTool(
      programs: ["dotnet"],
      changing: [["ef", "database", "update"], ["ef", "database", "drop"]],
      harmless: ["build", "publish", "restore", "test"]
    ),
    MigrationTool(
      programs: ["payload"],
      changing: [
        ["migrate"], ["migrate:up"], ["migrate:down"], ["migrate:fresh"], ["migrate:refresh"],
        ["migrate:reset"],
      ],
      harmless: ["migrate:create", "migrate:status"]
    ),
    MigrationTool(programs: ["medusa"], changing: [["db:migrate"], ["db:setup"], ["migrations"]]),
    MigrationTool(
      programs: ["kysely"],
      changing: [["migrate"], ["migrate:latest"], ["migrate:up"]]
    ),
    MigrationTool(
      programs: ["wrangler"],
      changing: [["d1", "migrations", "apply"], ["d1", "execute"]],
      harmless: ["deploy", "dev", "publish"]
    ),
    MigrationTool(programs: ["createdb", "dropdb", "pg_restore"], changing: [[]]),
  ]
}
