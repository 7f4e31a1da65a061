/// Which rule proves the checklist items that hold a phrase.
package struct ChecklistMapping: Sendable, Equatable {
  /// Words that stand next to each other in the item; case and punctuation do not count.
  package var phrase: String
  /// The rule's id; nil says that no rule can tell.
  package var rule: String?
  private let words: [String]
  /// Words that may stand beside the phrase; nil allows any.
  private let beside: [Set<String>]?

  /// A mapping of somebody who knows the items: the phrase decides, whatever stands beside it.
  package init(phrase: String, rule: String?) {
    self.phrase = phrase
    self.rule = rule
    words = ItemWords(phrase).all
    beside = nil
  }

  /// A built-in mapping, whose phrase is plain words.
  private init(words phrase: String, rule: String) {
    self.phrase = phrase
    self.rule = rule
    words = phrase.split(separator: " ").map(String.init)
    beside = [Self.neutral, Self.neutralByRule[rule] ?? []]
  }

  /// Whether the phrase stands in an item, and for a built-in mapping nothing beside it that the rule does not
  /// decide: `RLS policies planned` and `RLS policies per user` say something else than `RLS policies included`.
  package func matches(_ item: String) -> Bool {
    matches(ItemWords(item))
  }

  fileprivate func matches(_ item: ItemWords) -> Bool {
    // Most phrases share no word with an item.
    guard let first = words.first, item.distinct.contains(first) else { return false }
    guard let beside else { return !rests(of: item.all).isEmpty }
    if item.isDoubtful { return false }
    func isCovered(_ words: [String]) -> Bool {
      rests(of: words).contains { rest in
        rest.allSatisfy { word in
          beside.contains { $0.contains(word) } || item.code.contains(word)
        }
      }
    }
    // What stands in brackets explains the item; the phrase itself may stand there.
    return isCovered(item.outer) || isCovered(item.all)
  }

  /// The words beside each occurrence of the phrase.
  private func rests(of item: [String]) -> [[String]] {
    guard !words.isEmpty, item.count >= words.count else { return [] }
    return (0...item.count - words.count).filter { start in
      item[start..<start + words.count].elementsEqual(words)
    }.map { start in Array(item[..<start] + item[(start + words.count)...]) }
  }

  /// The items of a Definition of Done for a table and its model, and of the checklists before and after.
  package static let defaults: [ChecklistMapping] = [
    ("additive only", "additive-only"),
    ("no drop", "additive-only"),
    ("no drops", "additive-only"),
    ("no destructive", "additive-only"),
    ("non destructive", "additive-only"),
    ("no data loss", "additive-only"),
    ("rls policies active", "row-security-active"),
    ("rls active", "row-security-active"),
    ("row level security active", "row-security-active"),
    ("rls policies", "row-security-included"),
    ("rls policy", "row-security-included"),
    ("rls enabled", "row-security-included"),
    ("rls included", "row-security-included"),
    ("row security", "row-security-included"),
    ("row level security", "row-security-included"),
    ("index declarations match", "indexes-match"),
    ("indexes match", "indexes-match"),
    ("indexes for performance", "indexes-included"),
    ("indexes for query performance", "indexes-included"),
    ("indexes included", "indexes-included"),
    ("performance indexes", "indexes-included"),
    ("no migration commands", "no-migration-commands"),
    ("prisma format", "prisma-format-passes"),
    ("prisma validate", "prisma-validate-passes"),
    ("schema public", "schema-attribute-present"),
    ("map names match", "map-names-match"),
    ("correct field types", "field-types-match"),
    ("field types match", "field-types-match"),
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
    ("screenshots", "screenshot-exists"),
  ].map { phrase, rule in ChecklistMapping(words: phrase, rule: rule) }

  /// Words that add nothing to what a rule decides.
  private static let neutral: Set<String> = [
    "a", "an", "the", "all", "each", "every", "any", "its", "new", "of", "for", "in", "on", "to",
    "with", "by", "and", "or", "both", "per", "is", "are", "has", "have", "be", "must", "should",
    "if", "possible", "as", "now", "this", "that", "table", "tables", "model", "models", "schema",
    "file", "files", "migration", "migrations", "column", "columns", "database", "db", "sql",
    "prisma", "supabase", "postgres", "postgresql", "include", "includes", "included", "present",
    "enabled", "enable", "added", "add", "created", "create", "creates", "set", "defined",
    "declared", "done", "complete", "completed", "pass", "passes", "passed", "passing", "ok",
    "green", "success", "successful", "successfully", "succeeds", "succeeded", "clean", "run",
    "ran", "runs", "executed", "verified", "confirmed", "checked", "updated", "correct",
    "correctly", "properly", "npx", "command", "attribute", "yes",
  ]

  /// Words that add nothing to one rule's item and would to another's.
  private static let neutralByRule: [String: Set<String>] = [
    "additive-only": [
      "only", "no", "nothing", "drop", "drops", "dropped", "destructive", "change", "changes",
      "statement", "statements", "operation", "operations", "command", "commands", "alter",
      "truncate", "delete", "deletes", "data", "loss", "removed", "renamed",
    ],
    "row-security-active": ["dashboard", "active", "policy", "policies"],
    "row-security-included": ["policy", "policies", "rls"],
    "indexes-included": ["index", "indexes", "indices", "query", "queries", "performance"],
    "indexes-match": ["index", "indexes", "declaration", "declarations"],
    "no-migration-commands": [
      "deployment", "deploy", "fly", "toml", "package", "json", "dockerfile", "no",
    ],
    "map-names-match": ["names", "map", "match"],
    "field-types-match": ["field", "fields", "types"],
    "table-exists": ["exists", "exist", "dashboard"],
    "row-inserted": ["test", "row", "rows", "insert", "can"],
    "row-queried": ["test", "row", "rows", "query", "can", "back"],
    "documentation-pulled": ["context7", "mcp", "docs", "documentation", "logged", "before"],
    "feedback-names-files": [
      "paths", "path", "line", "lines", "count", "counts", "numbers", "name", "purpose",
    ],
    "screenshot-exists": ["dashboard", "attached", "linked"],
  ]
}

extension Settings {
  /// The rule that decides a checklist item: the first mapping whose phrase stands in it; nil when none does.
  package func rule(forItem text: String) -> String? {
    let words = ItemWords(text)
    return checklist.first { $0.matches(words) }?.rule
  }
}

/// The words of an item, and which of them only explain it.
private struct ItemWords {
  /// In order, lowercased; brackets included.
  var all: [String] = []
  /// Those that do not stand in brackets.
  var outer: [String] = []
  var distinct: Set<String> = []
  /// Words of code spans: names, which say nothing of their own.
  var code: Set<String> = []

  /// What stands in brackets takes the item back.
  var isDoubtful: Bool {
    all.count > outer.count && all.contains(where: Self.doubts.contains)
  }

  private static let doubts: Set<String> = [
    "not", "yet", "except", "without", "planned", "pending", "later", "partial", "partially",
    "todo", "tbd", "future", "skipped", "missing", "some", "most", "unless", "but",
  ]

  init(_ text: String) {
    var word = ""
    var depth = 0
    var isCode = false
    func end() {
      guard !word.isEmpty else { return }
      all.append(word)
      if isCode { code.insert(word) }
      if depth == 0 || isCode { outer.append(word) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      if Self.isOfWord(scalar) {
        word.unicodeScalars.append(scalar)
        continue
      }
      end()
      switch scalar {
      case "`": isCode.toggle()
      case "(", "[": depth += isCode ? 0 : 1
      case ")", "]": depth = max(0, depth - (isCode ? 0 : 1))
      default: break
      }
    }
    end()
    distinct = Set(all)
  }

  /// A letter or a digit; the tables of Unicode are asked for other scripts alone.
  private static func isOfWord(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else {
      return scalar.value &- 0x61 < 26 || scalar.value &- 0x30 < 10
    }
    return scalar.properties.isAlphabetic || scalar.properties.numericType != nil
  }
}
