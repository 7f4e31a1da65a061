internal import Facts

extension Outline {
  /// What a person reads of a verification.
  package init(_ verification: Verification) {
    let tables = verification.tables
    let verdicts = [Verification.VerifiedTable.Verdict.same, .differs, .missing, .notChecked]
      .map { verdict in (verdict, tables.count { $0.verdict == verdict }) }
      .filter { $0.1 > 0 }
      .map { "\($0.1) \($0.0.rawValue)" }
    self.init(
      title: "The live database (PostgreSQL \(verification.serverVersion)) against the migrations",
      groups: [
        Group(title: "Tables", lines: tables.map(Self.line)),
        Group(
          title: "In the database, in no migration",
          lines: verification.unstated.map { table in
            Line(
              "\(table.schema).\(table.name): row security \(table.rowSecurity ? "on" : "OFF")"
            )
          }
        ),
        Group(title: "Notes", lines: verification.notes.map { Line($0) }),
        Group(
          title: "Not checked",
          lines: verification.notChecked.map(Self.line)
        ),
      ],
      summary: tables.isEmpty
        ? "no migration creates a table: nothing was compared"
        : "\(counted(tables.count, "table")): \(verdicts.joined(separator: ", "))"
    )
  }

  private static func line(_ table: Verification.VerifiedTable) -> Line {
    let verdict =
      switch table.verdict {
      case .same: "same"
      case .differs: "DIFFERS"
      case .missing: "MISSING in the database"
      case .notChecked: "not checked"
      }
    let reason = table.reason.map { ["not compared: \($0)"] } ?? []
    return Line(
      "\(table.schema).\(table.name) (\(table.path):\(table.line)): \(verdict)",
      details: table.differences.map(\.text) + reason
    )
  }
}
