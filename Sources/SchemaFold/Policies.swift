import Facts
import PostgresSyntax

extension SchemaFold {
  func create(_ definition: PolicyDefinition, at offset: Int) {
    guard let relation = table(definition.table, at: offset) else {
      return openElsewhere(definition, at: offset)
    }
    var definition = definition
    definition.name = ObjectNames.truncated(definition.name)
    if relation.policies.contains(where: { $0.name == definition.name }) {
      refuse(
        "policy \"\(definition.name)\" of \(relation.displayName) is there already",
        at: offset,
        object: definition.name,
        touching: relation
      )
      return
    }
    definition.roles = normalized(definition.roles)
    let policy = catalog.add {
      PolicyState(
        id: $0,
        file: context.number,
        relation: relation.id,
        definition: definition,
        place: place(offset)
      )
    }
    relation.policies.append(policy)
    bind(policy, of: relation)
    noteUncertainty(relation)
    if !definition.permissive, relation.file != context.number {
      context.ledger.lost(
        "restrictive policy \"\(definition.name)\" on \(relation.displayName)",
        line(offset),
        owner: relation
      )
    }
  }

  private func bind(_ policy: PolicyState, of relation: RelationState) {
    depend(policy, on: relation, .automatic)
    for expression in [policy.using, policy.withCheck] {
      if let expression {
        bind(expression.references, of: policy, owner: relation, ownKind: .normal)
      }
    }
  }

  /// Without TO a policy is for everybody; beside `public` other roles mean nothing.
  private func normalized(_ roles: [String]) -> [String] {
    roles.isEmpty || roles.contains("public") ? ["public"] : roles
  }

  func alter(_ definition: PolicyDefinition, at offset: Int) {
    guard let relation = table(definition.table, at: offset) else { return }
    let name = ObjectNames.truncated(definition.name)
    guard let policy = relation.policies.first(where: { $0.name == name }) else {
      refuse(
        "policy \"\(definition.name)\" of \(relation.displayName) is not there",
        at: offset,
        object: definition.name,
        touching: relation
      )
      return
    }
    context.ledger.willChange(policy)
    if !definition.roles.isEmpty { policy.roles = normalized(definition.roles) }
    if let using = definition.using { policy.using = using }
    if let check = definition.withCheck { policy.withCheck = check }
    policy.place = place(offset)
    unbind(policy, except: nil)
    bind(policy, of: relation)
    context.ledger.changed(policy, line(offset), relation)
    noteUncertainty(relation)
  }

  func revoke(_ grant: Grant, at offset: Int) {
    // Taking from the public what a file itself has made is no loss to anybody.
    let known = grant.objects.map { catalog.lookUp($0) ?? catalog.functions($0).first }
    if !known.isEmpty, known.allSatisfy({ $0?.file == context.number }) { return }
    let what = grant.privileges.isEmpty ? "ALL" : grant.privileges.joined(separator: ", ")
    let on = grant.objects.map(\.description).joined(separator: ", ")
    context.ledger.lost(
      "REVOKE \(what) ON \(on.isEmpty ? "objects" : on) FROM \(grant.grantees.joined(separator: ", "))",
      line(offset),
      owner: nil
    )
  }

  func loseRows(of name: QualifiedName, _ what: String, at offset: Int) {
    let relation = catalog.relation(name)
    if relation?.schema == Catalog.temporarySchema { return }
    context.ledger.lost("\(what) on \(name)", line(offset), owner: relation)
  }
}
