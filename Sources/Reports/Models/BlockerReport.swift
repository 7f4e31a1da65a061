package import Facts

/// `## HH:MM - Blocker Report`.
package struct BlockerReport: TemplateModel, Equatable {
  package var timestamp: Timestamp
  package var blockedOn: String
  package var tried: [String]
  package var vaultChecked: String
  package var docsPulled: String
  /// Searches and sections that were looked at; empty when none were asked for.
  package var inspected: [String]
  /// Who is asked, as printed: `CEO`.
  package var person: String
  package var question: String
  package var movingTo: String
  package var provenance: Provenance

  package init(
    timestamp: Timestamp,
    blockedOn: String,
    tried: [String],
    vaultChecked: String,
    docsPulled: String,
    inspected: [String] = [],
    person: String,
    question: String,
    movingTo: String,
    provenance: Provenance = .none
  ) {
    self.timestamp = timestamp
    self.blockedOn = blockedOn
    self.tried = tried
    self.vaultChecked = vaultChecked
    self.docsPulled = docsPulled
    self.inspected = inspected
    self.person = person
    self.question = question
    self.movingTo = movingTo
    self.provenance = provenance
  }

  package static let keys: [String: TemplateKey] = [
    "time": .text, "blockedOn": .text,
    "tried": .list(["number": .text, "text": .text]),
    "vaultChecked": .text, "docsPulled": .text,
    "inspected": .list(["text": .text]),
    "person": .text, "question": .text, "movingTo": .text,
  ].merging(Provenance.keys) { first, _ in first }

  package var values: [String: TemplateValue] {
    [
      "time": .text(timestamp.hourAndMinute), "blockedOn": .text(blockedOn),
      "tried": .list(
        tried.enumerated().map { ["number": .text("\($0.offset + 1)"), "text": .text($0.element)] }
      ),
      "vaultChecked": .text(vaultChecked), "docsPulled": .text(docsPulled),
      "inspected": .list(inspected.map { ["text": .text($0)] }),
      "person": .text(person), "question": .text(question), "movingTo": .text(movingTo),
    ].merging(provenance.values) { first, _ in first }
  }
}
