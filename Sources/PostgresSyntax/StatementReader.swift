internal import CPgQuery

/// Turns one parsed statement into its summary; nothing of the parser's memory is kept.
struct StatementReader {
  let bytes: UnsafeBufferPointer<UInt8>
  /// Offset in `bytes` of what the parser was given.
  let base: Int
  /// First byte of the statement's first token, and the byte behind its last.
  let start: Int
  let end: Int

  var ranges: ClauseRanges { ClauseRanges(bytes: bytes, end: end) }

  func read(_ node: Node) -> Statement {
    Statement(kind: kind(of: node), offset: start, end: end)
  }

  func offset(_ location: Int32) -> Int {
    location < 0 ? start : base + Int(location)
  }

  func references(_ node: Node?) -> References {
    var collector = ReferenceCollector()
    collector.collect(node)
    return collector.references
  }

  func expression(_ node: Node?, _ range: Range<Int>?) -> SQLExpression? {
    guard let node else { return nil }
    return SQLExpression(
      text: range.map { collapsed(bytes, $0) } ?? "",
      references: references(node)
    )
  }

  private func kind(of node: Node) -> Statement.Kind {
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_CREATE_STMT:
      return .createTable(createTable(node.pointee.create_stmt, foreign: false))
    case PG_QUERY__NODE__NODE_CREATE_FOREIGN_TABLE_STMT:
      return .createTable(
        createTable(node.pointee.create_foreign_table_stmt.pointee.base_stmt, foreign: true)
      )
    case PG_QUERY__NODE__NODE_CREATE_TABLE_AS_STMT:
      return createTableAs(node.pointee.create_table_as_stmt)
    case PG_QUERY__NODE__NODE_ALTER_TABLE_STMT:
      return .alterTable(alterTable(node.pointee.alter_table_stmt))
    case PG_QUERY__NODE__NODE_INDEX_STMT:
      return .createIndex(createIndex(node.pointee.index_stmt))
    case PG_QUERY__NODE__NODE_CREATE_POLICY_STMT:
      return .createPolicy(createPolicy(node.pointee.create_policy_stmt))
    case PG_QUERY__NODE__NODE_ALTER_POLICY_STMT:
      return .alterPolicy(alterPolicy(node.pointee.alter_policy_stmt))
    case PG_QUERY__NODE__NODE_VIEW_STMT:
      return .createView(createView(node.pointee.view_stmt))
    case PG_QUERY__NODE__NODE_CREATE_FUNCTION_STMT:
      return .createFunction(createFunction(node.pointee.create_function_stmt))
    case PG_QUERY__NODE__NODE_DROP_STMT:
      return .drop(drop(node.pointee.drop_stmt))
    case PG_QUERY__NODE__NODE_RENAME_STMT:
      return .rename(rename(node.pointee.rename_stmt))
    case PG_QUERY__NODE__NODE_ALTER_OBJECT_SCHEMA_STMT:
      return setSchema(node.pointee.alter_object_schema_stmt)
    case PG_QUERY__NODE__NODE_GRANT_STMT:
      return .grant(grant(node.pointee.grant_stmt))
    case PG_QUERY__NODE__NODE_GRANT_ROLE_STMT:
      return .grantRole(roleGrant(node.pointee.grant_role_stmt))
    case PG_QUERY__NODE__NODE_ALTER_ROLE_STMT:
      return alterRole(node.pointee.alter_role_stmt)
    case PG_QUERY__NODE__NODE_ALTER_DEFAULT_PRIVILEGES_STMT:
      // What is made later is granted as it is made; to take it from what is not there yet takes nothing.
      guard let action = node.pointee.alter_default_privileges_stmt.pointee.action,
        action.pointee.is_grant != 0
      else { return .other("ALTER DEFAULT PRIVILEGES") }
      return .grant(grant(action))
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      return unfilteredPart(of: node.pointee.select_stmt.pointee.with_clause) ?? select(node)
    case PG_QUERY__NODE__NODE_INSERT_STMT:
      if let part = unfilteredPart(of: node.pointee.insert_stmt.pointee.with_clause) { return part }
      return .insert(qualifiedName(node.pointee.insert_stmt.pointee.relation))
    case PG_QUERY__NODE__NODE_UPDATE_STMT:
      let update = node.pointee.update_stmt.pointee
      return .update(qualifiedName(update.relation), isFiltered: isFilter(update.where_clause))
    case PG_QUERY__NODE__NODE_DELETE_STMT:
      let delete = node.pointee.delete_stmt.pointee
      return .delete(qualifiedName(delete.relation), isFiltered: isFilter(delete.where_clause))
    case PG_QUERY__NODE__NODE_TRUNCATE_STMT:
      let truncate = node.pointee.truncate_stmt.pointee
      return .truncate(
        nodes(truncate.relations, truncate.n_relations).compactMap {
          $0.map { qualifiedName($0.pointee.range_var) }
        }
      )
    case PG_QUERY__NODE__NODE_DO_STMT:
      return anonymousBlock(node.pointee.do_stmt)
    case PG_QUERY__NODE__NODE_VARIABLE_SET_STMT:
      let set = node.pointee.variable_set_stmt.pointee
      let isResetAll = set.kind == PG_QUERY__VARIABLE_SET_KIND__VAR_RESET_ALL
      return .set(
        name: isResetAll ? "search_path" : text(set.name) ?? "",
        values: nodes(set.args, set.n_args).compactMap { constant($0) },
        local: set.is_local != 0
      )
    case PG_QUERY__NODE__NODE_TRANSACTION_STMT:
      return .transaction(transaction(node.pointee.transaction_stmt.pointee.kind))
    case PG_QUERY__NODE__NODE_CALL_STMT:
      guard let call = node.pointee.call_stmt.pointee.funccall else { return .query(calls: []) }
      return .query(calls: [functionCall(call)])
    case PG_QUERY__NODE__NODE_EXPLAIN_STMT, PG_QUERY__NODE__NODE_EXECUTE_STMT:
      return .query(calls: [])
    default:
      return objectKindOf(node)
    }
  }

  private func transaction(_ kind: PgQuery__TransactionStmtKind) -> Transaction {
    switch kind {
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_BEGIN,
      PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_START:
      .begin
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_COMMIT: .commit
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK: .rollback
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_SAVEPOINT: .savepoint
    case PG_QUERY__TRANSACTION_STMT_KIND__TRANS_STMT_ROLLBACK_TO: .rollbackToSavepoint
    default: .other
    }
  }

  private func anonymousBlock(_ block: UnsafeMutablePointer<PgQuery__DoStmt>) -> Statement.Kind {
    var language = "plpgsql"
    var code = ""
    for argument in nodes(block.pointee.args, block.pointee.n_args) {
      guard let argument, argument.pointee.node_case == PG_QUERY__NODE__NODE_DEF_ELEM else {
        continue
      }
      let element = argument.pointee.def_elem.pointee
      switch text(element.defname) {
      case "language": language = string(element.arg) ?? language
      case "as": code = string(element.arg) ?? ""
      default: break
      }
    }
    return .anonymousBlock(body(code, language: language))
  }

  /// The body with its place in the file: exact when one dollar-quoted token holds it.
  func body(_ code: String, language: String) -> Body {
    var lexer = Lexer(bytes, start..<end)
    while let token = lexer.next() {
      guard token.kind == .string, bytes[token.start] == UInt8(ascii: "$") else { continue }
      var inner = token.start + 1
      while inner < token.end, bytes[inner] != UInt8(ascii: "$") { inner += 1 }
      inner += 1
      let tagLength = inner - token.start
      guard token.end - inner - tagLength == code.utf8.count else { continue }
      return Body(language: language, text: code, offset: inner)
    }
    return Body(language: language, text: code, offset: start)
  }
}
