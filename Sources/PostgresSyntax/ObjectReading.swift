internal import CPgQuery

// Statements about everything that is no table: types, functions, schemas, sequences, drops, renames.

extension StatementReader {
  func objectKindOf(_ node: Node) -> Statement.Kind {
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_CREATE_ENUM_STMT:
      let type = node.pointee.create_enum_stmt.pointee
      return .createType(
        CreateType(
          name: qualifiedName(strings(type.type_name, type.n_type_name)),
          form: .enumeration
        )
      )
    case PG_QUERY__NODE__NODE_CREATE_DOMAIN_STMT:
      return domain(node.pointee.create_domain_stmt.pointee)
    case PG_QUERY__NODE__NODE_COMPOSITE_TYPE_STMT:
      let type = node.pointee.composite_type_stmt.pointee
      let columns = nodes(type.coldeflist, type.n_coldeflist).compactMap {
        $0.map { column($0.pointee.column_def) }
      }
      return .createType(CreateType(name: qualifiedName(type.typevar), form: .composite(columns)))
    case PG_QUERY__NODE__NODE_CREATE_RANGE_STMT:
      let type = node.pointee.create_range_stmt.pointee
      return .createType(
        CreateType(name: qualifiedName(strings(type.type_name, type.n_type_name)), form: .range)
      )
    case PG_QUERY__NODE__NODE_DEFINE_STMT:
      let define = node.pointee.define_stmt.pointee
      guard define.kind == PG_QUERY__OBJECT_TYPE__OBJECT_TYPE else { return .other("DefineStmt") }
      return .createType(
        CreateType(
          name: qualifiedName(strings(define.defnames, define.n_defnames)),
          form: define.n_definition == 0 ? .shell : .base
        )
      )
    case PG_QUERY__NODE__NODE_ALTER_DOMAIN_STMT:
      let alter = node.pointee.alter_domain_stmt.pointee
      let name = qualifiedName(strings(alter.type_name, alter.n_type_name))
      switch text(alter.subtype) {
      case "O": return .alterDomain(AlterDomain(name: name, action: .setNotNull(true)))
      case "N": return .alterDomain(AlterDomain(name: name, action: .setNotNull(false)))
      default: return .alterDomain(AlterDomain(name: name, action: .other))
      }
    case PG_QUERY__NODE__NODE_CREATE_EXTENSION_STMT:
      let statement = node.pointee.create_extension_stmt.pointee
      var schema: String?
      for option in options(statement.options, statement.n_options) where option.name == "schema" {
        schema = string(option.value)
      }
      return .createExtension(
        name: text(statement.extname) ?? "",
        schema: schema,
        ifNotExists: statement.if_not_exists != 0
      )
    case PG_QUERY__NODE__NODE_CREATE_SCHEMA_STMT:
      return createSchema(node.pointee.create_schema_stmt.pointee)
    case PG_QUERY__NODE__NODE_CREATE_SEQ_STMT:
      let sequence = node.pointee.create_seq_stmt.pointee
      return .createSequence(
        name: qualifiedName(sequence.sequence),
        ifNotExists: sequence.if_not_exists != 0,
        temporary: isTemporary(sequence.sequence),
        ownedBy: ownedBy(sequence.options, sequence.n_options)
      )
    case PG_QUERY__NODE__NODE_ALTER_SEQ_STMT:
      let sequence = node.pointee.alter_seq_stmt.pointee
      guard let owner = ownedBy(sequence.options, sequence.n_options) else {
        return .other("AlterSeqStmt")
      }
      return .alterSequence(name: qualifiedName(sequence.sequence), ownedBy: owner)
    case PG_QUERY__NODE__NODE_CREATE_TRIG_STMT:
      let trigger = node.pointee.create_trig_stmt.pointee
      return .createTrigger(
        CreateTrigger(
          name: text(trigger.trigname) ?? "",
          table: qualifiedName(trigger.relation),
          function: qualifiedName(strings(trigger.funcname, trigger.n_funcname)),
          replace: trigger.replace != 0,
          columns: strings(trigger.columns, trigger.n_columns)
        )
      )
    case PG_QUERY__NODE__NODE_CREATE_EVENT_TRIG_STMT:
      let trigger = node.pointee.create_event_trig_stmt.pointee
      return .createEventTrigger(
        name: text(trigger.trigname) ?? "",
        function: qualifiedName(strings(trigger.funcname, trigger.n_funcname))
      )
    case PG_QUERY__NODE__NODE_RULE_STMT:
      let rule = node.pointee.rule_stmt.pointee
      return .createRule(name: text(rule.rulename) ?? "", table: qualifiedName(rule.relation))
    default:
      let tag = Int(node.pointee.node_case.rawValue)
      guard let fields = node.pointee.base.descriptor.pointee.fields, tag > 0,
        tag <= Int(node.pointee.base.descriptor.pointee.n_fields), let name = fields[tag - 1].name
      else { return .other("") }
      return .other(String(cString: name))
    }
  }

  func options(_ list: NodeList?, _ count: Int) -> [(name: String, value: Node?)] {
    nodes(list, count).compactMap { item in
      guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_DEF_ELEM else { return nil }
      let element = item.pointee.def_elem.pointee
      return (text(element.defname) ?? "", element.arg)
    }
  }

  private func ownedBy(_ list: NodeList?, _ count: Int) -> [String]? {
    for option in options(list, count) where option.name == "owned_by" {
      guard let value = option.value, value.pointee.node_case == PG_QUERY__NODE__NODE_LIST else {
        return nil
      }
      return strings(value.pointee.list.pointee.items, value.pointee.list.pointee.n_items)
    }
    return nil
  }

  private func domain(_ statement: PgQuery__CreateDomainStmt) -> Statement.Kind {
    var notNull = false
    var collector = ReferenceCollector()
    for item in nodes(statement.constraints, statement.n_constraints) {
      guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_CONSTRAINT else { continue }
      if item.pointee.constraint.pointee.contype == PG_QUERY__CONSTR_TYPE__CONSTR_NOTNULL {
        notNull = true
      }
      collector.collect(item.pointee.constraint.pointee.raw_expr)
    }
    let base = typeReference(statement.type_name) ?? TypeReference(name: QualifiedName(name: ""))
    return .createType(
      CreateType(
        name: qualifiedName(strings(statement.domainname, statement.n_domainname)),
        form: .domain(base: base, notNull: notNull, references: collector.references)
      )
    )
  }

  private func createSchema(_ statement: PgQuery__CreateSchemaStmt) -> Statement.Kind {
    let owner = statement.authrole.flatMap { text($0.pointee.rolename) }
    return .createSchema(
      name: text(statement.schemaname) ?? owner ?? "",
      ifNotExists: statement.if_not_exists != 0,
      elements: nodes(statement.schema_elts, statement.n_schema_elts).compactMap {
        $0.map { read($0) }
      }
    )
  }

  func createFunction(_ node: UnsafeMutablePointer<PgQuery__CreateFunctionStmt>) -> CreateFunction {
    let statement = node.pointee
    var function = CreateFunction(
      name: qualifiedName(strings(statement.funcname, statement.n_funcname)),
      replace: statement.replace != 0,
      parameters: [],
      returns: typeReference(statement.return_type),
      references: references(statement.sql_body)
    )
    for parameter in nodes(statement.parameters, statement.n_parameters) {
      guard let parameter, parameter.pointee.node_case == PG_QUERY__NODE__NODE_FUNCTION_PARAMETER,
        let type = typeReference(parameter.pointee.function_parameter.pointee.arg_type)
      else { continue }
      let value = parameter.pointee.function_parameter.pointee
      let isOutput =
        value.mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_OUT
        || value.mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_TABLE
      function.parameters.append(
        CreateFunction.Parameter(
          name: text(value.name) ?? "",
          type: type,
          isInput: !isOutput,
          isVariadic: value.mode == PG_QUERY__FUNCTION_PARAMETER_MODE__FUNC_PARAM_VARIADIC,
          hasDefault: value.defexpr != nil
        )
      )
    }
    var language = "sql"
    var code: String?
    for option in options(statement.options, statement.n_options) {
      switch option.name {
      case "language": language = string(option.value) ?? language
      case "as":
        guard let value = option.value, value.pointee.node_case == PG_QUERY__NODE__NODE_LIST else {
          continue
        }
        let parts = strings(value.pointee.list.pointee.items, value.pointee.list.pointee.n_items)
        if parts.count == 1 { code = parts[0] }
      default: break
      }
    }
    if let code { function.body = body(code, language: language.lowercased()) }
    return function
  }

  func drop(_ node: UnsafeMutablePointer<PgQuery__DropStmt>) -> Drop {
    let statement = node.pointee
    let kind = objectKind(statement.remove_type)
    return Drop(
      kind: kind,
      objects: nodes(statement.objects, statement.n_objects).compactMap { dropped($0, kind) },
      missingOK: statement.missing_ok != 0,
      cascade: isCascade(statement.behavior)
    )
  }

  private func dropped(_ node: Node?, _ kind: ObjectKind) -> Drop.Object? {
    guard let node else { return nil }
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_STRING:
      return Drop.Object(name: QualifiedName(name: string(node) ?? ""))
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      return typeReference(node.pointee.type_name).map { Drop.Object(name: $0.name) }
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
      let object = node.pointee.object_with_args.pointee
      return Drop.Object(
        name: qualifiedName(strings(object.objname, object.n_objname)),
        arguments: object.args_unspecified != 0
          ? nil
          : nodes(object.objargs, object.n_objargs).compactMap {
            $0.flatMap { typeReference($0.pointee.type_name) }
          }
      )
    case PG_QUERY__NODE__NODE_LIST:
      var parts = strings(node.pointee.list.pointee.items, node.pointee.list.pointee.n_items)
      guard kind == .policy || kind == .trigger || kind == .rule else {
        return Drop.Object(name: qualifiedName(parts))
      }
      let member = parts.popLast()
      return Drop.Object(name: qualifiedName(parts), member: member)
    default: return nil
    }
  }

  /// The name of an object node: a list of strings, a type or a function.
  private func objectName(_ node: Node?) -> QualifiedName {
    guard let node else { return QualifiedName(name: "") }
    switch node.pointee.node_case {
    case PG_QUERY__NODE__NODE_LIST:
      return qualifiedName(
        strings(node.pointee.list.pointee.items, node.pointee.list.pointee.n_items)
      )
    case PG_QUERY__NODE__NODE_TYPE_NAME:
      return typeReference(node.pointee.type_name)?.name ?? QualifiedName(name: "")
    case PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS:
      let object = node.pointee.object_with_args.pointee
      return qualifiedName(strings(object.objname, object.n_objname))
    default: return QualifiedName(name: string(node) ?? "")
    }
  }

  /// Argument types of a function's node; nil when it gives none.
  private func arguments(_ node: Node?) -> [TypeReference]? {
    guard let node, node.pointee.node_case == PG_QUERY__NODE__NODE_OBJECT_WITH_ARGS else {
      return nil
    }
    let object = node.pointee.object_with_args.pointee
    if object.args_unspecified != 0 { return nil }
    return nodes(object.objargs, object.n_objargs).compactMap {
      $0.flatMap { typeReference($0.pointee.type_name) }
    }
  }

  func rename(_ node: UnsafeMutablePointer<PgQuery__RenameStmt>) -> Rename {
    let statement = node.pointee
    let kind = objectKind(statement.rename_type)
    var name =
      statement.relation != nil ? qualifiedName(statement.relation) : objectName(statement.object)
    if kind == .schema { name = QualifiedName(name: text(statement.subname) ?? "") }
    return Rename(
      kind: kind,
      ownerKind: objectKind(statement.relation_type),
      name: name,
      member: text(statement.subname),
      arguments: arguments(statement.object),
      newName: text(statement.newname) ?? "",
      missingOK: statement.missing_ok != 0
    )
  }

  func setSchema(_ node: UnsafeMutablePointer<PgQuery__AlterObjectSchemaStmt>) -> Statement.Kind {
    let statement = node.pointee
    let name =
      statement.relation != nil ? qualifiedName(statement.relation) : objectName(statement.object)
    return .setSchema(
      SetSchema(
        kind: objectKind(statement.object_type),
        name: name,
        arguments: arguments(statement.object),
        newSchema: text(statement.newschema) ?? "",
        missingOK: statement.missing_ok != 0
      )
    )
  }

  func grant(_ node: UnsafeMutablePointer<PgQuery__GrantStmt>) -> Grant {
    let statement = node.pointee
    return Grant(
      isGrant: statement.is_grant != 0,
      kind: objectKind(statement.objtype),
      objects: nodes(statement.objects, statement.n_objects).compactMap { item in
        guard let item else { return nil }
        return item.pointee.node_case == PG_QUERY__NODE__NODE_RANGE_VAR
          ? qualifiedName(item.pointee.range_var) : objectName(item)
      },
      privileges: nodes(statement.privileges, statement.n_privileges).compactMap { item in
        guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_ACCESS_PRIV else {
          return nil
        }
        return text(item.pointee.access_priv.pointee.priv_name)?.uppercased()
      },
      grantees: nodes(statement.grantees, statement.n_grantees).compactMap { roleName($0) }
    )
  }

  func roleGrant(_ node: UnsafeMutablePointer<PgQuery__GrantRoleStmt>) -> RoleGrant {
    let statement = node.pointee
    return RoleGrant(
      isGrant: statement.is_grant != 0,
      roles: nodes(statement.granted_roles, statement.n_granted_roles).compactMap { item in
        guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_ACCESS_PRIV else {
          return nil
        }
        return text(item.pointee.access_priv.pointee.priv_name)
      },
      members: nodes(statement.grantee_roles, statement.n_grantee_roles).compactMap { roleName($0) }
    )
  }

  func alterRole(_ node: UnsafeMutablePointer<PgQuery__AlterRoleStmt>) -> Statement.Kind {
    let statement = node.pointee
    let gains = nodes(statement.options, statement.n_options).compactMap { item -> String? in
      guard let item, item.pointee.node_case == PG_QUERY__NODE__NODE_DEF_ELEM,
        let name = text(item.pointee.def_elem.pointee.defname),
        let value = item.pointee.def_elem.pointee.arg,
        value.pointee.node_case == PG_QUERY__NODE__NODE_BOOLEAN,
        value.pointee.boolean.pointee.boolval != 0
      else { return nil }
      switch name {
      case "bypassrls": return "BYPASSRLS"
      case "superuser": return "SUPERUSER"
      default: return nil
      }
    }
    guard let role = statement.role, let name = text(role.pointee.rolename), !gains.isEmpty else {
      return .other("ALTER ROLE")
    }
    return .alterRole(name: name, gains: gains)
  }
}
