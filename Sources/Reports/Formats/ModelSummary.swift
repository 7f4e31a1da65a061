package import Facts

/// A model in words that a report can quote.
package enum ModelSummary {
  /// `Tool with @@schema("public") (prisma/schema.prisma lines 13-21)`.
  package static func text(of model: PrismaModel) -> String {
    let attribute = model.schema.map { "with @@schema(\"\($0)\")" } ?? "without @@schema"
    return "\(model.name) \(attribute) (\(model.path) lines \(model.line)-\(model.endLine))"
  }
}
