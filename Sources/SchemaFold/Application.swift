import Facts
import PostgresSyntax

extension SchemaFold {
  /// Applies one statement to the catalog.
  func apply(_ statement: Statement) {
    let offset = statement.offset
    switch statement.kind {
    case .createTable(let table): create(table, at: offset)
    case .createTableAs(let table): create(table, at: offset)
    case .alterTable(let alter): self.alter(alter, at: offset)
    case .createIndex(let index): create(index, at: offset)
    case .createPolicy(let policy): create(policy, at: offset)
    case .alterPolicy(let policy): alter(policy, at: offset)
    case .createView(let view): create(view, statement)
    case .createFunction(let function): create(function, statement)
    case .createType(let type): create(type, at: offset)
    case .alterDomain(let domain): alter(domain)
    case .createExtension(let name, let schema, _): createExtension(name, schema)
    case .createSchema(let name, _, let elements): createSchema(name, elements)
    case .createSequence(let name, let ifNotExists, let temporary, let owner):
      createSequence(name, ifNotExists, temporary, owner, at: offset)
    case .alterSequence(let name, let owner): setOwner(of: name, owner)
    case .createTrigger(let trigger): create(trigger, statement)
    case .createEventTrigger(let name, let function):
      if catalog.functions(function).contains(where: {
        $0.body.map { Self.mayChangeSchema($0.text) } == false
      }) {
        break
      }
      eventTriggers[name] =
        "\(context.source.path):\(line(offset)): event trigger \(name) runs \(function) behind other statements"
    case .createRule(let name, let table):
      self.table(table, at: offset)?.rules.insert(name)
    case .drop(let drop): self.drop(drop, at: offset)
    case .rename(let rename): self.rename(rename, at: offset)
    case .setSchema(let move): setSchema(move, at: offset)
    case .grant(let grant):
      if grant.isGrant { open(grant, at: offset) } else { revoke(grant, at: offset) }
    case .grantRole(let grant): changeMembers(grant, at: offset)
    case .alterRole(let name, let gains): strengthen(name, gains, at: offset)
    case .truncate(let names): for name in names { loseRows(of: name, "TRUNCATE", at: offset) }
    case .delete(let name, let isFiltered):
      if !isFiltered { loseRows(of: name, "DELETE without WHERE", at: offset) }
    case .update(let name, let isFiltered):
      if !isFiltered { loseRows(of: name, "UPDATE without WHERE", at: offset) }
    case .anonymousBlock(let body): run(body, at: offset)
    case .set(let name, let values, let local): set(name, values, local: local)
    case .query(let calls): for call in calls { self.call(call, at: offset) }
    case .transaction(let transaction): apply(transaction, at: offset)
    case .unread(let unread): skip(unread, at: offset)
    case .metaCommand(let name, let arguments): skip(name, arguments, at: offset)
    case .insert, .other: break
    }
  }

  private func set(_ name: String, _ values: [String], local: Bool) {
    guard name.lowercased() == "search_path" || name.lowercased() == "schema" else { return }
    if local, context.pathBeforeTransaction == nil {
      context.pathBeforeTransaction = catalog.searchPath
    }
    setSearchPath(values.isEmpty ? nil : values)
  }

  func setSearchPath(_ values: [String]?) {
    guard let values else {
      catalog.searchPath = Catalog.defaultSearchPath
      return
    }
    catalog.searchPath = values.filter { $0 != "$user" && !$0.isEmpty && $0 != "pg_catalog" }
  }

  private func apply(_ transaction: Transaction, at offset: Int) {
    switch transaction {
    case .commit:
      if let path = context.pathBeforeTransaction {
        catalog.searchPath = path
        context.pathBeforeTransaction = nil
      }
    case .rollback, .rollbackToSavepoint:
      let reason = "line \(line(offset)): ROLLBACK undoes statements that are shown here as applied"
      context.addPartialReason(reason)
      for relation in catalog.tables where relation.file == context.number {
        markPartial(relation, "\(context.source.path):\(line(offset)): undone by ROLLBACK")
      }
      context.ledger.doubt(reason)
    case .begin, .savepoint, .other: break
    }
  }

  /// A statement that does not parse: what it names is no longer certain.
  private func skip(_ unread: UnreadStatement, at offset: Int) {
    let where_ = "\(unread.problem.path):\(unread.problem.line)"
    let reason = "\(where_): a statement that does not parse (\(unread.problem.message))"
    context.addPartialReason(
      "line \(unread.problem.line): \(unread.problem.message)"
    )
    context.ledger.doubt("line \(unread.problem.line) does not parse")
    for name in unread.names {
      guard let relation = catalog.relation(name) else { continue }
      markPartial(relation, reason)
    }
    switch unread.verb {
    case "CREATE TABLE", "CREATE TEMP":
      if let name = unread.names.first(where: { !Self.tableWords.contains($0.name) }) {
        externalNames.insert(name)
      }
    default: break
    }
  }

  private static let tableWords: Set<String> = [
    "create", "table", "if", "not", "exists", "unlogged",
  ]

  private func skip(_ command: String, _ arguments: String, at offset: Int) {
    let line = line(offset)
    switch command {
    case "i", "ir", "include", "include_relative":
      context.addPartialReason("line \(line): \\\(command) \(arguments): the file is not read")
      context.ledger.doubt("line \(line) includes another file")
    case "if", "elif", "else", "gexec", "c", "connect", "q", "quit":
      if command == "connect" || command == "c", arguments.isEmpty { return }
      context.addPartialReason(
        "line \(line): \\\(command): what psql does from here on depends on what it finds"
      )
      context.ledger.doubt("line \(line): \\\(command)")
      if command == "gexec" {
        doubtEverything(
          because: "\(context.source.path):\(line): \\gexec runs SQL made at run time"
        )
      }
    default: break
    }
  }

  func dropTemporaryTables() {
    let temporary = catalog.relationNames.compactMap { name, id -> CatalogObject? in
      guard name.schema == Catalog.temporarySchema else { return nil }
      let object: CatalogObject? = catalog.object(id)
      return object
    }
    if !temporary.isEmpty { remove(temporary, cascade: true) }
  }
}
