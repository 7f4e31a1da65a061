import Facts
import PostgresSyntax

extension SchemaFold {
  func alter(_ statement: AlterTable, at offset: Int) {
    guard statement.kind == .table || statement.kind == .foreignTable else {
      // `ALTER INDEX parent ATTACH PARTITION child` and the like.
      if statement.kind == .index { attachIndexes(statement) }
      return
    }
    guard let relation = table(statement.name, at: offset, missingOK: statement.missingOK) else {
      return
    }
    noteUncertainty(relation)
    var builder = TableBuilder()
    builder.only = statement.only
    let ordered = statement.actions.enumerated().sorted { left, right in
      (pass(left.element), left.offset) < (pass(right.element), right.offset)
    }
    var constraintsAdded = false
    for (_, action) in ordered {
      if pass(action) > 4, !constraintsAdded {
        constraintsAdded = true
        finish(&builder, relation, at: offset)
      }
      apply(action, to: relation, only: statement.only, &builder, at: offset)
    }
    finish(&builder, relation, at: offset)
  }

  private func finish(_ builder: inout TableBuilder, _ relation: RelationState, at offset: Int) {
    for column in builder.columnDefaults {
      setDefault(column.value, of: column.column, in: relation)
    }
    addConstraints(builder, to: relation, at: offset)
    let only = builder.only
    builder = TableBuilder()
    builder.only = only
  }

  /// PostgreSQL works through the parts of one ALTER TABLE in passes.
  private func pass(_ action: AlterTable.Action) -> Int {
    switch action {
    case .dropColumn, .dropConstraint: 0
    case .setNotNull(_, false), .setDefault(_, nil), .dropExpression, .dropIdentity: 0
    case .setType: 1
    case .addColumn: 2
    case .setNotNull, .addIdentity: 3
    case .addConstraint: 4
    default: 5
    }
  }

  private func apply(
    _ action: AlterTable.Action,
    to relation: RelationState,
    only: Bool,
    _ builder: inout TableBuilder,
    at offset: Int
  ) {
    switch action {
    case .addColumn(let definition, let ifNotExists):
      addColumn(definition, ifNotExists, to: relation, &builder, at: offset)
    case .dropColumn(let name, let ifExists, let cascade):
      dropColumn(name, of: relation, ifExists: ifExists, cascade: cascade, at: offset)
    case .setType(let name, let type):
      guard let column = existing(name, of: relation, at: offset) else { return }
      setType(column, to: catalog.columnType(type), relation, at: offset)
    case .setDefault(let name, let value):
      guard let column = existing(name, of: relation, at: offset) else { return }
      setDefault(value, of: column, in: relation)
      if !only {
        for child in descendants(of: relation) {
          if let own = child.column(name) { setDefault(value, of: own, in: child) }
        }
      }
    case .setNotNull(let name, let notNull):
      guard let column = existing(name, of: relation, at: offset) else { return }
      if notNull, !column.notNull {
        context.ledger.demandedNotNull(
          "\(relation.displayName).\(name)",
          line(offset),
          relation,
          column
        )
      }
      column.notNull = notNull
      if !only {
        for child in descendants(of: relation) { child.column(name)?.notNull = notNull }
      }
    case .addIdentity(let name):
      guard let column = existing(name, of: relation, at: offset) else { return }
      column.isIdentity = true
      own(makeSequence(for: relation, column: name), by: column)
    case .dropIdentity(let name):
      guard let column = existing(name, of: relation, at: offset) else { return }
      column.isIdentity = false
      let owned = column.dependents.compactMap { dependent -> RelationState? in
        let sequence: RelationState? = catalog.object(dependent.object)
        return sequence?.kind == .sequence ? sequence : nil
      }
      if !owned.isEmpty { remove(owned, cascade: true) }
    case .dropExpression(let name):
      guard let column = existing(name, of: relation, at: offset) else { return }
      column.isGenerated = false
      setDefault(nil, of: column, in: relation)
    case .addConstraint(let definition): builder.add(definition, column: nil)
    case .dropConstraint(let name, let ifExists, let cascade):
      dropConstraint(name, of: relation, ifExists: ifExists, cascade: cascade, at: offset)
    case .validateConstraint(let name):
      context.ledger.demanded(
        "\(name) on \(relation.displayName) is validated",
        line(offset),
        relation,
        []
      )
    case .rowSecurity(let on):
      if !on, relation.rowSecurity != false {
        context.ledger.lost(
          "row security of \(relation.displayName) is switched off",
          line(offset),
          owner: relation
        )
      }
      if uncertainty == nil {
        relation.rowSecurity = on
        relation.rowSecurityReason = nil
      } else {
        relation.rowSecurity = nil
        relation.rowSecurityReason = uncertainty
      }
    case .forceRowSecurity(let on):
      if on, relation.forceRowSecurity != true {
        context.ledger.lost(
          "FORCE ROW LEVEL SECURITY on \(relation.displayName)",
          line(offset),
          owner: relation
        )
      } else if !on, relation.forceRowSecurity == true {
        context.ledger.lost(
          "NO FORCE ROW LEVEL SECURITY opens \(relation.displayName) to its owner",
          line(offset),
          owner: relation
        )
      }
      relation.forceRowSecurity = uncertainty == nil ? on : nil
    case .inherit(let name):
      guard let parent = table(name, at: offset) else {
        markPartial(relation, "inherits \(name), which is created by no file read here")
        return
      }
      attach(relation, to: parent, isPartition: false)
    case .noInherit(let name), .detachPartition(let name):
      detach(name, relation, action)
    case .attachPartition(let name):
      if let partition = table(name, at: offset) {
        attach(partition, to: relation, isPartition: true)
        spread(relation, to: partition)
      } else {
        markPartial(relation, "its partition \(name) is created by no file read here")
      }
    case .other: break
    }
  }

  private func existing(_ name: String, of relation: RelationState, at offset: Int) -> ColumnState?
  {
    if let column = relation.column(ObjectNames.truncated(name)) { return column }
    refuse(
      "column \(name) of \(relation.displayName) is not there",
      at: offset,
      object: "\(relation.displayName).\(name)",
      touching: relation
    )
    return nil
  }

  func descendants(of relation: RelationState) -> [RelationState] {
    children(of: relation).flatMap { [$0] + descendants(of: $0) }
  }

  private func addColumn(
    _ definition: ColumnDefinition,
    _ ifNotExists: Bool,
    to relation: RelationState,
    _ builder: inout TableBuilder,
    at offset: Int
  ) {
    if relation.column(ObjectNames.truncated(definition.name)) != nil {
      if !ifNotExists {
        refuse(
          "column \(definition.name) of \(relation.displayName) is there already",
          at: offset,
          object: "\(relation.displayName).\(definition.name)",
          touching: relation
        )
      }
      return
    }
    add(definition, to: relation, &builder)
    guard let column = relation.columns.last else { return }
    let hasValue =
      definition.defaultValue != nil || column.defaultValue != nil || column.isIdentity
      || column.isGenerated
    if column.notNull || definition.constraints.contains(where: { $0.isPrimaryKey }), !hasValue {
      context.ledger.demandedNotNull(
        "\(relation.displayName).\(column.name)",
        line(offset),
        relation,
        nil
      )
    }
    for child in children(of: relation) { inheritColumn(column, definition, into: child) }
  }

  private func inheritColumn(
    _ column: ColumnState,
    _ definition: ColumnDefinition,
    into child: RelationState
  ) {
    if let own = child.column(column.name) {
      own.inheritedCount += 1
      return
    }
    let copy = addColumn(column.name, column.type, column.notNull, to: child)
    copy.isLocal = false
    copy.inheritedCount = 1
    copy.isGenerated = column.isGenerated
    if let value = definition.defaultValue { setDefault(value, of: copy, in: child) }
    copyDefault(column, to: copy, in: child)
    for grandchild in children(of: child) { inheritColumn(copy, definition, into: grandchild) }
  }

  private func dropColumn(
    _ name: String,
    of relation: RelationState,
    ifExists: Bool,
    cascade: Bool,
    at offset: Int
  ) {
    guard let column = relation.column(ObjectNames.truncated(name)) else {
      if !ifExists { _ = existing(name, of: relation, at: offset) }
      return
    }
    for child in children(of: relation) {
      guard let own = child.column(name) else { continue }
      own.inheritedCount -= 1
      if own.inheritedCount <= 0, !own.isLocal || relation.kind == .partitionedTable {
        dropColumn(name, of: child, ifExists: true, cascade: cascade, at: offset)
      }
    }
    reportBlockers(of: [column], cascade: cascade, at: offset)
    context.ledger.at(line(offset))
    remove([column], cascade: cascade)
  }

  private func setType(
    _ column: ColumnState,
    to type: ColumnType,
    _ relation: RelationState,
    at offset: Int
  ) {
    if column.type != type {
      let old = catalog.display(column.type) ?? "another type"
      let new = catalog.display(type) ?? "a type not known"
      context.ledger.lostColumn(
        "\(relation.displayName).\(column.name) changes from \(old) to \(new)",
        line(offset),
        column
      )
    }
    unbind(column, except: relation)
    column.type = type
    if case .user(let id, _, _) = type, let used: CatalogObject = catalog.object(id) {
      depend(column, on: used, .normal)
    }
    for child in children(of: relation) {
      if let own = child.column(column.name) { setType(own, to: type, child, at: offset) }
    }
  }

  private func dropConstraint(
    _ name: String,
    of relation: RelationState,
    ifExists: Bool,
    cascade: Bool,
    at offset: Int
  ) {
    let stored = ObjectNames.truncated(name)
    guard let constraint = relation.constraints.first(where: { $0.name == stored }) else {
      if !ifExists {
        refuse(
          "constraint \(name) of \(relation.displayName) is not there",
          at: offset,
          object: name,
          touching: relation
        )
      }
      return
    }
    reportBlockers(of: [constraint], cascade: cascade, at: offset)
    context.ledger.at(line(offset))
    remove([constraint], cascade: cascade)
    if case .check = constraint.kind {
      for child in children(of: relation) {
        if let copy = child.constraints.first(where: { $0.name == stored && $0.isInherited }) {
          remove([copy], cascade: cascade)
        }
      }
    }
  }

  private func attach(_ child: RelationState, to parent: RelationState, isPartition: Bool) {
    child.parents.append(parent)
    parent.children.append(child.id)
    child.isPartition = isPartition
    depend(child, on: parent, isPartition ? .automatic : .normal)
    for column in parent.columns { child.column(column.name)?.inheritedCount += 1 }
  }

  private func detach(_ name: QualifiedName, _ relation: RelationState, _ action: AlterTable.Action)
  {
    guard let other = catalog.relation(name) else { return }
    let isPartition = if case .detachPartition = action { true } else { false }
    let (child, parent) = isPartition ? (other, relation) : (relation, other)
    child.parents.removeAll { $0 === parent }
    child.isPartition = false
    parent.children.removeAll { $0 == child.id }
    parent.dependents.removeAll { $0.object == child.id }
    for column in child.columns where parent.column(column.name) != nil {
      column.inheritedCount -= 1
      column.isLocal = true
    }
    for index in child.indexes {
      if let id = index.parent, let up: IndexState = catalog.object(id) {
        up.dependents.removeAll { $0.object == index.id }
      }
      index.parent = nil
    }
    for constraint in child.constraints {
      constraint.isInherited = false
      if let id = constraint.parent, let up: ConstraintState = catalog.object(id) {
        up.dependents.removeAll { $0.object == constraint.id }
      }
      constraint.parent = nil
    }
  }

  private func attachIndexes(_ statement: AlterTable) {
    guard let parent = catalog.index(statement.name) else { return }
    for case .attachPartition(let name) in statement.actions {
      guard let child = catalog.index(name) else { continue }
      child.parent = parent.id
      depend(child, on: parent, .automatic)
    }
  }
}

extension ConstraintDefinition {
  var isPrimaryKey: Bool {
    if case .primaryKey = kind { return true }
    return false
  }
}
