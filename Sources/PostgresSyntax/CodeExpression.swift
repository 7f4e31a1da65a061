internal import CPgQuery
internal import Facts

/// An expression of procedural code, as far as a reader may decide it without a server.
package indirect enum CodeExpression: Sendable, Equatable {
  case constant(String)
  case null
  case boolean(Bool)
  /// A variable, a field of a record, or a column: `["r", "tablename"]`.
  case variable([String])
  case array([CodeExpression])
  case call(QualifiedName, [CodeExpression])
  case cast(CodeExpression, TypeReference)
  case operation(String, CodeExpression, CodeExpression)
  case conjunction([CodeExpression])
  case disjunction([CodeExpression])
  case negation(CodeExpression)
  case isNull(CodeExpression)
  case exists(CodeQuery)
  case isAny(CodeExpression, [CodeExpression])
  case unknown
}

/// A query over named relations: `SELECT … FROM a JOIN b ON … WHERE …`.
package struct CodeQuery: Sendable, Equatable {
  package var columns: [CodeExpression] = []
  package var columnNames: [String] = []
  package var relations: [QualifiedName] = []
  /// WHERE and every ON, all of which must hold.
  package var conditions: [CodeExpression] = []
  /// Rows of VALUES, or of `unnest(ARRAY[…])` in FROM or as the only column.
  package var rows: [[CodeExpression]]?
  /// False when something takes part that is not kept: a subquery, a limit, a grouping.
  package var isPlain = true
}

extension CodeExpression {
  /// Reads an expression; nil when it does not parse.
  package static func parsed(_ text: String) -> CodeExpression? {
    withSelect("SELECT \(text)") { query in
      guard query.pointee.n_target_list == 1,
        let target = query.pointee.target_list?[0]?.pointee.res_target
      else { return .unknown }
      return CodeReader().expression(target.pointee.val)
    }
  }
}

extension CodeQuery {
  package static func parsed(_ text: String) -> CodeQuery? {
    withSelect(text) { CodeReader().query($0) }
  }
}

/// Parses one SELECT for the time of `body`; nil when the text is none.
private func withSelect<Value>(
  _ text: String,
  _ body: (UnsafeMutablePointer<PgQuery__SelectStmt>) -> Value
) -> Value? {
  guard text.utf8.count < 64 * 1024, nesting(text) < 500 else { return nil }
  let result = text.withCString { pg_query_parse_protobuf($0) }
  defer { pg_query_free_protobuf_parse_result(result) }
  guard result.error == nil else { return nil }
  let tree = result.parse_tree.data.withMemoryRebound(
    to: UInt8.self,
    capacity: result.parse_tree.len
  ) {
    pg_query__parse_result__unpack(nil, result.parse_tree.len, $0)
  }
  guard let tree else { return nil }
  defer { pg_query__parse_result__free_unpacked(tree, nil) }
  guard tree.pointee.n_stmts == 1, let statement = tree.pointee.stmts[0]?.pointee.stmt,
    statement.pointee.node_case == PG_QUERY__NODE__NODE_SELECT_STMT,
    let query = statement.pointee.select_stmt
  else { return nil }
  return body(query)
}

/// An upper bound of how deep the parser recurses: parentheses and operators in a row.
private func nesting(_ text: String) -> Int {
  var depth = 0
  var deepest = 0
  var operators = 0
  var text = text
  text.withUTF8 { bytes in
    var lexer = Lexer(bytes, 0..<bytes.count)
    while let token = lexer.next() {
      if lexer.isPunctuation(token, "(") || lexer.isPunctuation(token, "[") { depth += 1 }
      if lexer.isPunctuation(token, ")") || lexer.isPunctuation(token, "]") { depth -= 1 }
      if token.kind == .operatorSign { operators += 1 }
      deepest = max(deepest, depth)
    }
  }
  return deepest + operators
}

private struct CodeReader {
  func expression(_ node: Node?) -> CodeExpression {
    guard let node else { return .null }
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_A_CONST:
      if node.pointee.a_const.pointee.isnull != 0 { return .null }
      if node.pointee.a_const.pointee.val_case == PG_QUERY__A__CONST__VAL_BOOLVAL {
        return .boolean(node.pointee.a_const.pointee.boolval.pointee.boolval != 0)
      }
      return constant(node).map { .constant($0) } ?? .unknown
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      let column = node.pointee.column_ref.pointee
      return .variable(nodes(column.fields, column.n_fields).map { string($0) ?? "*" })
    case PG_QUERY__NODE__NODE_A_ARRAY_EXPR:
      let array = node.pointee.a_array_expr.pointee
      return .array(nodes(array.elements, array.n_elements).map { expression($0) })
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      let call = node.pointee.func_call.pointee
      return .call(
        qualifiedName(strings(call.funcname, call.n_funcname)),
        nodes(call.args, call.n_args).map { expression($0) }
      )
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      let cast = node.pointee.type_cast.pointee
      guard let type = typeReference(cast.type_name) else { return .unknown }
      return .cast(expression(cast.arg), type)
    case PG_QUERY__NODE__NODE_A_EXPR: return operation(node.pointee.a_expr.pointee)
    case PG_QUERY__NODE__NODE_BOOL_EXPR:
      let bool = node.pointee.bool_expr.pointee
      let parts = nodes(bool.args, bool.n_args).map { expression($0) }
      switch bool.boolop {
      case PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR: return .conjunction(parts)
      case PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR: return .disjunction(parts)
      default: return .negation(parts.first ?? .unknown)
      }
    case PG_QUERY__NODE__NODE_NULL_TEST:
      let test = node.pointee.null_test.pointee
      let inner = CodeExpression.isNull(expression(test.arg))
      return test.nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL ? inner : .negation(inner)
    case PG_QUERY__NODE__NODE_SUB_LINK:
      let link = node.pointee.sub_link.pointee
      guard link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK,
        let inner = link.subselect, inner.pointee.node_case == PG_QUERY__NODE__NODE_SELECT_STMT
      else { return .unknown }
      return .exists(query(inner.pointee.select_stmt))
    default: return .unknown
    }
  }

  private func operation(_ node: PgQuery__AExpr) -> CodeExpression {
    let name = strings(node.name, node.n_name).last ?? ""
    switch node.kind {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP:
      return .operation(name, expression(node.lexpr), expression(node.rexpr))
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN:
      guard let list = node.rexpr, list.pointee.node_case == PG_QUERY__NODE__NODE_LIST else {
        return .unknown
      }
      let items = nodes(list.pointee.list.pointee.items, list.pointee.list.pointee.n_items)
      let inner = CodeExpression.isAny(expression(node.lexpr), items.map { expression($0) })
      return name == "<>" ? .negation(inner) : inner
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
      guard name == "=" else { return .unknown }
      var right = expression(node.rexpr)
      if case .cast(let inner, _) = right { right = inner }
      if case .array(let items) = right { return .isAny(expression(node.lexpr), items) }
      return .unknown
    default: return .unknown
    }
  }

  func query(_ select: UnsafeMutablePointer<PgQuery__SelectStmt>?) -> CodeQuery {
    var query = CodeQuery()
    guard let select = select?.pointee else { return query }
    query.isPlain =
      select.larg == nil && select.with_clause == nil && select.n_group_clause == 0
      && select.having_clause == nil && select.limit_count == nil && select.limit_offset == nil
    for row in nodes(select.values_lists, select.n_values_lists) {
      guard let row, row.pointee.node_case == PG_QUERY__NODE__NODE_LIST else { continue }
      let items = nodes(row.pointee.list.pointee.items, row.pointee.list.pointee.n_items)
      query.rows = (query.rows ?? []) + [items.map { expression($0) }]
    }
    for target in nodes(select.target_list, select.n_target_list) {
      guard let target, target.pointee.node_case == PG_QUERY__NODE__NODE_RES_TARGET else {
        continue
      }
      let value = expression(target.pointee.res_target.pointee.val)
      query.columns.append(value)
      var name = text(target.pointee.res_target.pointee.name) ?? ""
      if name.isEmpty {
        switch value {
        case .variable(let path): name = path.last ?? ""
        case .call(let function, _): name = function.name
        default: break
        }
      }
      query.columnNames.append(name)
    }
    for item in nodes(select.from_clause, select.n_from_clause) { add(item, to: &query) }
    if let condition = select.where_clause { query.conditions.append(expression(condition)) }
    if query.relations.isEmpty, query.rows == nil, query.columns.count == 1,
      case .call(let name, let arguments) = query.columns[0], name.name == "unnest",
      let items = elements(arguments.first)
    {
      query.rows = items.map { [$0] }
    }
    return query
  }

  private func elements(_ expression: CodeExpression?) -> [CodeExpression]? {
    switch expression {
    case .array(let items): return items
    case .cast(let inner, let type) where type.isArray:
      if case .constant(let text) = inner { return arrayItems(text)?.map { .constant($0) } }
      return elements(inner)
    default: return nil
    }
  }

  private func add(_ item: Node?, to query: inout CodeQuery) {
    guard let item else { return }
    switch item.pointee.node_case {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      query.relations.append(qualifiedName(item.pointee.range_var))
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
      let join = item.pointee.join_expr.pointee
      if join.jointype != PG_QUERY__JOIN_TYPE__JOIN_INNER { query.isPlain = false }
      add(join.larg, to: &query)
      add(join.rarg, to: &query)
      if let condition = join.quals { query.conditions.append(expression(condition)) }
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
      let function = item.pointee.range_function.pointee
      var isUnnest = false
      if function.n_functions == 1, let entry = function.functions?[0],
        entry.pointee.node_case == PG_QUERY__NODE__NODE_LIST,
        let call = nodes(entry.pointee.list.pointee.items, entry.pointee.list.pointee.n_items)
          .first,
        case .call(let name, let arguments) = expression(call), name.name == "unnest",
        let items = elements(arguments.first), query.rows == nil
      {
        query.rows = items.map { [$0] }
        isUnnest = true
      }
      if !isUnnest { query.isPlain = false }
    default: query.isPlain = false
    }
  }
}

/// The items of an array literal such as `{a,"b c"}`; nil for nested ones.
package func arrayItems(_ text: String) -> [String]? {
  guard text.hasPrefix("{"), text.hasSuffix("}") else { return nil }
  var items: [String] = []
  var current: [UInt8] = []
  var isQuoted = false
  var sawAny = false
  for byte in text.utf8.dropFirst().dropLast() {
    sawAny = true
    switch byte {
    case UInt8(ascii: "\""): isQuoted.toggle()
    case UInt8(ascii: "\\"), UInt8(ascii: "{"), UInt8(ascii: "}"): return nil
    case UInt8(ascii: ",") where !isQuoted:
      items.append(String(decoding: current, as: UTF8.self))
      current = []
    case 0x20 where !isQuoted && current.isEmpty: break
    default: current.append(byte)
    }
  }
  if sawAny { items.append(String(decoding: current, as: UTF8.self)) }
  return items
}
