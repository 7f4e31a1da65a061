/// A table as it stands after all migrations in order.
package struct Table: Sendable, Equatable, Encodable {
  package var schema: String
  package var name: String
  /// Where it was created.
  package var path: String
  package var line: Int
  package var columns: [Column]
  /// nil when the migrations do not tell (a `DO` loop over the catalog, a statement that does not parse).
  @ExplicitNull package var rowSecurity: Bool?
  package var rowSecurityReason: String?
  /// Where row security is on and no policy stands: what a comment of the migrations says of it.
  package var policiesReason: String?
  @ExplicitNull package var forceRowSecurity: Bool?
  package var policies: [Policy]
  package var indexes: [Index]
  package var foreignKeys: [ForeignKey]
  /// True when something that was not understood may have touched the table.
  package var partial: Bool?
  package var partialReason: String?

  package init(schema: String, name: String, path: String, line: Int) {
    self.schema = schema
    self.name = name
    self.path = path
    self.line = line
    self.columns = []
    self.rowSecurity = false
    self.forceRowSecurity = false
    self.policies = []
    self.indexes = []
    self.foreignKeys = []
  }
}

package struct Column: Sendable, Equatable, Encodable {
  package var name: String
  /// As PostgreSQL's `format_type` prints it: `integer`, `numeric(5,2)`, `text[]`; nil when no file states it.
  @ExplicitNull package var type: String?
  package var typeReason: String?
  @ExplicitNull package var nullable: Bool?
  package var nullableReason: String?
  /// Source text with white space collapsed; nil when there is none.
  @ExplicitNull package var `default`: String?

  package init(name: String, type: String?, nullable: Bool?, default: String? = nil) {
    self.name = name
    self.type = type
    self.nullable = nullable
    self.default = `default`
  }
}

package struct Policy: Sendable, Equatable, Encodable {
  package enum Command: String, Sendable, Encodable {
    case all = "ALL"
    case select = "SELECT"
    case insert = "INSERT"
    case update = "UPDATE"
    case delete = "DELETE"
  }

  package var name: String
  package var command: Command
  /// `["public"]` without a TO clause.
  package var roles: [String]
  package var permissive: Bool
  /// Source text with white space collapsed.
  @ExplicitNull package var using: String?
  @ExplicitNull package var withCheck: String?
  package var path: String
  package var line: Int

  package init(
    name: String,
    command: Command,
    roles: [String],
    permissive: Bool,
    using: String?,
    withCheck: String?,
    path: String,
    line: Int
  ) {
    self.name = name
    self.command = command
    self.roles = roles
    self.permissive = permissive
    self.using = using
    self.withCheck = withCheck
    self.path = path
    self.line = line
  }
}

package struct Index: Sendable, Equatable, Encodable {
  package enum Order: String, Sendable, Encodable {
    case asc, desc
  }

  package enum Nulls: String, Sendable, Encodable {
    case first, last
  }

  /// One key of an index: a column's name or an expression, never both.
  package struct Key: Sendable, Equatable, Encodable {
    package var name: String?
    /// Source text with white space collapsed.
    package var expression: String?
    package var order: Order
    /// Where nulls sort; the default follows the order (`asc`: last, `desc`: first).
    package var nulls: Nulls
    @ExplicitNull package var operatorClass: String?

    package init(
      name: String? = nil,
      expression: String? = nil,
      order: Order = .asc,
      nulls: Nulls? = nil,
      operatorClass: String? = nil
    ) {
      self.name = name
      self.expression = expression
      self.order = order
      self.nulls = nulls ?? (order == .asc ? .last : .first)
      self.operatorClass = operatorClass
    }
  }

  package var name: String
  /// `btree`, `hash`, `gin`, ….
  package var method: String
  package var columns: [Key]
  package var unique: Bool
  package var primary: Bool
  /// Columns of an INCLUDE clause.
  package var include: [String]
  @ExplicitNull package var predicate: String?
  package var path: String
  package var line: Int

  package init(
    name: String,
    method: String = "btree",
    columns: [Key],
    unique: Bool = false,
    primary: Bool = false,
    include: [String] = [],
    predicate: String? = nil,
    path: String,
    line: Int
  ) {
    self.name = name
    self.method = method
    self.columns = columns
    self.unique = unique
    self.primary = primary
    self.include = include
    self.predicate = predicate
    self.path = path
    self.line = line
  }
}

package struct ForeignKey: Sendable, Equatable, Encodable {
  package struct Target: Sendable, Equatable, Encodable {
    package var schema: String
    package var table: String
    /// Empty when the referenced table is not known and the columns are implied.
    package var columns: [String]

    package init(schema: String, table: String, columns: [String]) {
      self.schema = schema
      self.table = table
      self.columns = columns
    }
  }

  package var name: String
  package var columns: [String]
  package var references: Target
  /// `NO ACTION`, `RESTRICT`, `CASCADE`, `SET NULL` or `SET DEFAULT`.
  package var onDelete: String
  package var onUpdate: String
  package var path: String
  package var line: Int

  package init(
    name: String,
    columns: [String],
    references: Target,
    onDelete: String,
    onUpdate: String,
    path: String,
    line: Int
  ) {
    self.name = name
    self.columns = columns
    self.references = references
    self.onDelete = onDelete
    self.onUpdate = onUpdate
    self.path = path
    self.line = line
  }
}
