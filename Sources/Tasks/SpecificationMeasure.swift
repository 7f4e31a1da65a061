import Facts

/// Holds what one task specifies against what the repository has.
struct SpecificationMeasure {
  let index: EvidenceIndex
  /// Every new table needs row security, whatever its fence says.
  let asksForRowSecurity: Bool
  var standing: [String] = []
  var missing: [String] = []
  var unknown: [String] = []
  var migrations: [String] = []

  init(index: EvidenceIndex, asksForRowSecurity: Bool) {
    self.index = index
    self.asksForRowSecurity = asksForRowSecurity
  }

  mutating func measure(_ task: DirectionTask, _ specification: TaskSpecification) {
    // Tables first: what their rows need comes once they all stand.
    for table in specification.tables where table.isCreated { measureCreation(of: table, task) }
    for table in specification.tables { measureDetails(of: table) }
    if specification.tables.isEmpty, let pattern = task.expects.migration {
      measureMigration(pattern)
    } else if let pattern = task.expects.migration, let path = index.migration(pattern) {
      add(path)
    }
    for model in specification.models { measure(model) }
  }

  private mutating func measureCreation(
    of table: TaskSpecification.Table,
    _ task: DirectionTask
  ) {
    if let found = index.table(schema: table.schema, name: table.name) {
      standing.append("table `\(table.qualifiedName)`")
      add(found.path)
    } else {
      let migration = task.expects.migration.map { " (migration `\($0)`)" } ?? ""
      missing.append("create table `\(table.qualifiedName)`\(migration)")
    }
  }

  private mutating func measureDetails(of table: TaskSpecification.Table) {
    let name = table.qualifiedName
    guard let found = index.table(schema: table.schema, name: table.name) else {
      // Of a table that the task itself creates it is said already.
      if !table.isCreated { missing.append(contentsOf: changes(of: table)) }
      return
    }
    let columns = Set(found.columns.map(\.name))
    var lacking: [String] = table.columns.filter { !columns.contains($0) }
      .map { "add column `\($0)` to table `\(name)`" }
    if table.enablesRowSecurity || table.isCreated && asksForRowSecurity {
      switch found.rowSecurity {
      case true?: standing.append("row security on `\(name)`")
      case false?: lacking.append("enable row security on table `\(name)`")
      case nil:
        unknown.append(
          "row security on `\(name)`: \(found.rowSecurityReason ?? "the migrations do not tell")"
        )
      }
    }
    lacking += measurePolicies(of: table, on: found)
    for index in table.indexes where !isThere(index, on: found) {
      let columns = index.columns.map { $0.isEmpty ? "…" : $0 }.joined(separator: ", ")
      lacking.append("add an index on `\(name)(\(columns))`")
    }
    if !table.isCreated, lacking.isEmpty { standing.append("changes of table `\(name)`") }
    if found.partial == true {
      unknown += lacking.map {
        "\($0): \(found.partialReason ?? "the table is known in part only")"
      }
    } else {
      missing += lacking
    }
    for policy in found.policies where table.policies.contains(policy.name) { add(policy.path) }
  }

  /// Policies count by their names; on a table of its own a task may have given them others.
  private mutating func measurePolicies(
    of table: TaskSpecification.Table,
    on found: Table
  ) -> [String] {
    let names = Set(found.policies.map(\.name))
    let absent = table.policies.filter { !names.contains($0) }
    for policy in table.policies where names.contains(policy) {
      standing.append("policy `\(policy)` on `\(table.qualifiedName)`")
    }
    let others = names.subtracting(table.policies).count
    if table.isCreated, others >= absent.count { return [] }
    return absent.map { "add policy `\($0)` on table `\(table.qualifiedName)`" }
  }

  /// What a task changes of a table that does not stand: all of it.
  private func changes(of table: TaskSpecification.Table) -> [String] {
    let name = table.qualifiedName
    return table.columns.map { "add column `\($0)` to table `\(name)`" }
      + (table.enablesRowSecurity ? ["enable row security on table `\(name)`"] : [])
      + table.policies.map { "add policy `\($0)` on table `\(name)`" }
      + table.indexes.map { "add an index on `\(name)(\($0.columns.joined(separator: ", ")))`" }
  }

  /// An index counts by its columns; names are often chosen anew.
  private func isThere(_ index: TaskSpecification.Index, on table: Table) -> Bool {
    table.indexes.contains { found in
      if let name = index.name, found.name == name { return true }
      let keys = found.columns.map { $0.name ?? "" }
      return keys.starts(with: index.columns) && !index.columns.contains("")
    }
  }

  private mutating func measureMigration(_ pattern: String) {
    if let path = index.migration(pattern) {
      standing.append("migration `\(path)`")
      add(path)
    } else {
      missing.append("write migration `\(pattern)`")
    }
  }

  private mutating func measure(_ model: PrismaModel) {
    guard let schema = index.prisma else {
      if let reason = index.prismaReason {
        unknown.append("model `\(model.name)`: \(reason)")
      } else {
        missing.append("add model `\(model.name)` to a Prisma schema")
      }
      return
    }
    guard let found = index.model(model.name) else {
      if let error = schema.error {
        missing.append("repair the Prisma schema (\(error.path):\(error.line)): \(error.message)")
      } else {
        missing.append("add model `\(model.name)` to the Prisma schema")
      }
      return
    }
    standing.append("model `\(model.name)`")
    if schema.datasourceSchemas != nil, found.schema == nil {
      missing.append("add `@@schema(\"\(model.schema ?? "public")\")` to model `\(model.name)`")
    }
  }

  private mutating func add(_ path: String) {
    if !migrations.contains(path) { migrations.append(path) }
  }
}
