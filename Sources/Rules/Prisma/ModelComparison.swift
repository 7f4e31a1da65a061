import Facts

/// One model beside the table that it stands for.
struct ModelComparison {
  let model: PrismaModel
  let table: Table
  let schema: PrismaSchema

  /// Fields that are columns: no relations, and nothing that Prisma leaves out.
  var columnFields: [PrismaField] {
    let models = Set((schema.models + schema.views).map(\.name))
    return model.fields.filter { !models.contains($0.type) }
  }

  /// Field and column of the same name in the database.
  var pairs: [(field: PrismaField, column: Column)] {
    columnFields.compactMap { field in
      table.columns.first { $0.name == field.column }.map { (field, $0) }
    }
  }

  var fieldsWithoutColumn: [PrismaField] {
    columnFields.filter { field in !table.columns.contains { $0.name == field.column } }
  }

  var columnsWithoutField: [Column] {
    table.columns.filter { column in !columnFields.contains { $0.column == column.name } }
  }

  /// `Tool.deposit` with its place, the left side of every difference.
  func name(of field: PrismaField) -> String {
    "\(model.name).\(field.name)"
  }

  enum Pairing {
    /// `unread` says of which table only a part is known; it is not among the pairs.
    case pairs([ModelComparison], unread: String?)
    /// The two cannot be compared: what to say instead.
    case outcome(RuleOutcome)
  }

  /// The subject's models with their tables, or why the two cannot be compared.
  static func all(in subject: RuleSubject, finding: (String) -> Finding) -> Pairing {
    guard let schema = subject.evidence.prisma else {
      return .outcome(.notChecked(subject.evidence.prismaReason ?? "no Prisma schema was found"))
    }
    if let error = schema.error {
      return .outcome(
        .notChecked("\(error.path):\(error.line):\(error.column) does not parse: \(error.message)")
      )
    }
    if let missing = subject.withoutModels(finding) { return .outcome(missing) }
    if let missing = subject.withoutTables(finding) { return .outcome(missing) }
    let comparisons = subject.models.compactMap { model in
      subject.table(of: model).map { ModelComparison(model: model, table: $0, schema: schema) }
    }
    let whole = comparisons.filter { $0.table.partial != true }
    let unread = comparisons.first { $0.table.partial == true }.map { comparison in
      "`\(comparison.table.name)`: \(comparison.table.partialReason ?? "read in part")"
    }
    if whole.isEmpty { return .outcome(.notChecked(unread ?? "no model with a table was found")) }
    return .pairs(whole, unread: unread)
  }
}
