/// Which rule proves the checklist items that hold a phrase.
package struct ChecklistMapping: Sendable, Equatable {
  /// Words that stand next to each other in the item; case and punctuation do not count.
  package var phrase: String
  /// The rule's id; nil says that no rule can tell.
  package var rule: String?
  private let words: [String]

  package init(phrase: String, rule: String?) {
    self.phrase = phrase
    self.rule = rule
    self.words = Self.words(of: phrase)
  }

  /// Whether the phrase stands in an item.
  package func matches(_ item: String) -> Bool {
    matches(words: Self.words(of: item))
  }

  fileprivate func matches(words item: [String]) -> Bool {
    guard !words.isEmpty, item.count >= words.count else { return false }
    return (0...item.count - words.count).contains { start in
      item[start..<start + words.count].elementsEqual(words)
    }
  }

  fileprivate static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
        word.unicodeScalars.append(scalar)
      } else if !word.isEmpty {
        words.append(word)
        word = ""
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  /// The items of a Definition of Done for a table and its model, and of the checklists before and after.
  package static let defaults: [ChecklistMapping] = [
    ("additive only", "additive-only"),
    ("no drop", "additive-only"),
    ("no destructive", "additive-only"),
    ("rls policies active", "row-security-active"),
    ("rls active", "row-security-active"),
    ("row level security active", "row-security-active"),
    ("rls policies", "row-security-included"),
    ("rls enabled", "row-security-included"),
    ("row level security", "row-security-included"),
    ("index declarations match", "indexes-match"),
    ("indexes match", "indexes-match"),
    ("indexes for performance", "indexes-included"),
    ("indexes for query performance", "indexes-included"),
    ("indexes included", "indexes-included"),
    ("no migration commands", "no-migration-commands"),
    ("prisma format", "prisma-format-passes"),
    ("prisma validate", "prisma-validate-passes"),
    ("schema public", "schema-attribute-present"),
    ("map names match", "map-names-match"),
    ("correct field types", "field-types-match"),
    ("field types match", "field-types-match"),
    ("model added", "field-types-match"),
    ("table exists", "table-exists"),
    ("can insert", "row-inserted"),
    ("can query", "row-queried"),
    ("test locally", "tested-locally"),
    ("tested locally", "tested-locally"),
    ("docs pulled", "documentation-pulled"),
    ("documentation pulled", "documentation-pulled"),
    ("feedback updated", "feedback-names-files"),
    ("document in feedback", "feedback-names-files"),
    ("screenshot", "screenshot-exists"),
  ].map { ChecklistMapping(phrase: $0.0, rule: $0.1) }
}

extension Settings {
  /// The rule that decides a checklist item: the first mapping whose phrase stands in it; nil when none does.
  package func rule(forItem text: String) -> String? {
    let words = ChecklistMapping.words(of: text)
    return checklist.first { $0.matches(words: words) }?.rule
  }
}
