import Facts

/// The labelled lines of a note: `- Topic: …`, `- Key Learning: …`, `- Applied to: …`.
struct NoteWords {
  var topic: String?
  var keyLearnings: [String] = []
  var appliedTo: [String] = []

  /// nil when no line carries such a label.
  init?(_ source: SourceText, _ lines: Range<Int>) {
    enum Part { case learnings, applied }
    var open: Part?
    for line in lines {
      let text = Self.withoutMarker(source.text(ofLine: line))
      guard !text.isEmpty else { continue }
      guard let (label, value) = Self.labelled(text) else {
        // Items below `Key Learnings:`.
        switch open {
        case .learnings: keyLearnings.append(text)
        case .applied: appliedTo.append(text)
        case nil: break
        }
        continue
      }
      open = nil
      switch label {
      case "topic", "topics": topic = topic ?? value
      case "key learning", "key learnings", "learning", "learnings":
        if value.isEmpty { open = .learnings } else { keyLearnings.append(value) }
      case "applied to", "applied", "applies to":
        if value.isEmpty { open = .applied } else { appliedTo.append(value) }
      default: break
      }
    }
    let values = keyLearnings + appliedTo
    let isTemplate = values.allSatisfy {
      $0.hasPrefix("[") && $0.hasSuffix("]") || $0 == "…" || $0 == "..."
    }
    guard !values.isEmpty, !isTemplate else { return nil }
  }

  private static func withoutMarker(_ line: String) -> String {
    var text = line.drop { $0 == " " || $0 == "\t" || $0 == ">" }
    if text.hasPrefix("- ") || text.hasPrefix("* ") || text.hasPrefix("+ ") {
      text = text.dropFirst(2).drop { $0 == " " }
    }
    while text.last == " " { text.removeLast() }
    return String(text)
  }

  /// The label before the first colon and what follows; nil for a line without one near its beginning.
  private static func labelled(_ text: String) -> (String, String)? {
    let bytes = Array(text.utf8)
    guard let colon = bytes.prefix(40).firstIndex(of: 0x3A) else { return nil }
    let label = FieldNames.normalized(String(decoding: bytes[..<colon], as: UTF8.self))
    guard known.contains(label) else { return nil }
    let value = String(decoding: bytes[(colon + 1)...], as: UTF8.self)
    return (label, String(value.drop { $0 == "*" || $0 == " " }))
  }

  private static let known: Set<String> = [
    "topic", "topics", "key learning", "key learnings", "learning", "learnings", "applied to",
    "applied", "applies to", "library", "source", "tokens", "docs", "status",
  ]
}
