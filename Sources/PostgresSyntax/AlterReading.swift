internal import CPgQuery

extension StatementReader {
  func alterTable(_ node: UnsafeMutablePointer<PgQuery__AlterTableStmt>) -> AlterTable {
    let statement = node.pointee
    var cursor = start
    return AlterTable(
      kind: objectKind(statement.objtype),
      name: qualifiedName(statement.relation),
      only: statement.relation.map { $0.pointee.inh == 0 } ?? false,
      missingOK: statement.missing_ok != 0,
      actions: nodes(statement.cmds, statement.n_cmds).compactMap { item in
        guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_ALTER_TABLE_CMD else {
          return nil
        }
        return action(item.pointee.alter_table_cmd.pointee, &cursor)
      }
    )
  }

  /// `cursor` is where the text of the parts before ends: each default is looked for behind it.
  private func action(
    _ command: PgQuery__AlterTableCmd,
    _ cursor: inout Int
  ) -> AlterTable.Action {
    let name = text(command.name) ?? ""
    let ifExists = command.missing_ok != 0
    let cascade = isCascade(command.behavior)
    switch command.subtype {
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn:
      guard let definition = command.def,
        definition.pointee.node_case == PG_QUERY__NODE__NODE_COLUMN_DEF
      else { return .other }
      return .addColumn(column(definition.pointee.column_def), ifNotExists: ifExists)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropColumn:
      return .dropColumn(name, ifExists: ifExists, cascade: cascade)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AlterColumnType:
      guard let definition = command.def,
        definition.pointee.node_case == PG_QUERY__NODE__NODE_COLUMN_DEF,
        let type = typeReference(definition.pointee.column_def.pointee.type_name)
      else { return .other }
      return .setType(name, type)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ColumnDefault:
      guard let value = command.def else { return .setDefault(name, nil) }
      let range = ranges.alteredDefault(column: name, from: cursor)
      if let range { cursor = range.upperBound }
      return .setDefault(name, expression(value, range))
    case PG_QUERY__ALTER_TABLE_TYPE__AT_SetNotNull: return .setNotNull(name, true)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropNotNull: return .setNotNull(name, false)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddIdentity: return .addIdentity(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropIdentity: return .dropIdentity(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropExpression: return .dropExpression(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddConstraint:
      guard let definition = command.def,
        definition.pointee.node_case == PG_QUERY__NODE__NODE_CONSTRAINT,
        let constraint = constraint(definition.pointee.constraint)
      else { return .other }
      return .addConstraint(constraint)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropConstraint:
      return .dropConstraint(name, ifExists: ifExists, cascade: cascade)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ValidateConstraint: return .validateConstraint(name)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_EnableRowSecurity: return .rowSecurity(true)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DisableRowSecurity: return .rowSecurity(false)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_ForceRowSecurity: return .forceRowSecurity(true)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_NoForceRowSecurity: return .forceRowSecurity(false)
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AddInherit:
      return relation(command.def).map { .inherit($0) } ?? .other
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DropInherit:
      return relation(command.def).map { .noInherit($0) } ?? .other
    case PG_QUERY__ALTER_TABLE_TYPE__AT_AttachPartition:
      return partition(command.def).map { .attachPartition($0) } ?? .other
    case PG_QUERY__ALTER_TABLE_TYPE__AT_DetachPartition:
      return partition(command.def).map { .detachPartition($0) } ?? .other
    default: return .other
    }
  }

  private func relation(_ node: Node?) -> QualifiedName? {
    guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_RANGE_VAR else { return nil }
    return qualifiedName(node.pointee.range_var)
  }

  private func partition(_ node: Node?) -> QualifiedName? {
    guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_PARTITION_CMD else { return nil }
    return qualifiedName(node.pointee.partition_cmd.pointee.name)
  }

  func createPolicy(_ node: UnsafeMutablePointer<PgQuery__CreatePolicyStmt>) -> PolicyDefinition {
    let policy = node.pointee
    return PolicyDefinition(
      name: text(policy.policy_name) ?? "",
      table: qualifiedName(policy.table),
      command: (text(policy.cmd_name) ?? "all").uppercased(),
      permissive: policy.permissive != 0,
      roles: nodes(policy.roles, policy.n_roles).compactMap { roleName($0) },
      using: expression(policy.qual, ranges.parenthesized(after: "USING", from: start)),
      withCheck: expression(policy.with_check, ranges.parenthesized(after: "CHECK", from: start))
    )
  }

  func alterPolicy(_ node: UnsafeMutablePointer<PgQuery__AlterPolicyStmt>) -> PolicyDefinition {
    let policy = node.pointee
    return PolicyDefinition(
      name: text(policy.policy_name) ?? "",
      table: qualifiedName(policy.table),
      command: nil,
      permissive: true,
      roles: nodes(policy.roles, policy.n_roles).compactMap { roleName($0) },
      using: expression(policy.qual, ranges.parenthesized(after: "USING", from: start)),
      withCheck: expression(policy.with_check, ranges.parenthesized(after: "CHECK", from: start))
    )
  }
}
