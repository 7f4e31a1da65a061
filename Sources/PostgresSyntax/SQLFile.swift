package import Facts
internal import Synchronization

/// One SQL file as statements: those that parse, and in their place those that do not.
package struct SQLFile: Sendable {
  package var statements: [Statement]
  /// A problem of the file as a whole: a NUL byte, text that is no UTF-8.
  package var problem: SyntaxProblem?
  /// Byte offset from which nothing was read, when the file was too broken to go on.
  package var unreadFrom: Int?

  /// Statements that were read, without psql's own commands.
  package var statementCount: Int {
    statements.reduce(0) { count, statement in
      switch statement.kind {
      case .unread, .metaCommand: count
      default: count + 1
      }
    }
  }

  /// Reads a file; nothing in it can make this fail.
  ///
  /// Takes as much stack as its most nested expression wants: run it on a `ParserThreads` thread.
  package init(parsing source: SourceText) {
    self.init(parsing: source, range: 0..<source.bytes.count, origin: nil)
  }

  /// Reads a part of a file, such as the body of a `DO` block.
  package init(parsing source: SourceText, range: Range<Int>) {
    self.init(parsing: source, range: range, origin: nil)
  }

  /// A file of which nothing was read.
  fileprivate init(unread source: SourceText) {
    statements = []
    unreadFrom = 0
  }

  init(parsing source: SourceText, range: Range<Int>, origin: Int?) {
    var reader = FileReader(source: source)
    let outcome = reader.read(range)
    statements = outcome.statements
    problem = outcome.problem
    unreadFrom = outcome.unreadFrom
  }

  /// Reads SQL that stands in no file of its own; every offset is `offset`.
  package static func statements(in sql: String, at offset: Int, path: String) -> [Statement] {
    let file = SQLFile(parsing: SourceText(path: path, text: sql))
    return file.statements.map { statement in
      Statement(kind: statement.kind, offset: offset, end: offset)
    }
  }
}

extension SQLFile {
  /// Every problem of the file, in order.
  package var problems: [SyntaxProblem] {
    (problem.map { [$0] } ?? [])
      + statements.compactMap { statement in
        if case .unread(let unread) = statement.kind { return unread.problem }
        return nil
      }
  }

  /// Reads one file on a thread of its own, with the stack that nested expressions take.
  package static func parsed(_ source: SourceText) -> SQLFile {
    parsed([source])[0]
  }

  /// Reads files side by side; the result has their order.
  package static func parsed(_ sources: [SourceText]) -> [SQLFile] {
    let results = ResultSlots(count: sources.count)
    ParserThreads.forEach(sources.count) { index in
      results.set(index, SQLFile(parsing: sources[index]))
    }
    return results.take(sources)
  }
}

/// One slot per file, filled from several threads.
private final class ResultSlots: Sendable {
  private let slots: Mutex<[SQLFile?]>

  init(count: Int) {
    slots = Mutex(Array(repeating: nil, count: count))
  }

  func set(_ index: Int, _ file: SQLFile) {
    slots.withLock { $0[index] = file }
  }

  func take(_ sources: [SourceText]) -> [SQLFile] {
    slots.withLock { slots in
      zip(slots, sources).map { slot, source in slot ?? SQLFile(unread: source) }
    }
  }
}
