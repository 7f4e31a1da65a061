import PostgresSyntax

/// PostgreSQL's own types, and how `format_type` prints them.
///
/// Source: PostgreSQL 15, `format_type_extended` in format_type.c and the `*typmodout` functions.
enum BuiltinTypes {
  /// The display of a type of `pg_catalog`; nil when there is none of that name.
  static func display(_ name: String, modifiers: [String], isArray: Bool) -> String? {
    guard let base = base(name, modifiers) else { return nil }
    return isArray ? base + "[]" : base
  }

  /// Types that are a type, a sequence and NOT NULL in one.
  static func serial(_ name: String) -> String? {
    switch name {
    case "serial", "serial4": "integer"
    case "bigserial", "serial8": "bigint"
    case "smallserial", "serial2": "smallint"
    default: nil
    }
  }

  private static func base(_ name: String, _ modifiers: [String]) -> String? {
    let first = modifiers.first
    switch name {
    case "int2": return "smallint"
    case "int4": return "integer"
    case "int8": return "bigint"
    case "float4": return "real"
    case "float8": return "double precision"
    case "bool": return "boolean"
    case "numeric":
      guard let first else { return "numeric" }
      return "numeric(\(first),\(modifiers.count > 1 ? modifiers[1] : "0"))"
    case "varchar": return first.map { "character varying(\($0))" } ?? "character varying"
    case "bpchar": return first.map { "character(\($0))" } ?? "bpchar"
    case "bit": return first.map { "bit(\($0))" } ?? "\"bit\""
    case "varbit": return first.map { "bit varying(\($0))" } ?? "bit varying"
    case "char": return "\"char\""
    case "timestamp": return "timestamp\(precision(first)) without time zone"
    case "timestamptz": return "timestamp\(precision(first)) with time zone"
    case "time": return "time\(precision(first)) without time zone"
    case "timetz": return "time\(precision(first)) with time zone"
    case "interval": return interval(modifiers)
    default: return plain.contains(name) ? name : nil
    }
  }

  private static func precision(_ value: String?) -> String {
    guard let value, let number = Int(value) else { return "" }
    return "(\(min(number, 6)))"
  }

  private static func interval(_ modifiers: [String]) -> String {
    guard let first = modifiers.first, let mask = Int(first) else { return "interval" }
    let fields: String
    switch mask {
    case 4: fields = " year"
    case 2: fields = " month"
    case 8: fields = " day"
    case 1024: fields = " hour"
    case 2048: fields = " minute"
    case 4096: fields = " second"
    case 6: fields = " year to month"
    case 8 | 1024: fields = " day to hour"
    case 8 | 1024 | 2048: fields = " day to minute"
    case 8 | 1024 | 2048 | 4096: fields = " day to second"
    case 1024 | 2048: fields = " hour to minute"
    case 1024 | 2048 | 4096: fields = " hour to second"
    case 2048 | 4096: fields = " minute to second"
    default: fields = ""
    }
    return "interval\(fields)\(precision(modifiers.count > 1 ? modifiers[1] : nil))"
  }

  private static let plain: Set<String> = [
    "aclitem", "box", "bytea", "cid", "cidr", "circle", "cstring", "date", "datemultirange",
    "daterange", "gtsvector", "inet", "int2vector", "int4multirange", "int4range",
    "int8multirange", "int8range", "json", "jsonb", "jsonpath", "line", "lseg", "macaddr",
    "macaddr8", "money", "name", "nummultirange", "numrange", "oid", "oidvector", "path",
    "pg_lsn", "pg_node_tree", "pg_snapshot", "point", "polygon", "refcursor", "regclass",
    "regcollation", "regconfig", "regdictionary", "regnamespace", "regoper", "regoperator",
    "regproc", "regprocedure", "regrole", "regtype", "text", "tid", "tsmultirange", "tsquery",
    "tsrange", "tstzmultirange", "tstzrange", "tsvector", "txid_snapshot", "uuid", "xid", "xid8",
    "xml",
  ]
}
