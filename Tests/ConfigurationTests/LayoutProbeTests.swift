import Configuration
import Facts
import Testing

/// A repository of nothing but paths.
private struct PathTree {
  var paths: [String]
  var closed: Set<String> = []

  var list: FolderLister {
    { (folder: String) throws(ListingFailure) -> [FolderEntry]? in
      if closed.contains(folder) { throw ListingFailure(reason: "permission denied") }
      let prefix = folder == "." ? "" : folder + "/"
      var kinds: [String: FolderEntry.Kind] = [:]
      for path in paths where path.hasPrefix(prefix) {
        let rest = path.dropFirst(prefix.count)
        guard let name = rest.split(separator: "/").first else { continue }
        kinds[String(name)] = rest.contains("/") ? .folder : .file
      }
      if kinds.isEmpty, folder != "." { return nil }
      return kinds.map { FolderEntry(name: $0.key, kind: $0.value) }
    }
  }
}

@Suite struct LayoutProbeTests {
  private func layout(
    _ paths: [String],
    _ change: (inout Settings) -> Void = { _ in },
    closed: Set<String> = []
  ) -> RepositoryLayout {
    var settings = Settings()
    change(&settings)
    let list = PathTree(paths: paths, closed: closed).list
    var layout = LayoutProbe.layout(of: settings, list: list)
    layout.notChecked += LayoutProbe.strays(besides: layout, list: list)
    return layout
  }

  @Test func anEmptyRepositoryHasAnEmptyLayout() {
    let layout = layout([])
    #expect(layout.migrations.isEmpty && layout.schema.isEmpty && layout.deployment.isEmpty)
    #expect(layout.roster.agents.isEmpty && layout.notChecked.isEmpty)
  }

  @Test func theDefaultsAreFoundWithoutAConfiguration() {
    let layout = layout([
      "supabase/migrations/2_b.sql", "supabase/migrations/1_a.sql", "supabase/migrations/notes.md",
      "prisma/schema.prisma", "fly.toml", ".github/workflows/deploy.yml", "src/fly.toml",
      "feedback/data/2026-01-02.md", "docs/directions/ops.md",
    ])
    #expect(layout.migrations == ["supabase/migrations/1_a.sql", "supabase/migrations/2_b.sql"])
    #expect(layout.schema == ["prisma/schema.prisma"])
    #expect(layout.deployment == ["fly.toml", ".github/workflows/deploy.yml"])
    #expect(layout.roster.agents.map(\.name) == ["data", "ops"])
    #expect(layout.notChecked.isEmpty)
  }

  @Test func theSecondMigrationFolderIsNamed() {
    let layout = layout([
      "supabase/migrations/1_a.sql", "prisma/migrations/1_x/migration.sql",
      "prisma/migrations/migration_lock.toml", "prisma/schema/a.prisma", "prisma/schema/m/b.prisma",
    ])
    #expect(layout.migrationPattern == "supabase/migrations/*.sql")
    #expect(layout.schema == ["prisma/schema/a.prisma", "prisma/schema/m/b.prisma"])
    #expect(layout.notChecked.map(\.path) == ["prisma/migrations"])
    #expect(layout.notChecked.first?.reason.hasPrefix("1 file not read") == true)
  }

  @Test func prismasMigrationsAreReadWhenThereAreNoOthers() {
    let layout = layout([
      "prisma/migrations/2_y/migration.sql", "prisma/migrations/1_x/migration.sql",
    ])
    #expect(layout.migrations.first == "prisma/migrations/1_x/migration.sql")
    #expect(layout.notChecked.isEmpty)
  }

  @Test func whatAMonorepoHoldsElsewhereIsNamed() {
    let layout = layout([
      "packages/db/prisma/schema.prisma", "packages/db/prisma/migrations/1_x/migration.sql",
      "apps/api/migrations/1.sql", "apps/api/migrations/2.sql",
      "node_modules/x/prisma/schema.prisma",
    ])
    #expect(layout.schema.isEmpty)
    #expect(
      layout.notChecked.map(\.path) == [
        "apps/api/migrations", "packages/db/prisma/migrations", "packages/db/prisma/schema.prisma",
      ]
    )
    #expect(layout.notChecked.first?.reason.hasPrefix("2 migrations not read") == true)
  }

  @Test func patternsOfTheConfigurationAreFollowed() {
    let layout = layout(
      ["packages/a/prisma/schema.prisma", "packages/b/prisma/schema.prisma", "db/x/1.sql"],
      {
        $0.paths.schema = ["packages/*/prisma/schema.prisma"]
        $0.paths.migrations = ["db/**/*.sql"]
      }
    )
    #expect(layout.schema.count == 2)
    #expect(layout.migrations == ["db/x/1.sql"])
    #expect(layout.notChecked.isEmpty)
  }

  @Test func aFolderThatCannotBeListedIsNoEmptyOne() {
    let layout = layout(["supabase/migrations/1.sql"], closed: ["supabase/migrations"])
    #expect(layout.migrations.isEmpty)
    #expect(layout.notChecked.map(\.path) == ["supabase/migrations"])
    #expect(layout.notChecked.map(\.reason) == ["permission denied"])
  }

  @Test func templatesArchivesAndHiddenNamesAreNoAgents() {
    let layout = layout([
      "feedback/archive/x.md", "feedback/.cache/x.md", "feedback/data/x.md",
      "feedback/2026-01/x.md",
      "feedback/README.md", "docs/directions/AGENT_TEMPLATE.md", "docs/directions/README.md",
      "docs/directions/qa.md", "docs/directions/notes.txt",
    ])
    #expect(layout.roster.agents.map(\.name) == ["data", "qa"])
    #expect(layout.roster.agents.map(\.hasRecord) == [true, false])
    #expect(layout.roster.agents.map(\.direction) == [nil, "docs/directions/qa.md"])
  }

  @Test func theRosterTakesConfigurationRecordAndDirectionsTogether() {
    let layout = layout(["feedback/data/x.md", "docs/directions/data.md", "plans/ops.md"]) {
      $0.agents = [
        AgentSettings(name: "ops", direction: "plans/ops.md", paths: ["deploy/**"]),
        AgentSettings(name: "archive", printedName: "Archivist", direction: "gone.md"),
      ]
    }
    #expect(layout.roster.agents.map(\.name) == ["ops", "archive", "data"])
    #expect(layout.roster.agents.map(\.printedName) == ["Ops", "Archivist", "Data"])
    #expect(
      layout.roster.agents.map(\.direction) == ["plans/ops.md", nil, "docs/directions/data.md"]
    )
    #expect(layout.notChecked.map(\.path) == ["gone.md"])
    #expect(layout.roster.agent(named: "Archivist")?.name == "archive")
    #expect(layout.roster.agent(named: "DATA")?.name == "data")
    #expect(layout.roster.agent(named: "nobody") == nil)
  }

  @Test func aSpellingCountsUnlessTheConfigurationHasOne() {
    var roster = layout(["feedback/qa/x.md", "feedback/ops/x.md"]) {
      $0.agents = [AgentSettings(name: "ops", printedName: "Operations")]
    }.roster
    roster.spell { $0.name == "qa" ? "Q.A." : "OPS" }
    #expect(roster.agents.map(\.printedName) == ["Operations", "Q.A."])
  }

  @Test(arguments: [
    ("a/*.sql", "a/b.sql", true), ("a/*.sql", "a/b/c.sql", false), ("a/**", "a/b/c.sql", true),
    ("a/**/c.sql", "a/c.sql", true), ("**/c.sql", "a/b/c.sql", true), ("a/", "a/b/c", true),
    ("a/*", "a/.hidden", false), (".github/*", ".github/x", true), ("a?c", "abc", true),
    ("*a*b", "xaxxb", true), ("*a*b", "xaxx", false), ("a/**", "b/a/c", false), ("**", "", false),
  ])
  func pathPatterns(pattern: String, path: String, expected: Bool) {
    #expect(PathPattern(pattern).matches(path) == expected)
  }

  @Test func hostilePatternsStayCheap() {
    let pattern = PathPattern(String(repeating: "**/*a*a*a*a*/", count: 40) + "x")
    let path = String(repeating: String(repeating: "a", count: 200) + "/", count: 40) + "y"
    #expect(!pattern.matches(path))
  }
}

@Suite struct RepositoryRootTests {
  private func find(_ folder: String, _ existing: Set<String>) -> RepositoryRoot {
    RepositoryRoot.find(from: folder) { existing.contains($0) }
  }

  @Test func theNearestConfigurationIsTheRoot() {
    let existing: Set = ["/r/.git", "/r/app/sitrep.yml", "/sitrep.yml"]
    #expect(find("/r/app/src/", existing) == RepositoryRoot(path: "/r/app", reason: .configuration))
    #expect(find("/x", existing) == RepositoryRoot(path: "/", reason: .configuration))
  }

  @Test func elseTheTopOfTheWorkTree() {
    #expect(find("/r/a/b", ["/r/.git"]) == RepositoryRoot(path: "/r", reason: .gitWorkTree))
    #expect(find("/r/a/../b/.", ["/r/.git"]).path == "/r")
  }

  @Test func elseTheFolderItself() {
    #expect(find("/r/a/", []) == RepositoryRoot(path: "/r/a", reason: .currentFolder))
    #expect(find("/", []) == RepositoryRoot(path: "/", reason: .currentFolder))
  }
}
