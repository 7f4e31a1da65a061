internal import Facts

extension Outline {
  /// What a person reads of a rehearsal.
  package init(_ rehearsal: Rehearsal) {
    let place = rehearsal.server.kind == .own ? "a server of its own" : "another server"
    let files = rehearsal.files
    let outcomes = [RehearsedFile.Outcome.applied, .failed, .skipped].map { outcome in
      "\(files.count { $0.outcome == outcome }) \(outcome.rawValue)"
    }
    let tables = rehearsal.tables
    let tableParts = [
      "\(tables.count { $0.exists }) there",
      "\(tables.count { $0.rowSecurity == true }) with row security",
      "\(tables.count { $0.inserted == true }) took a test row",
      "\(tables.count { $0.queried == true }) gave it back",
    ]
    self.init(
      title: "Rehearsal on PostgreSQL \(rehearsal.server.version), \(place), as "
        + "\(rehearsal.server.owner) (no superuser)",
      groups: [
        Group(title: "Files", lines: files.map(Self.line)),
        Group(title: "Tables", lines: tables.map(Self.line)),
        Group(
          title: "Notes",
          lines: rehearsal.notes.map { Line($0) }
            + rehearsal.rolesLeft.map { Line("LEFT on the server: \($0)") }
        ),
        Group(
          title: "Not checked",
          lines: rehearsal.notChecked.map(Self.line)
        ),
      ],
      summary: "\(counted(files.count, "file")): \(outcomes.joined(separator: ", ")); "
        + "\(counted(tables.count, "table")): \(tableParts.joined(separator: ", "))"
    )
  }

  private static func line(_ file: RehearsedFile) -> Line {
    var details: [String] = []
    if let reason = file.inTransactionReason {
      details.append("statement by statement, in no transaction: \(reason)")
    }
    switch file.outcome {
    case .applied: return Line("applied: \(file.path)", details: details)
    case .skipped: return Line("skipped: \(file.path): \(file.reason ?? "no reason")")
    case .failed:
      guard let error = file.error else { return Line("FAILED: \(file.path)", details: details) }
      let column = error.column.map { ":\($0)" } ?? ""
      let state = error.sqlState.map { " (\($0))" } ?? ""
      if let detail = error.detail { details.append("detail: \(detail)") }
      if let reason = file.reason { details.append(reason) }
      return Line(
        "FAILED: \(file.path):\(error.line)\(column): \(error.message)\(state)",
        details: details
      )
    }
  }

  private static func line(_ table: RehearsedTable) -> Line {
    let name = "\(table.schema).\(table.name)"
    guard table.exists else {
      return Line("\(name): NOT THERE: \(table.existsReason ?? "no reason")")
    }
    let forced = table.forceRowSecurity == true ? ", forced" : ""
    let security =
      table.rowSecurity == true
      ? "row security on\(forced), \(counted(table.policies, "policy", "policies"))"
      : "row security OFF"
    var details = [
      "owner: \(answers(table.inserted, table.insertedReason, table.queried, table.queriedReason))"
    ]
    if let bound = table.bound {
      let said = answers(bound.inserted, bound.insertedReason, bound.queried, bound.queriedReason)
      let settings =
        bound.settings.isEmpty ? "" : " (with \(bound.settings.joined(separator: ", ")) set)"
      details.append("\(bound.role)\(settings): \(said)")
      if bound.queriedWithoutSettings == true, table.rowSecurity == true {
        details.append("\(bound.role) reads the row without those settings as well")
      }
    }
    details += table.differences.map { "reading the files says otherwise: \($0.text)" }
    return Line("\(name): \(security)", details: details)
  }

  private static func answers(
    _ inserted: Bool?,
    _ insertedReason: String?,
    _ queried: Bool?,
    _ queriedReason: String?
  ) -> String {
    if let insertedReason, inserted == nil, insertedReason == queriedReason {
      return insertedReason
    }
    let first = answer(inserted, "insert", insertedReason)
    let second = answer(queried, "query", queriedReason)
    return "\(first), \(second)"
  }

  private static func answer(_ value: Bool?, _ what: String, _ reason: String?) -> String {
    switch value {
    case true?: "\(what) works"
    case false?: "\(what) REFUSED: \(reason ?? "no reason")"
    case nil: "\(what) \(reason ?? "not checked")"
    }
  }
}
