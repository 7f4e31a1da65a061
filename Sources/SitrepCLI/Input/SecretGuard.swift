/// Refuses values that look like secrets: there is no field of a report that may hold one.
struct SecretGuard {
  init(_ repository: Repository) {}

  /// - Parameter fields: each field's name with what was given for it.
  /// - Throws: `Refusal` that names the fields, never the values.
  func refuse(_ fields: [(name: String, values: [String])]) throws {}
}
