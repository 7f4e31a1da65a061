import Facts
import PostgresSyntax

// Views, functions, types, extensions, schemas, sequences, triggers: kept for what depends on them.

extension SchemaFold {
  func create(_ statement: CreateView, _ source: Statement) {
    let schema = catalog.creationSchema(statement.name, temporary: statement.temporary)
    let name = ObjectNames.truncated(statement.name.name)
    let key = QualifiedName(schema: schema, name: name)
    let definition = text(of: source)
    if let id = catalog.relationNames[key], let existing: CatalogObject = catalog.object(id) {
      if statement.ifNotExists { return }
      guard statement.replace, let view = existing as? RelationState, view.kind == .view else {
        refuse("relation \(key) is there already", at: source.offset, object: name)
        return
      }
      view.definition = definition
      view.columns = []
      unbind(view, except: nil)
      addColumns(statement.columns, statement.references, to: view)
      bind(statement.references, of: view, owner: nil, ownKind: .normal)
      return
    }
    let view = catalog.add {
      RelationState(
        id: $0,
        file: context.number,
        kind: statement.materialized ? .materializedView : .view,
        schema: schema,
        name: name,
        place: place(source.offset)
      )
    }
    view.definition = definition
    catalog.add(view)
    addColumns(statement.columns, statement.references, to: view)
    bind(statement.references, of: view, owner: nil, ownKind: .normal)
  }

  func create(_ statement: CreateTableAs, at offset: Int) {
    let schema = catalog.creationSchema(statement.name, temporary: statement.temporary)
    let name = ObjectNames.truncated(statement.name.name)
    let key = QualifiedName(schema: schema, name: name)
    if let id = catalog.relationNames[key] {
      if statement.ifNotExists { return }
      let existing: CatalogObject? = catalog.object(id)
      refuse(
        "relation \(key) is there already",
        at: offset,
        object: name,
        touching: existing.flatMap { owner(of: $0) }
      )
      return
    }
    let relation = catalog.add {
      RelationState(
        id: $0,
        file: context.number,
        kind: .table,
        schema: schema,
        name: name,
        place: place(offset)
      )
    }
    addColumns(statement.columns, statement.references, to: relation)
    for (index, name) in statement.columnNames.enumerated() where index < relation.columns.count {
      relation.columns[index].name = name
    }
    catalog.add(relation)
    noteEventTriggers(relation)
  }

  /// Columns of a query's result; a type that only the query's evaluation would tell is unknown.
  private func addColumns(
    _ columns: [QueryColumn],
    _ references: References,
    to relation: RelationState
  ) {
    let scope = references.scopes.first
    let sources = (scope?.relations ?? []).map { entry in
      (alias: entry.alias, relation: entry.relation.flatMap { catalog.relation($0) })
    }
    for column in columns {
      if case .column(let path) = column.origin, path.last == "*" {
        let matching = sources.filter { path.count == 1 || $0.alias == path[path.count - 2] }
        for source in matching {
          guard let table = source.relation else {
            markPartial(relation, "its columns are those of a query that is not evaluated")
            continue
          }
          if let reason = table.partialReason { markPartial(relation, reason) }
          for own in table.columns where relation.column(own.name) == nil {
            addColumn(own.name, own.type, false, to: relation)
          }
        }
        if matching.isEmpty {
          markPartial(relation, "its columns are those of a query that is not evaluated")
        }
        continue
      }
      addColumn(column.name, type(of: column.origin, sources), false, to: relation)
    }
    if columns.isEmpty {
      markPartial(relation, "its columns are those of a query that is not evaluated")
    }
  }

  private func type(
    of origin: QueryColumn.Origin,
    _ sources: [(alias: String, relation: RelationState?)]
  ) -> ColumnType {
    switch origin {
    case .literal(let name): return .builtin(name)
    case .cast(let reference): return catalog.columnType(reference)
    case .column(let path):
      let qualifier = path.count > 1 ? path[path.count - 2] : nil
      let candidates = sources.filter { qualifier == nil || $0.alias == qualifier }
      let found = candidates.compactMap { $0.relation?.column(path.last ?? "") }
      if found.count == 1, candidates.allSatisfy({ $0.relation != nil }) { return found[0].type }
    case .unknown: break
    }
    return .unknown(reason: "the type is that of a query's result, which no file states")
  }

  func create(_ statement: CreateFunction, _ source: Statement) {
    let schema = catalog.creationSchema(statement.name)
    let name = ObjectNames.truncated(statement.name.name)
    let key = QualifiedName(schema: schema, name: name)
    let inputs = statement.parameters.filter(\.isInput)
    let signature = inputs.map { signatureName($0.type) }
    let definition = text(of: source)
    if let existing = catalog.functions(key).first(where: { $0.signature == signature }) {
      if !statement.replace {
        refuse("function \(key) is there already", at: source.offset, object: name)
        return
      }
      existing.body = statement.body
      existing.requiredCount = inputs.count { !$0.hasDefault }
      existing.parameterNames = inputs.map(\.name)
      existing.definition = definition
      existing.place = place(source.offset)
      return
    }
    let function = catalog.add {
      FunctionState(
        id: $0,
        file: context.number,
        schema: schema,
        name: name,
        signature: signature,
        requiredCount: inputs.count { !$0.hasDefault },
        parameterNames: inputs.map(\.name),
        body: statement.body,
        definition: definition,
        place: place(source.offset)
      )
    }
    function.isVariadic = inputs.contains(where: \.isVariadic)
    catalog.functions[key, default: []].append(function)
    for type in statement.parameters.map(\.type) + (statement.returns.map { [$0] } ?? []) {
      // `column%TYPE` is only a way to spell the type.
      if type.isColumnType { continue }
      if let used = catalog.type(type.name) { depend(function, on: used, .normal) }
      if let relation = catalog.relation(type.name),
        BuiltinTypes.display(type.name.name, modifiers: [], isArray: false) == nil
      {
        depend(function, on: relation, .normal)
      }
    }
    bind(statement.references, of: function, owner: nil, ownKind: .normal)
  }

  func signatureName(_ type: TypeReference) -> String {
    var plain = type
    plain.isSet = false
    if !plain.isColumnType { plain.modifiers = [] }
    let display = catalog.display(catalog.columnType(plain))
    return display ?? type.name.name + (type.isArray ? "[]" : "")
  }

  /// Source text of a statement, to tell a change from a repetition.
  func text(of statement: Statement) -> String {
    context.source.string(statement.offset..<statement.end)
  }

  func create(_ statement: CreateType, at offset: Int) {
    let schema = catalog.creationSchema(statement.name)
    let key = QualifiedName(schema: schema, name: ObjectNames.truncated(statement.name.name))
    if let existing = catalog.types[key] {
      if case .base = existing.form, case .base = statement.form { return }
      refuse("type \(key) is there already", at: offset, object: key.name)
      return
    }
    let form: TypeState.Form
    switch statement.form {
    case .enumeration: form = .enumeration
    case .composite: form = .composite
    case .range: form = .range
    case .base, .shell: form = .base
    case .domain(let base, let notNull, _):
      form = .domain(base: catalog.columnType(base), notNull: notNull)
    }
    if case .composite(let columns) = statement.form {
      let relation = catalog.add {
        RelationState(
          id: $0,
          file: context.number,
          kind: .compositeType,
          schema: schema,
          name: key.name,
          place: place(offset)
        )
      }
      for column in columns {
        guard let type = column.type else { continue }
        addColumn(column.name, catalog.columnType(type), false, to: relation)
      }
      catalog.add(relation)
    }
    let type = catalog.add {
      TypeState(id: $0, file: context.number, schema: schema, name: key.name, form: form)
    }
    catalog.types[key] = type
    if case .domain(let base, _, let references) = statement.form {
      if let used = catalog.type(base.name) { depend(type, on: used, .normal) }
      bind(references, of: type, owner: nil, ownKind: .normal)
    }
  }

  func alter(_ statement: AlterDomain) {
    guard let type = catalog.type(statement.name), case .domain(let base, _) = type.form else {
      return
    }
    if case .setNotNull(let notNull) = statement.action {
      type.form = .domain(base: base, notNull: notNull)
    }
  }

  func createExtension(_ name: String, _ schema: String?) {
    guard catalog.extensions[name] == nil else { return }
    let item = catalog.add { ExtensionState(id: $0, file: context.number, name: name) }
    catalog.extensions[name] = item
    let schema = schema ?? catalog.creationSchema(QualifiedName(name: name))
    for typeName in ExtensionContents.types(name) {
      let type = catalog.add {
        TypeState(id: $0, file: context.number, schema: schema, name: typeName, form: .base)
      }
      type.fromExtension = name
      catalog.types[QualifiedName(schema: schema, name: typeName)] = type
      depend(type, on: item, .automatic)
    }
    for functionName in ExtensionContents.functions(name) {
      let function = catalog.add {
        FunctionState(
          id: $0,
          file: context.number,
          schema: schema,
          name: functionName,
          signature: [],
          requiredCount: 0,
          parameterNames: [],
          body: nil,
          definition: "",
          place: Place(path: context.source.path, line: 1)
        )
      }
      catalog.functions[QualifiedName(schema: schema, name: functionName), default: []].append(
        function
      )
      depend(function, on: item, .automatic)
    }
  }

  func createSchema(_ name: String, _ elements: [Statement]) {
    catalog.schemas.insert(name)
    guard !elements.isEmpty else { return }
    let path = catalog.searchPath
    catalog.searchPath = [name] + path
    for element in elements { apply(element) }
    catalog.searchPath = path
  }

  func createSequence(
    _ statementName: QualifiedName,
    _ ifNotExists: Bool,
    _ temporary: Bool,
    _ owner: [String]?,
    at offset: Int
  ) {
    let schema = catalog.creationSchema(statementName, temporary: temporary)
    let key = QualifiedName(schema: schema, name: ObjectNames.truncated(statementName.name))
    if catalog.isTaken(key) {
      if !ifNotExists {
        refuse("relation \(key) is there already", at: offset, object: key.name)
      }
      return
    }
    let sequence = catalog.add {
      RelationState(
        id: $0,
        file: context.number,
        kind: .sequence,
        schema: schema,
        name: key.name,
        place: place(offset)
      )
    }
    catalog.add(sequence)
    if let owner { setOwner(of: key, owner) }
  }

  func setOwner(of name: QualifiedName, _ owner: [String]) {
    guard let sequence = catalog.relation(name), sequence.kind == .sequence else { return }
    if let id = sequence.ownerColumn {
      catalog.column(id)?.dependents.removeAll { $0.object == sequence.id }
      sequence.ownerColumn = nil
    }
    guard owner.count > 1 else { return }
    let relationName = QualifiedName(
      schema: owner.count > 2 ? owner[owner.count - 3] : nil,
      name: owner[owner.count - 2]
    )
    if let column = catalog.relation(relationName)?.column(owner[owner.count - 1]) {
      own(sequence, by: column)
    }
  }

  func create(_ statement: CreateTrigger, _ source: Statement) {
    guard let relation = table(statement.table, at: source.offset) else { return }
    let name = ObjectNames.truncated(statement.name)
    let definition = text(of: source)
    if let existing = relation.triggers.first(where: { $0.name == name }) {
      if statement.replace {
        existing.definition = definition
      } else {
        refuse(
          "trigger \(name) of \(relation.displayName) is there already",
          at: source.offset,
          object: name,
          touching: nil
        )
      }
      return
    }
    let trigger = catalog.add {
      TriggerState(
        id: $0,
        file: context.number,
        relation: relation.id,
        name: name,
        definition: definition
      )
    }
    relation.triggers.append(trigger)
    depend(trigger, on: relation, .automatic)
    let functions = catalog.functions(statement.function)
    for function in functions {
      depend(trigger, on: function, functions.count == 1 ? .normal : .uncertain)
    }
    for column in statement.columns.compactMap({ relation.column($0) }) {
      depend(trigger, on: column, .normal)
    }
  }
}
