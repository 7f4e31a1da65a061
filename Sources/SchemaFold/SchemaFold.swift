package import Facts
package import PostgresSyntax

/// Folds the statements of migration files, one file after the other, into the tables that stand
/// after the last.
///
/// It follows what PostgreSQL 15 does with each statement. A statement that PostgreSQL would refuse
/// changes nothing here: it becomes a finding, and what it names is marked partial, since whether
/// the rest of its file takes effect depends on the tool that applies it. Where the text does not
/// say what happens (a loop over the catalog, SQL put together at run time), what may be touched
/// loses its certainty instead of keeping a value.
package final class SchemaFold {
  let catalog = Catalog()
  var context = FileContext(source: SourceText(path: "", bytes: []), number: 0)
  /// Relations that statements alter and no file creates, in order of their first mention.
  var external: [(name: QualifiedName, place: Place)] = []
  var externalNames: Set<QualifiedName> = []
  /// Functions run by event triggers: what they do to a new table is not known.
  var eventTriggers: [String: String] = [:]
  /// Set while a statement runs whose execution the text does not settle.
  var uncertainty: String?
  var procedureDepth = 0
  /// Set inside a block of code that handles exceptions.
  var trap: Trap?
  private var fileNumber = 0

  package init() {}

  /// What one file says about itself.
  package struct Outcome {
    package var findings: [Finding] = []
    /// Why a part of the file is not reflected in the tables.
    package var partialReasons: [String] = []
    package var additive: Bool?
    package var additiveReason: String?
  }

  /// Folds one file behind those before it.
  package func fold(_ file: SQLFile, source: SourceText) -> Outcome {
    fileNumber += 1
    context = FileContext(source: source, number: fileNumber)
    context.ledger.fileNumber = fileNumber
    catalog.searchPath = Catalog.defaultSearchPath
    for statement in file.statements {
      apply(statement)
    }
    if let offset = file.unreadFrom {
      context.addPartialReason(
        "line \(source.line(at: offset)) to the end: too broken to be read on"
      )
      doubtEverything(because: "\(source.path) could not be read to its end")
    }
    dropTemporaryTables()
    return outcome()
  }

  /// The tables that stand now, in order of creation.
  package func tables() -> [Table] {
    catalog.tables.map { render($0) }
  }

  /// Relations that statements alter and no file creates.
  package var relationsCreatedElsewhere: [(name: String, path: String, line: Int)] {
    external.map { ($0.name.description, $0.place.path, $0.place.line) }
  }

  func place(_ offset: Int) -> Place {
    Place(path: context.source.path, line: context.source.line(at: offset))
  }

  func line(_ offset: Int) -> Int { context.source.line(at: offset) }
}

/// What is known about the file that is being folded.
struct FileContext {
  let source: SourceText
  let number: Int
  var findings: [Finding] = []
  private(set) var partialReasons: [String] = []
  private var knownReasons: Set<String> = []
  var ledger = Ledger()
  var procedureSteps = 0
  /// Search path before `SET LOCAL`.
  var pathBeforeTransaction: [String]?

  /// Keeps a reason once, and the first thousand of them.
  mutating func addPartialReason(_ reason: String) {
    guard knownReasons.count < 1_000, knownReasons.insert(reason).inserted else { return }
    partialReasons.append(reason)
  }

  init(source: SourceText, number: Int) {
    self.source = source
    self.number = number
  }
}

extension SchemaFold {
  /// Columns, indexes, constraints, policies and triggers of one table that are followed.
  static let partLimit = 5_000

  /// Reports a statement that PostgreSQL would refuse.
  func refuse(
    _ message: String,
    at offset: Int,
    object: String? = nil,
    touching: RelationState? = nil
  ) {
    if let trap {
      if trap.message == nil {
        trap.message = message
        trap.offset = offset
      }
      return
    }
    // What may not run at all is guarded by a condition that knows more.
    if uncertainty != nil { return }
    let line = line(offset)
    context.findings.append(
      Finding(
        rule: "refused-statement",
        severity: .error,
        path: context.source.path,
        line: line,
        object: object,
        message: "PostgreSQL refuses this: \(message)",
        hint: "Depending on the tool, the whole file fails or the rest is applied without it."
      )
    )
    context.addPartialReason("line \(line): \(message)")
    if let touching {
      markPartial(touching, "\(context.source.path):\(line): PostgreSQL refuses this: \(message)")
    }
  }

  func markPartial(_ relation: RelationState, _ reason: String) {
    if relation.partialReason == nil { relation.partialReason = reason }
  }

  /// Looks a relation up; one that no file creates is noted and nil.
  func table(_ name: QualifiedName, at offset: Int, missingOK: Bool = false) -> RelationState? {
    if let relation = catalog.relation(name) {
      guard relation.partCount < Self.partLimit else {
        notAnalysed("more than \(Self.partLimit) statements about one table", at: offset)
        markPartial(
          relation,
          "more than \(Self.partLimit) columns, indexes, constraints and policies"
        )
        return nil
      }
      return relation
    }
    if !missingOK { noteExternal(name, at: offset) }
    return nil
  }

  func noteExternal(_ name: QualifiedName, at offset: Int) {
    guard !externalNames.contains(name) else { return }
    externalNames.insert(name)
    external.append((name, place(offset)))
  }

  /// Marks every table that stands: something that was not read may have changed it.
  package func doubtTables(_ reason: String) {
    doubtEverything(because: reason)
  }

  func doubtEverything(because reason: String) {
    for relation in catalog.tables {
      markPartial(relation, reason)
      relation.rowSecurity = nil
      if relation.rowSecurityReason == nil { relation.rowSecurityReason = reason }
      relation.forceRowSecurity = nil
    }
  }
}
