package import Facts

/// `## HH:MM - Credential Request`: a name and a reason; there is no field that can hold a value.
package struct CredentialRequest: TemplateModel, Equatable {
  package var timestamp: Timestamp
  package var need: String
  package var purpose: String
  /// Where it was looked for.
  package var checked: String
  package var status: String
  package var provenance: Provenance

  package init(
    timestamp: Timestamp,
    need: String,
    purpose: String,
    checked: String,
    status: String,
    provenance: Provenance = .none
  ) {
    self.timestamp = timestamp
    self.need = need
    self.purpose = purpose
    self.checked = checked
    self.status = status
    self.provenance = provenance
  }

  package static let keys: [String: TemplateKey] = [
    "time": .text, "need": .text, "purpose": .text, "checked": .text, "status": .text,
  ].merging(Provenance.keys) { first, _ in first }

  package var values: [String: TemplateValue] {
    [
      "time": .text(timestamp.hourAndMinute), "need": .text(need), "purpose": .text(purpose),
      "checked": .text(checked), "status": .text(status),
    ].merging(provenance.values) { first, _ in first }
  }
}
