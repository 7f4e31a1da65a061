internal import Facts

/// Every table that the migrations state or the catalog has: looked at, and asked for a row.
struct TableSurvey {
  let stage: Stage
  /// Folded over every file, also those that failed.
  let all: [Table]
  /// Folded over those that were applied.
  let applied: [Table]
  let files: [RehearsedFile]

  /// Looks at each table; the catalog holds those that the files made.
  ///
  /// - Throws: `DatabaseError` only when the run cannot go on.
  func tables(
    catalog: CatalogTables,
    connection: Connection
  ) throws(DatabaseError) -> [RehearsedTable] {
    var entries = Dictionary(
      catalog.entries.map { (Self.key($0.table), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    let stated = Dictionary(
      applied.map { (Self.key($0), $0) },
      uniquingKeysWith: { first, _ in first }
    )
    var result: [RehearsedTable] = []
    for table in all {
      let entry = entries.removeValue(forKey: Self.key(table))
      result.append(try look(at: table, entry, stated[Self.key(table)], connection))
    }
    // What only the catalog knows comes last: made by code that nobody read.
    for entry in catalog.entries where entries[Self.key(entry.table)] != nil {
      result.append(try look(at: nil, entry, stated[Self.key(entry.table)], connection))
    }
    return result
  }

  private func look(
    at table: Table?,
    _ entry: CatalogTables.Entry?,
    _ stated: Table?,
    _ connection: Connection
  ) throws(DatabaseError) -> RehearsedTable {
    if Interruption.cameIn { throw .interrupted }
    var result = RehearsedTable(
      schema: table?.schema ?? entry?.table.schema ?? "",
      name: table?.name ?? entry?.table.name ?? "",
      path: table?.path,
      line: table?.line,
      exists: entry != nil
    )
    guard let entry else {
      result.existsReason = absence(of: table)
      let reason = "not checked: the table is not there"
      result.insertedReason = reason
      result.queriedReason = reason
      return result
    }
    result.rowSecurity = entry.table.rowSecurity
    result.forceRowSecurity = entry.table.forceRowSecurity
    result.policies = entry.table.policies.count
    if let stated {
      result.differences =
        TableComparison(stated: stated, actual: entry.table, comparesText: false).differences
    }
    try TableProbe(stage: stage, connection: connection).probe(entry.oid, &result)
    return result
  }

  private func absence(of table: Table?) -> String {
    guard let table, let file = files.first(where: { $0.path == table.path }) else {
      return "no applied file creates it"
    }
    return switch file.outcome {
    case .failed: "\(file.path) failed"
    case .skipped: "\(file.path) was skipped"
    case .applied: "an applied file took it away, or made it under another name"
    }
  }

  private static func key(_ table: Table) -> String { "\(table.schema)\0\(table.name)" }
}
