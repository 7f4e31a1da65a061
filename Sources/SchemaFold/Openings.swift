import PostgresSyntax

extension SchemaFold {
  /// Roles that everybody has who knows the public key, or who connects at all.
  private static let everybody: Set<String> = ["anon", "public"]

  /// What opens tables to everybody; usage of a schema and the call of a function open no rows.
  func open(_ grant: Grant, at offset: Int) {
    switch grant.kind {
    case .table, .view, .materializedView, .foreignTable: break
    default: return
    }
    let grantees = grant.grantees.filter { Self.everybody.contains($0.lowercased()) }
    guard !grantees.isEmpty else { return }
    let what = grant.privileges.isEmpty ? "ALL" : grant.privileges.joined(separator: ", ")
    let named = grant.objects.map(\.description).joined(separator: ", ")
    let on = named.isEmpty ? "tables made later" : named
    // Also of a table that the same file makes: it is opened all the same.
    context.ledger.lost(
      "GRANT \(what) ON \(on) TO \(grantees.joined(separator: ", ")) opens it to everybody",
      line(offset),
      owner: nil
    )
  }

  /// Membership in a role of the server's own side, or anything given to everybody; and what is taken from anybody.
  func changeMembers(_ grant: RoleGrant, at offset: Int) {
    let roles = grant.roles.joined(separator: ", ")
    guard grant.isGrant else {
      context.ledger.lost(
        "REVOKE \(roles) FROM \(grant.members.joined(separator: ", "))",
        line(offset),
        owner: nil
      )
      return
    }
    let isOwnSide = grant.roles.contains { Self.trusted.contains($0.lowercased()) }
    let members = grant.members.filter {
      let member = $0.lowercased()
      return Self.everybody.contains(member) || isOwnSide && !Self.trusted.contains(member)
    }
    guard !members.isEmpty else { return }
    context.ledger.lost(
      "GRANT \(roles) TO \(members.joined(separator: ", ")) gives it whatever \(roles) may",
      line(offset),
      owner: nil
    )
  }

  /// A role of clients that no policy binds any more.
  func strengthen(_ role: String, _ gains: [String], at offset: Int) {
    guard !Self.trusted.contains(role.lowercased()) else { return }
    context.ledger.lost(
      "ALTER ROLE \(role) \(gains.joined(separator: " ")) lets it past every policy",
      line(offset),
      owner: nil
    )
  }

  /// Policies of the file that let everybody write every row, and that did not stand so before.
  func openPolicies() -> [Ledger.Loss] {
    let ledger = context.ledger
    // Those of this file stand last; of the others only what it altered can be new.
    let added = catalog.objects.reversed().prefix { $0.file >= context.number }
      .compactMap { $0 as? PolicyState }
    let altered = ledger.originals.keys.sorted().compactMap { id -> PolicyState? in
      catalog.object(id)
    }
    var losses: [Ledger.Loss] = []
    for policy in altered + added where !policy.isDropped {
      guard
        Self.opensWrites(
          policy.command,
          permissive: policy.permissive,
          policy.roles,
          policy.using,
          policy.withCheck
        ), let relation: RelationState = catalog.object(policy.relation), !relation.isDropped
      else { continue }
      let isNew = policy.file == context.number
      let text = Ledger.text(of: policy)
      // What the file dropped and made again as it was is no new opening.
      let key = describe(policy)
      let before =
        isNew
        ? ledger.removals.first { $0.key == key }?.definition : ledger.originals[policy.id]
      guard before != text else { continue }
      losses.append(
        Ledger.Loss(
          line: policy.place.line,
          text:
            "policy \"\(policy.name)\" of \(relation.displayName) lets \(policy.roles.joined(separator: ", ")) write every row: \(text)"
        )
      )
    }
    return losses
  }

  /// A policy on a table that no file makes, such as one of the platform's.
  func openElsewhere(_ definition: PolicyDefinition, at offset: Int) {
    let roles = definition.roles.isEmpty ? ["public"] : definition.roles
    guard
      Self.opensWrites(
        definition.command ?? "ALL",
        permissive: definition.permissive,
        roles,
        definition.using,
        definition.withCheck
      )
    else { return }
    context.ledger.lost(
      "policy \"\(definition.name)\" of \(definition.table) lets \(roles.joined(separator: ", ")) write every row",
      line(offset),
      owner: nil
    )
  }

  /// Whether a policy lets roles that clients have write rows whatever they hold.
  private static func opensWrites(
    _ command: String,
    permissive: Bool,
    _ roles: [String],
    _ using: SQLExpression?,
    _ withCheck: SQLExpression?
  ) -> Bool {
    guard permissive, roles.contains(where: { !trusted.contains($0.lowercased()) }) else {
      return false
    }
    let usingIsTrue = using.map { isTrue($0.text) } ?? false
    let checkIsTrue = withCheck.map { isTrue($0.text) } ?? usingIsTrue
    switch command.uppercased() {
    case "INSERT": return checkIsTrue
    case "DELETE": return usingIsTrue
    // Who may change own rows alone may not write others.
    case "UPDATE": return usingIsTrue && checkIsTrue
    case "ALL": return usingIsTrue || checkIsTrue
    default: return false
    }
  }

  /// Roles of the server's own side.
  private static let trusted: Set<String> = [
    "service_role", "postgres", "supabase_admin", "supabase_auth_admin", "supabase_storage_admin",
    "authenticator", "dashboard_user",
  ]

  private static func isTrue(_ text: String) -> Bool {
    var bare = text.lowercased().filter { $0 != " " }
    while bare.hasPrefix("("), bare.hasSuffix(")") { bare = String(bare.dropFirst().dropLast()) }
    return bare == "true" || bare == "1=1" || bare == "true::boolean"
  }
}
