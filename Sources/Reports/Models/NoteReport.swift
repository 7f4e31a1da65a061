package import Facts

/// `## HH:MM - Context7: Library`: a documentation note.
package struct NoteReport: TemplateModel, Equatable {
  package var timestamp: Timestamp
  package var source: String
  package var library: String
  package var topic: String
  package var keyLearnings: [String]
  package var appliedTo: [String]
  package var provenance: Provenance

  package init(
    timestamp: Timestamp,
    source: String,
    library: String,
    topic: String,
    keyLearnings: [String],
    appliedTo: [String],
    provenance: Provenance = .none
  ) {
    self.timestamp = timestamp
    self.source = source
    self.library = library
    self.topic = topic
    self.keyLearnings = keyLearnings
    self.appliedTo = appliedTo
    self.provenance = provenance
  }

  package static let keys: [String: TemplateKey] = [
    "time": .text, "source": .text, "library": .text, "topic": .text,
    "keyLearnings": .list(["text": .text]),
    "appliedTo": .text,
  ].merging(Provenance.keys) { first, _ in first }

  package var values: [String: TemplateValue] {
    [
      "time": .text(timestamp.hourAndMinute), "source": .text(source), "library": .text(library),
      "topic": .text(topic),
      "keyLearnings": .list(keyLearnings.map { ["text": .text($0)] }),
      "appliedTo": .text(appliedTo.joined(separator: ", ")),
    ].merging(provenance.values) { first, _ in first }
  }
}
