package import Facts

/// What a rehearsal saw of one table.
package struct RehearsedTable: Sendable, Equatable, Encodable {
  /// The same from a role that row security binds.
  package struct Bound: Sendable, Equatable, Encodable {
    package var role: String
    /// Settings that were made for the session, since policies read them.
    package var settings: [String]
    @ExplicitNull package var inserted: Bool?
    package var insertedReason: String?
    /// Whether it sees the row that the owner inserted.
    @ExplicitNull package var queried: Bool?
    package var queriedReason: String?
    /// Whether it sees that row without any of the settings: what a stranger sees.
    @ExplicitNull package var queriedWithoutSettings: Bool?

    package init(role: String, settings: [String]) {
      self.role = role
      self.settings = settings
    }
  }

  package var schema: String
  package var name: String
  /// Where the migrations create it; nil for a table that only the catalog knows.
  @ExplicitNull package var path: String?
  @ExplicitNull package var line: Int?
  package var exists: Bool
  package var existsReason: String?
  @ExplicitNull package var rowSecurity: Bool?
  @ExplicitNull package var forceRowSecurity: Bool?
  package var policies: Int
  /// Whether the owner could insert a made-up row; false when the database refused the owner, nil when no
  /// row could be made up.
  @ExplicitNull package var inserted: Bool?
  package var insertedReason: String?
  /// Whether the owner could read that row back.
  @ExplicitNull package var queried: Bool?
  package var queriedReason: String?
  @ExplicitNull package var bound: Bound?
  /// Where the catalog disagrees with what the applied files say by reading them.
  package var differences: [TableDifference]

  package init(schema: String, name: String, path: String?, line: Int?, exists: Bool) {
    self.schema = schema
    self.name = name
    self.path = path
    self.line = line
    self.exists = exists
    self.policies = 0
    self.differences = []
  }
}

/// One thing in which two tables differ.
package struct TableDifference: Sendable, Equatable, Encodable {
  package enum Kind: String, Sendable, Encodable {
    case column, type, nullable, `default`, order
    case rowSecurity = "row-security"
    case policy, index
    case foreignKey = "foreign-key"
  }

  package var kind: Kind
  /// The column, policy, index or foreign key; the table itself for row security.
  package var object: String
  /// What the migrations say; nil when they do not have it.
  @ExplicitNull package var stated: String?
  /// What the database has; nil when it does not have it.
  @ExplicitNull package var actual: String?

  package init(kind: Kind, object: String, stated: String?, actual: String?) {
    self.kind = kind
    self.object = object
    self.stated = stated
    self.actual = actual
  }

  /// `policy "own rows": stated ALL to public, missing in the database`.
  package var text: String {
    let name = kind == .rowSecurity ? "row security" : "\(kind.rawValue) \(object)"
    return switch (stated, actual) {
    case (let stated?, let actual?):
      "\(name): \(stated) in the migrations, \(actual) in the database"
    case (let stated?, nil): "\(name): \(stated) in the migrations, missing in the database"
    case (nil, let actual?): "\(name): \(actual) in the database, not in the migrations"
    case (nil, nil): name
    }
  }
}
