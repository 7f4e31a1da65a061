import Facts
import PostgresSyntax
import PrismaSyntax

/// How one version of a file stands to a claim.
enum SchemaMatch: Equatable {
  case holds
  /// One more or one less.
  case near
  case differs
  /// It cannot be told, for this reason.
  case untold(String)
}

/// One version of a schema or migration file, as far as claims count in it.
struct SchemaReading: Sendable {
  private var models: [String: [PrismaModel]] = [:]
  private var modelCount = 0
  /// Views and composite types, which some call models.
  private var otherCount = 0
  /// Names of the tables that the file makes.
  private(set) var tables: Set<String> = []
  /// Of those whose row security it turns on, and off.
  private(set) var secured: Set<String> = []
  private(set) var unsecured: Set<String> = []
  /// Tables that are altered, secured or indexed, those that are made included.
  private var touched: Set<String> = []
  private var policies = 0
  private var indexes = 0
  /// Why counts may be incomplete; nil when the whole file is read.
  private var gap: String?
  private let isPrisma: Bool

  init(_ text: SourceText) {
    isPrisma = text.path.hasSuffix(".prisma")
    if isPrisma { readPrisma(text) } else { readSQL(text) }
  }

  // MARK: Models

  /// The models of a name; several only in a broken schema.
  func models(named name: String) -> [PrismaModel] {
    models[name] ?? []
  }

  /// How many models there are, and how many of them are in a database schema.
  func models(in schema: String) -> (all: Int, inSchema: Int) {
    (modelCount, models.values.joined().count { $0.schema == schema })
  }

  private mutating func readPrisma(_ text: SourceText) {
    let schema = PrismaParser.parse([text])
    models = Dictionary(grouping: schema.models, by: \.name)
    modelCount = schema.models.count
    otherCount = schema.views.count + schema.types.count
    if schema.errors.contains(where: { $0.path == text.path }) { gap = "the schema does not parse" }
  }

  // MARK: Counts

  /// What there is of a unit; nil where the file has no such thing.
  func count(of unit: SchemaCountSentence.Unit) -> Int? {
    switch unit {
    case .models: isPrisma ? modelCount : nil
    case .tables: isPrisma ? nil : tables.count
    case .policies: isPrisma ? nil : policies
    case .indexes: isPrisma ? nil : indexes
    }
  }

  func match(_ count: Int, of unit: SchemaCountSentence.Unit) -> SchemaMatch {
    guard let actual = self.count(of: unit) else {
      return .untold("the file states no \(unit.rawValue)")
    }
    if count == actual { return .holds }
    if let gap { return .untold(gap) }
    switch unit {
    case .models where otherCount > 0:
      return .untold("views and types may be counted as models")
    case .tables where touched.count > actual && count > actual && count <= touched.count:
      return .untold("tables that it changes may be counted")
    case .indexes where count > actual:
      return .untold("keys and constraints bring indexes that are not counted")
    default: break
    }
    return abs(count - actual) == 1 ? .near : .differs
  }

  private mutating func readSQL(_ text: SourceText) {
    let file = SQLFile.parsed(text)
    if !file.problems.isEmpty || file.unreadFrom != nil { gap = "not every statement can be read" }
    for statement in file.statements { read(statement) }
  }

  private mutating func read(_ statement: Statement) {
    switch statement.kind {
    case .createTable(let table):
      tables.insert(table.name.name)
      touched.insert(table.name.name)
    case .createTableAs(let table):
      tables.insert(table.name.name)
      touched.insert(table.name.name)
    case .alterTable(let change):
      touched.insert(change.name.name)
      if change.actions.contains(.rowSecurity(true)) { secured.insert(change.name.name) }
      if change.actions.contains(.rowSecurity(false)) { unsecured.insert(change.name.name) }
    case .createIndex(let index):
      indexes += 1
      touched.insert(index.table.name)
    case .createPolicy(let policy):
      policies += 1
      touched.insert(policy.table.name)
    case .createSchema(_, _, let elements): for element in elements { read(element) }
    case .anonymousBlock: gap = "a DO block may make more"
    case .unread: gap = "not every statement can be read"
    case .query(let calls) where !calls.isEmpty: gap = "a function that it calls may make more"
    case .metaCommand: gap = "a command of psql may read more"
    default: break
    }
  }
}
