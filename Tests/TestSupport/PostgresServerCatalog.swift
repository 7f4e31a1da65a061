package import Facts

/// What stands in a database or in evidence, as facts that can be compared one by one.
///
/// A key names the fact (`type public.orders.id`); a nil value means that it is not known.
package typealias CatalogFacts = [String: String?]

package enum CatalogComparison {
  /// The query that gives key and value of every fact of the user's tables.
  package static let query = """
    WITH t AS (
      SELECT c.oid, c.relname, n.nspname, n.nspname || '.' || c.relname AS q, c.relrowsecurity,
        c.relforcerowsecurity
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE c.relkind IN ('r', 'p', 'f') AND c.relpersistence <> 't'
        AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast'))
    SELECT 'table ' || q, '' FROM t
    UNION ALL SELECT 'rls ' || q, relrowsecurity::text FROM t
    UNION ALL SELECT 'force ' || q, relforcerowsecurity::text FROM t
    UNION ALL SELECT 'columns ' || q,
      coalesce((SELECT string_agg(attname, ',' ORDER BY attnum) FROM pg_attribute a
        WHERE a.attrelid = t.oid AND attnum > 0 AND NOT attisdropped), '') FROM t
    UNION ALL SELECT 'type ' || q || '.' || attname, format_type(atttypid, atttypmod)
      FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT 'nullable ' || q || '.' || attname, (NOT attnotnull)::text
      FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT 'default ' || q || '.' || attname, (atthasdef AND attgenerated = '')::text
      FROM t JOIN pg_attribute a ON a.attrelid = t.oid AND attnum > 0 AND NOT attisdropped
    UNION ALL SELECT 'policies ' || q,
      coalesce((SELECT string_agg(polname, ',' ORDER BY polname COLLATE "C") FROM pg_policy p
        WHERE p.polrelid = t.oid), '') FROM t
    UNION ALL SELECT 'policy ' || q || '/' || polname,
      (CASE polcmd WHEN '*' THEN 'ALL' WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT'
        WHEN 'w' THEN 'UPDATE' ELSE 'DELETE' END) || ' ' || polpermissive::text || ' '
      || (SELECT string_agg(CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END, ','
        ORDER BY CASE WHEN r = 0 THEN 'public' ELSE pg_get_userbyid(r)::text END COLLATE "C")
        FROM unnest(polroles) r)
      || ' ' || (polqual IS NOT NULL)::text || ' ' || (polwithcheck IS NOT NULL)::text
      FROM t JOIN pg_policy p ON p.polrelid = t.oid
    UNION ALL SELECT 'indexes ' || q,
      coalesce((SELECT string_agg(c.relname, ',' ORDER BY c.relname COLLATE "C") FROM pg_index i
        JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = t.oid), '') FROM t
    UNION ALL SELECT 'index ' || nspname || '.' || ic.relname,
      am.amname || ' ' || indisunique::text || ' ' || indisprimary::text || ' '
      || (indpred IS NOT NULL)::text || ' '
      || (SELECT string_agg(
          coalesce(a.attname::text, '()') || CASE WHEN indoption[k - 1] & 1 = 1 THEN ' desc' ELSE ' asc' END
          || CASE WHEN indoption[k - 1] & 2 = 2 THEN ' first' ELSE ' last' END
          || CASE WHEN oc.opcdefault THEN '' ELSE ' ' || oc.opcname END, ',' ORDER BY k)
        FROM generate_series(1, indnkeyatts) k
        JOIN pg_opclass oc ON oc.oid = indclass[k - 1]
        LEFT JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = indkey[k - 1] AND a.attnum > 0)
      || ' include '
      || coalesce((SELECT string_agg(a.attname, ',' ORDER BY k)
        FROM generate_series(indnkeyatts + 1, indnatts) k
        JOIN pg_attribute a ON a.attrelid = indrelid AND a.attnum = indkey[k - 1]), '')
      FROM t JOIN pg_index i ON i.indrelid = t.oid JOIN pg_class ic ON ic.oid = i.indexrelid
      JOIN pg_am am ON am.oid = ic.relam
    UNION ALL SELECT 'foreign keys ' || q,
      coalesce((SELECT string_agg(conname, ',' ORDER BY conname COLLATE "C") FROM pg_constraint c
        WHERE c.conrelid = t.oid AND contype = 'f' AND NOT EXISTS (SELECT FROM pg_constraint p
          WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid)), '') FROM t
    UNION ALL SELECT 'foreign key ' || q || '/' || conname,
      (SELECT string_agg(attname, ',' ORDER BY k) FROM unnest(conkey) WITH ORDINALITY u(n, k)
        JOIN pg_attribute a ON a.attrelid = conrelid AND attnum = n)
      || ' -> ' || (SELECT nspname || '.' || relname FROM pg_class r
        JOIN pg_namespace n ON n.oid = relnamespace WHERE r.oid = confrelid) || ' '
      || (SELECT string_agg(attname, ',' ORDER BY k) FROM unnest(confkey) WITH ORDINALITY u(n, k)
        JOIN pg_attribute a ON a.attrelid = confrelid AND attnum = n)
      || ' ' || confdeltype::text || confupdtype::text
      FROM t JOIN pg_constraint c ON c.conrelid = t.oid AND contype = 'f'
      WHERE NOT EXISTS (SELECT FROM pg_constraint p
        WHERE p.oid = c.conparentid AND p.conrelid = c.conrelid);
    """

  /// Reads the query's output.
  package static func facts(output: some StringProtocol) -> CatalogFacts {
    var facts: CatalogFacts = [:]
    for line in output.split(separator: "\n") {
      let parts = line.split(separator: "\t", maxSplits: 1, omittingEmptySubsequences: false)
      if parts.count == 2 { facts.updateValue(String(parts[1]), forKey: String(parts[0])) }
    }
    return facts
  }

  /// The same facts as evidence states them.
  package static func facts(tables: [Table]) -> CatalogFacts {
    var facts: CatalogFacts = [:]
    for table in tables {
      let name = "\(table.schema).\(table.name)"
      facts["table \(name)"] = ""
      facts.updateValue(table.rowSecurity.map { "\($0)" }, forKey: "rls \(name)")
      facts.updateValue(table.forceRowSecurity.map { "\($0)" }, forKey: "force \(name)")
      facts["columns \(name)"] = table.columns.map(\.name).joined(separator: ",")
      for column in table.columns {
        facts.updateValue(column.type, forKey: "type \(name).\(column.name)")
        facts.updateValue(
          column.nullable.map { "\($0)" },
          forKey: "nullable \(name).\(column.name)"
        )
        facts["default \(name).\(column.name)"] = "\(column.default != nil)"
      }
      facts["policies \(name)"] = sortedBytes(table.policies.map(\.name))
      for policy in table.policies {
        facts["policy \(name)/\(policy.name)"] =
          "\(policy.command.rawValue) \(policy.permissive) \(sortedBytes(policy.roles))"
          + " \(policy.using != nil) \(policy.withCheck != nil)"
      }
      facts["indexes \(name)"] = sortedBytes(table.indexes.map(\.name))
      for index in table.indexes {
        facts["index \(table.schema).\(index.name)"] = text(of: index)
      }
      facts["foreign keys \(name)"] = sortedBytes(table.foreignKeys.map(\.name))
      for key in table.foreignKeys {
        facts["foreign key \(name)/\(key.name)"] =
          key.columns.joined(separator: ",")
          + " -> \(key.references.schema).\(key.references.table) "
          + key.references.columns.joined(separator: ",")
          + " \(code(key.onDelete))\(code(key.onUpdate))"
      }
    }
    return facts
  }

  /// Every difference, as a line a person can read; facts that are not known differ from nothing.
  package static func differences(stated: CatalogFacts, real: CatalogFacts) -> [String] {
    Set(stated.keys).union(real.keys).sorted().compactMap { key in
      guard let mine = stated[key] else {
        let theirs = (real[key] ?? nil) ?? ""
        return "\(key): not stated, really \(theirs)"
      }
      guard let mine else { return nil }
      guard let theirs = real[key] ?? nil else { return "\(key): stated \(mine), not there" }
      return mine == theirs ? nil : "\(key): stated \(mine), really \(theirs)"
    }
  }

  private static func text(of index: Index) -> String {
    let keys = index.columns.map { key in
      "\(key.name ?? "()") \(key.order.rawValue) \(key.nulls.rawValue)"
        + (key.operatorClass.map { " \($0)" } ?? "")
    }
    return "\(index.method) \(index.unique) \(index.primary) \(index.predicate != nil) "
      + keys.joined(separator: ",") + " include " + index.include.joined(separator: ",")
  }

  private static func code(_ action: String) -> String {
    switch action {
    case "RESTRICT": "r"
    case "CASCADE": "c"
    case "SET NULL": "n"
    case "SET DEFAULT": "d"
    default: "a"
    }
  }

  private static func sortedBytes(_ names: [String]) -> String {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.joined(separator: ",")
  }
}
