import Facts
import PostgresSyntax

extension SchemaFold {
  /// A table as evidence shows it.
  func render(_ relation: RelationState) -> Table {
    var table = Table(
      schema: relation.schema,
      name: relation.name,
      path: relation.place.path,
      line: relation.place.line
    )
    table.columns = relation.columns.map { render($0) }
    table.rowSecurity = relation.rowSecurity
    table.rowSecurityReason = relation.rowSecurity == nil ? relation.rowSecurityReason : nil
    table.forceRowSecurity = relation.forceRowSecurity
    table.policies = relation.policies.map { policy in
      Policy(
        name: policy.name,
        command: Policy.Command(rawValue: policy.command) ?? .all,
        roles: policy.roles,
        permissive: policy.permissive,
        using: policy.using?.text,
        withCheck: policy.withCheck?.text,
        path: policy.place.path,
        line: policy.place.line
      )
    }
    table.indexes = relation.indexes.map { render($0) }
    table.foreignKeys = relation.constraints.compactMap { render($0) }
    if let reason = relation.partialReason {
      table.partial = true
      table.partialReason = reason
    }
    return table
  }

  private func render(_ state: ColumnState) -> Column {
    var column = Column(
      name: state.name,
      type: catalog.display(state.type),
      nullable: !state.notNull
    )
    if case .unknown(let reason) = state.type {
      column.typeReason = reason
    } else if column.type == nil {
      column.typeReason = "its type is dropped by a statement read here"
    }
    if !state.notNull, catalog.domainRefusesNull(state.type) {
      column.nullable = nil
      column.nullableReason = "the column takes null, its domain does not"
    } else if !state.notNull, case .unknown = state.type {
      // A column keeps its own NOT NULL apart from its type's, so this is known all the same.
      column.nullable = true
    }
    if !state.isGenerated, let value = state.defaultValue {
      if let id = value.sequence, let sequence: RelationState = catalog.object(id) {
        let name = Identifier.qualified(sequence.schema, sequence.name)
        column.default = "nextval('\(name)'::regclass)"
      } else {
        column.default = value.expression.text
      }
    }
    return column
  }

  private func render(_ state: IndexState) -> Index {
    var index = Index(
      name: state.name,
      method: state.method,
      columns: state.keys.map { key in
        var result = Index.Key(
          order: key.isDescending ? .desc : .asc,
          nulls: key.nullsFirst ? .first : .last,
          operatorClass: key.operatorClass
        )
        switch key.value {
        case .column(let id): result.name = catalog.column(id)?.name
        case .expression(let expression): result.expression = expression.text
        }
        return result
      },
      unique: state.unique,
      primary: state.primary,
      predicate: state.predicate?.text,
      path: state.place.path,
      line: state.place.line
    )
    index.include = state.include.compactMap { catalog.column($0)?.name }
    return index
  }

  private func render(_ state: ConstraintState) -> ForeignKey? {
    guard case .foreignKey(let key) = state.kind else { return nil }
    let target: RelationState? = catalog.object(key.target)
    let columns =
      target == nil
      ? key.targetColumnNames : key.targetColumns.compactMap { catalog.column($0)?.name }
    let place = state.copiedPlace ?? state.place
    return ForeignKey(
      name: state.name,
      columns: key.columns.compactMap { catalog.column($0)?.name },
      references: ForeignKey.Target(
        schema: target?.schema ?? key.targetName.schema ?? "public",
        table: target?.name ?? key.targetName.name,
        columns: columns
      ),
      onDelete: key.onDelete,
      onUpdate: key.onUpdate,
      path: place.path,
      line: place.line
    )
  }
}
