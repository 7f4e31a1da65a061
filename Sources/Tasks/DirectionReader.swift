package import Facts
import MarkdownTree

/// Reads a direction file: its tasks in order, what their fences specify, and its checklists.
package enum DirectionReader {
  /// Reads one file; nothing in it can make this fail.
  ///
  /// - Parameters:
  ///   - source: the file.
  ///   - agent: whose direction it is.
  ///   - parsesFences: false for ids and titles alone, which costs no SQL parser: then no task expects tables
  ///     or models.
  /// - Returns: what the file asks for, its own problems as findings.
  package static func read(
    _ source: SourceText,
    agent: String,
    parsesFences: Bool = true
  ) -> Direction {
    let document = MarkdownDocument(source)
    var direction = Direction(agent: agent, path: source.path)
    direction.printedName = printedName(in: source, agent: agent)
    let sections = TaskSections.find(in: document, agent: agent)
    let fences = document.indices(of: .codeFence)
    for section in sections {
      var task = DirectionTask(
        id: section.id,
        title: section.title,
        agent: agent,
        path: source.path,
        line: section.line
      )
      task.state = section.state ?? .open
      let ranges = parsesFences ? section.ranges : []
      for fence in ranges.flatMap({ FenceReader.fences(among: fences, in: document, lines: $0) }) {
        switch fence.language {
        case .sql: task.sqlFences.append(fence.content)
        case .prisma: task.prismaFences.append(fence.content)
        }
      }
      task.expects.migration =
        section.ranges.lazy
        .compactMap { migrationPath(in: document, lines: $0) }.first
      if parsesFences { task.files = NamedFiles(document: document).paths(in: section.ranges) }
      direction.tasks.append(task)
      if let again = section.repeatedAt {
        direction.findings.append(
          Finding(
            rule: "duplicate-task",
            severity: .warning,
            path: source.path,
            line: again,
            object: task.id,
            message:
              "\(task.id) is given a second title here; the first stands in line \(task.line)",
            hint: "give one of the two an id of its own"
          )
        )
      }
    }
    if parsesFences { specify(&direction) }
    direction.checklists = DirectionChecklists.read(
      document,
      // A list whose items are tasks belongs to none of them.
      sections: sections.filter { $0.isHeading },
      agent: agent
    )
    if let line = document.unclosedFence {
      direction.notChecked.append(
        NotChecked(
          subject: "direction of \(agent)",
          path: source.path,
          reason: "the code fence of line \(line) is never closed: everything below it is code"
        )
      )
    }
    return direction
  }

  private static func specify(_ direction: inout Direction) {
    let specifications = SpecificationReader.read(direction.tasks, findings: &direction.findings)
    for (index, specification) in specifications.enumerated() where !specification.isEmpty {
      let id = direction.tasks[index].id
      direction.tasks[index].expects.tables =
        specification.tables.filter(\.isCreated).map(\.qualifiedName)
      direction.tasks[index].expects.models = specification.models.map(\.name)
      direction.specifications[id] = specification
    }
  }

  /// The agent's name as the file's title spells it; nil when it does not begin with it.
  ///
  /// Costs a look at the first lines: for commands that need the name and no more.
  package static func printedName(in source: SourceText, agent: String) -> String? {
    for line in 1...min(source.lineStarts.count, 100) {
      let text = source.text(ofLine: line)
      guard text.hasPrefix("# ") else { continue }
      let spelled = spelledName(in: text, agent: agent)
      // A capital at the beginning of a title says nothing about how the name is spelled.
      return spelled == agent.prefix(1).uppercased() + String(agent.dropFirst()) ? nil : spelled
    }
    return nil
  }

  private static func spelledName(in text: String, agent: String) -> String? {
    let wanted = agent.lowercased().filter { $0.isLetter || $0.isNumber }
    var spelled = ""
    var folded = ""
    for character in text {
      if folded == wanted, !character.isLetter, !character.isNumber {
        return wanted.isEmpty ? nil : spelled
      }
      if character.isLetter || character.isNumber {
        folded += character.lowercased()
        guard wanted.hasPrefix(folded) else { return nil }
      } else if spelled.isEmpty {
        continue
      }
      spelled.append(character)
    }
    return folded == wanted && !wanted.isEmpty ? spelled : nil
  }

  /// Whether `.sql` stands in a line; asked of every line, so of its bytes.
  private static func namesMigration(_ source: SourceText, _ line: Int) -> Bool {
    let range = source.lineRange(line)
    guard range.count > 4 else { return false }
    return source.bytes.withUnsafeBufferPointer { bytes in
      (range.lowerBound..<range.upperBound - 3).contains {
        bytes[$0] == 0x2E && bytes[$0 + 1] == 0x73 && bytes[$0 + 2] == 0x71
          && bytes[$0 + 3] == 0x6C
      }
    }
  }

  /// A blank, a quotation mark, a comma, a semicolon or a parenthesis.
  private static func isSeparator(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20, 0x09, 0x60, 0x27, 0x22, 0x2C, 0x3B, 0x28, 0x29: true
    default: false
    }
  }

  /// The first path of a single migration that the prose of a section names; a pattern with `*` means several.
  private static func migrationPath(in document: MarkdownDocument, lines: Range<Int>) -> String? {
    var fallback: String?
    for line in lines where namesMigration(document.source, line) {
      guard !document.isCode(line: line), !document.isComment(line: line) else { continue }
      let text = document.source.text(ofLine: line)
      for token in text.utf8.split(whereSeparator: isSeparator) {
        var path = Substring(token)
        while let last = path.last, "*_:.".contains(last) { path = path.dropLast() }
        while let first = path.first, first == "*" { path = path.dropFirst() }
        guard path.hasSuffix(".sql"), !path.contains("*"), path.utf8.count <= 300 else { continue }
        let name = path.split(separator: "/").last?.lowercased() ?? ""
        guard !name.contains("rollback"), !name.contains("down.sql") else { continue }
        if path.contains("migrations/") { return String(path) }
        if fallback == nil { fallback = String(path) }
      }
    }
    return fallback
  }
}
