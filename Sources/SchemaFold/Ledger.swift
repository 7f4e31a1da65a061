import PostgresSyntax

/// What one file takes away from what stood before it.
struct Ledger {
  struct Loss {
    var line: Int
    var text: String
  }

  /// Something that stood before the file and that the file drops: a loss unless it comes back.
  struct Removal {
    var line: Int
    var text: String
    /// Table and name of a policy or trigger, or the name of a function or view.
    var key: String
    var definition: String
    /// The object may come back in the same file.
    var isReplaceable: Bool
    /// What it asked of rows: those that stand have met it.
    var demand: String?
  }

  private(set) var losses: [Loss] = []
  private(set) var doubts: [String] = []
  private(set) var removals: [Removal] = []
  /// Texts of policies before the file altered them.
  private(set) var originals: [Int: String] = [:]
  private(set) var changes: [Loss] = []
  private var currentLine = 0

  mutating func at(_ line: Int) { currentLine = line }

  mutating func doubt(_ reason: String) { doubts.append(reason) }

  /// A loss, unless the table that it happens to was made by the same file.
  mutating func lost(_ text: String, _ line: Int, owner: RelationState?) {
    if let owner, owner.file == fileNumber { return }
    losses.append(Loss(line: line, text: text))
  }

  mutating func lostColumn(_ text: String, _ line: Int, _ column: ColumnState) {
    if column.file == fileNumber { return }
    losses.append(Loss(line: line, text: text))
  }

  mutating func lostColumnless(_ text: String, _ line: Int, _ object: CatalogObject) {
    if object.file == fileNumber { return }
    losses.append(Loss(line: line, text: text))
  }

  /// A constraint on rows that are there already; none on columns that the same file adds.
  mutating func demanded(
    _ text: String,
    _ line: Int,
    _ relation: RelationState,
    _ columns: [ColumnState]
  ) {
    if relation.file == fileNumber { return }
    if !columns.isEmpty, columns.allSatisfy({ $0.file == fileNumber }) { return }
    losses.append(Loss(line: line, text: "a new demand on existing rows: \(text)"))
  }

  /// Whether the file took away what asked the same of the rows.
  func hasRemoved(_ demand: String) -> Bool {
    removals.contains { $0.demand == demand }
  }

  mutating func demandedNotNull(
    _ text: String,
    _ line: Int,
    _ relation: RelationState,
    _ column: ColumnState?
  ) {
    if relation.file == fileNumber { return }
    if let column, column.file == fileNumber, column.defaultValue != nil { return }
    losses.append(Loss(line: line, text: "a new demand on existing rows: \(text) must not be null"))
  }

  /// Set by the fold when the file begins.
  var fileNumber = 0

  mutating func willChange(_ policy: PolicyState) {
    if policy.file != fileNumber, originals[policy.id] == nil {
      originals[policy.id] = Self.text(of: policy)
    }
  }

  mutating func changed(_ policy: PolicyState, _ line: Int, _ relation: RelationState) {
    guard let before = originals[policy.id] else { return }
    let after = Self.text(of: policy)
    if before != after {
      changes.append(
        Loss(
          line: line,
          text: "policy \"\(policy.name)\" of \(relation.displayName): was \(before), is \(after)"
        )
      )
    }
  }

  static func text(of policy: PolicyState) -> String {
    var parts = [policy.permissive ? "" : "RESTRICTIVE", policy.command]
    parts.append("TO \(policy.roles.joined(separator: ", "))")
    if let using = policy.using { parts.append("USING (\(using.text))") }
    if let check = policy.withCheck { parts.append("WITH CHECK (\(check.text))") }
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  mutating func removed(
    _ object: CatalogObject,
    _ description: String,
    owner: RelationState?,
    in fold: SchemaFold
  ) {
    guard object.file != fileNumber else { return }
    if let owner, owner !== object, owner.isDropped { return }
    var removal = Removal(
      line: currentLine,
      text: "\(description) is dropped",
      key: description,
      definition: "",
      isReplaceable: false
    )
    switch object {
    case let relation as RelationState:
      if relation.schema == Catalog.temporarySchema || relation.kind == .sequence { return }
      removal.isReplaceable = relation.kind == .view || relation.kind == .materializedView
      removal.definition = relation.definition ?? ""
    case let policy as PolicyState:
      removal.isReplaceable = true
      removal.definition = originals[policy.id] ?? Self.text(of: policy)
    case let trigger as TriggerState:
      removal.isReplaceable = true
      removal.definition = trigger.definition
    case let function as FunctionState:
      removal.isReplaceable = true
      removal.definition = function.definition
    case let index as IndexState:
      if index.constraint != nil { return }
      removal.isReplaceable = true
      removal.definition = fold.definition(of: index)
      if index.unique { removal.demand = "\(index.relation) \(removal.definition)" }
    case let constraint as ConstraintState:
      removal.isReplaceable = true
      removal.definition = fold.definition(of: constraint)
      removal.demand = fold.demand(of: constraint)
    case is DefaultState: return
    default: break
    }
    removals.append(removal)
  }
}

extension SchemaFold {
  func definition(of index: IndexState) -> String {
    let keys = index.keys.map { key in
      let value =
        switch key.value {
        case .column(let id): catalog.column(id)?.name ?? ""
        case .expression(let expression): "(\(expression.text))"
        }
      return "\(value) \(key.isDescending) \(key.nullsFirst) \(key.operatorClass ?? "")"
    }
    return "\(index.method) \(keys) \(index.unique) \(index.predicate?.text ?? "")"
  }

  func definition(of constraint: ConstraintState) -> String {
    switch constraint.kind {
    case .check(let expression): return "CHECK (\(expression.text))"
    case .index(let index): return definition(of: index)
    case .foreignKey(let key):
      let columns = key.columns.compactMap { catalog.column($0)?.name }
      let target = key.targetColumns.compactMap { catalog.column($0)?.name }
      return "\(columns) \(key.targetName) \(target) \(key.onDelete) \(key.onUpdate)"
    }
  }

  /// Weighs what the file took away against what it put back.
  func outcome() -> Outcome {
    var outcome = Outcome(
      findings: context.findings,
      partialReasons: context.partialReasons
    )
    let ledger = context.ledger
    var losses = ledger.losses + openPolicies()
    var changes = ledger.changes
    let replacements = ledger.removals.isEmpty ? [:] : replacements()
    for removal in ledger.removals {
      guard removal.isReplaceable, let now = replacements[removal.key] else {
        losses.append(Ledger.Loss(line: removal.line, text: removal.text))
        continue
      }
      if now != removal.definition {
        let texts =
          removal.key.hasPrefix("policy") || removal.key.hasPrefix("constraint")
          ? ": was \(removal.definition), is \(now)" : ""
        changes.append(Ledger.Loss(line: removal.line, text: removal.key + texts))
      }
    }
    losses.sort { $0.line < $1.line }
    if !losses.isEmpty {
      outcome.additive = false
      outcome.additiveReason = summary(losses)
    } else if !changes.isEmpty {
      outcome.additive = nil
      outcome.additiveReason = "changed: " + summary(changes)
    } else if let doubt = ledger.doubts.first {
      outcome.additive = nil
      outcome.additiveReason = doubt
    } else {
      outcome.additive = true
    }
    return outcome
  }

  private func summary(_ losses: [Ledger.Loss]) -> String {
    let shown = losses.prefix(3).map { "line \($0.line): \($0.text)" }.joined(separator: "; ")
    return losses.count > 3 ? "\(shown); and \(losses.count - 3) more" : shown
  }

  /// What the file created, by description.
  private func replacements() -> [String: String] {
    var result: [String: String] = [:]
    for object in catalog.objects.reversed() {
      if object.file < context.number { break }
      guard object.file == context.number, !object.isDropped else { continue }
      switch object {
      case let policy as PolicyState: result[describe(policy)] = Ledger.text(of: policy)
      case let trigger as TriggerState: result[describe(trigger)] = trigger.definition
      case let function as FunctionState: result[describe(function)] = function.definition
      case let index as IndexState where index.constraint == nil:
        result[describe(index)] = definition(of: index)
      case let constraint as ConstraintState:
        result[describe(constraint)] = definition(of: constraint)
      case let relation as RelationState where relation.definition != nil:
        result[describe(relation)] = relation.definition
      default: break
      }
    }
    return result
  }
}
