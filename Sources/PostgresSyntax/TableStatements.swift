package struct ColumnDefinition: Sendable, Equatable {
  package enum Generation: Sendable, Equatable {
    case none, identity
    case stored(SQLExpression)
  }

  package var name: String
  /// nil in `OF type` and `PARTITION OF`, where the type is the parent's.
  package var type: TypeReference?
  /// nil when the column says neither NULL nor NOT NULL.
  package var notNull: Bool?
  package var defaultValue: SQLExpression?
  package var generation: Generation
  package var constraints: [ConstraintDefinition]
  package var offset: Int
}

package struct ConstraintDefinition: Sendable, Equatable {
  package enum Kind: Sendable, Equatable {
    case primaryKey(IndexConstraint)
    case unique(IndexConstraint)
    case exclusion(IndexConstraint)
    case check(SQLExpression, noInherit: Bool)
    case foreignKey(ForeignKeyConstraint)
  }

  /// nil when PostgreSQL makes one up.
  package var name: String?
  package var kind: Kind
  package var isValidated: Bool
  package var isDeferrable: Bool
  package var isDeferred: Bool
  package var offset: Int

  package init(
    name: String?,
    kind: Kind,
    isValidated: Bool = true,
    isDeferrable: Bool = false,
    isDeferred: Bool = false,
    offset: Int
  ) {
    self.name = name
    self.kind = kind
    self.isValidated = isValidated
    self.isDeferrable = isDeferrable
    self.isDeferred = isDeferred
    self.offset = offset
  }
}

/// A constraint that is an index: PRIMARY KEY, UNIQUE, EXCLUDE.
package struct IndexConstraint: Sendable, Equatable {
  package var keys: [IndexKey]
  package var include: [String]
  /// `USING INDEX name`: the index is there already.
  package var existingIndex: String?
  package var method: String
  package var operators: [String]
  package var predicate: SQLExpression?
  package var nullsNotDistinct: Bool
}

package struct ForeignKeyConstraint: Sendable, Equatable {
  /// Empty in a column constraint until the column is known.
  package var columns: [String]
  package var table: QualifiedName
  /// Empty when the primary key is meant.
  package var referencedColumns: [String]
  /// As written in SQL: `NO ACTION`, `CASCADE`, ….
  package var onDelete: String
  package var onUpdate: String
}

package struct IndexKey: Sendable, Equatable {
  /// nil for an expression.
  package var column: String?
  package var expression: SQLExpression?
  /// What PostgreSQL calls the key when it makes a name: a function's name; nil gives `expr`.
  package var derivedName: String?
  package var isDescending: Bool
  /// nil when the order's own default holds.
  package var nullsFirst: Bool?
  package var operatorClass: QualifiedName?

  package init(
    column: String?,
    expression: SQLExpression? = nil,
    derivedName: String? = nil,
    isDescending: Bool = false,
    nullsFirst: Bool? = nil,
    operatorClass: QualifiedName? = nil
  ) {
    self.column = column
    self.expression = expression
    self.derivedName = derivedName
    self.isDescending = isDescending
    self.nullsFirst = nullsFirst
    self.operatorClass = operatorClass
  }
}

package struct CreateIndex: Sendable, Equatable {
  /// nil when PostgreSQL makes one up.
  package var name: String?
  package var table: QualifiedName
  package var only: Bool
  package var method: String
  package var keys: [IndexKey]
  package var include: [String]
  package var unique: Bool
  package var nullsNotDistinct: Bool
  package var predicate: SQLExpression?
  package var ifNotExists: Bool
  package var concurrently: Bool
}

package struct LikeClause: Sendable, Equatable {
  package var table: QualifiedName
  package var constraints: Bool
  package var defaults: Bool
  package var generated: Bool
  package var identity: Bool
  package var indexes: Bool
}

package struct CreateTable: Sendable, Equatable {
  package enum Element: Sendable, Equatable {
    case column(ColumnDefinition)
    case constraint(ConstraintDefinition)
    case like(LikeClause)
  }

  package var name: QualifiedName
  package var ifNotExists: Bool
  package var temporary: Bool
  package var foreign: Bool
  package var elements: [Element]
  package var inherits: [QualifiedName]
  package var partitionOf: QualifiedName?
  package var ofType: QualifiedName?
  /// Partitioned itself, by RANGE, LIST or HASH.
  package var isPartitioned: Bool
}

/// One column of a query's result.
package struct QueryColumn: Sendable, Equatable {
  package enum Origin: Sendable, Equatable {
    /// A column of a relation, by path; the last part is `*` for all of them.
    case column([String])
    case cast(TypeReference)
    /// A literal, by the type PostgreSQL gives it in a new table.
    case literal(String)
    case unknown
  }

  package var name: String
  package var origin: Origin
}

package struct CreateTableAs: Sendable, Equatable {
  package var name: QualifiedName
  package var ifNotExists: Bool
  package var temporary: Bool
  package var columnNames: [String]
  package var columns: [QueryColumn]
  package var references: References
}

package struct AlterTable: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    case addColumn(ColumnDefinition, ifNotExists: Bool)
    case dropColumn(String, ifExists: Bool, cascade: Bool)
    case setType(String, TypeReference)
    /// nil drops it.
    case setDefault(String, SQLExpression?)
    case setNotNull(String, Bool)
    case addIdentity(String)
    case dropIdentity(String)
    case dropExpression(String)
    case addConstraint(ConstraintDefinition)
    case dropConstraint(String, ifExists: Bool, cascade: Bool)
    /// Holds the rows that are there against a constraint that was added `NOT VALID`.
    case validateConstraint(String)
    case rowSecurity(Bool)
    case forceRowSecurity(Bool)
    case inherit(QualifiedName)
    case noInherit(QualifiedName)
    case attachPartition(QualifiedName)
    case detachPartition(QualifiedName)
    /// What changes nothing that is kept: owner, storage, statistics, triggers on and off.
    case other
  }

  package var kind: ObjectKind
  package var name: QualifiedName
  package var only: Bool
  package var missingOK: Bool
  package var actions: [Action]
}

package struct PolicyDefinition: Sendable, Equatable {
  package var name: String
  package var table: QualifiedName
  /// `ALL`, `SELECT`, …; nil in ALTER POLICY.
  package var command: String?
  package var permissive: Bool
  /// Empty when the statement has no TO clause.
  package var roles: [String]
  package var using: SQLExpression?
  package var withCheck: SQLExpression?
}
