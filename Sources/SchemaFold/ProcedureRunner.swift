import Facts
import PostgresSyntax

/// Follows PL/pgSQL code over the catalog, as far as the text alone settles what it does.
struct ProcedureRunner {
  let fold: SchemaFold
  let text: [UInt8]
  /// Offset of the code in the file; nil when it stands elsewhere.
  let base: Int?
  /// Where the code is started.
  let callOffset: Int
  var variables: [String: CodeValue]
  /// Tables that the loop around can mean; nil for any.
  var candidates: Set<Int>?

  init(
    fold: SchemaFold,
    text: [UInt8],
    base: Int?,
    callOffset: Int,
    variables: [String: CodeValue]
  ) {
    self.fold = fold
    self.text = text
    self.base = base
    self.callOffset = callOffset
    self.variables = variables
  }

  enum Flow {
    case goesOn, leaves
  }

  private func offset(_ local: Int) -> Int { base.map { $0 + local } ?? callOffset }

  private func string(_ range: Range<Int>) -> String {
    String(decoding: text[range.clamped(to: 0..<text.count)], as: UTF8.self)
  }

  private func place(_ local: Int) -> String {
    "\(fold.context.source.path):\(fold.line(offset(local)))"
  }

  private func value(_ range: Range<Int>) -> CodeValue {
    guard let expression = CodeExpression.parsed(string(range)) else { return .unknown }
    return CodeEvaluator(variables: variables).value(expression)
  }

  mutating func run(_ block: ProcedureBlock) -> Flow {
    let outer = variables
    for declaration in block.declarations {
      variables[declaration.name] = declaration.value.map { value($0) } ?? .null
    }
    defer {
      // Variables of the block go; assignments to outer ones stay.
      for declaration in block.declarations {
        variables[declaration.name] = outer[declaration.name]
      }
    }
    guard !block.handlers.isEmpty else { return run(block.body) }
    return runTrapped(block)
  }

  private mutating func run(_ statements: [ProcedureStatement]) -> Flow {
    for statement in statements {
      if run(statement) == .leaves { return .leaves }
      if fold.trap?.message != nil { return .leaves }
    }
    return .goesOn
  }

  /// A block with handlers: a statement that PostgreSQL would refuse undoes the block.
  private mutating func runTrapped(_ block: ProcedureBlock) -> Flow {
    let outer = fold.trap
    fold.trap = SchemaFold.Trap()
    var flow = Flow.goesOn
    for statement in block.body {
      flow = run(statement)
      if fold.trap?.message != nil || flow == .leaves { break }
    }
    let trap = fold.trap
    fold.trap = outer
    guard let trap, let message = trap.message else { return flow }
    let isHandled = block.handlers.contains { handler in
      handler.conditions.contains { name in
        name == "others" || name.hasPrefix("duplicate") || name.hasPrefix("undefined")
          || name.hasPrefix("invalid")
      }
    }
    guard isHandled else {
      fold.refuse(message, at: trap.offset)
      return .goesOn
    }
    for relation in trap.touched where !relation.isDropped {
      fold.markPartial(
        relation,
        "\(place(0)): undone by an exception handler, for \(message)"
      )
    }
    return block.handlers.first.map { run($0.body) } ?? .goesOn
  }

  private mutating func run(_ statement: ProcedureStatement) -> Flow {
    guard fold.step() else { return .leaves }
    switch statement {
    case .block(let block): return run(block)
    case .branch(let branches, let otherwise): return branch(branches, otherwise)
    case .choice(let bodies):
      let reason = "\(fold.context.source.path):\(fold.line(callOffset)): inside CASE of a DO block"
      for body in bodies { maybe(body, reason) }
    case .loop(let loop, let body): return self.loop(loop, body)
    case .execute(let expression, let at): execute(value(expression), at: at)
    case .assignment(let name, let range): variables[name] = value(range)
    case .unknownAssignment(let range): forget(range)
    case .perform(let range): perform(range)
    case .sql(let range): sql(range)
    case .leave: return .leaves
    case .other: break
    }
    return .goesOn
  }

  /// Runs what may or may not run: everything it touches loses its certainty.
  private mutating func maybe(_ body: [ProcedureStatement], _ reason: String) {
    let outer = fold.uncertainty
    fold.uncertainty = outer ?? reason
    let before = variables
    _ = run(body)
    for (name, value) in variables where before[name] != value { variables[name] = .unknown }
    fold.uncertainty = outer
  }

  private mutating func branch(
    _ branches: [(condition: Range<Int>, body: [ProcedureStatement])],
    _ otherwise: [ProcedureStatement]
  ) -> Flow {
    var isSettled = true
    for (condition, body) in branches {
      let expression = CodeExpression.parsed(string(condition)) ?? .unknown
      let holds = fold.holds(expression, variables)
      if holds == true, isSettled { return run(body) }
      if holds == false { continue }
      isSettled = false
      let reason = "\(place(condition.lowerBound)): inside IF, whose condition is not evaluated"
      maybe(body, reason)
      if holds == true { return .goesOn }
    }
    if isSettled { return run(otherwise) }
    if let first = branches.first {
      maybe(
        otherwise,
        "\(place(first.condition.lowerBound)): inside ELSE of an IF that is not evaluated"
      )
    }
    return .goesOn
  }

  private mutating func loop(_ loop: ProcedureLoop, _ body: [ProcedureStatement]) -> Flow {
    switch loop {
    case .array(let variable, let range):
      guard case .array(let items) = value(range) else { return unknownLoop(variable, nil, body) }
      return each(items, variable, body)
    case .query(let variable, let range):
      guard let query = CodeQuery.parsed(string(range)) else {
        return unknownLoop(variable, nil, body)
      }
      if let rows = query.rows, query.relations.isEmpty, query.conditions.isEmpty, query.isPlain {
        let evaluator = CodeEvaluator(variables: variables)
        let name =
          query.columnNames.first.flatMap { $0.isEmpty || $0 == "*" ? nil : $0 } ?? variable
        return each(
          rows.map { row in
            row.count == 1
              ? .record([name: evaluator.value(row[0]), "": evaluator.value(row[0])]) : .unknown
          },
          variable,
          body
        )
      }
      return unknownLoop(variable, fold.candidates(of: query, variables), body)
    case .unknown(let variable): return unknownLoop(variable, nil, body)
    }
  }

  private mutating func each(
    _ items: [CodeValue],
    _ variable: String,
    _ body: [ProcedureStatement]
  ) -> Flow {
    // A loop over one column may go into a plain variable.
    let isRecord = usesFields(variable)
    for item in items {
      if case .record(let fields) = item, let only = fields[""], !isRecord {
        variables[variable] = only
      } else {
        variables[variable] = item
      }
      if run(body) == .leaves { break }
    }
    return .goesOn
  }

  /// Whether the code reads a field of the variable, so that it is a record.
  private func usesFields(_ variable: String) -> Bool {
    let pattern = Array((variable + ".").utf8)
    guard text.count >= pattern.count else { return false }
    return (0...(text.count - pattern.count)).contains { text[$0...].starts(with: pattern) }
  }

  private mutating func unknownLoop(
    _ variable: String?,
    _ tables: Set<Int>?,
    _ body: [ProcedureStatement]
  ) -> Flow {
    if let variable { variables[variable] = .unknown }
    let outer = candidates
    if let tables { candidates = tables }
    maybe(
      body,
      "\(fold.context.source.path):\(fold.line(callOffset)): a loop over what only the database knows"
    )
    candidates = outer
    return .goesOn
  }

  /// Variables named in a range lose their value.
  private mutating func forget(_ range: Range<Int>) {
    let code = string(range)
    for name in variables.keys where code.utf8.count >= name.utf8.count {
      if !name.isEmpty, code.contains(name) { variables[name] = .unknown }
    }
  }

  private mutating func perform(_ range: Range<Int>) {
    for statement in SQLFile.statements(
      in: "SELECT " + string(range),
      at: offset(range.lowerBound),
      path: fold.context.source.path
    ) {
      if case .query = statement.kind { fold.apply(statement) }
    }
  }

  private mutating func sql(_ range: Range<Int>) {
    let at = offset(range.lowerBound)
    for statement in SQLFile.statements(in: string(range), at: at, path: fold.context.source.path) {
      switch statement.kind {
      case .createTableAs(let select) where select.columnNames.isEmpty && startsWithQuery(range):
        // In PL/pgSQL, SELECT INTO sets a variable.
        variables[select.name.name] = .unknown
        for function in Set(select.references.functions) {
          fold.call(
            FunctionCall(
              name: function.name,
              arguments: Array(repeating: nil, count: function.argumentCount)
            ),
            at: at
          )
        }
      case .unread(let unread): readLoosely(range, unread, at)
      default:
        fold.trap?.note(fold, statement)
        fold.apply(statement)
      }
    }
  }

  private func startsWithQuery(_ range: Range<Int>) -> Bool {
    let head = string(range.lowerBound..<min(range.upperBound, range.lowerBound + 6)).uppercased()
    return head.hasPrefix("SELECT") || head.hasPrefix("WITH")
  }

  /// SQL that only PL/pgSQL reads, such as `DELETE … RETURNING … INTO v`.
  private mutating func readLoosely(_ range: Range<Int>, _ unread: UnreadStatement, _ at: Int) {
    let code = string(range)
    let first = code.prefix { $0.isLetter }.uppercased()
    if ["SELECT", "WITH", "INSERT", "UPDATE", "DELETE", "MERGE"].contains(first) {
      forget(range)
      if first == "UPDATE" || first == "DELETE", !code.uppercased().contains("WHERE") {
        fold.context.ledger.lost("\(first) without WHERE", fold.line(at), owner: nil)
      }
      return
    }
    fold.notAnalysed(
      "a statement of a code block that does not parse: \(unread.problem.message)",
      at: at
    )
    for name in unread.names {
      if let relation = fold.catalog.relation(name) {
        fold.markPartial(relation, "\(place(range.lowerBound)): a statement that does not parse")
      }
    }
  }

  private mutating func execute(_ value: CodeValue, at local: Int) {
    let at = offset(local)
    if let sql = value.constant {
      for statement in SQLFile.statements(in: sql, at: at, path: fold.context.source.path) {
        fold.trap?.note(fold, statement)
        fold.apply(statement)
      }
      return
    }
    fold.widen(value.pieces, candidates, at: at)
  }
}

extension SchemaFold {
  /// Catches the first refusal inside a block that handles exceptions.
  final class Trap {
    var message: String?
    var offset = 0
    /// Tables changed so far inside the block.
    var touched: [RelationState] = []

    func note(_ fold: SchemaFold, _ statement: Statement) {
      let name: QualifiedName? =
        switch statement.kind {
        case .alterTable(let alter): alter.name
        case .createPolicy(let policy), .alterPolicy(let policy): policy.table
        case .createIndex(let index): index.table
        default: nil
        }
      if let name, let relation = fold.catalog.relation(name) {
        pending = relation
      } else {
        pending = nil
      }
    }

    /// The table of the statement that runs now: touched only once the next one runs.
    private var pending: RelationState? {
      didSet { if let oldValue { touched.append(oldValue) } }
    }
  }
}
