internal import Facts

/// Inserts and reads a made-up row in a transaction that is rolled back: as the owner, and as a role that row
/// security binds.
struct TableProbe {
  let stage: Stage
  let connection: Connection

  /// One try of a row.
  private struct Attempt {
    var omitsDefaults = false
    var avoiding = false
  }

  /// Fills in what one table answers.
  ///
  /// - Throws: `DatabaseError` only when the run cannot go on.
  func probe(_ table: Int, _ result: inout RehearsedTable) throws(DatabaseError) {
    do throws(DatabaseError) {
      let shape = try TableShape(table, connection)
      let role = try boundRole(of: table)
      let context = SessionContext(policyTexts: shape.policyTexts, role: role)
      let start = result
      for attempt in [Attempt(), Attempt(omitsDefaults: true), Attempt(avoiding: true)] {
        var answer = start
        answer.bound = RehearsedTable.Bound(role: role, settings: context.names)
        try run(attempt, table, shape, context, &answer)
        if attempt.omitsDefaults || attempt.avoiding, !Self.isBetter(answer, than: result) {
          continue
        }
        result = answer
        if result.inserted == true, result.bound?.inserted != false { break }
      }
    } catch {
      guard error.kind == .refused else { throw error }
      result.insertedReason = "not checked: \(error.message)"
      result.queriedReason = result.insertedReason
    }
  }

  private static func isBetter(_ answer: RehearsedTable, than other: RehearsedTable) -> Bool {
    func score(_ table: RehearsedTable) -> Int {
      (table.inserted == true ? 2 : 0) + (table.bound?.inserted == true ? 1 : 0)
    }
    return score(answer) > score(other)
  }

  // MARK: One attempt

  private func run(
    _ attempt: Attempt,
    _ table: Int,
    _ shape: TableShape,
    _ context: SessionContext,
    _ result: inout RehearsedTable
  ) throws(DatabaseError) {
    try connection.run("BEGIN")
    do throws(DatabaseError) {
      try run(inTransaction: attempt, table, shape, context, &result)
      try connection.run("ROLLBACK")
    } catch {
      guard error.kind == .refused else { throw error }
      try connection.run("ROLLBACK")
      let reason = "not checked: no row could be made up: \(error.message)"
      result.insertedReason = reason
      result.queriedReason = reason
      result.bound?.insertedReason = reason
      result.bound?.queriedReason = reason
    }
  }

  private func run(
    inTransaction attempt: Attempt,
    _ table: Int,
    _ shape: TableShape,
    _ context: SessionContext,
    _ result: inout RehearsedTable
  ) throws(DatabaseError) {
    let role = SQLText.identifier(result.bound?.role ?? stage.bound)
    try connection.run(context.statements())
    if !stage.hasClientRights { try grant(shape, to: role) }
    let row = try SampleRow.make(
      table: table,
      omitsDefaults: attempt.omitsDefaults,
      avoiding: attempt.avoiding,
      connection
    )
    try connection.run("SAVEPOINT sitrep_row")
    if let place = try ownerInserts(row, &result) {
      let query =
        "SELECT count(*) FROM \(shape.sqlName) WHERE ctid = '\(place.row)' AND tableoid = \(place.table)"
      try ownerReads(query, &result)
      try boundReads(query, role, context, &result)
    }
    try connection.run("ROLLBACK TO SAVEPOINT sitrep_row")
    try boundInserts(row, role, &result)
  }

  private func ownerInserts(
    _ row: SampleRow,
    _ result: inout RehearsedTable
  ) throws(DatabaseError) -> (row: String, table: String)? {
    do throws(DatabaseError) {
      let rows = try connection.run(row.insertion(returning: "ctid, tableoid::oid::text"))
      try connection.run("SET CONSTRAINTS ALL IMMEDIATE")
      guard let first = rows.first, let place = first[0], let table = first[1] else {
        // A trigger or a rule took the row away.
        result.insertedReason = "not checked: the database took the row and kept nothing of it"
        result.queriedReason = result.insertedReason
        return nil
      }
      result.inserted = true
      return (place, table)
    } catch {
      guard error.kind == .refused else { throw error }
      (result.inserted, result.insertedReason) = Self.refusal(error)
      result.queriedReason = "not checked: no row was inserted"
      result.bound?.queriedReason = "not checked: no row was inserted"
      return nil
    }
  }

  private func ownerReads(
    _ query: String,
    _ result: inout RehearsedTable
  ) throws(DatabaseError) {
    do throws(DatabaseError) {
      result.queried = try connection.run(query).first?.first == "1"
      if result.queried == false {
        result.queriedReason = "row security hides the row from the owner"
      }
    } catch {
      guard error.kind == .refused else { throw error }
      (result.queried, result.queriedReason) = Self.refusal(error)
      try connection.run("ROLLBACK TO SAVEPOINT sitrep_row")
    }
  }

  private func boundReads(
    _ query: String,
    _ role: String,
    _ context: SessionContext,
    _ result: inout RehearsedTable
  ) throws(DatabaseError) {
    guard result.queried == true else {
      result.bound?.queriedReason = "not checked: the owner does not see the row"
      return
    }
    do throws(DatabaseError) {
      try connection.run("SET LOCAL ROLE \(role)")
      let sees = try connection.run(query).first?.first == "1"
      result.bound?.queried = sees
      if !sees { result.bound?.queriedReason = "row security hides the owner's row" }
      try connection.run(context.statements(isEmpty: true))
      result.bound?.queriedWithoutSettings = try connection.run(query).first?.first == "1"
    } catch {
      guard error.kind == .refused else { throw error }
      // Without its settings a policy may fail instead of refusing: then it shows nothing.
      if result.bound?.queried == nil {
        let refusal = Self.refusal(error)
        result.bound?.queried = refusal.value
        result.bound?.queriedReason = refusal.reason
      } else {
        result.bound?.queriedWithoutSettings = false
      }
    }
  }

  private func boundInserts(
    _ row: SampleRow,
    _ role: String,
    _ result: inout RehearsedTable
  ) throws(DatabaseError) {
    do throws(DatabaseError) {
      try connection.run("SET LOCAL ROLE \(role)")
      try connection.run(row.insertion())
      result.bound?.inserted = true
    } catch {
      guard error.kind == .refused else { throw error }
      let refusal = Self.refusal(error)
      result.bound?.inserted = refusal.value
      result.bound?.insertedReason = refusal.reason
    }
  }

  /// Refused by row security or for want of a privilege is an answer; anything else says nothing of the table.
  private static func refusal(_ error: DatabaseError) -> (value: Bool?, reason: String) {
    if error.sqlState == DatabaseError.insufficientPrivilege { return (false, error.message) }
    return (nil, "not checked: \(error.message)")
  }

  // MARK: Roles

  /// The role that policies of the table mean: that of the stage, else one that they name.
  private func boundRole(of table: Int) throws(DatabaseError) -> String {
    let rows = try connection.run(
      """
      SELECT CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END
      FROM pg_policy p CROSS JOIN LATERAL unnest(polroles) r LEFT JOIN pg_roles o ON o.oid = r
      WHERE polrelid = $1::oid AND (r = 0 OR NOT (o.rolsuper OR o.rolbypassrls))
        AND (r = 0 OR pg_has_role(current_user, r, 'MEMBER')) ORDER BY polname
      """,
      ["\(table)"]
    )
    let names = rows.map { $0.text(0) }
    let isMeant = names.isEmpty || names.contains("public") || names.contains(stage.bound)
    return isMeant ? stage.bound : names.first { $0 != stage.owner } ?? stage.bound
  }

  /// Rights that the policies are then about; they go with the transaction.
  private func grant(_ shape: TableShape, to role: String) throws(DatabaseError) {
    let schema = SQLText.identifier(shape.schema)
    try connection.run(
      """
      GRANT USAGE ON SCHEMA \(schema) TO \(role);
      GRANT SELECT, INSERT ON \(shape.sqlName) TO \(role);
      GRANT USAGE ON ALL SEQUENCES IN SCHEMA \(schema) TO \(role)
      """
    )
  }
}
