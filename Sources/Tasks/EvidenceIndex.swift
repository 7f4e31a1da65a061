package import Facts

/// The tables and models of a repository by name, for looking up what tasks expect.
package struct EvidenceIndex: Sendable {
  private let tables: [String: [Table]]
  private let models: [String: PrismaModel]
  let prisma: PrismaSchema?
  /// Why there is no schema, when that is not simply so.
  let prismaReason: String?
  let migrations: [String]

  package init(_ evidence: Evidence) {
    self.init(
      tables: evidence.tables,
      prisma: evidence.prisma,
      prismaReason: evidence.prismaReason,
      migrations: evidence.migrations.map(\.path)
    )
  }

  package init(
    tables: [Table],
    prisma: PrismaSchema?,
    prismaReason: String? = nil,
    migrations: [String] = []
  ) {
    self.tables = Dictionary(grouping: tables, by: \.name)
    self.models = Dictionary(
      (prisma?.models ?? []).map { ($0.name, $0) },
      uniquingKeysWith: { first, _ in first }
    )
    self.prisma = prisma
    self.prismaReason = prismaReason
    self.migrations = migrations
  }

  /// The table of a name; without a schema the one in `public` stands before others.
  func table(schema: String?, name: String) -> Table? {
    let named = tables[name] ?? []
    if let schema { return named.first { $0.schema == schema } }
    return named.first { $0.schema == "public" } ?? named.first
  }

  /// The table of a name as `Expectation` writes it.
  func table(_ qualifiedName: String) -> Table? {
    if let table = table(schema: nil, name: qualifiedName) { return table }
    guard let dot = qualifiedName.firstIndex(of: ".") else { return nil }
    return table(
      schema: String(qualifiedName[..<dot]),
      name: String(qualifiedName[qualifiedName.index(after: dot)...])
    )
  }

  func model(_ name: String) -> PrismaModel? { models[name] }

  /// The migration that a direction's path means: the path itself, one of its pattern, or one that resembles it.
  package func migration(_ pattern: String) -> String? {
    let pattern = MigrationPathPattern(pattern)
    return migrations.first { pattern.matches($0) } ?? migrations.first { pattern.resembles($0) }
  }
}
