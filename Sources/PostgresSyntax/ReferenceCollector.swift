internal import CPgQuery
internal import Glibc

/// Walks an expression or a query over the parser's own descriptions of its structures, and keeps
/// what it mentions: functions, types, relations, and columns with the FROM lists around them.
struct ReferenceCollector {
  private(set) var references = References()
  private var scope: Int?
  private var depth = 0
  /// Deeper than any written expression; the rest of a deeper one is not looked at.
  private static let depthLimit = 4_000

  mutating func collect(_ node: Node?) {
    guard let node, depth < Self.depthLimit else { return }
    depth += 1
    defer { depth -= 1 }
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_COLUMN_REF:
      let column = node.pointee.column_ref.pointee
      let path = nodes(column.fields, column.n_fields).map { string($0) ?? "*" }
      references.columns.append(References.ColumnUse(path: path, scope: scope))
    case PG_QUERY__NODE__NODE_FUNC_CALL:
      let call = node.pointee.func_call.pointee
      let name = qualifiedName(strings(call.funcname, call.n_funcname))
      references.functions.append(
        References.FunctionUse(name: name, argumentCount: call.n_args)
      )
      if name.name == "nextval" || name.name == "currval" || name.name == "setval",
        let first = nodes(call.args, call.n_args).first, let sequence = constant(first)
      {
        references.relations.append(parseQualifiedName(sequence))
      }
      descend(node)
    case PG_QUERY__NODE__NODE_TYPE_CAST:
      let cast = node.pointee.type_cast.pointee
      if let type = typeReference(cast.type_name) {
        if type.name.name == "regclass", let relation = constant(cast.arg) {
          references.relations.append(parseQualifiedName(relation))
        }
      }
      descend(node)
    case PG_QUERY__NODE__NODE_SELECT_STMT:
      collect(node.pointee.select_stmt)
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      references.relations.append(qualifiedName(node.pointee.range_var))
    default:
      descend(node)
    }
  }

  private mutating func collect(_ query: UnsafeMutablePointer<PgQuery__SelectStmt>) {
    let outer = scope
    var inner = References.Scope(parent: outer, relations: [])
    for item in nodes(query.pointee.from_clause, query.pointee.n_from_clause) {
      addRelations(of: item, to: &inner)
    }
    references.scopes.append(inner)
    scope = references.scopes.count - 1
    fields(of: UnsafeRawPointer(query))
    scope = outer
  }

  private func addRelations(of item: Node?, to scope: inout References.Scope) {
    guard let item else { return }
    switch item.pointee.node_case {
    case PG_QUERY__NODE__NODE_RANGE_VAR:
      let relation = item.pointee.range_var
      let name = qualifiedName(relation)
      let alias = relation?.pointee.alias.flatMap { text($0.pointee.aliasname) }
      scope.relations.append((alias ?? name.name, name))
    case PG_QUERY__NODE__NODE_JOIN_EXPR:
      addRelations(of: item.pointee.join_expr.pointee.larg, to: &scope)
      addRelations(of: item.pointee.join_expr.pointee.rarg, to: &scope)
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT:
      let alias = item.pointee.range_subselect.pointee.alias
      scope.relations.append((alias.flatMap { text($0.pointee.aliasname) } ?? "", nil))
    case PG_QUERY__NODE__NODE_RANGE_FUNCTION:
      let alias = item.pointee.range_function.pointee.alias
      scope.relations.append((alias.flatMap { text($0.pointee.aliasname) } ?? "", nil))
    default: break
    }
  }

  private mutating func descend(_ node: Node) {
    let tag = Int(node.pointee.node_case.rawValue)
    guard tag > 0, let fields = node.pointee.base.descriptor.pointee.fields,
      tag <= Int(node.pointee.base.descriptor.pointee.n_fields)
    else { return }
    let field = fields[tag - 1]
    let slot = UnsafeRawPointer(node).advanced(by: Int(field.offset))
    guard let message = slot.load(as: UnsafeRawPointer?.self) else { return }
    self.fields(of: message)
  }

  /// Visits every message that a message holds.
  private mutating func fields(of message: UnsafeRawPointer) {
    let descriptor = message.assumingMemoryBound(to: ProtobufCMessage.self).pointee.descriptor
    guard let descriptor, let fields = descriptor.pointee.fields else { return }
    for index in 0..<Int(descriptor.pointee.n_fields) {
      let field = fields[index]
      guard field.type == PROTOBUF_C_TYPE_MESSAGE, let target = field.descriptor else { continue }
      let kind = target.assumingMemoryBound(to: ProtobufCMessageDescriptor.self)
      let slot = message.advanced(by: Int(field.offset))
      if field.label == PROTOBUF_C_LABEL_REPEATED {
        let count = message.advanced(by: Int(field.quantifier_offset)).load(as: Int.self)
        guard count > 0,
          let items = slot.load(as: UnsafePointer<UnsafeRawPointer?>?.self)
        else { continue }
        for item in UnsafeBufferPointer(start: items, count: count) {
          if let item { visit(item, kind) }
        }
      } else if let item = slot.load(as: UnsafeRawPointer?.self) {
        visit(item, kind)
      }
    }
  }

  private mutating func visit(
    _ message: UnsafeRawPointer,
    _ kind: UnsafePointer<ProtobufCMessageDescriptor>
  ) {
    guard depth < Self.depthLimit, let name = kind.pointee.short_name else { return }
    let size = strlen(name)
    if size == 4, memcmp(name, "Node", 4) == 0 {
      collect(
        UnsafeMutableRawPointer(mutating: message).assumingMemoryBound(to: PgQuery__Node.self)
      )
      return
    }
    depth += 1
    defer { depth -= 1 }
    if size == 10, memcmp(name, "SelectStmt", 10) == 0 {
      collect(
        UnsafeMutableRawPointer(mutating: message)
          .assumingMemoryBound(to: PgQuery__SelectStmt.self)
      )
      return
    }
    if size == 8, memcmp(name, "TypeName", 8) == 0 {
      let type = UnsafeMutableRawPointer(mutating: message)
        .assumingMemoryBound(to: PgQuery__TypeName.self)
      if let reference = typeReference(type) { references.types.append(reference.name) }
      return
    }
    if size == 8, memcmp(name, "RangeVar", 8) == 0 {
      let relation = UnsafeMutableRawPointer(mutating: message)
        .assumingMemoryBound(to: PgQuery__RangeVar.self)
      references.relations.append(qualifiedName(relation))
      return
    }
    fields(of: message)
  }
}

/// The name in a string such as `'app."Orders"'`, as `::regclass` reads it.
package func parseQualifiedName(_ text: String) -> QualifiedName {
  var bytes = Array(text.utf8)
  return bytes.withUnsafeMutableBufferPointer { buffer in
    var lexer = Lexer(UnsafeBufferPointer(buffer), 0..<buffer.count)
    var parts: [String] = []
    while let token = lexer.next() {
      if let part = lexer.identifier(token) { parts.append(part) }
    }
    return qualifiedName(parts)
  }
}
