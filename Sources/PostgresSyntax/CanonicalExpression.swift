internal import CPgQuery
internal import Synchronization

/// Expressions as the parser prints them back: one text for one tree, whatever its parentheses and letters.
package enum CanonicalExpression {
  /// Longer ones are not looked at.
  private static let maximumBytes = 65_536
  private static let prefix = "SELECT "

  /// The canonical text; nil for what is no single expression.
  package static func text(of expression: String) -> String? {
    guard expression.utf8.count <= maximumBytes, !expression.utf8.contains(0) else { return nil }
    let slot = Slot()
    ParserThreads.forEach(1) { _ in slot.value.withLock { $0 = printed(expression) } }
    return slot.value.withLock { $0 }
  }

  private final class Slot: Sendable {
    let value = Mutex<String?>(nil)
  }

  private static func printed(_ expression: String) -> String? {
    let parsed = "\(prefix)(\(expression))".withCString { pg_query_parse_protobuf($0) }
    defer { pg_query_free_protobuf_parse_result(parsed) }
    guard parsed.error == nil else { return nil }
    let deparsed = pg_query_deparse_protobuf(parsed.parse_tree)
    defer { pg_query_free_deparse_result(deparsed) }
    guard deparsed.error == nil, let query = deparsed.query else { return nil }
    let text = String(cString: query)
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
  }
}
