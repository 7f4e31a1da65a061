package import Facts
import MarkdownTree

/// Reads a direction file: its tasks in order, what their fences specify, and its checklists.
package enum DirectionReader {
  package static func read(_ source: SourceText, agent: String) -> Direction {
    let document = MarkdownDocument(source)
    var direction = Direction(agent: agent, path: source.path)
    direction.printedName = printedName(in: document, agent: agent)
    let sections = TaskSections.find(in: document, agent: agent)
    for section in sections {
      var task = DirectionTask(
        id: section.id,
        title: section.title,
        agent: agent,
        path: source.path,
        line: section.line
      )
      task.state = section.state ?? .open
      for fence in section.ranges.flatMap({ FenceReader.fences(in: document, lines: $0) }) {
        switch fence.language {
        case .sql: task.sqlFences.append(fence.content)
        case .prisma: task.prismaFences.append(fence.content)
        }
      }
      let specification = SpecificationReader.read(task, findings: &direction.findings)
      task.expects.migration =
        section.ranges.lazy
        .compactMap { migrationPath(in: document, lines: $0) }.first
      task.expects.tables = specification.tables.filter(\.isCreated).map(\.qualifiedName)
      task.expects.models = specification.models.map(\.name)
      if specification != TaskSpecification() {
        direction.specifications[task.id] = specification
      }
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
    direction.checklists = DirectionChecklists.read(document, sections: sections, agent: agent)
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

  /// The agent's name in the first heading, when it stands at the beginning of it.
  private static func printedName(in document: MarkdownDocument, agent: String) -> String? {
    guard let heading = document.indices(of: .heading).first else { return nil }
    let text = document.headingText(heading)
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

  /// The first path of a single migration that the prose of a section names; patterns with `*` mean several.
  private static func migrationPath(in document: MarkdownDocument, lines: Range<Int>) -> String? {
    var fallback: String?
    for line in lines where !document.isCode(line: line) && !document.isComment(line: line) {
      let text = document.source.text(ofLine: line)
      guard text.utf8.count > 4, text.contains(".sql") else { continue }
      for token in text.split(whereSeparator: { " \t`'\",;()".contains($0) }) {
        var path = token[...]
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
