internal import Facts

/// The tables of a database as facts, read from the catalog alone.
struct CatalogTables {
  /// A table with the number that the catalog gives it.
  struct Entry {
    var oid: Int
    var table: Table
  }

  var entries: [Entry]

  /// Reads every table of the user's schemas, in order of creation.
  ///
  /// The path of what is read is empty, and its line 0: a catalog knows no files.
  init(_ connection: Connection, excluding known: Set<Int> = []) throws(DatabaseError) {
    entries = []
    for row in try connection.run(Self.tablesQuery) {
      let oid = row.number(0)
      if known.contains(oid) { continue }
      var table = Table(schema: row.text(1), name: row.text(2), path: "", line: 0)
      table.rowSecurity = row.flag(3)
      table.forceRowSecurity = row.flag(4)
      entries.append(Entry(oid: oid, table: table))
    }
    var places: [Int: Int] = [:]
    for (place, entry) in entries.enumerated() { places[entry.oid] = place }
    for row in try connection.run(Self.columnsQuery) {
      guard let place = places[row.number(0)] else { continue }
      entries[place].table.columns.append(
        Column(name: row.text(1), type: row[2], nullable: row.flag(3), default: row[4])
      )
    }
    for row in try connection.run(Self.policiesQuery) {
      guard let place = places[row.number(0)] else { continue }
      entries[place].table.policies.append(Self.policy(row))
    }
    for row in try connection.run(Self.foreignKeysQuery) {
      guard let place = places[row.number(0)] else { continue }
      entries[place].table.foreignKeys.append(Self.foreignKey(row))
    }
    var keys: [Int: [Index.Key]] = [:]
    var included: [Int: [String]] = [:]
    for row in try connection.run(Self.indexColumnsQuery) {
      let index = row.number(0)
      if row.flag(1) {
        keys[index, default: []].append(Self.key(row))
      } else {
        included[index, default: []].append(row.text(2))
      }
    }
    for row in try connection.run(Self.indexesQuery) {
      guard let place = places[row.number(0)] else { continue }
      let oid = row.number(1)
      entries[place].table.indexes.append(
        Index(
          name: row.text(2),
          method: row.text(3),
          columns: keys[oid] ?? [],
          unique: row.flag(4),
          primary: row.flag(5),
          include: included[oid] ?? [],
          predicate: row[6],
          path: "",
          line: 0
        )
      )
    }
  }

  private static func policy(_ row: [String?]) -> Policy {
    Policy(
      name: row.text(1),
      command: Policy.Command(rawValue: row.text(2)) ?? .all,
      roles: row.list(4),
      permissive: row.flag(3),
      using: row[5],
      withCheck: row[6],
      path: "",
      line: 0
    )
  }

  private static func foreignKey(_ row: [String?]) -> ForeignKey {
    ForeignKey(
      name: row.text(1),
      columns: row.list(2),
      references: ForeignKey.Target(schema: row.text(3), table: row.text(4), columns: row.list(5)),
      onDelete: action(row.text(6)),
      onUpdate: action(row.text(7)),
      path: "",
      line: 0
    )
  }

  private static func key(_ row: [String?]) -> Index.Key {
    Index.Key(
      name: row[2],
      expression: row[2] == nil ? row[6] : nil,
      order: row.flag(3) ? .desc : .asc,
      nulls: row.flag(4) ? .first : .last,
      operatorClass: row[5]
    )
  }

  private static func action(_ code: String) -> String {
    switch code {
    case "r": "RESTRICT"
    case "c": "CASCADE"
    case "n": "SET NULL"
    case "d": "SET DEFAULT"
    default: "NO ACTION"
    }
  }

  /// The common part: tables of users, without temporary ones and those that belong to an extension.
  private static let users = """
    WITH t AS (
      SELECT c.oid, n.nspname, c.relname, c.relrowsecurity, c.relforcerowsecurity
      FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_toast'
        AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
          AND d.objid = c.oid AND d.deptype = 'e'))
    """

  private static let tablesQuery =
    users + " SELECT oid, nspname, relname, relrowsecurity, relforcerowsecurity FROM t ORDER BY oid"

  private static let columnsQuery =
    users + """

      SELECT t.oid, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod), NOT a.attnotnull,
        CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END
      FROM t JOIN pg_catalog.pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
      LEFT JOIN pg_catalog.pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
      ORDER BY t.oid, a.attnum
      """

  private static let policiesQuery =
    users + """

      SELECT t.oid, p.polname, CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
          WHEN 'w' THEN 'UPDATE' WHEN 'd' THEN 'DELETE' ELSE 'ALL' END, p.polpermissive,
        (SELECT string_agg(name, chr(1) ORDER BY name COLLATE "C") FROM (SELECT CASE WHEN r = 0 THEN 'public'
          ELSE pg_catalog.pg_get_userbyid(r)::text END AS name FROM unnest(p.polroles) r) names),
        pg_catalog.pg_get_expr(p.polqual, p.polrelid), pg_catalog.pg_get_expr(p.polwithcheck, p.polrelid)
      FROM t JOIN pg_catalog.pg_policy p ON p.polrelid = t.oid ORDER BY p.oid
      """

  private static let indexesQuery =
    users + """

      SELECT t.oid, i.indexrelid, c.relname, m.amname, i.indisunique, i.indisprimary,
        pg_catalog.pg_get_expr(i.indpred, i.indrelid)
      FROM t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
      JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid JOIN pg_catalog.pg_am m ON m.oid = c.relam
      ORDER BY i.indexrelid
      """

  private static let indexColumnsQuery =
    users + """

      SELECT i.indexrelid, k <= i.indnkeyatts, a.attname,
        coalesce(i.indoption[k - 1] & 1 = 1, false), coalesce(i.indoption[k - 1] & 2 = 2, false),
        CASE WHEN NOT o.opcdefault THEN o.opcname END,
        pg_catalog.pg_get_indexdef(i.indexrelid, k, true)
      FROM t JOIN pg_catalog.pg_index i ON i.indrelid = t.oid
      CROSS JOIN LATERAL generate_series(1, i.indnatts::int) k
      LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[k - 1] AND a.attnum > 0
      LEFT JOIN pg_catalog.pg_opclass o ON k <= i.indnkeyatts AND o.oid = i.indclass[k - 1]
      ORDER BY i.indexrelid, k
      """

  // Keys that the system makes for the parts of a partitioned table are none of the table's own.
  private static let foreignKeysQuery =
    users + """

      SELECT t.oid, k.conname,
        (SELECT string_agg(attname, chr(1) ORDER BY o) FROM unnest(k.conkey) WITH ORDINALITY u(n, o)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = n),
        n.nspname, r.relname,
        (SELECT string_agg(attname, chr(1) ORDER BY o) FROM unnest(k.confkey) WITH ORDINALITY u(n, o)
          JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = n),
        k.confdeltype, k.confupdtype
      FROM t JOIN pg_catalog.pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
      JOIN pg_catalog.pg_class r ON r.oid = k.confrelid
      JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace
      WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_constraint p
        WHERE p.oid = k.conparentid AND p.conrelid = k.conrelid)
      ORDER BY k.oid
      """
}
