import Facts
import PostgresSyntax

// Indexes that come from elsewhere: those of a partitioned parent, and those of LIKE.

extension SchemaFold {
  /// Gives a partition its part of a partitioned index: an equal one of its own, or a new one.
  func copy(_ index: IndexState, of parent: RelationState, to partition: RelationState) {
    guard let keys = translated(index.keys, from: parent, to: partition) else { return }
    let include = index.include.compactMap { id in
      parent.columns.first { $0.id == id }.flatMap { partition.column($0.name)?.id }
    }
    if let own = partition.indexes.first(where: { own in
      own.parent == nil && own.method == index.method && own.unique == index.unique
        && own.primary == index.primary && own.include == include
        && own.predicate?.text == index.predicate?.text && same(own.keys, keys)
        && (index.constraint == nil || own.constraint != nil)
    }) {
      own.parent = index.id
      depend(own, on: index, .automatic)
      return
    }
    let label = index.primary ? "pkey" : (index.constraint == nil ? "idx" : "key")
    let name = indexName(
      for: partition,
      keys,
      include,
      label: label,
      isConstraint: index.constraint != nil,
      includeNames: index.includeNames
    )
    if index.primary {
      requireNotNull(
        keys.compactMap { key in
          if case .column(let id) = key.value { return catalog.column(id) }
          return nil
        },
        of: partition
      )
    }
    let copy = addIndex(
      IndexTemplate(
        name: name,
        method: index.method,
        keys: keys,
        include: include,
        unique: index.unique,
        primary: index.primary,
        predicate: index.predicate,
        nullsNotDistinct: index.nullsNotDistinct,
        operators: index.operators,
        isDeferrable: index.isDeferrable,
        includeNames: index.includeNames
      ),
      to: partition,
      place: index.place
    )
    copy.parent = index.id
    depend(copy, on: index, .automatic)
    if index.constraint != nil { constrain(copy, to: partition, at: 0) }
    if partition.kind == .partitionedTable {
      for child in children(of: partition) { self.copy(copy, of: partition, to: child) }
    }
  }

  private func translated(
    _ keys: [IndexState.Key],
    from source: RelationState,
    to target: RelationState
  ) -> [IndexState.Key]? {
    var result: [IndexState.Key] = []
    for var key in keys {
      if case .column(let id) = key.value {
        guard let name = source.columns.first(where: { $0.id == id })?.name,
          let column = target.column(name)
        else { return nil }
        key.value = .column(column.id)
      }
      result.append(key)
    }
    return result
  }

  private func same(_ left: [IndexState.Key], _ right: [IndexState.Key]) -> Bool {
    left.count == right.count
      && zip(left, right).allSatisfy { one, other in
        guard one.isDescending == other.isDescending, one.nullsFirst == other.nullsFirst,
          one.operatorClass == other.operatorClass
        else { return false }
        switch (one.value, other.value) {
        case (.column(let first), .column(let second)): return first == second
        case (.expression(let first), .expression(let second)): return first.text == second.text
        default: return false
        }
      }
  }

  // MARK: LIKE

  func copyColumns(
    _ clause: LikeClause,
    into relation: RelationState,
    _ builder: inout TableBuilder,
    at offset: Int
  ) {
    guard let source = catalog.relation(clause.table) else {
      noteExternal(clause.table, at: offset)
      builder.unknownParent = "LIKE \(clause.table), which is created by no file read here"
      return
    }
    for column in source.columns {
      if relation.column(column.name) != nil { continue }
      let copy = addColumn(column.name, column.type, column.notNull, to: relation)
      if column.isGenerated {
        if clause.generated { copyDefault(column, to: copy, in: relation) }
      } else if clause.defaults {
        copyDefault(column, to: copy, in: relation)
      }
      if clause.identity, column.isIdentity {
        copy.isIdentity = true
        own(makeSequence(for: relation, column: column.name), by: copy)
      }
    }
    if clause.constraints {
      for constraint in source.constraints {
        guard case .check(let expression) = constraint.kind else { continue }
        builder.add(
          ConstraintDefinition(
            name: constraint.name,
            kind: .check(expression, noInherit: constraint.noInherit),
            isValidated: true,
            isDeferrable: false,
            isDeferred: false,
            offset: offset
          ),
          column: nil
        )
      }
    }
    if clause.indexes { builder.likes.append((clause, source)) }
  }

  func copyIndexes(_ clause: LikeClause, from source: RelationState, to relation: RelationState) {
    for index in source.indexes {
      guard let keys = translated(index.keys, from: source, to: relation) else { continue }
      let include = index.include.compactMap { id in
        source.columns.first { $0.id == id }.flatMap { relation.column($0.name)?.id }
      }
      let label =
        index.primary ? "pkey" : (index.constraint == nil ? "idx" : (index.unique ? "key" : "excl"))
      let name = indexName(
        for: relation,
        keys,
        include,
        label: label,
        isConstraint: index.constraint != nil,
        includeNames: index.includeNames
      )
      let copy = addIndex(
        IndexTemplate(
          name: name,
          method: index.method,
          keys: keys,
          include: include,
          unique: index.unique,
          primary: index.primary,
          predicate: index.predicate,
          nullsNotDistinct: index.nullsNotDistinct,
          operators: index.operators,
          isDeferrable: index.isDeferrable,
          includeNames: index.includeNames
        ),
        to: relation,
        place: relation.place
      )
      if index.constraint != nil { constrain(copy, to: relation, at: 0) }
    }
  }

  /// What a new partition gets from its parent beside the columns.
  func spread(_ parent: RelationState, to partition: RelationState) {
    for index in parent.indexes { copy(index, of: parent, to: partition) }
    for constraint in parent.constraints {
      if case .foreignKey = constraint.kind { copyForeignKey(constraint, to: partition) }
    }
  }
}
