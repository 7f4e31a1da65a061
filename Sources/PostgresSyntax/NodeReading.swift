internal import CPgQuery

// Reading the parser's C structures: text, lists and names. An absent string is "" there.

typealias Node = UnsafeMutablePointer<PgQuery__Node>
typealias NodeList = UnsafeMutablePointer<Node?>

func text(_ string: UnsafePointer<CChar>?) -> String? {
  guard let string, string.pointee != 0 else { return nil }
  return String(cString: string)
}

func text(_ string: UnsafeMutablePointer<CChar>?) -> String? {
  text(UnsafePointer(string))
}

/// The nodes of a repeated field.
func nodes(_ list: NodeList?, _ count: Int) -> UnsafeBufferPointer<Node?> {
  UnsafeBufferPointer(start: list, count: list == nil ? 0 : count)
}

/// The string of a String node.
func string(_ node: Node?) -> String? {
  guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_STRING else { return nil }
  return text(node.pointee.string.pointee.sval) ?? ""
}

func strings(_ list: NodeList?, _ count: Int) -> [String] {
  nodes(list, count).compactMap { string($0) }
}

/// The last two parts of a dotted name; a catalog in front is dropped.
func qualifiedName(_ parts: [String]) -> QualifiedName {
  QualifiedName(
    schema: parts.count > 1 ? parts[parts.count - 2] : nil,
    name: parts.last ?? ""
  )
}

func qualifiedName(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> QualifiedName {
  guard let relation else { return QualifiedName(name: "") }
  return QualifiedName(
    schema: text(relation.pointee.schemaname),
    name: text(relation.pointee.relname) ?? ""
  )
}

func isTemporary(_ relation: UnsafeMutablePointer<PgQuery__RangeVar>?) -> Bool {
  guard let relation else { return false }
  return text(relation.pointee.relpersistence) == "t"
    || text(relation.pointee.schemaname) == "pg_temp"
}

/// A constant's text: of a string, a number or a boolean; nil for anything else.
func constant(_ node: Node?) -> String? {
  guard let node else { return nil }
  switch node.pointee.node_case {
  case PG_QUERY__NODE__NODE_A_CONST:
    let value = node.pointee.a_const.pointee
    if value.isnull != 0 { return nil }
    switch value.val_case {
    case PG_QUERY__A__CONST__VAL_IVAL: return String(value.ival.pointee.ival)
    case PG_QUERY__A__CONST__VAL_FVAL: return text(value.fval.pointee.fval)
    case PG_QUERY__A__CONST__VAL_BOOLVAL:
      return value.boolval.pointee.boolval != 0 ? "true" : "false"
    case PG_QUERY__A__CONST__VAL_SVAL: return text(value.sval.pointee.sval) ?? ""
    default: return nil
    }
  case PG_QUERY__NODE__NODE_STRING: return string(node)
  case PG_QUERY__NODE__NODE_INTEGER: return String(node.pointee.integer.pointee.ival)
  case PG_QUERY__NODE__NODE_FLOAT: return text(node.pointee.float_.pointee.fval)
  case PG_QUERY__NODE__NODE_TYPE_CAST: return constant(node.pointee.type_cast.pointee.arg)
  default: return nil
  }
}

func typeReference(_ type: UnsafeMutablePointer<PgQuery__TypeName>?) -> TypeReference? {
  guard let type else { return nil }
  var names = strings(type.pointee.names, type.pointee.n_names)
  if type.pointee.pct_type != 0 {
    let column = names.popLast() ?? ""
    var reference = TypeReference(name: qualifiedName(names))
    reference.modifiers = [column]
    reference.isColumnType = true
    return reference
  }
  var reference = TypeReference(name: qualifiedName(names))
  for modifier in nodes(type.pointee.typmods, type.pointee.n_typmods) {
    if let value = constant(modifier) {
      reference.modifiers.append(value)
    } else if let modifier, modifier.pointee.node_case == PG_QUERY__NODE__NODE_COLUMN_REF {
      let column = modifier.pointee.column_ref.pointee
      reference.modifiers.append(
        strings(column.fields, column.n_fields).joined(separator: ".")
      )
    }
  }
  reference.isArray = type.pointee.n_array_bounds > 0
  reference.isSet = type.pointee.setof != 0
  return reference
}

func roleName(_ node: Node?) -> String? {
  guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_ROLE_SPEC else { return nil }
  let role = node.pointee.role_spec.pointee
  return switch role.roletype {
  case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_PUBLIC: "public"
  case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_ROLE: "current_role"
  case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_CURRENT_USER: "current_user"
  case PG_QUERY__ROLE_SPEC_TYPE__ROLESPEC_SESSION_USER: "session_user"
  default: text(role.rolename)
  }
}

func isCascade(_ behavior: PgQuery__DropBehavior) -> Bool {
  behavior == PG_QUERY__DROP_BEHAVIOR__DROP_CASCADE
}

func objectKind(_ type: PgQuery__ObjectType) -> ObjectKind {
  switch type {
  case PG_QUERY__OBJECT_TYPE__OBJECT_TABLE: .table
  case PG_QUERY__OBJECT_TYPE__OBJECT_VIEW: .view
  case PG_QUERY__OBJECT_TYPE__OBJECT_MATVIEW: .materializedView
  case PG_QUERY__OBJECT_TYPE__OBJECT_FOREIGN_TABLE: .foreignTable
  case PG_QUERY__OBJECT_TYPE__OBJECT_INDEX: .index
  case PG_QUERY__OBJECT_TYPE__OBJECT_SEQUENCE: .sequence
  case PG_QUERY__OBJECT_TYPE__OBJECT_TYPE: .type
  case PG_QUERY__OBJECT_TYPE__OBJECT_DOMAIN: .domain
  case PG_QUERY__OBJECT_TYPE__OBJECT_SCHEMA: .schema
  case PG_QUERY__OBJECT_TYPE__OBJECT_FUNCTION, PG_QUERY__OBJECT_TYPE__OBJECT_PROCEDURE,
    PG_QUERY__OBJECT_TYPE__OBJECT_ROUTINE:
    .function
  case PG_QUERY__OBJECT_TYPE__OBJECT_AGGREGATE: .aggregate
  case PG_QUERY__OBJECT_TYPE__OBJECT_POLICY: .policy
  case PG_QUERY__OBJECT_TYPE__OBJECT_TRIGGER: .trigger
  case PG_QUERY__OBJECT_TYPE__OBJECT_RULE: .rule
  case PG_QUERY__OBJECT_TYPE__OBJECT_EXTENSION: .extension
  case PG_QUERY__OBJECT_TYPE__OBJECT_COLUMN: .column
  case PG_QUERY__OBJECT_TYPE__OBJECT_TABCONSTRAINT: .constraint
  case PG_QUERY__OBJECT_TYPE__OBJECT_DOMCONSTRAINT: .domainConstraint
  case PG_QUERY__OBJECT_TYPE__OBJECT_ATTRIBUTE: .attribute
  case PG_QUERY__OBJECT_TYPE__OBJECT_EVENT_TRIGGER: .eventTrigger
  default: .other
  }
}
