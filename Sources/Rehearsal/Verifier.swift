internal import Collectors
package import Facts

/// Compares a live database with the migrations, from the catalog alone.
package enum Verifier {
  /// Reads the catalog in a read-only transaction and compares.
  ///
  /// `source` names where the URL stood, for messages; everything that the server says passes `redact`.
  ///
  /// - Throws: `RehearsalError` without a connection; differences are a result.
  package static func run(
    url: String,
    source: String,
    migrations: [SourceFile],
    at now: Timestamp,
    redact: @escaping @Sendable (String) -> String = { $0 }
  ) throws(RehearsalError) -> Verification {
    let library = try LibPQ()
    let address = try DatabaseAddress(url, from: source, library: library)
    let interruption = Interruption()
    defer { withExtendedLifetime(interruption) {} }
    let catalog: CatalogTables
    let version: String
    do throws(DatabaseError) {
      let connection = try Connection(
        library: library,
        parameters: address.parameters(),
        redact: { redact(address.redacted($0)) }
      )
      version = connection.serverVersionText
      catalog = try read(connection)
    } catch {
      throw RehearsalError("the database of \(source) cannot be read: \(error.message)")
    }
    let evidence = MigrationCollector.collect(migrations)
    var result = Verification(
      verifiedAt: now,
      serverVersion: version,
      fingerprint: Fingerprint.of(migrations),
      notChecked: evidence.notChecked
    )
    if !address.ignored.isEmpty {
      result.notes.append("not used of the URL: \(address.ignored.joined(separator: ", "))")
    }
    compare(evidence, catalog, &result)
    return result
  }

  private static func read(_ connection: Connection) throws(DatabaseError) -> CatalogTables {
    // Local settings alone: a pooler may give the next transaction another session.
    try connection.run(
      """
      BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
      SET LOCAL statement_timeout = '30s'; SET LOCAL lock_timeout = '5s'; SET LOCAL search_path = pg_catalog
      """
    )
    let catalog = try CatalogTables(connection)
    try connection.run("ROLLBACK")
    return catalog
  }

  private static func compare(
    _ evidence: MigrationEvidence,
    _ catalog: CatalogTables,
    _ result: inout Verification
  ) {
    var real = Dictionary(
      catalog.entries.map { (key($0.table), $0.table) },
      uniquingKeysWith: { first, _ in first }
    )
    for stated in evidence.tables {
      var table = Verification.VerifiedTable(
        schema: stated.schema,
        name: stated.name,
        path: stated.path,
        line: stated.line,
        verdict: .same
      )
      if let actual = real.removeValue(forKey: key(stated)) {
        verdict(stated, actual, &table)
      } else {
        table.verdict = .missing
        table.reason = stated.partial == true ? stated.partialReason : nil
      }
      result.tables.append(table)
    }
    let schemas = Set(evidence.tables.map(\.schema))
    result.unstated = catalog.entries.map(\.table)
      .filter { schemas.contains($0.schema) && real[key($0)] != nil }
      .map {
        Verification.UnstatedTable(
          schema: $0.schema,
          name: $0.name,
          rowSecurity: $0.rowSecurity == true
        )
      }
  }

  private static func verdict(
    _ stated: Table,
    _ actual: Table,
    _ table: inout Verification.VerifiedTable
  ) {
    let comparison = TableComparison(stated: stated, actual: actual, comparesText: true)
    table.differences = comparison.differences
    table.rowSecurity = actual.rowSecurity
    var reasons = comparison.notCompared
    if stated.partial == true {
      reasons.insert(stated.partialReason ?? "the migrations were read in part", at: 0)
    }
    table.reason = reasons.isEmpty ? nil : reasons.joined(separator: "; ")
    if stated.partial == true {
      // What was not understood may explain every difference, or hide one.
      table.verdict = .notChecked
    } else if !comparison.differences.isEmpty {
      table.verdict = .differs
    } else if !reasons.isEmpty {
      table.verdict = .notChecked
    }
  }

  private static func key(_ table: Table) -> String { "\(table.schema)\0\(table.name)" }
}
