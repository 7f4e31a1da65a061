import PostgresSyntax

extension Catalog {
  /// The type that a statement means at this point, serial types excepted.
  func columnType(_ reference: TypeReference) -> ColumnType {
    if reference.isColumnType, let column = reference.modifiers.first {
      if let found = relation(reference.name)?.column(column) { return found.type }
      return .unknown(reason: "the type of \(reference.name).\(column), which no file creates")
    }
    let name = reference.name
    if name.schema == nil || name.schema == "pg_catalog",
      let display = BuiltinTypes.display(
        name.name,
        modifiers: reference.modifiers,
        isArray: reference.isArray
      )
    {
      return .builtin(display)
    }
    if let type = type(name) {
      return .user(type: type.id, modifiers: reference.modifiers, isArray: reference.isArray)
    }
    // Every table and view is a type as well.
    if let relation = relation(name) {
      return .user(type: relation.id, modifiers: [], isArray: reference.isArray)
    }
    return .unknown(reason: "type \(name) is created by no file read here")
  }

  /// As `format_type` prints it on a connection with the default search path.
  func display(_ type: ColumnType) -> String? {
    switch type {
    case .builtin(let name): return name
    case .unknown: return nil
    case .user(let id, let modifiers, let isArray):
      let name: String
      if let type: TypeState = object(id) {
        name = Identifier.qualified(type.schema, type.name)
      } else if let relation: RelationState = object(id) {
        name = Identifier.qualified(relation.schema, relation.name)
      } else {
        return nil
      }
      let suffix = modifiers.isEmpty ? "" : "(\(modifiers.joined(separator: ",")))"
      return name + suffix + (isArray ? "[]" : "")
    }
  }

  /// Whether a domain refuses null for a column that takes it.
  func domainRefusesNull(_ type: ColumnType) -> Bool {
    guard case .user(let id, _, false) = type, let state: TypeState = object(id),
      case .domain(let base, let notNull) = state.form
    else { return false }
    return notNull || domainRefusesNull(base)
  }
}

/// The types and functions that well-known extensions bring.
enum ExtensionContents {
  static func types(_ name: String) -> [String] {
    switch name {
    case "citext": ["citext"]
    case "hstore": ["hstore"]
    case "ltree": ["ltree", "lquery", "ltxtquery"]
    case "vector": ["vector", "halfvec", "sparsevec"]
    case "postgis": ["geometry", "geography", "box2d", "box3d"]
    case "cube": ["cube"]
    case "seg": ["seg"]
    case "intarray": ["query_int"]
    case "isn": ["ean13", "isbn", "isbn13", "ismn", "ismn13", "issn", "issn13", "upc"]
    case "semver": ["semver"]
    default: []
    }
  }

  static func functions(_ name: String) -> [String] {
    switch name {
    case "uuid-ossp":
      [
        "uuid_generate_v1", "uuid_generate_v1mc", "uuid_generate_v3", "uuid_generate_v4",
        "uuid_generate_v5", "uuid_nil", "uuid_ns_dns", "uuid_ns_oid", "uuid_ns_url", "uuid_ns_x500",
      ]
    case "pgcrypto":
      ["gen_random_bytes", "crypt", "gen_salt", "digest", "hmac", "armor", "dearmor"]
    case "pg_trgm": ["similarity", "show_trgm", "word_similarity"]
    case "unaccent": ["unaccent"]
    case "nanoid": ["nanoid"]
    default: []
    }
  }
}
