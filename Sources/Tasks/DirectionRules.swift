package import Facts

extension Direction {
  /// Where the direction breaks a rule of its own checklists: tables in its fences without row security.
  ///
  /// Needs the fences read. Only tables of the schema that clients reach are looked at.
  package var ownRuleFindings: [Finding] {
    guard asksForRowSecurity else { return [] }
    let tables = tasks.flatMap { specifications[$0.id]?.tables ?? [] }
    let secured = Set(tables.filter(\.enablesRowSecurity).map(Self.key))
    return tables.filter { table in
      table.isCreated && (table.schema ?? "public") == "public"
        && !secured.contains(Self.key(table))
    }.map { table in
      Finding(
        rule: "direction-row-security",
        severity: .error,
        path: path,
        line: table.line,
        object: table.qualifiedName,
        message:
          "the direction asks for row security, and its own table `\(table.qualifiedName)` has none",
        hint: "add ALTER TABLE \(table.qualifiedName) ENABLE ROW LEVEL SECURITY to the fence"
      )
    }
  }

  private static func key(_ table: TaskSpecification.Table) -> String {
    "\(table.schema ?? "public").\(table.name)"
  }
}
