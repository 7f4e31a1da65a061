import Facts

/// Holds what one task specifies against what the repository has.
struct SpecificationMeasure {
  let index: EvidenceIndex
  /// Every new table needs row security, whatever its fence says.
  let asksForRowSecurity: Bool
  var standing: [String] = []
  var missing: [String] = []
  var unknown: [String] = []
  var deviations: [String] = []
  var migrations: [String] = []

  init(index: EvidenceIndex, asksForRowSecurity: Bool) {
    self.index = index
    self.asksForRowSecurity = asksForRowSecurity
  }

  mutating func measure(_ task: DirectionTask, _ specification: TaskSpecification) {
    // Tables first: what their rows need comes once they all stand.
    for table in specification.tables where table.isCreated { measureCreation(of: table, task) }
    for table in specification.tables { measureDetails(of: table, task) }
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

  private mutating func measureDetails(of table: TaskSpecification.Table, _ task: DirectionTask) {
    guard let found = index.table(schema: table.schema, name: table.name) else {
      // Of a table that the task itself creates it is said already.
      if !table.isCreated { measureUnseen(table, task) }
      return
    }
    let name = table.qualifiedName
    let columns = found.columns.map(\.name)
    let absent = table.columns.filter { !columns.contains($0) }
    // Other columns in their place say that the table was made differently, not that it is unfinished.
    let isOtherwise =
      table.isCreated && !absent.isEmpty && columns.contains { !table.columns.contains($0) }
    var lacking = absent.map { "add column `\($0)` to table `\(name)`" }
    lacking += table.indexes.filter { !isThere($0, on: found) }.map { addition(of: $0, to: name) }
    if isOtherwise {
      deviations += absent.map { "table `\(name)` has no column `\($0)`" }
      deviations += table.indexes.filter { !isThere($0, on: found) }
        .map { "table `\(name)` has no index on (\(columnList(of: $0)))" }
      lacking = []
    }
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

  /// Policies count by their names; a table of the task's own may have been given others.
  private mutating func measurePolicies(
    of table: TaskSpecification.Table,
    on found: Table
  ) -> [String] {
    let names = Set(found.policies.map(\.name))
    let absent = table.policies.filter { !names.contains($0) }
    for policy in table.policies where names.contains(policy) {
      standing.append("policy `\(policy)` on `\(table.qualifiedName)`")
    }
    if table.isCreated, !names.subtracting(table.policies).isEmpty {
      deviations += absent.map { "table `\(table.qualifiedName)` has no policy `\($0)`" }
      return []
    }
    return absent.map { "add policy `\($0)` on table `\(table.qualifiedName)`" }
  }

  /// A table that the task changes and that no migration here creates: its migration is all that can be seen.
  private mutating func measureUnseen(_ table: TaskSpecification.Table, _ task: DirectionTask) {
    let name = table.qualifiedName
    if let pattern = task.expects.migration, let path = index.migration(pattern) {
      add(path)
      standing.append("migration `\(path)`")
      unknown.append("changes of table `\(name)`: no migration that was read creates it")
      return
    }
    missing += table.columns.map { "add column `\($0)` to table `\(name)`" }
    if table.enablesRowSecurity { missing.append("enable row security on table `\(name)`") }
    missing += table.policies.map { "add policy `\($0)` on table `\(name)`" }
    missing += table.indexes.map { addition(of: $0, to: name) }
  }

  private func addition(of index: TaskSpecification.Index, to table: String) -> String {
    "add an index on `\(table)(\(columnList(of: index)))`"
  }

  private func columnList(of index: TaskSpecification.Index) -> String {
    index.columns.map { $0.isEmpty ? "…" : $0 }.joined(separator: ", ")
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
