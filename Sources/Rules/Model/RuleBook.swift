/// Every rule, by its id.
package enum RuleBook {
  package static let rules: [any Rule.Type] = [
    AdditiveOnly.self, RowSecurityIncluded.self, IndexesIncluded.self,
    FieldTypesMatch.self, MapNamesMatch.self, IndexesMatch.self, SchemaAttributePresent.self,
    PrismaValidatePasses.self, PrismaFormatPasses.self,
    NoMigrationCommands.self, DocumentationPulled.self, FeedbackNamesFiles.self,
    TableExists.self, RowSecurityActive.self, RowInserted.self, RowQueried.self,
    TestedLocally.self, ScreenshotExists.self, NoSecretsInRecord.self,
  ]

  /// Ids of the rules that prove items of checklists.
  package static var ids: [String] { rules.map { $0.id } }

  /// Ids of findings that no rule of the book makes: those of the collectors, of the directions and of the gate.
  package static let otherFindings = [
    "block-comment", "command-passes", "direction-deviation", "direction-fence-syntax",
    "direction-row-security",
    "duplicate-task", "duplicate-version", "empty-schema", "multiline-attribute", "object-argument",
    "policy-without-row-security", "refused-statement", "syntax-error", "text-after-brace",
    "unicode-name",
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
