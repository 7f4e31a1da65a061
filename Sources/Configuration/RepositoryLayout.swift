package import Facts

/// The files of a repository that the settings mean, and what looks like one but was not read.
package struct RepositoryLayout: Sendable, Equatable {
  /// Migration files in byte order of their paths; all of one pattern.
  package var migrations: [String]
  /// The pattern that they match; nil when no pattern matches anything.
  package var migrationPattern: String?
  /// Files of the Prisma schema: one, or all of a folder.
  package var schema: [String]
  package var deployment: [String]
  package var roster: AgentRoster
  /// Migration folders and schemas that stand elsewhere, folders that could not be listed.
  package var notChecked: [NotChecked]

  package init(roster: AgentRoster) {
    self.migrations = []
    self.schema = []
    self.deployment = []
    self.roster = roster
    self.notChecked = []
  }
}

/// Resolves the patterns of the settings to the files of a repository.
package enum LayoutProbe {
  /// Looks at the folders that the patterns name.
  ///
  /// - Parameters:
  ///   - settings: the configuration.
  ///   - list: lists one folder; a failure becomes a part of `notChecked`.
  /// - Returns: the layout; an empty repository has an empty one.
  package static func layout(
    of settings: Settings,
    list: @escaping FolderLister
  ) -> RepositoryLayout {
    var resolver = PathResolver(list: list)
    let paths = settings.paths
    let roster = AgentRoster(
      settings: settings,
      feedbackFolders: names(in: paths.feedback, .folder, &resolver),
      directionFiles: names(in: paths.directions, .file, &resolver),
      hasFile: { resolver.isFile($0) }
    )
    var layout = RepositoryLayout(roster: roster)
    layout.notChecked = roster.notChecked
    readMigrations(paths.migrations, &resolver, into: &layout)
    readSchema(paths.schema, &resolver, into: &layout)
    for pattern in paths.deployment {
      for path in resolver.files(matching: pattern) where !layout.deployment.contains(path) {
        layout.deployment.append(path)
      }
    }
    if resolver.isFile("sitrep.yaml") {
      layout.notChecked.append(
        NotChecked(
          subject: "configuration",
          path: "sitrep.yaml",
          reason: "the configuration is read from `\(SettingsFile.name)`: rename the file"
        )
      )
    }
    layout.notChecked += resolver.notChecked
    return layout
  }

  /// Migrations and schemas that stand where no pattern looks, such as in the packages of a monorepo.
  ///
  /// Costs a walk through the upper folders of the tree: for commands that collect evidence.
  package static func strays(
    besides layout: RepositoryLayout,
    list: @escaping FolderLister
  ) -> [NotChecked] {
    var resolver = PathResolver(list: list)
    let found = StrayFiles.find(&resolver)
    return StrayFiles.notRead(found, besides: layout)
  }

  private static func names(
    in folder: String,
    _ kind: FolderEntry.Kind,
    _ resolver: inout PathResolver
  ) -> [String] {
    resolver.entries(of: folder).filter { $0.kind == kind }.map(\.name)
  }

  private static func readMigrations(
    _ patterns: [String],
    _ resolver: inout PathResolver,
    into layout: inout RepositoryLayout
  ) {
    for pattern in patterns {
      let files = resolver.files(matching: pattern)
      guard !files.isEmpty else { continue }
      if let chosen = layout.migrationPattern {
        let others = files.filter { !layout.migrations.contains($0) }
        guard !others.isEmpty else { continue }
        layout.notChecked.append(
          NotChecked(
            subject: "migrations",
            path: StrayFiles.folder(of: pattern),
            reason: "\(counted(others.count)) not read: the migrations are those of `\(chosen)`; "
              + "set `paths: migrations` to change it"
          )
        )
      } else {
        layout.migrationPattern = pattern
        layout.migrations = files
      }
    }
  }

  private static func readSchema(
    _ places: [String],
    _ resolver: inout PathResolver,
    into layout: inout RepositoryLayout
  ) {
    for place in places {
      let files = schemaFiles(at: place, &resolver)
      guard !files.isEmpty else { continue }
      if layout.schema.isEmpty {
        layout.schema = files
      } else {
        let others = files.filter { !layout.schema.contains($0) }
        guard !others.isEmpty else { continue }
        layout.notChecked.append(
          NotChecked(
            subject: "prisma schema",
            path: place.hasSuffix("/") ? String(place.dropLast()) : place,
            reason: "\(counted(others.count)) not read: the schema is `\(layout.schema[0])`; "
              + "set `paths: schema` to change it"
          )
        )
      }
    }
  }

  /// A file, or every `*.prisma` at any depth of a folder; a folder may be written without its `/`.
  private static func schemaFiles(at place: String, _ resolver: inout PathResolver) -> [String] {
    if place.hasSuffix("/") { return resolver.files(matching: place + "**/*.prisma") }
    if !place.contains("*"), resolver.isFolder(place) {
      return resolver.files(matching: place + "/**/*.prisma")
    }
    return resolver.files(matching: place)
  }

  private static func counted(_ count: Int) -> String {
    count == 1 ? "1 file" : "\(count) files"
  }
}
