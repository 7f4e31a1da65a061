/// Looks for values that a table's CHECK constraints and domains accept, asking PostgreSQL about each.
struct ValueSearch {
  let shape: TableShape
  let connection: Connection

  /// Combinations that are asked about for one constraint over several columns.
  private static let maximumTries = 200

  /// Replaces values that a constraint refuses; what cannot be fitted stays, and the insertion says why.
  func fit(_ values: inout [String: String], forced: Set<String>) throws(DatabaseError) {
    for column in shape.columns where values[column.name] != nil && !forced.contains(column.name) {
      let own = shape.checks.filter { $0.columns == [column.number] }
      guard !own.isEmpty || column.domainChecks != nil else { continue }
      if try accepts(own, values) { continue }
      let conditions = own.map(\.expression) + (column.domainChecks.map { [$0] } ?? [])
      var attempt = values
      for candidate in SampleValues.candidates(in: conditions) {
        attempt[column.name] = candidate
        if try accepts(own, attempt) {
          values = attempt
          break
        }
      }
    }
    let wide = shape.checks.filter { $0.columns.count > 1 }
    for check in wide where try !accepts([check], values) {
      try fit(check, all: wide, &values, forced: forced)
    }
  }

  private func fit(
    _ check: TableShape.Check,
    all: [TableShape.Check],
    _ values: inout [String: String],
    forced: Set<String>
  ) throws(DatabaseError) {
    let columns = shape.columns.filter { column in
      check.columns.contains(column.number) && !forced.contains(column.name)
        && !column.isGenerated && !column.isIdentity
    }
    var tries = 0
    // One column at a time: two that have to change together are beyond a made-up row.
    for column in columns {
      let narrow = shape.checks.filter { $0.columns.contains(column.number) }
      let candidates = SampleValues.candidates(in: narrow.map(\.expression))
      for candidate in [SampleValues.value(for: column)].compactMap({ $0 }) + candidates {
        guard tries < Self.maximumTries else { return }
        tries += 1
        var attempt = values
        attempt[column.name] = candidate
        if try accepts(narrow, attempt) {
          values = attempt
          return
        }
      }
    }
  }

  /// Whether a row of these values passes; a value that is none of its type does not.
  private func accepts(
    _ checks: [TableShape.Check],
    _ values: [String: String]
  ) throws(DatabaseError) -> Bool {
    let used = Set(checks.flatMap(\.columns))
    let columns = shape.columns.map { column in
      let value = values[column.name].map(SQLText.literal) ?? "NULL"
      // A column with a default that is left out is not known here: NULL passes every check.
      let isNeeded = used.contains(column.number) || values[column.name] != nil
      let isPlain = value == "NULL"
      let type = isPlain && column.domainChecks != nil ? "text" : column.type
      return (isNeeded || isPlain ? "CAST(\(value) AS \(type))" : "NULL")
        + " AS \(SQLText.identifier(column.name))"
    }
    let conditions =
      checks.isEmpty
      ? "true" : checks.map { "((\($0.expression)) IS NOT FALSE)" }.joined(separator: " AND ")
    let query = """
      SELECT \(conditions) FROM (SELECT \(columns.joined(separator: ", "))) \
      AS \(SQLText.identifier(shape.name))
      """
    try connection.run("SAVEPOINT sitrep_value")
    do throws(DatabaseError) {
      let rows = try connection.run(query, timeout: .seconds(5))
      try connection.run("RELEASE SAVEPOINT sitrep_value")
      return rows.first?.first == "t"
    } catch {
      guard error.kind == .refused else { throw error }
      try connection.run("ROLLBACK TO SAVEPOINT sitrep_value")
      return false
    }
  }
}
