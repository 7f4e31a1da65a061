import Facts
import PostgresSyntax

extension SchemaFold {
  func depend(_ object: CatalogObject, on other: CatalogObject, _ kind: DependencyKind) {
    other.dependents.append(Dependent(object: object.id, kind: kind))
    object.bases.insert(other.id)
  }

  /// Forgets what an object depends on, its own table excepted, before it is defined anew.
  func unbind(_ object: CatalogObject, except kept: CatalogObject?) {
    for id in object.bases where id != kept?.id {
      let base: CatalogObject? = catalog.object(id)
      base?.dependents.removeAll { $0.object == object.id }
    }
    object.bases = kept.map { object.bases.contains($0.id) ? [$0.id] : [] } ?? []
  }

  /// Finds what an expression mentions, and makes `object` depend on it.
  ///
  /// `owner` is the table whose columns an unqualified name means in the end; `ownKind` says how the
  /// object depends on those.
  func bind(
    _ references: References,
    of object: CatalogObject,
    owner: RelationState?,
    ownKind: DependencyKind
  ) {
    for use in references.functions {
      let found = catalog.functions(use.name).filter { $0.takes(use.argumentCount) }
      for function in found {
        depend(object, on: function, found.count == 1 ? .normal : .uncertain)
      }
    }
    for name in references.types {
      if let type = catalog.type(name) {
        depend(object, on: type, .normal)
      }
    }
    for name in references.relations {
      if let relation = catalog.lookUp(name), relation !== owner {
        depend(object, on: relation, .normal)
      }
    }
    var relations: [[(alias: String, relation: RelationState?)]] = []
    for scope in references.scopes {
      relations.append(
        scope.relations.map { entry in
          (entry.alias, entry.relation.flatMap { catalog.relation($0) })
        }
      )
    }
    for use in references.columns {
      for column in columns(use, references.scopes, relations, owner) where column !== object {
        depend(object, on: column, column.relation == owner?.id ? ownKind : .normal)
      }
    }
  }

  /// Ids of the owner's own columns that an expression uses, in order of first use.
  func ownColumns(_ references: References, of owner: RelationState) -> [ColumnState] {
    var result: [ColumnState] = []
    for use in references.columns where use.scope == nil {
      guard let name = use.path.last, let column = owner.column(name) else { continue }
      if !result.contains(where: { $0 === column }) { result.append(column) }
    }
    return result
  }

  private func columns(
    _ use: References.ColumnUse,
    _ scopes: [References.Scope],
    _ relations: [[(alias: String, relation: RelationState?)]],
    _ owner: RelationState?
  ) -> [ColumnState] {
    guard let name = use.path.last else { return [] }
    let qualifier = use.path.count > 1 ? use.path[use.path.count - 2] : nil
    var scope = use.scope
    while let current = scope, scopes.indices.contains(current) {
      for entry in relations[current] {
        if let qualifier, entry.alias != qualifier { continue }
        guard let relation = entry.relation else {
          // A subquery under that alias hides everything outside it.
          if qualifier != nil { return [] }
          continue
        }
        if name == "*" {
          if qualifier != nil || use.path.count == 1 {
            return relations[current].flatMap { $0.relation?.columns ?? [] }
          }
        } else if let column = relation.column(name) {
          return [column]
        } else if qualifier != nil {
          return []
        }
      }
      scope = scopes[current].parent
    }
    guard let owner, name != "*" else { return [] }
    if let qualifier, qualifier != owner.name { return [] }
    return owner.column(name).map { [$0] } ?? []
  }

  /// Everything that goes when `targets` go, and what would have stopped it without CASCADE.
  func closure(
    _ targets: [CatalogObject],
    cascade: Bool
  ) -> (gone: [CatalogObject], blockers: [CatalogObject], uncertain: [CatalogObject]) {
    var gone: [CatalogObject] = []
    var seen: Set<Int> = []
    var blocked: [Int] = []
    var uncertain: [Int] = []
    var pending = Array(targets.reversed())
    while let object = pending.popLast() {
      guard !object.isDropped, seen.insert(object.id).inserted else { continue }
      gone.append(object)
      for dependent in object.dependents {
        guard let next: CatalogObject = catalog.object(dependent.object) else { continue }
        switch dependent.kind {
        case .automatic: pending.append(next)
        case .normal: if cascade { pending.append(next) } else { blocked.append(next.id) }
        case .uncertain: uncertain.append(next.id)
        }
      }
    }
    func remaining(_ ids: [Int]) -> [CatalogObject] {
      ids.filter { !seen.contains($0) }.compactMap { catalog.object($0) }
    }
    return (gone, remaining(blocked), remaining(uncertain))
  }

  /// Takes objects and what goes with them out of the catalog.
  @discardableResult
  func remove(_ targets: [CatalogObject], cascade: Bool) -> [CatalogObject] {
    let (gone, _, uncertain) = closure(targets, cascade: cascade)
    for object in gone { detach(object) }
    for object in uncertain {
      if let relation = owner(of: object) {
        markPartial(
          relation,
          "\(context.source.path): one of several functions of a name is dropped, which may take \(describe(object)) along"
        )
      }
    }
    return gone
  }

  /// The table that an object belongs to.
  func owner(of object: CatalogObject) -> RelationState? {
    switch object {
    case let relation as RelationState: relation
    case let column as ColumnState: catalog.object(column.relation)
    case let index as IndexState: catalog.object(index.relation)
    case let constraint as ConstraintState: catalog.object(constraint.relation)
    case let policy as PolicyState: catalog.object(policy.relation)
    case let trigger as TriggerState: catalog.object(trigger.relation)
    case let value as DefaultState:
      catalog.column(value.column).flatMap { catalog.object($0.relation) }
    default: nil
    }
  }

  func describe(_ object: CatalogObject) -> String {
    let on = owner(of: object).map { " of \($0.displayName)" } ?? ""
    switch object {
    case let relation as RelationState:
      let kind =
        switch relation.kind {
        case .table, .partitionedTable: "table"
        case .foreignTable: "foreign table"
        case .view: "view"
        case .materializedView: "materialized view"
        case .sequence: "sequence"
        case .compositeType: "type"
        }
      return "\(kind) \(relation.displayName)"
    case let column as ColumnState: return "column \(column.name)\(on)"
    case let index as IndexState: return "index \(index.name)"
    case let constraint as ConstraintState: return "constraint \(constraint.name)\(on)"
    case let policy as PolicyState: return "policy \"\(policy.name)\"\(on)"
    case let trigger as TriggerState: return "trigger \(trigger.name)\(on)"
    case is DefaultState: return "a default\(on)"
    case let function as FunctionState: return "function \(function.name)"
    case let type as TypeState: return "type \(type.name)"
    case let item as ExtensionState: return "extension \(item.name)"
    default: return "an object"
    }
  }

  private func detach(_ object: CatalogObject) {
    context.ledger.removed(object, describe(object), owner: owner(of: object), in: self)
    object.isDropped = true
    switch object {
    case let relation as RelationState:
      catalog.removeName(QualifiedName(schema: relation.schema, name: relation.name), relation.id)
      for parent in relation.parents { parent.children.removeAll { $0 == relation.id } }
    case let column as ColumnState:
      let relation: RelationState? = catalog.object(column.relation)
      relation?.columns.removeAll { $0 === column }
    case let value as DefaultState:
      let column: ColumnState? = catalog.object(value.column)
      if column?.defaultValue === value { column?.defaultValue = nil }
    case let index as IndexState:
      catalog.removeName(QualifiedName(schema: index.schema, name: index.name), index.id)
      let relation: RelationState? = catalog.object(index.relation)
      relation?.indexes.removeAll { $0 === index }
    case let constraint as ConstraintState:
      if let relation: RelationState = catalog.object(constraint.relation) {
        catalog.removeConstraintName(QualifiedName(schema: relation.schema, name: constraint.name))
        relation.constraints.removeAll { $0 === constraint }
      } else if catalog.objects.indices.contains(constraint.relation),
        let relation = catalog.objects[constraint.relation] as? RelationState
      {
        catalog.removeConstraintName(QualifiedName(schema: relation.schema, name: constraint.name))
      }
    case let policy as PolicyState:
      let relation: RelationState? = catalog.object(policy.relation)
      relation?.policies.removeAll { $0 === policy }
    case let trigger as TriggerState:
      let relation: RelationState? = catalog.object(trigger.relation)
      relation?.triggers.removeAll { $0 === trigger }
    case let function as FunctionState:
      catalog.functions[QualifiedName(schema: function.schema, name: function.name)]?
        .removeAll { $0 === function }
    case let type as TypeState:
      let key = QualifiedName(schema: type.schema, name: type.name)
      if catalog.types[key] === type { catalog.types[key] = nil }
    case let item as ExtensionState:
      catalog.extensions[item.name] = nil
    default: break
    }
  }
}
