/// A Prisma schema, of one file or a folder of files.
package struct PrismaSchema: Sendable, Equatable, Encodable {
  package var paths: [String]
  package var models: [PrismaModel]
  package var enums: [PrismaEnum]
  package var views: [PrismaModel]
  /// Composite types.
  package var types: [PrismaModel]
  package var datasources: [PrismaConfigurationBlock]
  package var generators: [PrismaConfigurationBlock]
  /// The first problem of each kind of reading; what parses is given all the same.
  @ExplicitNull package var error: SyntaxProblem?
  /// Every problem, the first one included.
  package var errors: [SyntaxProblem]
  package var findings: [Finding]

  package init(paths: [String] = []) {
    self.paths = paths
    self.models = []
    self.enums = []
    self.views = []
    self.types = []
    self.datasources = []
    self.generators = []
    self.errors = []
    self.findings = []
  }

  /// The `schemas` of the datasource; nil when it declares none.
  package var datasourceSchemas: [String]? {
    for block in datasources {
      if let property = block.properties.first(where: { $0.name == "schemas" }) {
        return property.strings
      }
    }
    return nil
  }
}

/// A model, a view or a composite type.
package struct PrismaModel: Sendable, Equatable, Encodable {
  package var name: String
  package var path: String
  /// 1-based, the line of the keyword.
  package var line: Int
  /// 1-based, the line of the closing brace.
  package var endLine: Int
  /// The name in the database: `@@map`, else the model's own.
  package var table: String
  /// The value of `@@map`; nil without one.
  @ExplicitNull package var map: String?
  /// The value of `@@schema`; nil without one.
  @ExplicitNull package var schema: String?
  package var fields: [PrismaField]
  /// Field names of `@@id`, or the one field with `@id`.
  package var id: [String]
  package var indexes: [PrismaIndex]
  package var uniques: [PrismaIndex]
  package var fulltextIndexes: [PrismaIndex]
  /// `@@ignore` is set.
  package var ignored: Bool

  package init(name: String, path: String, line: Int, endLine: Int) {
    self.name = name
    self.path = path
    self.line = line
    self.endLine = endLine
    self.table = name
    self.fields = []
    self.id = []
    self.indexes = []
    self.uniques = []
    self.fulltextIndexes = []
    self.ignored = false
  }
}

package struct PrismaField: Sendable, Equatable, Encodable {
  package struct Relation: Sendable, Equatable, Encodable {
    @ExplicitNull package var name: String?
    package var fields: [String]
    package var references: [String]
    @ExplicitNull package var onDelete: String?
    @ExplicitNull package var onUpdate: String?
    /// `@relation` is written; else only the type tells.
    package var declared: Bool

    package init(
      name: String? = nil,
      fields: [String] = [],
      references: [String] = [],
      onDelete: String? = nil,
      onUpdate: String? = nil,
      declared: Bool = true
    ) {
      self.declared = declared
      self.name = name
      self.fields = fields
      self.references = references
      self.onDelete = onDelete
      self.onUpdate = onUpdate
    }
  }

  package var name: String
  /// The base type as written, without `?` and `[]`; of `Unsupported("…")` the whole call; empty, with
  /// an error of the schema, when it is missing.
  package var type: String
  package var list: Bool
  package var optional: Bool
  /// The name in the database: `@map`, else the field's own.
  package var column: String
  /// The value of `@map`; nil without one.
  @ExplicitNull package var map: String?
  /// `@db.…` with its arguments, without `@db.`: `Decimal(5, 2)`.
  @ExplicitNull package var nativeType: String?
  /// The text of `@default(…)`.
  @ExplicitNull package var `default`: String?
  /// Present for a field with `@relation`, and for one whose type is a model.
  @ExplicitNull package var relation: Relation?
  package var isID: Bool
  package var isUnique: Bool
  package var updatedAt: Bool
  package var ignored: Bool
  package var unsupported: Bool
  package var line: Int

  package init(name: String, type: String, line: Int) {
    self.name = name
    self.type = type
    self.list = false
    self.optional = false
    self.column = name
    self.isID = false
    self.isUnique = false
    self.updatedAt = false
    self.ignored = false
    self.unsupported = false
    self.line = line
  }
}

/// `@@index`, `@@unique` or `@@fulltext`.
package struct PrismaIndex: Sendable, Equatable, Encodable {
  package struct Key: Sendable, Equatable, Encodable {
    package enum Sort: String, Sendable, Encodable {
      case asc, desc
    }

    /// The field's name; dotted into a composite type.
    package var name: String
    package var sort: Sort
    /// The operator class: `GinOps`, or the text of `raw("…")`.
    @ExplicitNull package var operatorClass: String?

    package init(name: String, sort: Sort = .asc, operatorClass: String? = nil) {
      self.name = name
      self.sort = sort
      self.operatorClass = operatorClass
    }
  }

  /// `map:` (the name in the database); nil without one.
  @ExplicitNull package var name: String?
  package var fields: [Key]
  /// `type:` as written, such as `Gin`.
  @ExplicitNull package var type: String?
  /// `where:` of a partial index: an object as written, or the text of `raw("…")`.
  @ExplicitNull package var predicate: String?
  package var line: Int

  package init(
    name: String? = nil,
    fields: [Key],
    type: String? = nil,
    predicate: String? = nil,
    line: Int
  ) {
    self.name = name
    self.fields = fields
    self.type = type
    self.predicate = predicate
    self.line = line
  }
}

package struct PrismaEnum: Sendable, Equatable, Encodable {
  package struct Value: Sendable, Equatable, Encodable {
    package var name: String
    @ExplicitNull package var map: String?
    package var line: Int

    package init(name: String, map: String? = nil, line: Int) {
      self.name = name
      self.map = map
      self.line = line
    }
  }

  package var name: String
  package var path: String
  package var line: Int
  package var endLine: Int
  @ExplicitNull package var map: String?
  @ExplicitNull package var schema: String?
  package var values: [Value]

  package init(name: String, path: String, line: Int, endLine: Int) {
    self.name = name
    self.path = path
    self.line = line
    self.endLine = endLine
    self.values = []
  }
}

/// A `datasource` or `generator` block.
package struct PrismaConfigurationBlock: Sendable, Equatable, Encodable {
  package struct Property: Sendable, Equatable, Encodable {
    package var name: String
    /// The value's source text.
    package var text: String
    /// The strings in it, unescaped: of `["public", "auth"]` both.
    package var strings: [String]
    package var line: Int

    package init(name: String, text: String, strings: [String], line: Int) {
      self.name = name
      self.text = text
      self.strings = strings
      self.line = line
    }
  }

  package var name: String
  package var path: String
  package var line: Int
  package var endLine: Int
  package var properties: [Property]

  package init(name: String, path: String, line: Int, endLine: Int, properties: [Property] = []) {
    self.name = name
    self.path = path
    self.line = line
    self.endLine = endLine
    self.properties = properties
  }
}
