package import Facts

/// A possibly schema-qualified name, spelled as the catalog stores it.
package struct QualifiedName: Hashable, Sendable, CustomStringConvertible {
  /// nil when the statement leaves it to the search path.
  package var schema: String?
  package var name: String

  package init(schema: String? = nil, name: String) {
    self.schema = schema
    self.name = name
  }

  package var description: String {
    schema.map { "\($0).\(name)" } ?? name
  }
}

/// A type as a statement names it, before any catalog is asked.
package struct TypeReference: Sendable, Equatable {
  package var name: QualifiedName
  /// `5`, `2` of `numeric(5,2)`; `Point` of `geometry(Point,4326)`.
  package var modifiers: [String]
  package var isArray: Bool
  package var isSet: Bool
  /// `table.column%TYPE`: the last name is a column.
  package var isColumnType: Bool

  package init(
    name: QualifiedName,
    modifiers: [String] = [],
    isArray: Bool = false,
    isSet: Bool = false,
    isColumnType: Bool = false
  ) {
    self.name = name
    self.modifiers = modifiers
    self.isArray = isArray
    self.isSet = isSet
    self.isColumnType = isColumnType
  }
}

/// What an expression or a query mentions, so that a cascade can find it.
package struct References: Sendable, Equatable {
  /// One FROM list: where a column name is looked up first, then in the scope around it.
  package struct Scope: Sendable, Equatable {
    /// nil for the outermost.
    package var parent: Int?
    /// Alias (or the relation's own name) and relation; a nil relation is a subquery or a function.
    package var relations: [(alias: String, relation: QualifiedName?)]

    package static func == (left: Scope, right: Scope) -> Bool {
      left.parent == right.parent
        && left.relations.elementsEqual(right.relations) {
          $0.alias == $1.alias && $0.relation == $1.relation
        }
    }
  }

  package struct ColumnUse: Sendable, Equatable {
    /// `["column"]`, `["table", "column"]`; the last is `*` for all columns.
    package var path: [String]
    /// Index into `scopes`; nil when the expression stands in no query.
    package var scope: Int?
  }

  /// A call: the function's name and how many arguments it is given.
  package struct FunctionUse: Hashable, Sendable {
    package var name: QualifiedName
    package var argumentCount: Int
  }

  package var functions: [FunctionUse] = []
  package var types: [QualifiedName] = []
  package var relations: [QualifiedName] = []
  package var columns: [ColumnUse] = []
  package var scopes: [Scope] = []

  package init() {}
}

/// An expression: its source text with white space collapsed, and what it mentions.
package struct SQLExpression: Sendable, Equatable {
  package var text: String
  package var references: References

  package init(text: String, references: References = References()) {
    self.text = text
    self.references = references
  }
}

/// One statement, as far as a fold of the schema needs it.
package struct Statement: Sendable {
  package var kind: Kind
  /// Byte offset of its first token in the file.
  package var offset: Int
  /// Byte offset behind its last token.
  package var end: Int

  package indirect enum Kind: Sendable {
    case createTable(CreateTable)
    case createTableAs(CreateTableAs)
    case alterTable(AlterTable)
    case createIndex(CreateIndex)
    case createPolicy(PolicyDefinition)
    case alterPolicy(PolicyDefinition)
    case createView(CreateView)
    case createFunction(CreateFunction)
    case createType(CreateType)
    case alterDomain(AlterDomain)
    case createExtension(name: String, schema: String?, ifNotExists: Bool)
    case createSchema(name: String, ifNotExists: Bool, elements: [Statement])
    case createSequence(name: QualifiedName, ifNotExists: Bool, temporary: Bool, ownedBy: [String]?)
    case alterSequence(name: QualifiedName, ownedBy: [String])
    case createTrigger(CreateTrigger)
    /// A function that the server runs behind other statements.
    case createEventTrigger(name: String, function: QualifiedName)
    case createRule(name: String, table: QualifiedName)
    case drop(Drop)
    case rename(Rename)
    case setSchema(SetSchema)
    case grant(Grant)
    case grantRole(RoleGrant)
    /// With the attributes that the role gains: `BYPASSRLS`, `SUPERUSER`.
    case alterRole(name: String, gains: [String])
    case truncate([QualifiedName])
    case insert(QualifiedName)
    case update(QualifiedName, isFiltered: Bool)
    case delete(QualifiedName, isFiltered: Bool)
    /// `DO` with its body and language.
    case anonymousBlock(Body)
    /// `SET name TO values`; no values is DEFAULT or RESET.
    case set(name: String, values: [String], local: Bool)
    /// Functions that a query or CALL runs, with their arguments where they are constants.
    case query(calls: [FunctionCall])
    case transaction(Transaction)
    /// A statement that does not parse.
    case unread(UnreadStatement)
    /// A command of psql: its name without the backslash, and the rest of its line.
    case metaCommand(name: String, arguments: String)
    /// Anything that takes no part in the schema, by the name of its parse node.
    case other(String)
  }
}

/// Code that the parser sees as a string: the body of a function or of `DO`.
package struct Body: Sendable, Equatable {
  package var language: String
  package var text: String
  /// Byte offset of the body in the file, exact when the body is dollar-quoted.
  package var offset: Int
}

package struct FunctionCall: Sendable, Equatable {
  package var name: QualifiedName
  /// nil where an argument is no constant.
  package var arguments: [String?]

  package init(name: QualifiedName, arguments: [String?]) {
    self.name = name
    self.arguments = arguments
  }
}

package enum Transaction: Sendable, Equatable {
  case begin, commit, rollback, savepoint, rollbackToSavepoint, other
}

package enum ObjectKind: Sendable, Equatable {
  case table, view, materializedView, foreignTable, index, sequence
  case type, domain, schema, function, aggregate, policy, trigger, rule, `extension`
  case column, constraint, domainConstraint, attribute, eventTrigger
  case other
}

package struct Drop: Sendable, Equatable {
  package struct Object: Sendable, Equatable {
    /// For policies, triggers and rules: the table.
    package var name: QualifiedName
    /// The policy, trigger or rule on it.
    package var member: String?
    /// Argument types of a function; nil when the statement gives none.
    package var arguments: [TypeReference]?
  }

  package var kind: ObjectKind
  package var objects: [Object]
  package var missingOK: Bool
  package var cascade: Bool
}

package struct Rename: Sendable, Equatable {
  package var kind: ObjectKind
  /// What it is a part of, for columns and constraints.
  package var ownerKind: ObjectKind
  package var name: QualifiedName
  /// The column, constraint, policy or trigger of it.
  package var member: String?
  /// Argument types of a function; nil when the statement gives none.
  package var arguments: [TypeReference]?
  package var newName: String
  package var missingOK: Bool
}

package struct SetSchema: Sendable, Equatable {
  package var kind: ObjectKind
  package var name: QualifiedName
  /// Argument types of a function; nil when the statement gives none.
  package var arguments: [TypeReference]?
  package var newSchema: String
  package var missingOK: Bool
}

package struct Grant: Sendable, Equatable {
  package var isGrant: Bool
  package var kind: ObjectKind
  package var objects: [QualifiedName]
  package var privileges: [String]
  package var grantees: [String]
}

/// The membership of roles in others, given or taken.
package struct RoleGrant: Sendable, Equatable {
  package var isGrant: Bool
  package var roles: [String]
  package var members: [String]
}

package struct CreateTrigger: Sendable, Equatable {
  package var name: String
  package var table: QualifiedName
  package var function: QualifiedName
  package var replace: Bool
  package var columns: [String]
}

package struct CreateView: Sendable, Equatable {
  package var name: QualifiedName
  package var replace: Bool
  package var ifNotExists: Bool
  package var materialized: Bool
  package var temporary: Bool
  package var columns: [QueryColumn]
  package var references: References
}

package struct CreateFunction: Sendable, Equatable {
  package struct Parameter: Sendable, Equatable {
    package var name: String
    package var type: TypeReference
    /// False for OUT and TABLE parameters, which take no part in the signature.
    package var isInput: Bool
    package var isVariadic: Bool
    package var hasDefault: Bool
  }

  package var name: QualifiedName
  package var replace: Bool
  package var parameters: [Parameter]
  package var returns: TypeReference?
  /// nil when there is no string body (C, internal, or a standard SQL body).
  package var body: Body?
  package var references: References
}

package struct CreateType: Sendable, Equatable {
  package enum Form: Sendable, Equatable {
    case enumeration, composite([ColumnDefinition]), range, base, shell
    case domain(base: TypeReference, notNull: Bool, references: References)
  }

  package var name: QualifiedName
  package var form: Form
}

package struct AlterDomain: Sendable, Equatable {
  package enum Action: Sendable, Equatable {
    case setNotNull(Bool)
    case other
  }

  package var name: QualifiedName
  package var action: Action
}

/// A statement that the parser refuses.
package struct UnreadStatement: Sendable, Equatable {
  package var problem: SyntaxProblem
  /// Every name in it that could be a relation, and whether the statement would create the first.
  package var names: [QualifiedName]
  /// `CREATE TABLE`, `ALTER TABLE`, …: its first words in upper case.
  package var verb: String
}
