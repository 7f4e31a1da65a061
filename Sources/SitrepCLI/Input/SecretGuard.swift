/// Refuses values that look like secrets: there is no field of a report that may hold one.
struct SecretGuard {
  private let sanitizer: Sanitizer

  init(_ repository: Repository, session: Session) {
    sanitizer = session.sanitizer(repository)
  }

  /// - Parameter fields: each field's name with what was given for it.
  /// - Throws: `Refusal` that names the fields, never the values.
  func refuse(_ fields: [(name: String, values: [String])]) throws {
    let suspects = fields.filter { field in field.values.contains(where: sanitizer.findsSecret) }
    guard !suspects.isEmpty else { return }
    throw Refusal(
      suspects.map { "--\($0.name) holds what looks like a secret: name it, do not give it" }
    )
  }
}
