package import Facts

/// One line of the record that says something about waiting, with where it stands.
struct Statement: Sendable {
  enum Place: Int {
    /// Under a label or heading that announces blockers: what stands there is one.
    case field
    case heading
    /// A label that says how things stand: "Status: BLOCKED".
    case status
    /// A label that says what is awaited.
    case awaiting
    case item
    case text
  }

  enum Meaning: Sendable {
    /// Something waits.
    case waits(Judgement.Standing)
    /// "None": no blocker at all, or none for the tasks named.
    case none
    /// A blocker is over.
    case cleared
    /// A task is done.
    case completed
    /// Something asked was answered, or done by the person who was asked.
    case answered
    /// What somebody was asked to allow was done.
    case carriedOut(PermittedAct)
    /// Somebody is turned to: "Escalate to …", "… must fix".
    case addressed
  }

  /// Index into the entries of the file; nil for what stands outside of all of them.
  var entry: Int?
  var line: Int
  var place: Place
  var meaning: Meaning
  var text: String
  var tasks: [String]
  /// Those of `tasks` that are said to be done as a whole.
  var doneTasks: [String] = []
  var waitingOn: String?
  /// Joins the lines that are about one blocker: the line that announces it.
  var group: Int
  /// Where a table or a list names another agent as the one that waits.
  var agent: String?
  /// Announced by a label of its own, not as one of a list; of an item, listed below "Blocked".
  var isSingle = false
  /// Named by a heading of its own: no other one is the same, however alike.
  var standsApart = false
  /// Where the blocker itself says how long it has stood: "Since: 2026-01-05".
  var since: Timestamp?
  /// Of the text; taken when the whole file is read.
  var words = SignificantWords()
  /// Of the lines that explain it.
  var details = SignificantWords()
}

/// Everything that one file says about waiting.
package struct FileStatements: Sendable {
  package var path: String
  /// Whose file it is; nil when the record does not say.
  package var agent: String?
  package var date: Timestamp?
  var statements: [Statement] = []
  var asks: [Ask] = []
  var order = FileOrder.unknown
  /// The statements and asks by the entries that they belong to.
  var portions: [StatementPortion] = []

  package init(path: String, agent: String? = nil) {
    self.path = path
    self.agent = agent
  }

  /// Takes the words of what the ledgers compare, file by file, so that all cores share it.
  mutating func takeWords() {
    for index in statements.indices {
      switch statements[index].meaning {
      case .waits, .cleared, .answered:
        statements[index].words = SignificantWords(statements[index].text)
      case .none, .completed, .carriedOut, .addressed: break
      }
    }
    for index in asks.indices { asks[index].words = SignificantWords(asks[index].text) }
  }

  /// Adds the words of the fields that say what an entry is about, where its heading says that a blocker is over:
  /// they tell which one.
  mutating func takeWords(ofFields fields: (Int) -> [Entry.Field]) {
    for index in statements.indices where statements[index].place == .heading {
      guard case .cleared = statements[index].meaning, let entry = statements[index].entry else {
        continue
      }
      for field in fields(entry) where Self.isAbout(field.label) {
        statements[index].words.formUnion(SignificantWords(field.text))
      }
    }
  }

  private static func isAbout(_ label: String) -> Bool {
    var label = label
    return label.withUTF8 { bytes in
      LineTokens(0..<bytes.count, of: bytes).tokens.contains { $0.has(.issue) }
    }
  }

  /// Indices of the entries that wait for something, or seem to.
  var entriesWaiting: Set<Int> {
    var found: Set<Int> = []
    for statement in statements {
      if case .waits = statement.meaning, let entry = statement.entry { found.insert(entry) }
    }
    return found
  }
}
