import Facts
import PostgresSyntax

extension SchemaFold {
  func create(_ statement: CreateIndex, at offset: Int) {
    guard let relation = table(statement.table, at: offset) else { return }
    var keys: [IndexState.Key] = []
    for key in statement.keys {
      guard let state = self.key(key, of: relation) else {
        refuse(
          "column \(key.column ?? "") of \(relation.displayName) is not there",
          at: offset,
          object: statement.name,
          touching: relation
        )
        return
      }
      keys.append(state)
    }
    let include = statement.include.compactMap { relation.column($0)?.id }
    let name: String
    if let given = statement.name {
      name = ObjectNames.truncated(given)
      let key = QualifiedName(schema: relation.schema, name: name)
      if catalog.isTaken(key) {
        if !statement.ifNotExists {
          refuse("relation \(key) is there already", at: offset, object: name, touching: relation)
        }
        return
      }
    } else {
      name = indexName(for: relation, keys, include, label: "idx", isConstraint: false)
    }
    let index = addIndex(
      IndexTemplate(
        name: name,
        method: statement.method,
        keys: keys,
        include: include,
        unique: statement.unique,
        primary: false,
        predicate: statement.predicate,
        nullsNotDistinct: statement.nullsNotDistinct
      ),
      to: relation,
      place: place(offset)
    )
    if relation.kind == .partitionedTable, !statement.only {
      for partition in children(of: relation) { copy(index, of: relation, to: partition) }
    }
    if statement.unique, !context.ledger.hasRemoved("\(relation.id) \(self.definition(of: index))")
    {
      let columns = columnIDs(index).compactMap { catalog.column($0) }
      context.ledger.demanded(
        "unique index \(name) on \(relation.displayName)",
        line(offset),
        relation,
        columns
      )
    }
    noteUncertainty(relation)
  }

  /// Everything that an index is, apart from its table and place.
  struct IndexTemplate {
    var name: String
    var method: String
    var keys: [IndexState.Key]
    var include: [Int]
    var unique: Bool
    var primary: Bool
    var predicate: SQLExpression?
    var nullsNotDistinct = false
    var operators: [String] = []
    var isDeferrable = false
    /// Names that a copied index gives its INCLUDE columns; nil for the columns' own.
    var includeNames: [String]?
  }

  func addIndex(_ template: IndexTemplate, to relation: RelationState, place: Place) -> IndexState {
    let index = catalog.add {
      IndexState(
        id: $0,
        file: context.number,
        relation: relation.id,
        schema: relation.schema,
        name: template.name,
        method: template.method,
        keys: template.keys,
        include: template.include,
        unique: template.unique,
        primary: template.primary,
        predicate: template.predicate,
        place: place
      )
    }
    index.nullsNotDistinct = template.nullsNotDistinct
    index.operators = template.operators
    index.isDeferrable = template.isDeferrable
    nameAttributes(of: index, includeNames: template.includeNames)
    catalog.setName(QualifiedName(schema: relation.schema, name: index.name), index.id)
    relation.indexes.append(index)
    depend(index, on: relation, .automatic)
    for key in template.keys {
      switch key.value {
      case .column(let id):
        if let column = catalog.column(id) { depend(index, on: column, .automatic) }
      case .expression(let expression):
        bind(expression.references, of: index, owner: relation, ownKind: .automatic)
      }
    }
    for id in template.include {
      if let column = catalog.column(id) { depend(index, on: column, .automatic) }
    }
    if let predicate = template.predicate {
      bind(predicate.references, of: index, owner: relation, ownKind: .automatic)
    }
    return index
  }

  func key(_ key: IndexKey, of relation: RelationState) -> IndexState.Key? {
    let value: IndexState.KeyValue
    if let name = key.column {
      guard let column = relation.column(ObjectNames.truncated(name)) else { return nil }
      value = .column(column.id)
    } else {
      value = .expression(key.expression ?? SQLExpression(text: ""))
    }
    return IndexState.Key(
      value: value,
      derivedName: key.derivedName,
      isDescending: key.isDescending,
      nullsFirst: key.nullsFirst ?? key.isDescending,
      operatorClass: key.operatorClass?.name
    )
  }

  func indexName(
    for relation: RelationState,
    _ keys: [IndexState.Key],
    _ include: [Int],
    label: String,
    isConstraint: Bool,
    includeNames: [String]? = nil
  ) -> String {
    if label == "pkey" {
      return catalog.chooseRelationName(
        relation.name,
        nil,
        label,
        schema: relation.schema,
        isConstraint: true
      )
    }
    let names = keyNames(keys)
    let included = includeNames ?? include.compactMap { catalog.column($0)?.name }
    return catalog.chooseRelationName(
      relation.name,
      ObjectNames.addition(ObjectNames.distinct(names + included)),
      label,
      schema: relation.schema,
      isConstraint: isConstraint
    )
  }

  private func keyNames(_ keys: [IndexState.Key]) -> [String] {
    keys.map { key in
      if let name = key.derivedName { return name }
      if case .column(let id) = key.value { return catalog.column(id)?.name ?? "expr" }
      return "expr"
    }
  }

  /// An index names its columns once; a later rename of the table's column does not reach it, and
  /// copies of the index are named after what it has.
  private func nameAttributes(of index: IndexState, includeNames: [String]?) {
    let included = includeNames ?? index.include.compactMap { catalog.column($0)?.name }
    let names = ObjectNames.distinct(keyNames(index.keys) + included)
    for position in index.keys.indices { index.keys[position].derivedName = names[position] }
    index.includeNames = Array(names.dropFirst(index.keys.count))
  }

  /// Adds the index of a PRIMARY KEY, UNIQUE or EXCLUDE constraint.
  func add(_ pending: PendingIndex, to relation: RelationState, only: Bool) {
    let definition = pending.definition
    if let existing = pending.index.existingIndex {
      adopt(existing, pending, relation)
      return
    }
    var keys: [IndexState.Key] = []
    for key in pending.index.keys {
      guard let state = self.key(key, of: relation) else {
        refuse(
          "column \(key.column ?? "") of \(relation.displayName) is not there",
          at: definition.offset,
          object: relation.displayName,
          touching: relation
        )
        return
      }
      keys.append(state)
    }
    if pending.primary, relation.indexes.contains(where: \.primary) {
      refuse(
        "\(relation.displayName) has a primary key already",
        at: definition.offset,
        object: relation.displayName,
        touching: relation
      )
      return
    }
    let include = pending.index.include.compactMap { relation.column($0)?.id }
    let label = pending.primary ? "pkey" : (pending.unique ? "key" : "excl")
    let name =
      definition.name.map(ObjectNames.truncated)
      ?? indexName(for: relation, keys, include, label: label, isConstraint: true)
    if catalog.isTaken(QualifiedName(schema: relation.schema, name: name)) {
      refuse(
        "relation \(name) is there already",
        at: definition.offset,
        object: name,
        touching: relation
      )
      return
    }
    let columns = keys.compactMap { key -> ColumnState? in
      if case .column(let id) = key.value { return catalog.column(id) }
      return nil
    }
    context.ledger.demanded(
      "constraint \(name) on \(relation.displayName)",
      line(definition.offset),
      relation,
      columns
    )
    if pending.primary { requireNotNull(columns, of: relation) }
    let index = addIndex(
      IndexTemplate(
        name: name,
        method: pending.index.method,
        keys: keys,
        include: include,
        unique: pending.unique,
        primary: pending.primary,
        predicate: pending.index.predicate,
        nullsNotDistinct: pending.index.nullsNotDistinct,
        operators: pending.index.operators,
        isDeferrable: definition.isDeferrable
      ),
      to: relation,
      place: place(definition.offset)
    )
    constrain(index, to: relation, at: definition.offset)
    if relation.kind == .partitionedTable, !only {
      for partition in children(of: relation) { copy(index, of: relation, to: partition) }
    }
  }

  func requireNotNull(_ columns: [ColumnState], of relation: RelationState) {
    for column in columns {
      column.notNull = true
      for child in children(of: relation) {
        if let own = child.column(column.name) { requireNotNull([own], of: child) }
      }
    }
  }

  func constrain(_ index: IndexState, to relation: RelationState, at offset: Int) {
    let constraint = addConstraint(index.name, .index(index), to: relation, at: offset)
    index.constraint = constraint.id
    depend(index, on: constraint, .automatic)
    depend(constraint, on: index, .automatic)
  }

  /// `ADD CONSTRAINT … USING INDEX`: the index takes the constraint's name.
  private func adopt(_ name: String, _ pending: PendingIndex, _ relation: RelationState) {
    guard let index = relation.indexes.first(where: { $0.name == name }) else {
      refuse(
        "index \(name) is not there",
        at: pending.definition.offset,
        object: name,
        touching: relation
      )
      return
    }
    if let newName = pending.definition.name { rename(index, to: ObjectNames.truncated(newName)) }
    index.primary = pending.primary
    index.unique = true
    if pending.primary {
      requireNotNull(columnIDs(index).compactMap { catalog.column($0) }, of: relation)
    }
    constrain(index, to: relation, at: pending.definition.offset)
  }

  func rename(_ index: IndexState, to newName: String) {
    catalog.removeName(QualifiedName(schema: index.schema, name: index.name), index.id)
    if let constraint: ConstraintState = catalog.object(index.constraint) {
      catalog.removeConstraintName(QualifiedName(schema: index.schema, name: constraint.name))
      constraint.name = newName
      catalog.addConstraintName(QualifiedName(schema: index.schema, name: newName))
    }
    index.name = newName
    catalog.setName(QualifiedName(schema: index.schema, name: newName), index.id)
  }
}
