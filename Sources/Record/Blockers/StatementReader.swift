import Facts
import MarkdownTree

/// Walks one file once and collects what it says about waiting and what it asks.
///
/// Structure comes from the headings and tables of the tree, everything else from source lines. Lines
/// without a word of the vocabulary cost one pass over their bytes.
struct StatementReader {
  let document: MarkdownDocument
  let entries: [Entry]
  let agent: String?
  let names: NameTable
  let tasks: TaskMentions
  let bytes: UnsafeBufferPointer<UInt8>
  var judge: SentenceJudge
  var result: FileStatements

  /// What lies around a line: the announcements that are in force, outermost first.
  var contexts: [Context] = []
  var entry: Int?
  /// The announcement of the label line right above, whose value follows.
  var nextNode = 0
  var nextEntry = 0
  /// The next line at which an entry begins or the current one has ended.
  private var nextChange = 0
  /// Of a credential request: what it needs, and where in `result.asks` it stands.
  var needed: (text: String, ask: Int)?
  /// Of the table that is read.
  var columns = TableColumns()
  /// Of a description of work outside of all entries: what it depends on, and whether it is over.
  var ticket = Ticket()

  /// "Blocked by: 02" beside "Status: resolved": a task that is done waits for nothing, whichever stands first.
  struct Ticket {
    /// Indices of the statements in `result`.
    var dependencies: [Int] = []
    var isOver = false
  }

  struct TableColumns {
    /// Says how each row ended.
    var resolution: Int?
    /// The column of blockers holds remarks as well.
    var isMixed = false
  }

  struct Context {
    var role: LabelRole
    var request: RequestLabel?
    /// 1...6 for a heading; 10 and more for a label, by its depth.
    var depth: Int
    var line: Int
    /// The group that everything below belongs to; nil when each item is its own.
    var group: Int?
    var tasks: [String]
    /// Whom everything below waits for, where the announcement says so.
    var person: String?
    /// Depth of its own items: deeper ones are details.
    var itemDepth: Int?
    /// A heading that sorts blockers, such as "Active": each heading right below names one.
    var sorts = false
    /// Whether anything below was taken.
    var isFilled = false
    /// A section of blockers that stands outside of all entries.
    var isOutside = false
    /// Rules about how to work: nothing below it says how things stand, whatever its headings are.
    var isRules = false
    /// A rule ended it for lines; headings below still belong to it.
    var isOver = false
  }

  /// The line that was cut into tokens last: several look at it.
  private var tokenizedLast: (range: Range<Int>, line: TokenizedLine)?

  /// A line in tokens, what its words mean all together, and the tasks that it names.
  typealias TokenizedLine = (tokens: [Token], classes: WordClass, ids: [String])

  init(
    document: MarkdownDocument,
    entries: [Entry],
    agent: String?,
    names: NameTable,
    tasks: TaskMentions,
    bytes: UnsafeBufferPointer<UInt8>
  ) {
    self.document = document
    self.entries = entries
    self.agent = agent
    self.names = names
    self.tasks = tasks
    self.bytes = bytes
    self.judge = SentenceJudge(names: names, bytes: bytes, agent: agent)
    self.result = FileStatements(path: document.source.path, agent: agent)
  }

  mutating func tokenized(_ content: ContentLine) -> TokenizedLine {
    if let last = tokenizedLast, last.range == content.content { return last.line }
    let line = LineTokens(content.content, of: bytes)
    let ids = line.mayHoldIDs ? tasks.ids(in: line.tokens, bytes) : []
    let result = (line.tokens, line.classes, ids)
    tokenizedLast = (content.content, result)
    return result
  }

  /// Leaves those contexts that are over; most lines end none.
  mutating func leaveContexts(where isOver: (Context) -> Bool) {
    guard contexts.contains(where: isOver) else { return }
    contexts.removeAll(where: isOver)
  }

  mutating func read() -> FileStatements {
    let source = document.source
    var line = 1
    let last = source.lineCount
    while line <= last {
      enter(line)
      if let node = block(at: line) {
        switch node.kind {
        case .heading:
          readHeading(node)
          line = Int(node.lastLine) + 1
          continue
        case .table:
          readTable(node)
          line = Int(node.lastLine) + 1
          continue
        case .codeFence, .indentedCode, .htmlComment, .htmlCode:
          line = Int(node.lastLine) + 1
          continue
        case .thematicBreak:
          // A rule ends lists of labels; only a heading goes on with a section behind it.
          leaveContexts { $0.depth >= 10 }
          for index in contexts.indices { contexts[index].isOver = true }
        default: break
        }
      }
      readLine(line)
      line += 1
    }
    return result
  }

  /// The block that begins at a line, when it is one that is read as a whole.
  mutating func block(at line: Int) -> MarkdownNode? {
    // Most lines are text, whose blocks need not be looked at one by one.
    switch document.kind(ofLine: line) {
    case .document, .paragraph, .blockQuote, .list, .item, .htmlBlock: return nil
    default: break
    }
    var found: MarkdownNode?
    while nextNode < document.nodes.count, document.nodes[nextNode].firstLine <= line {
      let node = document.nodes[nextNode]
      nextNode += 1
      guard node.firstLine == line || found == nil else { continue }
      switch node.kind {
      case .heading, .table, .codeFence, .indentedCode, .htmlComment, .htmlCode, .thematicBreak:
        if Int(node.lastLine) >= line { found = node }
      default: break
      }
    }
    return found
  }

  mutating func enter(_ line: Int) {
    guard line >= nextChange else { return }
    while nextEntry < entries.count, entries[nextEntry].line <= line {
      entry = nextEntry
      let level = entries[nextEntry].level
      leaveContexts { !$0.goesOn(intoEntryOfLevel: level) }
      needed = nil
      let own = entries[nextEntry].agent ?? agent
      judge = SentenceJudge(names: names, bytes: bytes, agent: own)
      nextEntry += 1
    }
    if let current = entry, entries[current].endLine < line { entry = nil }
    let begin = nextEntry < entries.count ? entries[nextEntry].line : Int.max
    nextChange = min(begin, entry.map { entries[$0].endLine + 1 } ?? Int.max)
  }
}

extension StatementReader.Context {
  /// Below "Active" of a file of blockers each may carry its date, and then looks like an entry.
  func goesOn(intoEntryOfLevel level: Int) -> Bool {
    isOutside && depth < 10 && (level == 0 || level > depth)
  }

  func isDeeper(_ depth: Int) -> Bool {
    itemDepth.map { depth > $0 } ?? false
  }

  var isBlockers: Bool {
    if case .blockers = role { return true }
    return false
  }

  /// Whether lines below are read even without a word of the vocabulary.
  var isOpen: Bool {
    if isOver { return false }
    return switch role {
    case .blockers, .blockedWork, .resolved, .aside, .waiting: true
    default: request != nil
    }
  }
}

extension ContentLine {
  func hasQuestion(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes[content].last == 0x3F
  }
}
