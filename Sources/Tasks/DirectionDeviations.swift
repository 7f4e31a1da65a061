package import Facts
import PostgresSyntax
import SchemaFold

/// Where the repository differs from what the fences of a direction specify, column by column and field by field.
///
/// Deviations are warnings: a migration may be right, and its direction older.
package enum DirectionDeviations {
  /// One finding for each difference, in the order of the tasks.
  ///
  /// What is missing as a whole (a table, a model) is no deviation: the task is not done yet.
  package static func findings(in direction: Direction, index: EvidenceIndex) -> [Finding] {
    direction.tasks.flatMap { findings(of: $0, in: direction, index: index) }
  }

  /// The same of one task.
  package static func findings(
    of task: DirectionTask,
    in direction: Direction,
    index: EvidenceIndex
  ) -> [Finding] {
    tables(of: task).flatMap { stated -> [Finding] in
      guard let found = index.table(schema: stated.schema, name: stated.name) else { return [] }
      return differences(of: found, from: stated)
    } + models(direction.specifications[task.id]?.models ?? [], index)
  }

  /// What the fences of a task would leave in an empty database, with the lines of the direction.
  static func tables(of task: DirectionTask) -> [Table] {
    guard !task.sqlFences.isEmpty else { return [] }
    // Empty lines in front keep the fences where they stand in the file.
    var text = ""
    var line = 1
    for fence in task.sqlFences where fence.line >= line {
      text += String(repeating: "\n", count: fence.line - line) + fence.text + "\n"
      line = fence.line + fence.text.utf8.count { $0 == UInt8(ascii: "\n") } + 1
    }
    let source = SourceText(path: task.path, text: text)
    let fold = SchemaFold()
    _ = fold.fold(SQLFile.parsed(source), source: source)
    return fold.tables()
  }

  // MARK: Tables

  private static func differences(of found: Table, from stated: Table) -> [Finding] {
    // A table that is known in part may have what was not understood.
    guard found.partial != true, stated.partial != true else { return [] }
    let name = found.schema == "public" ? found.name : "\(found.schema).\(found.name)"
    var result: [Finding] = []
    func add(_ object: String, _ here: String, _ there: String) {
      result.append(
        finding("\(here), the direction says \(there)", object, (found.path, found.line), stated)
      )
    }
    for column in stated.columns {
      let object = "\(name).\(column.name)"
      guard let actual = found.columns.first(where: { $0.name == column.name }) else {
        add(object, "no such column", column.type ?? "that there is one")
        continue
      }
      if let type = actual.type, let expected = column.type, type != expected {
        add(object, type, expected)
      }
      if let nullable = actual.nullable, let expected = column.nullable, nullable != expected {
        add(object, nullable ? "may be null" : "not null", expected ? "it may be null" : "not null")
      }
      if folded(actual.default) != folded(column.default) {
        add(object, "default \(actual.default ?? "none")", column.default ?? "none")
      }
    }
    let names = Set(stated.columns.map(\.name))
    for column in found.columns where !names.contains(column.name) {
      add("\(name).\(column.name)", "a column \(column.type ?? "of unknown type")", "nothing of it")
    }
    if stated.rowSecurity == true, found.rowSecurity == false {
      add(name, "row security is off", "on")
    }
    for policy in stated.policies where !found.policies.contains(where: { $0.name == policy.name })
    {
      add(name, "no policy \"\(policy.name)\"", "there is one")
    }
    for index in stated.indexes where !found.indexes.contains(where: { isSame($0, index) }) {
      add(name, "no index on (\(keys(of: index)))", "there is one")
    }
    return result
  }

  private static func isSame(_ found: Index, _ stated: Index) -> Bool {
    found.method == stated.method && found.unique == stated.unique
      && keys(of: found) == keys(of: stated) && found.predicate == stated.predicate
  }

  private static func keys(of index: Index) -> String {
    index.columns.map { key in
      (key.name ?? key.expression ?? "") + (key.order == .desc ? " DESC" : "")
    }.joined(separator: ", ")
  }

  /// `NOW()` and `CURRENT_TIMESTAMP` are one moment; a sequence has the name of its column.
  private static func folded(_ expression: String?) -> String? {
    guard let text = expression?.lowercased() else { return nil }
    if text == "now()" || text == "current_timestamp" { return "now()" }
    return text.hasPrefix("nextval(") ? "nextval" : text
  }

  // MARK: Models

  private static func models(_ stated: [PrismaModel], _ index: EvidenceIndex) -> [Finding] {
    stated.flatMap { model in index.model(model.name).map { differences(of: $0, from: model) } ?? []
    }
  }

  private static func differences(of found: PrismaModel, from stated: PrismaModel) -> [Finding] {
    var result: [Finding] = []
    func add(_ object: String, _ line: Int, _ here: String, _ there: String, _ at: Int) {
      result.append(
        finding(
          "\(here), the direction says \(there)",
          object,
          (found.path, line),
          (stated.path, at)
        )
      )
    }
    if found.table != stated.table {
      add(found.name, found.line, "@@map(\"\(found.table)\")", "\"\(stated.table)\"", stated.line)
    }
    if found.schema != stated.schema {
      let here = found.schema.map { "@@schema(\"\($0)\")" } ?? "no @@schema"
      add(found.name, found.line, here, stated.schema.map { "\"\($0)\"" } ?? "none", stated.line)
    }
    for field in stated.fields {
      let object = "\(found.name).\(field.name)"
      guard let actual = found.fields.first(where: { $0.name == field.name }) else {
        add(object, found.line, "no such field", text(of: field), field.line)
        continue
      }
      if text(of: actual) != text(of: field) {
        add(object, actual.line, text(of: actual), text(of: field), field.line)
      }
    }
    return result
  }

  /// `Decimal? @map("fill_pct") @db.Decimal(5,2)`.
  private static func text(of field: PrismaField) -> String {
    var text = field.type + (field.list ? "[]" : "") + (field.optional ? "?" : "")
    if let map = field.map { text += " @map(\"\(map)\")" }
    if let native = field.nativeType { text += " @db.\(native.filter { $0 != " " })" }
    return text
  }

  // MARK: Findings

  private static func finding(
    _ message: String,
    _ object: String,
    _ place: (path: String, line: Int),
    _ stated: Table
  ) -> Finding {
    finding(message, object, place, (stated.path, stated.line))
  }

  private static func finding(
    _ message: String,
    _ object: String,
    _ place: (path: String, line: Int),
    _ direction: (path: String, line: Int)
  ) -> Finding {
    Finding(
      rule: "direction-deviation",
      severity: .warning,
      path: place.path,
      line: place.line,
      object: object,
      message: "`\(object)`: \(message) (\(direction.path):\(direction.line))",
      hint: "change one of the two, or accept it in sitrep.yml"
    )
  }
}
