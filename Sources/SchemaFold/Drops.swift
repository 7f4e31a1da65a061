import Facts
import PostgresSyntax

extension SchemaFold {
  func drop(_ statement: Drop, at offset: Int) {
    var targets: [CatalogObject] = []
    for object in statement.objects {
      let found = self.targets(object, statement.kind)
      if found.isEmpty, !statement.missingOK { reportMissing(object, statement.kind, at: offset) }
      targets += found
    }
    if statement.kind == .eventTrigger {
      for object in statement.objects { eventTriggers[object.name.name] = nil }
    }
    guard !targets.isEmpty else { return }
    if let uncertainty {
      for target in closure(targets, cascade: statement.cascade).gone {
        if let relation = owner(of: target) { markPartial(relation, uncertainty) }
      }
      context.ledger.doubt(uncertainty)
      return
    }
    let cascade = statement.cascade || statement.kind == .schema
    reportBlockers(of: targets, cascade: cascade, at: offset)
    context.ledger.at(line(offset))
    remove(targets, cascade: cascade)
    if statement.kind == .schema {
      for object in statement.objects { catalog.schemas.remove(object.name.name) }
    }
  }

  private func targets(_ object: Drop.Object, _ kind: ObjectKind) -> [CatalogObject] {
    switch kind {
    case .table, .foreignTable, .view, .materializedView, .sequence:
      guard let relation = catalog.relation(object.name) else { return [] }
      return [relation]
    case .index: return catalog.index(object.name).map { [$0] } ?? []
    case .policy:
      let name = ObjectNames.truncated(object.member ?? "")
      return catalog.relation(object.name)?.policies.filter { $0.name == name } ?? []
    case .trigger:
      let name = ObjectNames.truncated(object.member ?? "")
      return catalog.relation(object.name)?.triggers.filter { $0.name == name } ?? []
    case .type, .domain:
      guard let type = catalog.type(object.name) else { return [] }
      if case .composite = type.form, let relation = catalog.relation(object.name) {
        return [type, relation]
      }
      return [type]
    case .function, .aggregate:
      return overloads(object.name, object.arguments)
    case .extension: return catalog.extensions[object.name.name].map { [$0] } ?? []
    case .schema:
      let schema = object.name.name
      return catalog.objects.filter { item in
        guard !item.isDropped else { return false }
        switch item {
        case let relation as RelationState: return relation.schema == schema
        case let type as TypeState: return type.schema == schema
        case let function as FunctionState: return function.schema == schema
        default: return false
        }
      }
    default: return []
    }
  }

  /// The functions that a name means: of the given arguments, or the only one of the name.
  func overloads(_ name: QualifiedName, _ arguments: [TypeReference]?) -> [FunctionState] {
    let overloads = catalog.functions(name)
    guard let arguments else { return overloads.count == 1 ? overloads : [] }
    let signature = arguments.map { signatureName($0) }
    let exact = overloads.filter { $0.signature == signature }
    return exact.isEmpty ? overloads.filter(\.isOfExtension) : exact
  }

  private func reportMissing(_ object: Drop.Object, _ kind: ObjectKind, at offset: Int) {
    switch kind {
    case .table, .foreignTable, .view, .materializedView: noteExternal(object.name, at: offset)
    case .policy, .trigger:
      guard let relation = catalog.relation(object.name) else {
        noteExternal(object.name, at: offset)
        return
      }
      let member = object.member ?? ""
      refuse(
        "\(kind) \"\(member)\" of \(relation.displayName) is not there",
        at: offset,
        object: member,
        touching: kind == .policy ? relation : nil
      )
    case .index:
      context.findings.append(
        Finding(
          rule: "refused-statement",
          severity: .error,
          path: context.source.path,
          line: line(offset),
          object: object.name.description,
          message: "PostgreSQL refuses this: index \(object.name) is not there",
          hint: "Nothing read here creates it; DROP INDEX IF EXISTS would go on."
        )
      )
    default: break
    }
  }

  /// Reports what would stop a drop without CASCADE.
  func reportBlockers(of targets: [CatalogObject], cascade: Bool, at offset: Int) {
    guard !cascade else { return }
    let blockers = closure(targets, cascade: false).blockers
    guard let first = blockers.first, let target = targets.first else { return }
    refuse(
      "\(describe(first)) needs \(describe(target))",
      at: offset,
      object: describe(target),
      touching: owner(of: first)
    )
  }

  // MARK: Renames

  func rename(_ statement: Rename, at offset: Int) {
    let newName = ObjectNames.truncated(statement.newName)
    switch statement.kind {
    case .column, .attribute:
      guard let relation = table(statement.name, at: offset, missingOK: statement.missingOK),
        let member = statement.member
      else { return }
      renameColumn(ObjectNames.truncated(member), to: newName, of: relation, at: offset)
    case .constraint:
      guard let relation = table(statement.name, at: offset, missingOK: statement.missingOK),
        let member = statement.member
      else { return }
      renameConstraint(ObjectNames.truncated(member), to: newName, of: relation, at: offset)
    case .policy:
      guard let relation = table(statement.name, at: offset, missingOK: statement.missingOK),
        let policy = relation.policies.first(where: {
          $0.name == ObjectNames.truncated(statement.member ?? "")
        })
      else { return }
      context.ledger.lostColumnless(
        "policy \"\(policy.name)\" of \(relation.displayName) is renamed",
        line(offset),
        policy
      )
      policy.name = newName
    case .trigger:
      catalog.relation(statement.name)?.triggers.first { $0.name == statement.member }?.name =
        newName
    case .schema: renameSchema(statement.name.name, to: statement.newName, at: offset)
    case .type, .domain:
      guard let type = catalog.type(statement.name) else { return }
      context.ledger.lostColumnless("type \(type.name) is renamed", line(offset), type)
      if let relation = catalog.relation(statement.name), relation.kind == .compositeType {
        move(relation, schema: relation.schema, name: newName)
      }
      move(type, schema: type.schema, name: newName)
    case .function, .aggregate:
      for function in overloads(statement.name, statement.arguments) {
        context.ledger.lostColumnless(
          "function \(function.name) is renamed",
          line(offset),
          function
        )
        move(function, schema: function.schema, name: newName)
      }
    case .table, .view, .materializedView, .foreignTable, .sequence, .index:
      renameRelation(statement, to: newName, at: offset)
    default: break
    }
  }

  private func renameRelation(_ statement: Rename, to newName: String, at offset: Int) {
    guard let object = catalog.lookUp(statement.name) else {
      if !statement.missingOK { noteExternal(statement.name, at: offset) }
      return
    }
    let schema = (object as? RelationState)?.schema ?? (object as? IndexState)?.schema ?? "public"
    if catalog.isTaken(QualifiedName(schema: schema, name: newName)) {
      refuse(
        "relation \(newName) is there already",
        at: offset,
        object: newName,
        touching: owner(of: object)
      )
      return
    }
    context.ledger.lostColumnless(
      "\(describe(object)) is renamed to \(newName)",
      line(offset),
      object
    )
    if let relation = object as? RelationState { move(relation, schema: schema, name: newName) }
    if let index = object as? IndexState { rename(index, to: newName) }
  }

  private func renameColumn(
    _ name: String,
    to newName: String,
    of relation: RelationState,
    at offset: Int
  ) {
    guard let column = relation.column(name) else {
      refuse(
        "column \(name) of \(relation.displayName) is not there",
        at: offset,
        object: "\(relation.displayName).\(name)",
        touching: relation
      )
      return
    }
    if relation.column(newName) != nil {
      refuse(
        "column \(newName) of \(relation.displayName) is there already",
        at: offset,
        object: "\(relation.displayName).\(newName)",
        touching: relation
      )
      return
    }
    context.ledger.lostColumn(
      "\(relation.displayName).\(name) is renamed to \(newName)",
      line(offset),
      column
    )
    column.name = newName
    for child in children(of: relation) where child.column(name) != nil {
      renameColumn(name, to: newName, of: child, at: offset)
    }
  }

  private func renameConstraint(
    _ name: String,
    to newName: String,
    of relation: RelationState,
    at offset: Int
  ) {
    guard let constraint = relation.constraints.first(where: { $0.name == name }) else {
      refuse(
        "constraint \(name) of \(relation.displayName) is not there",
        at: offset,
        object: name,
        touching: relation
      )
      return
    }
    context.ledger.lostColumnless(
      "constraint \(name) of \(relation.displayName) is renamed",
      line(offset),
      constraint
    )
    if case .index(let index) = constraint.kind {
      rename(index, to: newName)
      return
    }
    catalog.removeConstraintName(QualifiedName(schema: relation.schema, name: name))
    constraint.name = newName
    catalog.addConstraintName(QualifiedName(schema: relation.schema, name: newName))
    if case .check = constraint.kind {
      for child in children(of: relation)
      where child.constraints.contains(where: { $0.name == name }) {
        renameConstraint(name, to: newName, of: child, at: offset)
      }
    }
  }

  private func renameSchema(_ name: String, to newName: String, at offset: Int) {
    context.ledger.lost("schema \(name) is renamed to \(newName)", line(offset), owner: nil)
    catalog.schemas.remove(name)
    catalog.schemas.insert(newName)
    for object in catalog.objects where !object.isDropped {
      switch object {
      case let relation as RelationState where relation.schema == name:
        move(relation, schema: newName, name: relation.name)
      case let type as TypeState where type.schema == name:
        move(type, schema: newName, name: type.name)
      case let function as FunctionState where function.schema == name:
        move(function, schema: newName, name: function.name)
      default: break
      }
    }
  }

  func setSchema(_ statement: SetSchema, at offset: Int) {
    let name = statement.name
    let schema = statement.newSchema
    switch statement.kind {
    case .table, .view, .materializedView, .foreignTable, .sequence:
      guard let relation = table(name, at: offset, missingOK: statement.missingOK) else { return }
      context.ledger.lostColumnless(
        "\(describe(relation)) moves to schema \(schema)",
        line(offset),
        relation
      )
      move(relation, schema: schema, name: relation.name)
    case .type, .domain:
      if let type = catalog.type(name) { move(type, schema: schema, name: type.name) }
    case .function, .aggregate:
      for function in overloads(name, statement.arguments) {
        move(function, schema: schema, name: function.name)
      }
    case .extension:
      for object in catalog.objects where !object.isDropped {
        if let type = object as? TypeState, type.fromExtension == name.name {
          move(type, schema: schema, name: type.name)
        }
      }
    default: break
    }
  }

  /// Gives a relation another name or schema; its indexes, constraints and owned sequences follow
  /// into the schema.
  func move(_ relation: RelationState, schema: String, name: String) {
    catalog.removeName(QualifiedName(schema: relation.schema, name: relation.name), relation.id)
    let changesSchema = relation.schema != schema
    if changesSchema {
      for index in relation.indexes {
        catalog.removeName(QualifiedName(schema: index.schema, name: index.name), index.id)
        index.schema = schema
        catalog.setName(QualifiedName(schema: schema, name: index.name), index.id)
      }
      for constraint in relation.constraints {
        catalog.removeConstraintName(
          QualifiedName(schema: relation.schema, name: constraint.name)
        )
        catalog.addConstraintName(QualifiedName(schema: schema, name: constraint.name))
      }
      for column in relation.columns {
        for dependent in column.dependents where dependent.kind == .automatic {
          if let sequence: RelationState = catalog.object(dependent.object),
            sequence.kind == .sequence, sequence.schema == relation.schema
          {
            move(sequence, schema: schema, name: sequence.name)
          }
        }
      }
    }
    relation.schema = schema
    relation.name = name
    catalog.add(relation)
  }

  func move(_ type: TypeState, schema: String, name: String) {
    let key = QualifiedName(schema: type.schema, name: type.name)
    if catalog.types[key] === type { catalog.types[key] = nil }
    type.schema = schema
    type.name = name
    catalog.types[QualifiedName(schema: schema, name: name)] = type
  }

  func move(_ function: FunctionState, schema: String, name: String) {
    catalog.functions[QualifiedName(schema: function.schema, name: function.name)]?
      .removeAll { $0 === function }
    function.schema = schema
    function.name = name
    catalog.functions[QualifiedName(schema: schema, name: name), default: []].append(function)
  }
}
