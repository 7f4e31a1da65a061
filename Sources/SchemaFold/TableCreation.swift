import Facts
import PostgresSyntax

extension SchemaFold {
  func create(_ statement: CreateTable, at offset: Int) {
    let schema = catalog.creationSchema(statement.name, temporary: statement.temporary)
    let name = ObjectNames.truncated(statement.name.name)
    let key = QualifiedName(schema: schema, name: name)
    if let id = catalog.relationNames[key] {
      if statement.ifNotExists { return }
      let existing: CatalogObject? = catalog.object(id)
      refuse(
        "relation \(key) is there already",
        at: offset,
        object: name,
        touching: existing.flatMap { owner(of: $0) }
      )
      return
    }
    guard statement.elements.count <= Self.partLimit else {
      refuse("a table can have at most 1600 columns", at: offset, object: name)
      return
    }
    let kind: RelationKind =
      statement.foreign ? .foreignTable : (statement.isPartitioned ? .partitionedTable : .table)
    var builder = TableBuilder()
    collectParents(statement, into: &builder, at: offset)
    let relation = catalog.add {
      RelationState(
        id: $0,
        file: context.number,
        kind: kind,
        schema: schema,
        name: name,
        place: place(offset)
      )
    }
    inheritColumns(builder.parents, into: relation)
    for element in statement.elements {
      switch element {
      case .column(let column): add(column, to: relation, &builder)
      case .constraint(let constraint): builder.add(constraint, column: nil)
      case .like(let like): copyColumns(like, into: relation, &builder, at: offset)
      }
    }
    catalog.add(relation)
    for parent in builder.parents {
      depend(relation, on: parent, statement.partitionOf != nil ? .automatic : .normal)
      parent.children.append(relation.id)
      relation.parents.append(parent)
    }
    relation.isPartition = statement.partitionOf != nil
    inheritChecks(builder.parents, into: relation)
    for column in builder.columnDefaults {
      setDefault(column.value, of: column.column, in: relation)
    }
    addConstraints(builder, to: relation, at: offset)
    if let parent = builder.parents.first, relation.isPartition {
      spread(parent, to: relation)
    }
    if let reason = builder.unknownParent { markPartial(relation, reason) }
    noteEventTriggers(relation)
  }

  /// A function of an event trigger may switch row security on, add policies, or anything else.
  func noteEventTriggers(_ relation: RelationState) {
    guard let reason = eventTriggers.values.sorted().first else {
      noteUncertainty(relation)
      return
    }
    relation.rowSecurity = nil
    relation.rowSecurityReason = reason
    markPartial(relation, reason)
  }

  func noteUncertainty(_ relation: RelationState) {
    guard let uncertainty else { return }
    markPartial(relation, uncertainty)
    context.addPartialReason(uncertainty)
    context.ledger.doubt(uncertainty)
  }

  private func collectParents(
    _ statement: CreateTable,
    into builder: inout TableBuilder,
    at offset: Int
  ) {
    for name in statement.inherits + (statement.partitionOf.map { [$0] } ?? []) {
      if let parent = catalog.relation(name) {
        builder.parents.append(parent)
      } else {
        noteExternal(name, at: offset)
        builder.unknownParent = "its parent \(name) is created by no file read here"
      }
    }
    if let name = statement.ofType {
      if let type = catalog.relation(name) {
        builder.typeColumns = type
      } else {
        builder.unknownParent = "its type \(name) is created by no file read here"
      }
    }
  }

  private func inheritColumns(_ parents: [RelationState], into relation: RelationState) {
    for parent in parents {
      for column in parent.columns {
        if let merged = relation.column(column.name) {
          merged.notNull = merged.notNull || column.notNull
          merged.inheritedCount += 1
          if merged.defaultValue == nil { copyDefault(column, to: merged, in: relation) }
          continue
        }
        let copy = addColumn(column.name, column.type, column.notNull, to: relation)
        copy.isLocal = false
        copy.inheritedCount = 1
        copyDefault(column, to: copy, in: relation)
      }
    }
  }

  @discardableResult
  func addColumn(
    _ name: String,
    _ type: ColumnType,
    _ notNull: Bool,
    to relation: RelationState
  ) -> ColumnState {
    let column = catalog.add {
      ColumnState(
        id: $0,
        file: context.number,
        relation: relation.id,
        name: name,
        type: type,
        notNull: notNull
      )
    }
    relation.columns.append(column)
    depend(column, on: relation, .automatic)
    if case .user(let id, _, _) = type, let used: CatalogObject = catalog.object(id) {
      depend(column, on: used, .normal)
    }
    return column
  }

  func copyDefault(_ source: ColumnState, to column: ColumnState, in relation: RelationState) {
    column.isGenerated = source.isGenerated
    guard let value = source.defaultValue else { return }
    setDefault(value.expression, of: column, in: relation)
    column.defaultValue?.sequence = value.sequence
    if let id = value.sequence, let sequence: RelationState = catalog.object(id),
      let copy = column.defaultValue
    {
      depend(copy, on: sequence, .normal)
    }
  }

  func setDefault(_ value: SQLExpression?, of column: ColumnState, in relation: RelationState) {
    if let old = column.defaultValue {
      old.isDropped = true
      column.defaultValue = nil
    }
    guard let value else { return }
    // DEFAULT NULL is no default to the catalog.
    if value.text.count == 4, value.text.lowercased() == "null" { return }
    let state = catalog.add {
      DefaultState(id: $0, file: context.number, column: column.id, expression: value)
    }
    column.defaultValue = state
    depend(state, on: column, .automatic)
    if column.isGenerated {
      bind(value.references, of: column, owner: relation, ownKind: .automatic)
    } else {
      bind(value.references, of: state, owner: relation, ownKind: .normal)
    }
  }

  /// Adds a column with what its definition brings: type, default, and constraints for later.
  func add(
    _ definition: ColumnDefinition,
    to relation: RelationState,
    _ builder: inout TableBuilder
  ) {
    let name = ObjectNames.truncated(definition.name)
    var notNull = definition.notNull ?? false
    var serialSequence: RelationState?
    var type: ColumnType = .unknown(reason: "no type is stated")
    if let reference = definition.type {
      if reference.name.schema == nil, let serial = BuiltinTypes.serial(reference.name.name) {
        type = .builtin(reference.isArray ? serial + "[]" : serial)
        notNull = true
        serialSequence = makeSequence(for: relation, column: name)
      } else {
        type = catalog.columnType(reference)
      }
    } else if let existing = relation.column(name) ?? builder.typeColumns?.column(name) {
      type = existing.type
    }
    if case .identity = definition.generation { notNull = true }
    let column: ColumnState
    if let inherited = relation.column(name) {
      column = inherited
      column.notNull = column.notNull || notNull
      column.isLocal = true
    } else {
      column = addColumn(name, type, notNull, to: relation)
    }
    switch definition.generation {
    case .none: break
    case .identity:
      column.isIdentity = true
      own(makeSequence(for: relation, column: name), by: column)
    case .stored(let expression):
      column.isGenerated = true
      builder.columnDefaults.append((column, expression))
    }
    if let serialSequence {
      own(serialSequence, by: column)
      setSerialDefault(serialSequence, of: column)
    } else if let value = definition.defaultValue {
      builder.columnDefaults.append((column, value))
    }
    for constraint in definition.constraints { builder.add(constraint, column: name) }
  }

  func makeSequence(for relation: RelationState, column: String) -> RelationState {
    let name = catalog.chooseRelationName(
      relation.name,
      column,
      "seq",
      schema: relation.schema,
      isConstraint: false
    )
    let sequence = catalog.add {
      RelationState(
        id: $0,
        file: context.number,
        kind: .sequence,
        schema: relation.schema,
        name: name,
        place: relation.place
      )
    }
    catalog.add(sequence)
    return sequence
  }

  func own(_ sequence: RelationState, by column: ColumnState) {
    sequence.ownerColumn = column.id
    depend(sequence, on: column, .automatic)
  }

  func setSerialDefault(_ sequence: RelationState, of column: ColumnState) {
    let state = catalog.add {
      DefaultState(
        id: $0,
        file: context.number,
        column: column.id,
        expression: SQLExpression(text: "")
      )
    }
    state.sequence = sequence.id
    column.defaultValue = state
    depend(state, on: column, .automatic)
    depend(state, on: sequence, .normal)
  }
}

/// What a CREATE TABLE or an ALTER TABLE leaves to do once the columns are there.
struct TableBuilder {
  struct Pending {
    var definition: ConstraintDefinition
    /// The column that the constraint stands at; nil for a table constraint.
    var column: String?
  }

  var parents: [RelationState] = []
  /// `ALTER TABLE ONLY`: nothing reaches the partitions.
  var only = false
  var typeColumns: RelationState?
  var unknownParent: String?
  var columnDefaults: [(column: ColumnState, value: SQLExpression)] = []
  var constraints: [Pending] = []
  var likes: [(clause: LikeClause, source: RelationState)] = []

  mutating func add(_ constraint: ConstraintDefinition, column: String?) {
    constraints.append(Pending(definition: constraint, column: column))
  }
}
