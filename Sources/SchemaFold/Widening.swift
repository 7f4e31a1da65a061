import Facts
import PostgresSyntax

extension SchemaFold {
  private static let hole = "sitrep_hole"

  /// Weighs SQL of which only a part is known: what it may touch loses its certainty.
  func widen(_ pieces: [String?], _ candidates: Set<Int>?, at offset: Int) {
    let sql = pieces.map { $0 ?? Self.hole }.joined()
    let path = context.source.path
    let reason = "\(path):\(line(offset)): SQL that is put together at run time"
    let statements = SQLFile.statements(in: sql, at: offset, path: path)
    for statement in statements {
      switch statement.kind {
      case .createPolicy(let policy), .alterPolicy(let policy):
        touch(policy.table, candidates, "\(reason) (policies)", at: offset)
      case .createIndex(let index):
        touch(index.table, candidates, "\(reason) (an index)", at: offset)
      case .alterTable(let alter): widen(alter, candidates, reason, at: offset)
      case .drop(let drop): widen(drop, candidates, reason, at: offset)
      case .rename(let rename): touch(rename.name, candidates, "\(reason) (a rename)", at: offset)
      case .setSchema(let move):
        touch(move.name, candidates, "\(reason) (SET SCHEMA)", at: offset)
      case .createTable(let table):
        notAnalysed(
          "\(describeHole(table.name)) is created by SQL put together at run time",
          at: offset
        )
        if let parent = table.partitionOf ?? table.inherits.first {
          touch(parent, candidates, "\(reason) (a partition)", at: offset)
        }
      case .createTableAs(let table):
        notAnalysed(
          "\(describeHole(table.name)) is created by SQL put together at run time",
          at: offset
        )
      case .grant(let grant):
        if !grant.isGrant { notAnalysed("REVOKE put together at run time", at: offset) }
      case .grantRole, .alterRole:
        notAnalysed("a role changed by SQL put together at run time", at: offset)
      case .truncate, .delete(_, isFiltered: false), .update(_, isFiltered: false):
        context.ledger.lost("rows, by SQL put together at run time", line(offset), owner: nil)
      case .anonymousBlock, .unread, .metaCommand:
        notAnalysed("SQL put together at run time", at: offset)
        doubt(candidates, reason, rowSecurity: true)
      case .createType, .createExtension, .createSchema, .createSequence, .alterSequence:
        notAnalysed("SQL put together at run time", at: offset)
      case .createTrigger, .createView, .createFunction, .createEventTrigger, .createRule,
        .alterDomain,
        .insert, .update, .delete, .set, .query, .transaction, .other:
        break
      }
    }
    if statements.isEmpty {
      notAnalysed("SQL put together at run time", at: offset)
      doubt(candidates, reason, rowSecurity: true)
    }
  }

  private func describeHole(_ name: QualifiedName) -> String {
    name.name.contains(Self.hole) ? "a table" : "table \(name)"
  }

  private func widen(_ alter: AlterTable, _ candidates: Set<Int>?, _ reason: String, at offset: Int)
  {
    var rowSecurity = false
    var isRelevant = false
    for action in alter.actions {
      switch action {
      case .rowSecurity, .forceRowSecurity:
        rowSecurity = true
        isRelevant = true
      case .other: break
      default: isRelevant = true
      }
    }
    guard isRelevant else { return }
    touch(
      alter.name,
      candidates,
      "\(reason) (\(rowSecurity ? "row security" : "ALTER TABLE"))",
      rowSecurity: rowSecurity,
      at: offset
    )
  }

  private func widen(_ drop: Drop, _ candidates: Set<Int>?, _ reason: String, at offset: Int) {
    switch drop.kind {
    case .policy:
      for object in drop.objects {
        touch(object.name, candidates, "\(reason) (DROP POLICY)", at: offset)
      }
    case .table, .foreignTable:
      for object in drop.objects {
        touch(object.name, candidates, "\(reason) (DROP TABLE)", rowSecurity: true, at: offset)
      }
    case .index:
      notAnalysed("DROP INDEX put together at run time", at: offset)
      doubt(candidates, "\(reason) (DROP INDEX)", rowSecurity: false)
    case .function, .aggregate, .type, .domain, .schema, .extension, .sequence, .view,
      .materializedView:
      guard drop.cascade || drop.kind == .schema else {
        notAnalysed("DROP put together at run time", at: offset)
        return
      }
      notAnalysed("DROP … CASCADE put together at run time", at: offset)
      doubt(nil, "\(reason) (DROP … CASCADE)", rowSecurity: drop.kind == .schema)
    default: break
    }
  }

  private func touch(
    _ name: QualifiedName,
    _ candidates: Set<Int>?,
    _ reason: String,
    rowSecurity: Bool = false,
    at offset: Int
  ) {
    notAnalysed("SQL put together at run time", at: offset)
    if !name.name.contains(Self.hole), name.schema?.contains(Self.hole) != true {
      if let relation = catalog.relation(name) {
        doubt([relation.id], reason, rowSecurity: rowSecurity)
      }
      return
    }
    guard let schema = name.schema, !schema.contains(Self.hole) else {
      doubt(candidates, reason, rowSecurity: rowSecurity)
      return
    }
    let inSchema = Set(catalog.tables.filter { $0.schema == schema }.map(\.id))
    doubt(
      candidates.map { $0.intersection(inSchema) } ?? inSchema,
      reason,
      rowSecurity: rowSecurity
    )
  }

  private func doubt(_ tables: Set<Int>?, _ reason: String, rowSecurity: Bool) {
    for relation in catalog.tables where tables?.contains(relation.id) ?? true {
      markPartial(relation, reason)
      if rowSecurity {
        relation.rowSecurity = nil
        relation.rowSecurityReason = reason
        relation.forceRowSecurity = nil
      }
    }
  }
}
