import Facts

/// What PostgreSQL type a Prisma field stands for, and whether a column is of it.
///
/// Source: Prisma's reference of native database type attributes for PostgreSQL.
struct ColumnType {
  let field: PrismaField
  let enums: [PrismaEnum]

  enum Match: Equatable {
    case same
    /// Of the same family; Prisma reads it, and introspection would write the native type named.
    case family(String)
    case different(expected: String)
  }

  /// Compares with a type as `format_type` prints it.
  func match(_ columnType: String) -> Match {
    var type = columnType
    let isArray = type.hasSuffix("[]")
    if isArray { type = String(type.dropLast(2)) }
    guard isArray == field.list else { return .different(expected: expected ?? field.type) }
    guard let expected = scalar else {
      // An enum: its name in the database, with or without a schema.
      guard let found = enums.first(where: { $0.name == field.type }) else {
        return .different(expected: field.type)
      }
      let name = found.map ?? found.name
      let bare = type.split(separator: ".").last.map(String.init) ?? type
      return unquoted(bare) == name ? .same : .different(expected: name)
    }
    if Self.isSame(type, expected) { return .same }
    // Without arguments both mean a number of any size to Prisma.
    if field.nativeType == "Decimal", type == "numeric(65,30)" { return .same }
    if field.nativeType == nil, families[field.type]?.contains(where: { isOf(type, $0) }) == true {
      return .family(type)
    }
    return .different(expected: expected)
  }

  /// Six digits is what PostgreSQL keeps when none are named, and what introspection writes out.
  private static func isSame(_ type: String, _ expected: String) -> Bool {
    func plain(_ text: String) -> String {
      for name in ["timestamp", "time"] where text.hasPrefix("\(name)(6) with") {
        return name + text.dropFirst(name.count + 3)
      }
      return text
    }
    return plain(type) == plain(expected)
  }

  private var expected: String? {
    scalar.map { field.list ? "\($0)[]" : $0 }
  }

  /// The PostgreSQL type of the field; nil for an enum.
  private var scalar: String? {
    if let native = field.nativeType { return Self.type(ofNative: native) }
    return defaults[field.type]
  }

  private static func type(ofNative native: String) -> String {
    let name = native.prefix { $0 != "(" }
    let arguments = native.dropFirst(name.count).dropFirst().dropLast().filter { $0 != " " }
    let inParentheses = arguments.isEmpty ? "" : "(\(arguments))"
    switch name {
    case "Text": return "text"
    case "Char": return "character" + (arguments.isEmpty ? "(1)" : inParentheses)
    case "VarChar": return "character varying" + inParentheses
    case "Bit": return "bit" + (arguments.isEmpty ? "(1)" : inParentheses)
    case "VarBit": return "bit varying" + inParentheses
    case "Integer": return "integer"
    case "SmallInt": return "smallint"
    case "BigInt": return "bigint"
    case "Real": return "real"
    case "DoublePrecision": return "double precision"
    case "Decimal":
      // `numeric(5)` has scale 0 written out by format_type.
      return "numeric"
        + (arguments.isEmpty || arguments.contains(",") ? inParentheses : "(\(arguments),0)")
    case "Timestamp": return "timestamp\(inParentheses) without time zone"
    case "Timestamptz": return "timestamp\(inParentheses) with time zone"
    case "Time": return "time\(inParentheses) without time zone"
    case "Timetz": return "time\(inParentheses) with time zone"
    case "ByteA": return "bytea"
    default: return name.lowercased()
    }
  }

  private let defaults = [
    "String": "text", "Boolean": "boolean", "Int": "integer", "BigInt": "bigint",
    "Float": "double precision", "Decimal": "numeric(65,30)",
    "DateTime": "timestamp(3) without time zone",
    "Json": "jsonb", "Bytes": "bytea",
  ]

  private let families = [
    "String": [
      "text", "character varying", "character", "uuid", "citext", "xml", "inet", "bit",
      "bit varying",
    ],
    "Int": ["integer", "smallint", "oid"],
    "Float": ["double precision", "real"],
    "Decimal": ["numeric", "money"],
    "DateTime": ["timestamp", "date", "time"],
    "Json": ["jsonb", "json"],
  ]

  private func isOf(_ type: String, _ family: String) -> Bool {
    type == family || type.hasPrefix("\(family)(") || type.hasPrefix("\(family) with")
  }

  private func unquoted(_ name: String) -> String {
    name.hasPrefix("\"") && name.hasSuffix("\"") ? String(name.dropFirst().dropLast()) : name
  }
}
