/// Every rule, by its id.
package enum RuleBook {
  package static let rules: [any Rule.Type] = [
    AdditiveOnly.self, RowSecurityIncluded.self, IndexesIncluded.self,
    FieldTypesMatch.self, MapNamesMatch.self, IndexesMatch.self, SchemaAttributePresent.self,
    PrismaValidatePasses.self, PrismaFormatPasses.self,
    NoMigrationCommands.self, DocumentationPulled.self, FeedbackNamesFiles.self,
    TableExists.self, RowSecurityActive.self, RowInserted.self, RowQueried.self,
    TestedLocally.self, ScreenshotExists.self,
  ]

  private static let byID = Dictionary(
    rules.map { ($0.id, $0) },
    uniquingKeysWith: { first, _ in first }
  )

  /// nil for an id that no rule has.
  package static func rule(_ id: String) -> (any Rule.Type)? {
    byID[id]
  }
}
