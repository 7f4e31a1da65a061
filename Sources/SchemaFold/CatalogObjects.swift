import PostgresSyntax

/// Where a statement stands.
struct Place: Equatable {
  var path: String
  var line: Int
}

/// What becomes of an object when one that it depends on goes.
enum DependencyKind {
  /// It goes along without being asked.
  case automatic
  /// It goes along with CASCADE; without, PostgreSQL refuses.
  case normal
  /// One of several functions of that name is meant; which one is not known.
  case uncertain
}

struct Dependent {
  var object: Int
  var kind: DependencyKind
}

/// Anything that can be dropped, and what depends on it.
class CatalogObject {
  let id: Int
  var isDropped = false
  var dependents: [Dependent] = []
  /// What it depends on itself.
  var bases: Set<Int> = []
  /// Number of the file that created it: what a file may undo without taking anything away.
  let file: Int

  init(id: Int, file: Int) {
    self.id = id
    self.file = file
  }
}

enum RelationKind {
  case table, partitionedTable, foreignTable, view, materializedView, sequence, compositeType
}

final class RelationState: CatalogObject {
  var kind: RelationKind
  var schema: String
  var name: String
  let place: Place
  var columns: [ColumnState] = []
  var constraints: [ConstraintState] = []
  var indexes: [IndexState] = []
  var policies: [PolicyState] = []
  var triggers: [TriggerState] = []
  var rules: Set<String> = []
  var parents: [RelationState] = []
  var children: [Int] = []
  /// Attached to its (only) parent as a partition.
  var isPartition = false
  var rowSecurity: Bool? = false
  var rowSecurityReason: String?
  var forceRowSecurity: Bool? = false
  var partialReason: String?
  /// For a sequence: the column that it goes with.
  var ownerColumn: Int?
  /// A view's or another definition's text, to tell a change from a repetition.
  var definition: String?

  init(id: Int, file: Int, kind: RelationKind, schema: String, name: String, place: Place) {
    self.kind = kind
    self.schema = schema
    self.name = name
    self.place = place
    super.init(id: id, file: file)
  }

  var holdsRows: Bool {
    switch kind {
    case .table, .partitionedTable, .foreignTable: true
    default: false
    }
  }

  var partCount: Int {
    columns.count + constraints.count + indexes.count + policies.count + triggers.count
  }

  var displayName: String { schema == "public" ? name : "\(schema).\(name)" }

  func column(_ name: String) -> ColumnState? {
    columns.first { $0.name == name }
  }
}

enum ColumnType: Equatable {
  /// A type of PostgreSQL's own, as `format_type` prints it.
  case builtin(String)
  case user(type: Int, modifiers: [String], isArray: Bool)
  case unknown(reason: String)
}

final class ColumnState: CatalogObject {
  let relation: Int
  var name: String
  var type: ColumnType
  var notNull: Bool
  var defaultValue: DefaultState?
  var isIdentity = false
  var isGenerated = false
  /// Defined here, not only by a parent.
  var isLocal = true
  var inheritedCount = 0

  init(id: Int, file: Int, relation: Int, name: String, type: ColumnType, notNull: Bool) {
    self.relation = relation
    self.name = name
    self.type = type
    self.notNull = notNull
    super.init(id: id, file: file)
  }
}

final class DefaultState: CatalogObject {
  let column: Int
  let expression: SQLExpression
  /// For `serial`: the sequence, whose present name the default prints.
  var sequence: Int?

  init(id: Int, file: Int, column: Int, expression: SQLExpression) {
    self.column = column
    self.expression = expression
    super.init(id: id, file: file)
  }
}

final class ConstraintState: CatalogObject {
  enum Kind {
    case check(SQLExpression)
    case foreignKey(ForeignKeyState)
    case index(IndexState)
  }

  let relation: Int
  var name: String
  var kind: Kind
  let place: Place
  var noInherit = false
  var isInherited = false
  /// The constraint of the partitioned parent that this one is a copy of.
  var parent: Int?
  /// Where the original of a copy stands.
  var copiedPlace: Place?

  init(id: Int, file: Int, relation: Int, name: String, kind: Kind, place: Place) {
    self.relation = relation
    self.name = name
    self.kind = kind
    self.place = place
    super.init(id: id, file: file)
  }
}

struct ForeignKeyState {
  /// Ids of the columns, so that a rename is followed.
  var columns: [Int]
  /// nil when no file creates the referenced table.
  var target: Int?
  var targetName: QualifiedName
  var targetColumns: [Int]
  /// Names, where the referenced table is not known.
  var targetColumnNames: [String]
  var onDelete: String
  var onUpdate: String
}

final class IndexState: CatalogObject {
  enum KeyValue {
    case column(Int)
    case expression(SQLExpression)
  }

  struct Key {
    var value: KeyValue
    var derivedName: String?
    var isDescending: Bool
    var nullsFirst: Bool
    var operatorClass: String?
  }

  let relation: Int
  var schema: String
  var name: String
  var method: String
  var keys: [Key]
  var include: [Int]
  /// What the index itself calls its INCLUDE columns.
  var includeNames: [String] = []
  var unique: Bool
  var primary: Bool
  var nullsNotDistinct = false
  var isDeferrable = false
  var operators: [String] = []
  var predicate: SQLExpression?
  let place: Place
  var constraint: Int?
  /// The index of the partitioned parent that this one belongs to.
  var parent: Int?

  init(
    id: Int,
    file: Int,
    relation: Int,
    schema: String,
    name: String,
    method: String,
    keys: [Key],
    include: [Int],
    unique: Bool,
    primary: Bool,
    predicate: SQLExpression?,
    place: Place
  ) {
    self.relation = relation
    self.schema = schema
    self.name = name
    self.method = method
    self.keys = keys
    self.include = include
    self.unique = unique
    self.primary = primary
    self.predicate = predicate
    self.place = place
    super.init(id: id, file: file)
  }
}

final class PolicyState: CatalogObject {
  let relation: Int
  var name: String
  var command: String
  var permissive: Bool
  var roles: [String]
  var using: SQLExpression?
  var withCheck: SQLExpression?
  var place: Place

  init(
    id: Int,
    file: Int,
    relation: Int,
    definition: PolicyDefinition,
    place: Place
  ) {
    self.relation = relation
    self.name = definition.name
    self.command = definition.command ?? "ALL"
    self.permissive = definition.permissive
    self.roles = definition.roles
    self.using = definition.using
    self.withCheck = definition.withCheck
    self.place = place
    super.init(id: id, file: file)
  }
}

final class TriggerState: CatalogObject {
  let relation: Int
  var name: String
  var definition: String

  init(id: Int, file: Int, relation: Int, name: String, definition: String) {
    self.relation = relation
    self.name = name
    self.definition = definition
    super.init(id: id, file: file)
  }
}

final class FunctionState: CatalogObject {
  var schema: String
  var name: String
  /// Input argument types, as far as they tell overloads apart.
  var signature: [String]
  var requiredCount: Int
  var parameterNames: [String]
  var body: Body?
  var definition: String
  var place: Place

  /// An extension's functions are known by name alone.
  var isOfExtension: Bool { definition.isEmpty && body == nil }

  func takes(_ argumentCount: Int) -> Bool {
    isOfExtension || isVariadic
      || (requiredCount <= argumentCount && argumentCount <= signature.count)
  }

  var isVariadic = false

  init(
    id: Int,
    file: Int,
    schema: String,
    name: String,
    signature: [String],
    requiredCount: Int,
    parameterNames: [String],
    body: Body?,
    definition: String,
    place: Place
  ) {
    self.schema = schema
    self.name = name
    self.signature = signature
    self.requiredCount = requiredCount
    self.parameterNames = parameterNames
    self.body = body
    self.definition = definition
    self.place = place
    super.init(id: id, file: file)
  }
}

final class TypeState: CatalogObject {
  enum Form {
    case enumeration, composite, range, base
    case domain(base: ColumnType, notNull: Bool)
  }

  var schema: String
  var name: String
  var form: Form
  /// The extension that brought it.
  var fromExtension: String?

  init(id: Int, file: Int, schema: String, name: String, form: Form) {
    self.schema = schema
    self.name = name
    self.form = form
    super.init(id: id, file: file)
  }
}

final class ExtensionState: CatalogObject {
  let name: String

  init(id: Int, file: Int, name: String) {
    self.name = name
    super.init(id: id, file: file)
  }
}
