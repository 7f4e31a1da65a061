/// What a made-up row has to fit.
struct TableShape {
  struct Column {
    var number: Int
    var name: String
    /// As `format_type` prints it.
    var type: String
    /// The name of the type that a domain stands on, else of the type itself; `_` before an array's.
    var baseType: String
    var modifier: Int
    var isNotNull: Bool
    var hasDefault: Bool
    var isIdentity: Bool
    var isGenerated: Bool
    var firstLabel: String?
    /// CHECK constraints of a domain, as text.
    var domainChecks: String?
    /// Whether a policy reads it.
    var isInPolicy: Bool

    var isRequired: Bool { isNotNull && !hasDefault && !isIdentity && !isGenerated }
  }

  struct Reference {
    var columns: [String]
    var table: Int
    var keys: [String]
  }

  struct Check {
    var expression: String
    /// Numbers of the columns that it names.
    var columns: [Int]
  }

  var schema: String
  var name: String
  var columns: [Column]
  var references: [Reference]
  var checks: [Check]
  /// USING and WITH CHECK of every policy.
  var policyTexts: [String]

  var sqlName: String { SQLText.identifier(schema, name) }

  /// Reads a table by its OID.
  init(_ table: Int, _ connection: Connection) throws(DatabaseError) {
    let parameters = ["\(table)"]
    let names = try connection.run(Self.namesQuery, parameters)
    guard let row = names.first, let schema = row[0], let name = row[1] else {
      throw DatabaseError(.refused, "the table is not there")
    }
    self.schema = schema
    self.name = name
    columns = try connection.run(Self.columnsQuery, parameters).map { row in
      Column(
        number: row.number(0),
        name: row.text(1),
        type: row.text(2),
        baseType: row.text(3),
        modifier: row.number(4),
        isNotNull: row.flag(5),
        hasDefault: row.flag(6),
        isIdentity: row.flag(7),
        isGenerated: row.flag(8),
        firstLabel: row[9],
        domainChecks: row[10],
        isInPolicy: row.flag(11)
      )
    }
    references = try connection.run(Self.referencesQuery, parameters).map { row in
      Reference(columns: row.list(0), table: row.number(1), keys: row.list(2))
    }
    checks = try connection.run(Self.checksQuery, parameters).map { row in
      Check(expression: row.text(0), columns: row.list(1).compactMap { Int($0) })
    }
    policyTexts = try connection.run(Self.policiesQuery, parameters).map { $0.text(0) }
  }

  private static let namesQuery = """
    SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.oid = $1::oid
    """

  private static let columnsQuery = """
    SELECT a.attnum, a.attname, format_type(a.atttypid, a.atttypmod),
      CASE WHEN b.typelem <> 0 AND b.typlen = -1 AND b.typcategory = 'A' THEN '_' ELSE '' END || b.typname,
      CASE WHEN t.typtype = 'd' THEN t.typtypmod ELSE a.atttypmod END,
      a.attnotnull OR t.typnotnull, a.atthasdef, a.attidentity <> '', a.attgenerated <> '',
      (SELECT enumlabel FROM pg_enum e WHERE e.enumtypid = b.oid ORDER BY enumsortorder LIMIT 1),
      (SELECT string_agg(pg_get_constraintdef(k.oid), ' ') FROM pg_constraint k WHERE k.contypid = t.oid),
      EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_policy'::regclass
        AND d.refclassid = 'pg_class'::regclass AND d.refobjid = a.attrelid
        AND d.refobjsubid = a.attnum)
    FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
    JOIN pg_type m ON m.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
    JOIN pg_type b ON b.oid = CASE WHEN m.typtype = 'd' THEN m.typbasetype ELSE m.oid END
    WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
    """

  // Names are separated by a byte that no name holds.
  private static let referencesQuery = """
    SELECT (SELECT string_agg(attname, chr(1) ORDER BY k) FROM unnest(conkey) WITH ORDINALITY u(n, k)
        JOIN pg_attribute a ON a.attrelid = conrelid AND attnum = n),
      confrelid,
      (SELECT string_agg(attname, chr(1) ORDER BY k) FROM unnest(confkey) WITH ORDINALITY u(n, k)
        JOIN pg_attribute a ON a.attrelid = confrelid AND attnum = n)
    FROM pg_constraint WHERE conrelid = $1::oid AND contype = 'f' ORDER BY conname
    """

  private static let checksQuery = """
    SELECT pg_get_expr(conbin, conrelid), array_to_string(conkey, chr(1))
    FROM pg_constraint WHERE conrelid = $1::oid AND contype = 'c' ORDER BY conname
    """

  private static let policiesQuery = """
    SELECT concat_ws(' ', pg_get_expr(polqual, polrelid), pg_get_expr(polwithcheck, polrelid))
    FROM pg_policy WHERE polrelid = $1::oid ORDER BY polname
    """
}

extension [String?] {
  func text(_ index: Int) -> String { self[index] ?? "" }
  func number(_ index: Int) -> Int { self[index].flatMap { Int($0) } ?? 0 }
  func flag(_ index: Int) -> Bool { self[index] == "t" }
  /// Parts that `chr(1)` separates.
  func list(_ index: Int) -> [String] {
    self[index].map { $0.split(separator: "\u{1}").map(String.init) } ?? []
  }
}
