internal import Facts

extension PrismaModel {
  /// Takes in one `@@` attribute; those that are not known change nothing.
  mutating func apply(_ attribute: Attribute, line: Int) {
    switch attribute.path {
    case "map" where map == nil:
      map = attribute.first(or: "name")?.string
      table = map ?? name
    case "schema" where schema == nil: schema = attribute.first(or: "map")?.string
    case "ignore": ignored = true
    case "id": id = PrismaIndex(attribute, line: line).fields.map(\.name)
    case "index": indexes.append(PrismaIndex(attribute, line: line))
    case "unique": uniques.append(PrismaIndex(attribute, line: line))
    case "fulltext": fulltextIndexes.append(PrismaIndex(attribute, line: line))
    default: break
    }
  }
}

extension PrismaIndex {
  init(_ attribute: Attribute, line: Int) {
    let predicate = attribute.named("where")
    self.init(
      name: attribute.named("map")?.string,
      fields: attribute.first(or: "fields")?.elements.compactMap(Key.init) ?? [],
      type: attribute.named("type")?.text,
      predicate: predicate?.rawText ?? predicate?.text,
      line: line
    )
  }
}

extension PrismaIndex.Key {
  /// `name` or `name(sort: Desc, ops: …)`; nil for a value that names no field.
  fileprivate init?(_ expression: Expression) {
    guard let name = expression.name else { return nil }
    func argument(_ name: String) -> Expression? {
      expression.arguments.first { $0.name == name }?.value
    }
    let ops = argument("ops")
    self.init(
      name: name,
      sort: argument("sort")?.name == "Desc" ? .desc : .asc,
      operatorClass: ops?.rawText ?? ops?.text
    )
  }
}

extension Expression {
  /// The string of `raw("…")`.
  fileprivate var rawText: String? {
    name == "raw" ? arguments.first?.value?.string : nil
  }

  fileprivate var fieldNames: [String] {
    elements.compactMap(\.name)
  }
}

extension PrismaField {
  mutating func apply(_ attributes: [Attribute]) {
    for attribute in attributes { apply(attribute) }
  }

  private mutating func apply(_ attribute: Attribute) {
    switch attribute.path {
    case "map" where map == nil:
      map = attribute.first(or: "name")?.string
      column = map ?? name
    case "id": isID = true
    case "unique": isUnique = true
    case "updatedAt": updatedAt = true
    case "ignore": ignored = true
    case "default": `default` = `default` ?? attribute.first(or: "value")?.text
    case "relation" where relation == nil:
      relation = Relation(
        name: attribute.first(or: "name")?.string,
        fields: attribute.named("fields")?.fieldNames ?? [],
        references: attribute.named("references")?.fieldNames ?? [],
        onDelete: attribute.named("onDelete")?.text,
        onUpdate: attribute.named("onUpdate")?.text
      )
    default:
      // `@db.Text`, where `db` is the name of the datasource.
      guard nativeType == nil, let point = attribute.path.firstIndex(of: ".") else { return }
      nativeType = String(attribute.path[attribute.path.index(after: point)...])
      let arguments = attribute.arguments.compactMap(\.value?.text)
      if !arguments.isEmpty { nativeType? += "(\(arguments.joined(separator: ", ")))" }
    }
  }
}
