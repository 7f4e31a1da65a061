internal import CPgQuery

extension StatementReader {
  func createTable(
    _ statement: UnsafeMutablePointer<PgQuery__CreateStmt>?,
    foreign: Bool
  ) -> CreateTable {
    var table = CreateTable(
      name: qualifiedName(statement?.pointee.relation),
      ifNotExists: false,
      temporary: false,
      foreign: foreign,
      elements: [],
      inherits: [],
      isPartitioned: false
    )
    guard let statement = statement?.pointee else { return table }
    table.ifNotExists = statement.if_not_exists != 0
    table.temporary = isTemporary(statement.relation)
    table.isPartitioned = statement.partspec != nil
    let parents = nodes(statement.inh_relations, statement.n_inh_relations).compactMap {
      $0.map { qualifiedName($0.pointee.range_var) }
    }
    if statement.partbound != nil {
      table.partitionOf = parents.first
    } else {
      table.inherits = parents
    }
    if let type = typeReference(statement.of_typename) { table.ofType = type.name }
    for element in nodes(statement.table_elts, statement.n_table_elts) {
      guard let element else { continue }
      switch element.pointee.node_case {
      case PG_QUERY__NODE__NODE_COLUMN_DEF:
        table.elements.append(.column(column(element.pointee.column_def)))
      case PG_QUERY__NODE__NODE_CONSTRAINT:
        if let constraint = constraint(element.pointee.constraint) {
          table.elements.append(.constraint(constraint))
        }
      case PG_QUERY__NODE__NODE_TABLE_LIKE_CLAUSE:
        table.elements.append(.like(like(element.pointee.table_like_clause)))
      default: break
      }
    }
    return table
  }

  private func like(_ clause: UnsafeMutablePointer<PgQuery__TableLikeClause>) -> LikeClause {
    // Bits of PostgreSQL's own TableLikeOption (parsenodes.h), which the parser passes on.
    let options = clause.pointee.options
    return LikeClause(
      table: qualifiedName(clause.pointee.relation),
      constraints: options & (1 << 2) != 0,
      defaults: options & (1 << 3) != 0,
      generated: options & (1 << 4) != 0,
      identity: options & (1 << 5) != 0,
      indexes: options & (1 << 6) != 0
    )
  }

  func column(_ node: UnsafeMutablePointer<PgQuery__ColumnDef>) -> ColumnDefinition {
    var column = ColumnDefinition(
      name: text(node.pointee.colname) ?? "",
      type: typeReference(node.pointee.type_name),
      generation: .none,
      constraints: [],
      offset: offset(node.pointee.location)
    )
    for item in nodes(node.pointee.constraints, node.pointee.n_constraints) {
      guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_CONSTRAINT,
        let constraint = item.pointee.constraint
      else { continue }
      let place = offset(constraint.pointee.location)
      switch constraint.pointee.contype {
      case PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL: column.notNull = true
      case PG_QUERY__CONSTR_TYPE__CONSTR_NULL: column.notNull = column.notNull ?? false
      case PG_QUERY__CONSTR_TYPE__CONSTR_DEFAULT:
        column.defaultValue = expression(
          constraint.pointee.raw_expr,
          ranges.columnDefault(from: place)
        )
      case PG_QUERY__CONSTR_TYPE__CONSTR_IDENTITY: column.generation = .identity
      case PG_QUERY__CONSTR_TYPE__CONSTR_GENERATED:
        let range = ranges.parenthesized(after: "AS", from: place)
        if let stored = expression(constraint.pointee.raw_expr, range) {
          column.generation = .stored(stored)
        }
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRABLE:
        if let last = column.constraints.indices.last {
          column.constraints[last].isDeferrable = true
        }
      case PG_QUERY__CONSTR_TYPE__CONSTR_ATTR_DEFERRED:
        if let last = column.constraints.indices.last {
          column.constraints[last].isDeferrable = true
          column.constraints[last].isDeferred = true
        }
      default:
        if let definition = self.constraint(constraint) { column.constraints.append(definition) }
      }
    }
    return column
  }

  func constraint(_ node: UnsafeMutablePointer<PgQuery__Constraint>) -> ConstraintDefinition? {
    let constraint = node.pointee
    let place = offset(constraint.location)
    let kind: ConstraintDefinition.Kind
    switch constraint.contype {
    case PG_QUERY__CONSTR_TYPE__CONSTR_PRIMARY:
      kind = .primaryKey(indexConstraint(constraint, place))
    case PG_QUERY__CONSTR_TYPE__CONSTR_UNIQUE: kind = .unique(indexConstraint(constraint, place))
    case PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION:
      kind = .exclusion(indexConstraint(constraint, place))
    case PG_QUERY__CONSTR_TYPE__CONSTR_CHECK:
      let range = ranges.parenthesized(after: "CHECK", from: place)
      guard let check = expression(constraint.raw_expr, range) else { return nil }
      kind = .check(check, noInherit: constraint.is_no_inherit != 0)
    case PG_QUERY__CONSTR_TYPE__CONSTR_FOREIGN:
      kind = .foreignKey(
        ForeignKeyConstraint(
          columns: strings(constraint.fk_attrs, constraint.n_fk_attrs),
          table: qualifiedName(constraint.pktable),
          referencedColumns: strings(constraint.pk_attrs, constraint.n_pk_attrs),
          onDelete: action(constraint.fk_del_action),
          onUpdate: action(constraint.fk_upd_action)
        )
      )
    default: return nil
    }
    return ConstraintDefinition(
      name: text(constraint.conname),
      kind: kind,
      isValidated: constraint.skip_validation == 0,
      isDeferrable: constraint.deferrable != 0,
      isDeferred: constraint.initdeferred != 0,
      offset: place
    )
  }

  private func action(_ code: UnsafeMutablePointer<CChar>?) -> String {
    switch text(code) {
    case "r": "RESTRICT"
    case "c": "CASCADE"
    case "n": "SET NULL"
    case "d": "SET DEFAULT"
    default: "NO ACTION"
    }
  }

  private func indexConstraint(_ constraint: PgQuery__Constraint, _ place: Int) -> IndexConstraint {
    var result = IndexConstraint(
      keys: strings(constraint.keys, constraint.n_keys).map {
        IndexKey(column: $0, isDescending: false)
      },
      include: strings(constraint.including, constraint.n_including),
      existingIndex: text(constraint.indexname),
      method: "btree",
      operators: [],
      nullsNotDistinct: constraint.nulls_not_distinct != 0
    )
    guard constraint.contype == PG_QUERY__CONSTR_TYPE__CONSTR_EXCLUSION else { return result }
    result.method = text(constraint.access_method) ?? "gist"
    let items = ranges.listItems(from: place)
    for (index, item) in nodes(constraint.exclusions, constraint.n_exclusions).enumerated() {
      guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_LIST else { continue }
      let pair = item.pointee.list.pointee
      let parts = nodes(pair.items, pair.n_items)
      guard let element = parts.first.flatMap({ $0 }),
        element.pointee.node_case == PG_QUERY__NODE__NODE_INDEX_ELEM
      else { continue }
      result.keys.append(
        key(element.pointee.index_elem, index < items.count ? items[index] : nil)
      )
      if parts.count > 1, let sign = parts[1], sign.pointee.node_case == PG_QUERY__NODE__NODE_LIST {
        let list = sign.pointee.list.pointee
        result.operators.append(strings(list.items, list.n_items).joined(separator: "."))
      }
    }
    if constraint.where_clause != nil {
      let range = ranges.parenthesized(after: "WHERE", from: place)
      result.predicate = expression(constraint.where_clause, range)
    }
    return result
  }

  func key(_ element: UnsafeMutablePointer<PgQuery__IndexElem>, _ item: Range<Int>?) -> IndexKey {
    let column = text(element.pointee.name)
    let operatorClass = strings(element.pointee.opclass, element.pointee.n_opclass)
    var key = IndexKey(
      column: column,
      isDescending: element.pointee.ordering == PG_QUERY__SORT_BY_DIR__SORTBY_DESC,
      operatorClass: operatorClass.isEmpty ? nil : qualifiedName(operatorClass)
    )
    switch element.pointee.nulls_ordering {
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST: key.nullsFirst = true
    case PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_LAST: key.nullsFirst = false
    default: break
    }
    if column == nil, let plain = plainColumn(element.pointee.expr) {
      key.column = plain
    } else if column == nil {
      key.expression = expression(element.pointee.expr, item.map { ranges.keyExpression($0) })
      key.derivedName = resultName(element.pointee.expr)
    }
    return key
  }

  /// `(column)` and `(column COLLATE c)` are the column to PostgreSQL.
  private func plainColumn(_ node: Node?) -> String? {
    guard let node else { return nil }
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_COLLATE_CLAUSE:
      return plainColumn(node.pointee.collate_clause.pointee.arg)
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      let column = node.pointee.column_ref.pointee
      return column.n_fields == 1 ? strings(column.fields, column.n_fields).first : nil
    default: return nil
    }
  }

  func createIndex(_ node: UnsafeMutablePointer<PgQuery__IndexStmt>) -> CreateIndex {
    let statement = node.pointee
    var index = CreateIndex(
      name: text(statement.idxname),
      table: qualifiedName(statement.relation),
      only: statement.relation.map { $0.pointee.inh == 0 } ?? false,
      method: text(statement.access_method) ?? "btree",
      keys: [],
      include: [],
      unique: statement.unique != 0,
      nullsNotDistinct: statement.nulls_not_distinct != 0,
      ifNotExists: statement.if_not_exists != 0,
      concurrently: statement.concurrent != 0
    )
    let elements = nodes(statement.index_params, statement.n_index_params)
    let hasExpression = elements.contains {
      $0.map { $0.pointee.index_elem.pointee.expr != nil } ?? false
    }
    let items = hasExpression ? ranges.listItems(from: start) : []
    for (position, element) in elements.enumerated() {
      guard let element, element.pointee.node_case == PG_QUERY__NODE__NODE_INDEX_ELEM else {
        continue
      }
      index.keys.append(
        key(element.pointee.index_elem, position < items.count ? items[position] : nil)
      )
    }
    index.include = nodes(statement.index_including_params, statement.n_index_including_params)
      .compactMap { $0.flatMap { text($0.pointee.index_elem.pointee.name) } }
    if statement.where_clause != nil {
      index.predicate = expression(statement.where_clause, ranges.rest(after: "WHERE", from: start))
    }
    return index
  }
}
