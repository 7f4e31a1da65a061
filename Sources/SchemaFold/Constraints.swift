import Facts
import PostgresSyntax

extension SchemaFold {
  /// Adds constraints in PostgreSQL's order, which decides the numbers in made-up names.
  ///
  /// Checks come first, then indexes (the primary key before the others), copies of LIKE, foreign
  /// keys.
  func addConstraints(_ builder: TableBuilder, to relation: RelationState, at offset: Int) {
    var indexes: [PendingIndex] = []
    for pending in builder.constraints {
      switch pending.definition.kind {
      case .check(let expression, let noInherit):
        addCheck(pending.definition, expression, noInherit, to: relation)
      case .primaryKey(let index):
        indexes.append(PendingIndex(pending, index, primary: true))
      case .unique(let index), .exclusion(let index):
        indexes.append(PendingIndex(pending, index, primary: false))
      case .foreignKey: break
      }
    }
    if let primary = indexes.firstIndex(where: \.primary), primary != 0 {
      indexes.insert(indexes.remove(at: primary), at: 0)
    }
    for index in merged(indexes) { add(index, to: relation, only: builder.only) }
    for like in builder.likes { copyIndexes(like.clause, from: like.source, to: relation) }
    for pending in builder.constraints {
      if case .foreignKey(let key) = pending.definition.kind {
        addForeignKey(pending.definition, key, column: pending.column, to: relation)
      }
    }
  }

  /// An index that a constraint makes, before it has a name.
  struct PendingIndex {
    var definition: ConstraintDefinition
    var index: IndexConstraint
    var primary: Bool
    var unique: Bool

    init(_ pending: TableBuilder.Pending, _ index: IndexConstraint, primary: Bool) {
      definition = pending.definition
      self.index = index
      self.primary = primary
      if case .exclusion = pending.definition.kind { unique = false } else { unique = true }
      if self.index.keys.isEmpty, self.index.existingIndex == nil, let column = pending.column {
        self.index.keys = [IndexKey(column: column, isDescending: false)]
      }
    }
  }

  /// Constraints on the same columns make one index; the first keeps its place, an unnamed one
  /// takes the name of the other.
  private func merged(_ indexes: [PendingIndex]) -> [PendingIndex] {
    var result: [PendingIndex] = []
    for index in indexes {
      let same = result.firstIndex { prior in
        prior.index.keys == index.index.keys && prior.index.include == index.index.include
          && prior.index.predicate == index.index.predicate
          && prior.index.operators == index.index.operators
          && prior.index.method == index.index.method
          && prior.index.nullsNotDistinct == index.index.nullsNotDistinct
          && prior.definition.isDeferrable == index.definition.isDeferrable
          && prior.definition.isDeferred == index.definition.isDeferred
          && prior.index.existingIndex == nil && index.index.existingIndex == nil
      }
      guard let same else {
        result.append(index)
        continue
      }
      result[same].unique = result[same].unique || index.unique
      if result[same].definition.name == nil {
        result[same].definition.name = index.definition.name
      }
    }
    return result
  }

  func addCheck(
    _ definition: ConstraintDefinition,
    _ expression: SQLExpression,
    _ noInherit: Bool,
    to relation: RelationState
  ) {
    let columns = ownColumns(expression.references, of: relation)
    let name =
      definition.name.map(ObjectNames.truncated)
      ?? catalog.chooseConstraintName(
        relation.name,
        columns.count == 1 ? columns[0].name : nil,
        "check",
        schema: relation.schema
      )
    if let existing = relation.constraints.first(where: { $0.name == name }) {
      if existing.isInherited { return }
      refuse(
        "constraint \(name) of \(relation.displayName) is there already",
        at: definition.offset,
        object: name,
        touching: relation
      )
      return
    }
    let constraint = addConstraint(name, .check(expression), to: relation, at: definition.offset)
    constraint.noInherit = noInherit
    bind(expression.references, of: constraint, owner: relation, ownKind: .automatic)
    if !noInherit {
      for child in children(of: relation) {
        if child.constraints.contains(where: { $0.name == name }) { continue }
        var copy = definition
        copy.name = name
        addCheck(copy, expression, false, to: child)
        child.constraints.last?.isInherited = true
      }
    }
    demand(constraint, of: definition, "CHECK \(name)", on: relation, columns)
  }

  func addConstraint(
    _ name: String,
    _ kind: ConstraintState.Kind,
    to relation: RelationState,
    at offset: Int
  ) -> ConstraintState {
    let constraint = catalog.add {
      ConstraintState(
        id: $0,
        file: context.number,
        relation: relation.id,
        name: name,
        kind: kind,
        place: place(offset)
      )
    }
    catalog.addConstraintName(QualifiedName(schema: relation.schema, name: name))
    relation.constraints.append(constraint)
    depend(constraint, on: relation, .automatic)
    return constraint
  }

  func children(of relation: RelationState) -> [RelationState] {
    relation.children.compactMap { catalog.object($0) }
  }

  func inheritChecks(_ parents: [RelationState], into relation: RelationState) {
    for parent in parents {
      for constraint in parent.constraints where !constraint.noInherit {
        guard case .check(let expression) = constraint.kind,
          !relation.constraints.contains(where: { $0.name == constraint.name })
        else { continue }
        let copy = addConstraint(constraint.name, .check(expression), to: relation, at: 0)
        copy.isInherited = true
        bind(expression.references, of: copy, owner: relation, ownKind: .automatic)
      }
    }
  }

  func addForeignKey(
    _ definition: ConstraintDefinition,
    _ key: ForeignKeyConstraint,
    column: String?,
    to relation: RelationState
  ) {
    let names = key.columns.isEmpty ? column.map { [$0] } ?? [] : key.columns
    let columns = names.compactMap { relation.column(ObjectNames.truncated($0)) }
    guard columns.count == names.count else {
      refuse(
        "a foreign key of \(relation.displayName) names a column that is not there",
        at: definition.offset,
        object: relation.displayName,
        touching: relation
      )
      return
    }
    let name =
      definition.name.map(ObjectNames.truncated)
      ?? catalog.chooseConstraintName(
        relation.name,
        ObjectNames.addition(columns.map(\.name)),
        "fkey",
        schema: relation.schema
      )
    if relation.constraints.contains(where: { $0.name == name }) {
      refuse(
        "constraint \(name) of \(relation.displayName) is there already",
        at: definition.offset,
        object: name,
        touching: relation
      )
      return
    }
    let target = catalog.relation(key.table)
    var state = ForeignKeyState(
      columns: columns.map(\.id),
      target: target?.id,
      targetName: key.table,
      targetColumns: [],
      targetColumnNames: key.referencedColumns,
      onDelete: key.onDelete,
      onUpdate: key.onUpdate
    )
    var targetIndex: IndexState?
    if let target {
      if key.referencedColumns.isEmpty {
        targetIndex = target.indexes.first { $0.primary }
        state.targetColumns = targetIndex.map(columnIDs) ?? []
      } else {
        state.targetColumns = key.referencedColumns.compactMap {
          target.column(ObjectNames.truncated($0))?.id
        }
        let wanted = Set(state.targetColumns)
        targetIndex = target.indexes.first {
          $0.unique && $0.predicate == nil && Set(columnIDs($0)) == wanted
        }
      }
      if state.targetColumns.isEmpty, target.partialReason == nil {
        refuse(
          "\(target.displayName) has no primary key to refer to",
          at: definition.offset,
          object: name,
          touching: relation
        )
      }
    } else {
      noteExternalTarget(key.table, at: definition.offset)
    }
    let constraint = addConstraint(name, .foreignKey(state), to: relation, at: definition.offset)
    for column in columns { depend(constraint, on: column, .automatic) }
    if let target, target !== relation {
      depend(constraint, on: target, .normal)
    }
    for id in state.targetColumns {
      if let column = catalog.column(id), target !== relation {
        depend(constraint, on: column, .normal)
      }
    }
    if let targetIndex { depend(constraint, on: targetIndex, .normal) }
    // A copy of the key goes into each partition of the referenced table's side, and takes a name.
    if let target, target.kind == .partitionedTable {
      reserveNames(for: constraint, columns.map(\.name), partitionsOf: target, relation)
    }
    if relation.kind == .partitionedTable {
      for partition in children(of: relation) { copyForeignKey(constraint, to: partition) }
    }
    demand(constraint, of: definition, "foreign key \(name)", on: relation, columns)
  }

  /// What a constraint asks of the rows that are there: nothing when they are not looked at, nor when the file took
  /// away one that asked the same.
  private func demand(
    _ constraint: ConstraintState,
    of definition: ConstraintDefinition,
    _ description: String,
    on relation: RelationState,
    _ columns: [ColumnState]
  ) {
    guard definition.isValidated, !context.ledger.hasRemoved(demand(of: constraint)) else { return }
    context.ledger.demanded(
      "\(description) on \(relation.displayName)",
      line(definition.offset),
      relation,
      columns
    )
  }

  /// What rows have to be like; what happens to them when others go is no part of it.
  func demand(of constraint: ConstraintState) -> String {
    guard case .foreignKey(let key) = constraint.kind else {
      return "\(constraint.relation) \(self.definition(of: constraint))"
    }
    return "\(constraint.relation) \(key.columns) \(key.targetName) \(key.targetColumns)"
  }

  /// The foreign key that a partition gets from its parent.
  func copyForeignKey(_ parent: ConstraintState, to partition: RelationState) {
    guard case .foreignKey(let key) = parent.kind,
      let source: RelationState = catalog.object(parent.relation)
    else { return }
    let names = key.columns.compactMap { id in source.columns.first { $0.id == id }?.name }
    let columns = names.compactMap { partition.column($0) }
    guard columns.count == names.count else { return }
    // An equal key of the partition's own is taken over.
    for own in partition.constraints where own.parent == nil {
      if case .foreignKey(let other) = own.kind, other.columns == columns.map(\.id),
        other.target == key.target, other.targetColumns == key.targetColumns,
        other.onDelete == key.onDelete, other.onUpdate == key.onUpdate
      {
        own.parent = parent.id
        depend(own, on: parent, .automatic)
        return
      }
    }
    let name =
      partition.constraints.contains { $0.name == parent.name }
      ? catalog.chooseConstraintName(
        partition.name,
        ObjectNames.addition(names),
        "fkey",
        schema: partition.schema
      )
      : parent.name
    var copy = key
    copy.columns = columns.map(\.id)
    let constraint = addConstraint(name, .foreignKey(copy), to: partition, at: 0)
    constraint.parent = parent.id
    constraint.copiedPlace = parent.copiedPlace ?? parent.place
    depend(constraint, on: parent, .automatic)
    for child in children(of: partition) where partition.kind == .partitionedTable {
      copyForeignKey(constraint, to: child)
    }
  }

  private func reserveNames(
    for constraint: ConstraintState,
    _ columns: [String],
    partitionsOf target: RelationState,
    _ relation: RelationState
  ) {
    for partition in children(of: target) {
      let name = catalog.chooseConstraintName(
        relation.name,
        ObjectNames.addition(columns),
        "fkey",
        schema: relation.schema
      )
      catalog.addConstraintName(QualifiedName(schema: relation.schema, name: name))
      if partition.kind == .partitionedTable {
        reserveNames(for: constraint, columns, partitionsOf: partition, relation)
      }
    }
  }

  private func noteExternalTarget(_ name: QualifiedName, at offset: Int) {
    // A reference to a table of another tool (`auth.users`) is no gap in what is shown.
  }

  func columnIDs(_ index: IndexState) -> [Int] {
    index.keys.compactMap { key in
      if case .column(let id) = key.value { return id }
      return nil
    }
  }
}
