import Facts
import PostgresSyntax

// Conditions of procedural code over the catalog, decided where the statements so far settle them.

extension SchemaFold {
  /// Whether a condition holds; nil when the text does not settle it.
  func holds(_ expression: CodeExpression, _ variables: [String: CodeValue]) -> Bool? {
    switch expression {
    case .boolean(let value): return value
    case .negation(let inner): return holds(inner, variables).map { !$0 }
    case .conjunction(let parts):
      let values = parts.map { holds($0, variables) }
      if values.contains(false) { return false }
      return values.contains { $0 == nil } ? nil : true
    case .disjunction(let parts):
      let values = parts.map { holds($0, variables) }
      if values.contains(true) { return true }
      return values.contains { $0 == nil } ? nil : false
    case .exists(let query): return exists(query, variables)
    case .isNull(let inner): return isNull(inner, variables)
    case .variable:
      if case .boolean(let value) = CodeEvaluator(variables: variables).value(expression) {
        return value
      }
      return nil
    case .operation(let sign, let left, let right) where sign == "=" || sign == "<>":
      let evaluator = CodeEvaluator(variables: variables)
      guard let one = evaluator.value(left).constant, let other = evaluator.value(right).constant
      else {
        return nil
      }
      return (one == other) == (sign == "=")
    case .isAny(let item, let list):
      let evaluator = CodeEvaluator(variables: variables)
      guard let value = evaluator.value(item).constant else { return nil }
      let values = list.map { evaluator.value($0).constant }
      if values.contains(value) { return true }
      return values.contains { $0 == nil } ? nil : false
    default: return nil
    }
  }

  private func isNull(_ expression: CodeExpression, _ variables: [String: CodeValue]) -> Bool? {
    if case .call(let name, let arguments) = expression, let first = arguments.first,
      let text = CodeEvaluator(variables: variables).value(first).constant
    {
      switch name.name {
      case "to_regclass": return stands(parseQualifiedName(text)).map { !$0 }
      case "to_regtype": return catalog.type(parseQualifiedName(text)) == nil ? nil : false
      default: return nil
      }
    }
    switch CodeEvaluator(variables: variables).value(expression) {
    case .null: return true
    case .text(let pieces): return pieces.contains { $0 == nil } ? nil : false
    case .boolean, .array, .record: return false
    case .unknown: return nil
    }
  }

  /// Whether a relation stands; nil when it could be one that no file creates.
  private func stands(_ name: QualifiedName) -> Bool? {
    if let object = catalog.lookUp(name) {
      return owner(of: object)?.partialReason == nil ? true : nil
    }
    if externalNames.contains(name) || externalNames.contains(QualifiedName(name: name.name)) {
      return nil
    }
    if let schema = name.schema, !catalog.schemas.contains(schema) { return nil }
    return false
  }

  /// What a query over a catalog relation asks for, by column.
  private struct Question {
    var equal: [String: Set<String>] = [:]
    /// False when a condition was met that is not understood: no row can then be said to match.
    var isUnderstood = true
  }

  private func question(_ query: CodeQuery, _ variables: [String: CodeValue]) -> Question {
    var question = Question()
    question.isUnderstood = query.isPlain
    for condition in query.conditions { add(condition, to: &question, variables) }
    return question
  }

  private func add(
    _ condition: CodeExpression,
    to question: inout Question,
    _ variables: [String: CodeValue]
  ) {
    func column(_ expression: CodeExpression) -> String? {
      switch expression {
      case .variable(let path):
        if path.count == 1, variables[path[0]] != nil { return nil }
        return path.last
      case .cast(let inner, _): return column(inner)
      default: return nil
      }
    }
    let evaluator = CodeEvaluator(variables: variables)
    switch condition {
    case .conjunction(let parts): for part in parts { add(part, to: &question, variables) }
    case .operation("=", let left, let right):
      let (first, second) = (column(left), column(right))
      if first != nil, second != nil { return joins(left, right, &question) }
      guard let name = first ?? second,
        let value = evaluator.value(first == nil ? left : right).constant
      else {
        question.isUnderstood = false
        return
      }
      question.equal[name] = (question.equal[name] ?? [value]).intersection([value])
    case .isAny(let item, let list):
      let values = list.compactMap { evaluator.value($0).constant }
      guard let name = column(item), values.count == list.count else {
        question.isUnderstood = false
        return
      }
      question.equal[name] = question.equal[name].map { $0.intersection(values) } ?? Set(values)
    case .boolean(true): break
    case .negation(.variable(let path)) where path.last == "attisdropped": break
    case .operation(">", .variable(let path), .constant("0")) where path.last == "attnum": break
    default: question.isUnderstood = false
    }
  }

  /// A join between catalog relations by their ids keeps what is asked; another comparison does not.
  private func joins(_ left: CodeExpression, _ right: CodeExpression, _ question: inout Question) {
    let keys: Set<String> = [
      "oid", "relnamespace", "typnamespace", "connamespace", "pronamespace", "conrelid", "attrelid",
      "polrelid", "tgrelid", "indrelid", "indexrelid", "table_name", "table_schema",
      "constraint_name", "constraint_schema",
    ]
    for side in [left, right] {
      if case .variable(let path) = side, let name = path.last, keys.contains(name) { continue }
      question.isUnderstood = false
    }
  }

  private func exists(_ query: CodeQuery, _ variables: [String: CodeValue]) -> Bool? {
    let question = question(query, variables)
    let relations = Set(query.relations.map(\.name))
    guard let found = matches(question, relations) else { return nil }
    // Conditions that are not understood can only take rows away.
    if !found { return query.isPlain ? false : nil }
    return question.isUnderstood ? true : nil
  }

  /// Whether an object with what is asked stands; nil when the relations are not known.
  private func matches(_ question: Question, _ relations: Set<String>) -> Bool? {
    var rest = question.equal
    func take(_ names: String...) -> Set<String>? {
      for name in names {
        if let values = rest.removeValue(forKey: name) { return values }
      }
      return nil
    }
    let schema = take(
      "schemaname",
      "table_schema",
      "nspname",
      "constraint_schema",
      "trigger_schema",
      "schema_name",
      "relnamespace"
    )
    var table = take(
      "tablename",
      "table_name",
      "relname",
      "conrelid",
      "attrelid",
      "polrelid",
      "tgrelid",
      "event_object_table"
    )
    var schemas = schema
    if let names = table {
      let parsed = names.map { parseQualifiedName($0) }
      table = Set(parsed.map(\.name))
      let qualifiers = parsed.compactMap(\.schema)
      if !qualifiers.isEmpty { schemas = Set(qualifiers) }
    }
    if schemas?.contains(where: { !catalog.schemas.contains($0) }) == true { return nil }
    func isMeant(_ relation: RelationState) -> Bool {
      (schemas?.contains(relation.schema) ?? true) && (table?.contains(relation.name) ?? true)
    }
    if let table, table.contains(where: { externalNames.contains(QualifiedName(name: $0)) }) {
      return nil
    }
    func search(_ predicate: (RelationState) -> Bool) -> Bool? {
      let meant = namedRelations(table, schemas).filter(isMeant)
      let found = meant.contains(where: predicate)
      // A table that is not certain settles nothing.
      if meant.contains(where: { $0.partialReason != nil }) { return nil }
      return rest.isEmpty ? found : (found ? nil : false)
    }
    if let names = take("policyname", "polname") {
      return search { $0.policies.contains { names.contains($0.name) } }
    }
    if let names = take("column_name", "attname") {
      let types = take("data_type")
      let nullable = take("is_nullable")
      return search { relation in
        relation.columns.contains { column in
          names.contains(column.name)
            && (types.map { $0.contains(dataType(column)) } ?? true)
            && (nullable.map { $0.contains(column.notNull ? "NO" : "YES") } ?? true)
        }
      }
    }
    if let names = take("conname", "constraint_name") {
      _ = take("contype", "constraint_type")
      return search { $0.constraints.contains { names.contains($0.name) } }
    }
    if let names = take("tgname", "trigger_name") {
      return search { $0.triggers.contains { names.contains($0.name) } }
    }
    if let names = take("indexname") {
      return search { $0.indexes.contains { names.contains($0.name) } }
    }
    if let names = take("typname") {
      _ = take("typtype")
      guard relations.contains("pg_type") else { return nil }
      return named(names, schemas) { catalog.types[$0] != nil || catalog.isTaken($0) }
    }
    if relations.contains("pg_class") || relations.contains("tables")
      || relations.contains("pg_tables")
    {
      guard let table else { return nil }
      _ = take("relkind", "table_type")
      guard rest.isEmpty else { return nil }
      return named(table, schemas) { catalog.isTaken($0) }
    }
    if relations.contains("pg_policies") || relations.contains("pg_policy") {
      guard table != nil else { return nil }
      return search { !$0.policies.isEmpty }
    }
    if let names = take("extname"), relations.contains("pg_extension") {
      return names.contains { catalog.extensions[$0] != nil } ? true : nil
    }
    if relations.contains("pg_namespace") || relations.contains("schemata"), let schemas {
      return schemas.allSatisfy { catalog.schemas.contains($0) } ? true : nil
    }
    return nil
  }

  private func named(
    _ names: Set<String>,
    _ schemas: Set<String>?,
    _ isThere: (QualifiedName) -> Bool
  ) -> Bool? {
    let places = schemas ?? catalog.schemas
    return names.contains { name in
      places.contains { isThere(QualifiedName(schema: $0, name: name)) }
    }
  }

  private func namedRelations(_ names: Set<String>?, _ schemas: Set<String>?) -> [RelationState] {
    guard let names else { return catalog.tables }
    let places = schemas ?? catalog.schemas
    return names.flatMap { name in
      places.compactMap { catalog.relation(QualifiedName(schema: $0, name: name)) }
    }
  }

  /// As `information_schema.columns.data_type` shows it.
  private func dataType(_ column: ColumnState) -> String {
    guard case .builtin(let name) = column.type else { return "USER-DEFINED" }
    if name.hasSuffix("[]") { return "ARRAY" }
    guard let open = name.firstIndex(of: "("), let close = name.firstIndex(of: ")") else {
      return name
    }
    return String(name[..<open] + name[name.index(after: close)...])
  }

  /// The tables that a loop over a catalog query can mean; nil for any.
  func candidates(of query: CodeQuery, _ variables: [String: CodeValue]) -> Set<Int>? {
    let known: Set<String> = [
      "pg_policies", "pg_policy", "pg_tables", "tables", "columns", "pg_class", "pg_namespace",
      "pg_indexes", "table_constraints", "pg_constraint", "pg_attribute", "pg_trigger", "triggers",
    ]
    guard !query.relations.isEmpty, query.relations.allSatisfy({ known.contains($0.name) }),
      query.conditions.allSatisfy({ !isAlternative($0) })
    else { return nil }
    let question = question(query, variables)
    let schemas =
      question.equal["schemaname"] ?? question.equal["table_schema"] ?? question.equal["nspname"]
    let tables =
      (question.equal["tablename"] ?? question.equal["table_name"] ?? question.equal["relname"])
    guard schemas != nil || tables != nil else { return nil }
    let meant = catalog.tables.filter { relation in
      (schemas?.contains(relation.schema) ?? true) && (tables?.contains(relation.name) ?? true)
    }
    // A name that is no table's is that of an index or the like, which says nothing.
    return meant.isEmpty ? nil : Set(meant.map(\.id))
  }

  private func isAlternative(_ expression: CodeExpression) -> Bool {
    if case .disjunction = expression { return true }
    return false
  }
}
