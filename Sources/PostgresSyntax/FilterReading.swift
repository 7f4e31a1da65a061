internal import CPgQuery

/// Whether a WHERE clause leaves rows out: one that is always true does not.
func isFilter(_ node: Node?) -> Bool {
  guard let node else { return false }
  switch node.pointee.node_case {
  case PG_QUERY__NODE__NODE_A_CONST: return constant(node) != "true"
  case PG_QUERY__NODE__NODE_A_EXPR:
    // `1 = 1`
    let expression = node.pointee.a_expr.pointee
    guard expression.kind == PG_QUERY__A__EXPR__KIND__AEXPR_OP,
      strings(expression.name, expression.n_name) == ["="],
      let left = expression.lexpr, let right = expression.rexpr,
      left.pointee.node_case == PG_QUERY__NODE__NODE_A_CONST,
      right.pointee.node_case == PG_QUERY__NODE__NODE_A_CONST,
      let value = constant(left)
    else { return true }
    return constant(right) != value
  default: return true
  }
}

/// The first DELETE or UPDATE of every row that a query runs in its WITH clause; nil for none.
func unfilteredPart(of clause: UnsafeMutablePointer<PgQuery__WithClause>?) -> Statement.Kind? {
  guard let clause else { return nil }
  for item in nodes(clause.pointee.ctes, clause.pointee.n_ctes) {
    guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_COMMON_TABLE_EXPR,
      let query = item.pointee.common_table_expr.pointee.ctequery
    else { continue }
    switch query.pointee.node_case {
    case PG_QUERY__NODE__NODE_DELETE_STMT:
      let delete = query.pointee.delete_stmt.pointee
      if !isFilter(delete.where_clause) {
        return .delete(qualifiedName(delete.relation), isFiltered: false)
      }
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
      let update = query.pointee.update_stmt.pointee
      if !isFilter(update.where_clause) {
        return .update(qualifiedName(update.relation), isFiltered: false)
      }
    default: continue
    }
  }
  return nil
}
