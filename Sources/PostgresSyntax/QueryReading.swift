internal import CPgQuery

// Queries: the columns of their result, and the functions that they run.

extension StatementReader {
  func createTableAs(_ node: UnsafeMutablePointer<PgQuery__CreateTableAsStmt>) -> Statement.Kind {
    let statement = node.pointee
    let into = statement.into?.pointee
    let names = into.map { strings($0.col_names, $0.n_col_names) } ?? []
    if statement.objtype == PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW {
      return .createView(
        CreateView(
          name: qualifiedName(into?.rel),
          replace: false,
          ifNotExists: statement.if_not_exists != 0,
          materialized: true,
          temporary: false,
          columns: renamed(resultColumns(statement.query), names),
          references: references(statement.query)
        )
      )
    }
    return .createTableAs(
      CreateTableAs(
        name: qualifiedName(into?.rel),
        ifNotExists: statement.if_not_exists != 0,
        temporary: isTemporary(into?.rel),
        columnNames: names,
        columns: resultColumns(statement.query),
        references: references(statement.query)
      )
    )
  }

  func createView(_ node: UnsafeMutablePointer<PgQuery__ViewStmt>) -> CreateView {
    let statement = node.pointee
    return CreateView(
      name: qualifiedName(statement.view),
      replace: statement.replace != 0,
      ifNotExists: false,
      materialized: false,
      temporary: isTemporary(statement.view),
      columns: renamed(
        resultColumns(statement.query),
        strings(statement.aliases, statement.n_aliases)
      ),
      references: references(statement.query)
    )
  }

  private func renamed(_ columns: [QueryColumn], _ names: [String]) -> [QueryColumn] {
    var columns = columns
    for (index, name) in names.enumerated() where index < columns.count {
      columns[index].name = name
    }
    return columns
  }

  func select(_ node: Node) -> Statement.Kind {
    guard let query = node.pointee.select_stmt else { return .query(calls: []) }
    if let into = query.pointee.into_clause?.pointee {
      return .createTableAs(
        CreateTableAs(
          name: qualifiedName(into.rel),
          ifNotExists: false,
          temporary: isTemporary(into.rel),
          columnNames: strings(into.col_names, into.n_col_names),
          columns: resultColumns(node),
          references: references(node)
        )
      )
    }
    var calls: [FunctionCall] = []
    for target in nodes(query.pointee.target_list, query.pointee.n_target_list) {
      if let value = target?.pointee.res_target.pointee.val { addCalls(value, to: &calls) }
    }
    for item in nodes(query.pointee.from_clause, query.pointee.n_from_clause) {
      guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_RANGE_FUNCTION else {
        continue
      }
      let function = item.pointee.range_function.pointee
      for entry in nodes(function.functions, function.n_functions) {
        guard let entry, entry.pointee.node_case == PG_QUERY__NODE__NODE_LIST,
          let call = nodes(entry.pointee.list.pointee.items, entry.pointee.list.pointee.n_items)
            .first,
          let call
        else { continue }
        addCalls(call, to: &calls)
      }
    }
    return .query(calls: calls)
  }

  private func addCalls(_ node: Node, to calls: inout [FunctionCall]) {
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_FUNC_CALL: calls.append(functionCall(node.pointee.func_call))
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      if let inner = node.pointee.type_cast.pointee.arg { addCalls(inner, to: &calls) }
    default: break
    }
  }

  func functionCall(_ call: UnsafeMutablePointer<PgQuery__FuncCall>) -> FunctionCall {
    FunctionCall(
      name: qualifiedName(strings(call.pointee.funcname, call.pointee.n_funcname)),
      arguments: nodes(call.pointee.args, call.pointee.n_args).map { constant($0) }
    )
  }

  /// The columns of a query; a `*` stays one column whose path ends in `*`.
  func resultColumns(_ node: Node?) -> [QueryColumn] {
    guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_SELECT_STMT,
      var query = node.pointee.select_stmt
    else { return [] }
    let isCombined = query.pointee.larg != nil
    // The first branch of a UNION names the columns.
    while let left = query.pointee.larg { query = left }
    if let first = nodes(query.pointee.values_lists, query.pointee.n_values_lists).first, let first
    {
      let count =
        first.pointee.node_case == PG_QUERY__NODE__NODE_LIST
        ? first.pointee.list.pointee.n_items : 0
      return (0..<count).map { QueryColumn(name: "column\($0 + 1)", origin: .unknown) }
    }
    return nodes(query.pointee.target_list, query.pointee.n_target_list).compactMap { item in
      guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_RES_TARGET else { return nil }
      let target = item.pointee.res_target.pointee
      return QueryColumn(
        name: text(target.name) ?? resultName(target.val) ?? "?column?",
        origin: isCombined ? .unknown : origin(target.val)
      )
    }
  }

  private func origin(_ node: Node?) -> QueryColumn.Origin {
    guard let node else { return .unknown }
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      let column = node.pointee.column_ref.pointee
      return .column(nodes(column.fields, column.n_fields).map { string($0) ?? "*" })
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      return typeReference(node.pointee.type_cast.pointee.type_name).map { .cast($0) } ?? .unknown
    case PG_QUERY__NODE__NODE_A_CONST:
      let value = node.pointee.a_const.pointee
      if value.isnull != 0 { return .literal("text") }
      switch value.val_case {
      case PG_QUERY__A__CONST__VAL_IVAL: return .literal("integer")
      case PG_QUERY__A__CONST__VAL_BOOLVAL: return .literal("boolean")
      case PG_QUERY__A__CONST__VAL_SVAL: return .literal("text")
      default: return .unknown
      }
    default: return .unknown
    }
  }

  /// What PostgreSQL calls the result of an expression; nil where it would say `?column?`.
  ///
  /// Source: PostgreSQL 15, `FigureColnameInternal` in parse_target.c.
  func resultName(_ node: Node?) -> String? {
    figureName(node).name
  }

  private func figureName(_ node: Node?) -> (name: String?, strength: Int) {
    guard let node else { return (nil, 0) }
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      let column = node.pointee.column_ref.pointee
      let last = nodes(column.fields, column.n_fields).last { string($0) != nil }
      guard let last else { return (nil, 0) }
      return (string(last), 2)
    case PG_QUERY__NODE__NODE_A_INDIRECTION:
      let value = node.pointee.a_indirection.pointee
      if let field = strings(value.indirection, value.n_indirection).last { return (field, 2) }
      return figureName(value.arg)
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      let call = node.pointee.func_call.pointee
      return (strings(call.funcname, call.n_funcname).last, 2)
    case PG_QUERY__NODE__NODE_A_EXPR:
      return node.pointee.a_expr.pointee.kind == PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF
        ? ("nullif", 2) : (nil, 0)
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      let cast = node.pointee.type_cast.pointee
      let inner = figureName(cast.arg)
      if inner.strength > 1 { return inner }
      return (typeReference(cast.type_name)?.name.name, 1)
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
      return figureName(node.pointee.collate_clause.pointee.arg)
    case PG_QUERY__NODE__NODE_GROUPING_FUNC: return ("grouping", 2)
    case PG_QUERY__NODE__NODE_SUB_LINK:
      let link = node.pointee.sub_link.pointee
      switch link.sub_link_type {
      case PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK: return ("exists", 2)
      case PG_QUERY__SUB_LINK_TYPE__ARRAY_SUBLINK: return ("array", 2)
      case PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK:
        let name = resultColumns(link.subselect).first?.name
        return name == "?column?" ? (nil, 0) : (name, 2)
      default: return (nil, 0)
      }
    case PG_QUERY__NODE__NODE_CASE_EXPR:
      let inner = figureName(node.pointee.case_expr.pointee.defresult)
      return inner.strength > 0 ? inner : ("case", 1)
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR: return ("array", 2)
    case PG_QUERY__NODE__NODE_ROW_EXPR: return ("row", 2)
    case PG_QUERY__NODE__NODE_COALESCE_EXPR: return ("coalesce", 2)
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR:
      return (
        node.pointee.min_max_expr.pointee.op == PG_QUERY__MIN_MAX_OP__IS_LEAST
          ? "least" : "greatest", 2
      )
    case PG_QUERY__NODE__NODE_XML_EXPR: return ("xmlelement", 2)
    case PG_QUERY__NODE__NODE_XML_SERIALIZE: return ("xmlserialize", 2)
    case PG_QUERY__NODE__NODE_SQLVALUE_FUNCTION: return (valueFunctionName(node), 2)
    default: return (nil, 0)
    }
  }

  private func valueFunctionName(_ node: Node) -> String {
    switch node.pointee.sqlvalue_function.pointee.op {
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_DATE: "current_date"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME,
      PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIME_N:
      "current_time"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP,
      PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_TIMESTAMP_N:
      "current_timestamp"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME,
      PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIME_N:
      "localtime"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP,
      PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_LOCALTIMESTAMP_N:
      "localtimestamp"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_ROLE: "current_role"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_USER: "current_user"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_USER: "user"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_SESSION_USER: "session_user"
    case PG_QUERY__SQLVALUE_FUNCTION_OP__SVFOP_CURRENT_CATALOG: "current_catalog"
    default: "current_schema"
    }
  }
}
