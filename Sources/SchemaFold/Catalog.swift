import PostgresSyntax

/// The objects that the statements so far have made, by id and by name.
final class Catalog {
  private(set) var objects: [CatalogObject] = []
  /// Tables, views, sequences and indexes share one name space per schema.
  private(set) var relationNames: [QualifiedName: Int] = [:]
  private(set) var constraintNames: [QualifiedName: Int] = [:]
  /// For made-up names: the number below which all are taken; emptied when a name is given up.
  var numbersTaken: [String: Int] = [:]
  var types: [QualifiedName: TypeState] = [:]
  var functions: [QualifiedName: [FunctionState]] = [:]
  var extensions: [String: ExtensionState] = [:]
  /// Schemas that a statement created.
  var schemas: Set<String> = ["public"]
  /// What an unqualified name is looked up in; the first that exists takes new objects.
  var searchPath: [String] = Catalog.defaultSearchPath

  static let defaultSearchPath = ["public"]
  static let temporarySchema = "pg_temp"
  /// Schemas that Supabase brings.
  private static let providedSchemas: Set<String> = [
    "auth", "storage", "extensions", "realtime", "vault", "graphql", "graphql_public", "cron",
    "net",
  ]

  func add<Object: CatalogObject>(_ make: (Int) -> Object) -> Object {
    let object = make(objects.count)
    objects.append(object)
    return object
  }

  func object<Object: CatalogObject>(_ id: Int?, as: Object.Type = Object.self) -> Object? {
    guard let id, objects.indices.contains(id), !objects[id].isDropped else { return nil }
    return objects[id] as? Object
  }

  func column(_ id: Int) -> ColumnState? { object(id) }

  // MARK: Names of relations

  func isTaken(_ name: QualifiedName) -> Bool { relationNames[name] != nil }

  func setName(_ name: QualifiedName, _ id: Int) { relationNames[name] = id }

  func removeName(_ name: QualifiedName, _ id: Int) {
    guard relationNames[name] == id else { return }
    relationNames[name] = nil
    if !numbersTaken.isEmpty { numbersTaken = [:] }
  }

  func addConstraintName(_ name: QualifiedName) { constraintNames[name, default: 0] += 1 }

  func removeConstraintName(_ name: QualifiedName) {
    guard let count = constraintNames[name] else { return }
    if !numbersTaken.isEmpty { numbersTaken = [:] }
    constraintNames[name] = count > 1 ? count - 1 : nil
  }

  /// The schema of a new object.
  func creationSchema(_ name: QualifiedName, temporary: Bool = false) -> String {
    if temporary { return Self.temporarySchema }
    if let schema = name.schema { return schema }
    return searchPath.first { schemas.contains($0) || Self.providedSchemas.contains($0) }
      ?? searchPath.first ?? "public"
  }

  private func candidates(_ name: QualifiedName) -> [QualifiedName] {
    if name.schema != nil { return [name] }
    return ([Self.temporarySchema] + searchPath).map { QualifiedName(schema: $0, name: name.name) }
  }

  func lookUp(_ name: QualifiedName) -> CatalogObject? {
    for candidate in candidates(name) {
      if let id = relationNames[candidate], let object: CatalogObject = object(id) { return object }
    }
    return nil
  }

  func relation(_ name: QualifiedName) -> RelationState? {
    lookUp(name) as? RelationState
  }

  func index(_ name: QualifiedName) -> IndexState? {
    lookUp(name) as? IndexState
  }

  func type(_ name: QualifiedName) -> TypeState? {
    for candidate in candidates(name) {
      if let type = types[candidate], !type.isDropped { return type }
    }
    return nil
  }

  func functions(_ name: QualifiedName) -> [FunctionState] {
    for candidate in candidates(name) {
      let found = functions[candidate, default: []].filter { !$0.isDropped }
      if !found.isEmpty { return found }
    }
    return []
  }

  /// Every relation that holds rows and still stands, in order of creation.
  var tables: [RelationState] {
    objects.compactMap { object in
      guard let relation = object as? RelationState, !relation.isDropped, relation.holdsRows,
        relation.schema != Self.temporarySchema
      else { return nil }
      return relation
    }
  }

  func add(_ relation: RelationState) {
    setName(QualifiedName(schema: relation.schema, name: relation.name), relation.id)
  }
}
