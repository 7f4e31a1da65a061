import Facts
import Yams

/// A YAML value with its place; plain values, so that nothing else needs to know the parser.
struct YAMLNode: Sendable, Equatable {
  indirect enum Value: Sendable, Equatable {
    case null
    /// `quoted` values are text whatever they look like.
    case scalar(String, quoted: Bool)
    case sequence([YAMLNode])
    case mapping([(key: YAMLKey, value: YAMLNode)])

    static func == (left: Value, right: Value) -> Bool {
      switch (left, right) {
      case (.null, .null): true
      case (.scalar(let a, let b), .scalar(let c, let d)): a == c && b == d
      case (.sequence(let a), .sequence(let b)): a == b
      case (.mapping(let a), .mapping(let b)):
        a.count == b.count
          && zip(a, b).allSatisfy { $0.key == $1.key && $0.value == $1.value }
      default: false
      }
    }
  }

  var value: Value
  var line: Int
  var column: Int

  /// What the value is, for a message.
  var kind: String {
    switch value {
    case .null: "nothing"
    case .scalar(let text, let quoted):
      if quoted {
        "a text"
      } else if YAMLDocument.boolean(text) != nil {
        "a truth value"
      } else if Int(text) != nil {
        "a number"
      } else {
        "a text"
      }
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

struct YAMLKey: Sendable, Equatable {
  var name: String
  var line: Int
  var column: Int
}

/// Reads one YAML document, bounded in size and depth and without anchors.
enum YAMLDocument {
  static let maximumBytes = 262_144
  static let maximumDepth = 32

  /// The document's root; nil for a file that holds nothing but comments.
  ///
  /// - Throws: the first problem that keeps the file from being read.
  static func parse(_ source: SourceText) throws(ConfigurationError) -> YAMLNode? {
    func failure(_ line: Int, _ column: Int, _ message: String) -> ConfigurationError {
      ConfigurationError(problems: [
        SyntaxProblem(path: source.path, line: line, column: column, message: message)
      ])
    }
    guard source.bytes.count <= maximumBytes else {
      throw failure(
        1,
        1,
        "the file has \(source.bytes.count) bytes; a configuration has at most \(maximumBytes)"
      )
    }
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      throw failure(firstInvalidLine(of: source), 1, "these bytes are no UTF-8 text")
    }
    if let place = foreignLineEnd(in: source.bytes) {
      throw failure(
        source.line(at: place),
        source.column(at: place),
        "a line end that no editor counts: save the file with line feeds as line ends"
      )
    }
    if let place = AnchorScan.firstAnchor(in: source.bytes) {
      throw failure(source.line(at: place), source.column(at: place), anchorMessage)
    }
    guard text.utf8.contains(where: { $0 > 0x20 }) else { return nil }
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      guard let root = try parser.singleRoot() else { return nil }
      // The nodes hold their anchors weakly.
      let node = try withExtendedLifetime(parser) { try convert(root, depth: 0) }
      return node.value == .null ? nil : node
    } catch let error as YamlError {
      let problem = describe(error, in: source, text: text)
      throw failure(problem.line, problem.column, problem.message)
    } catch let error as Refused {
      throw failure(error.line, error.column, error.message)
    } catch {
      throw failure(1, 1, "the file could not be read as YAML")
    }
  }

  /// YAML 1.1's words for true and false; nil for any other text.
  static func boolean(_ text: String) -> Bool? {
    switch text.lowercased() {
    case "true", "yes", "on": true
    case "false", "no", "off": false
    default: nil
    }
  }

  private static let anchorMessage =
    "anchors and aliases are not taken: write the value out, or quote a text that begins with `&`"

  /// What the parser calls a key that is no text; the spelling is its own.
  private static let unreadableKey = "<uncovertable>"

  private struct Refused: Error {
    var line: Int
    var column: Int
    var message: String
  }

  private static func convert(_ node: Node, depth: Int) throws(Refused) -> YAMLNode {
    let line = node.mark?.line ?? 1
    let column = node.mark?.column ?? 1
    guard depth <= maximumDepth else {
      throw Refused(
        line: line,
        column: column,
        message: "values are nested more than \(maximumDepth) levels deep"
      )
    }
    guard node.anchor == nil else {
      throw Refused(line: line, column: column, message: anchorMessage)
    }
    switch node {
    case .scalar(let scalar):
      let quoted = scalar.style != .plain && scalar.style != .any
      let isNull = !quoted && ["", "~", "null", "Null", "NULL"].contains(scalar.string)
      return YAMLNode(
        value: isNull ? .null : .scalar(scalar.string, quoted: quoted),
        line: line,
        column: column
      )
    case .sequence(let sequence):
      var items: [YAMLNode] = []
      for item in sequence { items.append(try convert(item, depth: depth + 1)) }
      return YAMLNode(value: .sequence(items), line: line, column: column)
    case .mapping(let mapping):
      var pairs: [(key: YAMLKey, value: YAMLNode)] = []
      for (key, value) in mapping {
        let name = key.scalar?.string ?? ""
        let place = key.mark
        pairs.append(
          (
            YAMLKey(name: name, line: place?.line ?? line, column: place?.column ?? column),
            try convert(value, depth: depth + 1)
          )
        )
      }
      return YAMLNode(value: .mapping(pairs), line: line, column: column)
    case .alias:
      return YAMLNode(value: .null, line: line, column: column)
    }
  }

  private static func describe(
    _ error: YamlError,
    in source: SourceText,
    text: String
  ) -> (line: Int, column: Int, message: String) {
    switch error {
    case .scanner(let context, let problem, let mark, _),
      .parser(let context, let problem, let mark, _),
      .composer(let context, let problem, let mark, _):
      // The library speaks of its own function here.
      var message =
        problem.hasPrefix("Maximum nesting level") ? "values are nested too deeply" : problem
      var mark = mark
      if let context, context.text.hasSuffix("alias") {
        mark = context.mark
      } else if let context {
        let opening = context.text.trimmingSuffix(while: { $0 == " " })
        message += " (\(opening) that began in line \(context.mark.line))"
      }
      if let hint = hint(at: mark, in: source) { message += ": \(hint)" }
      return (mark.line, mark.column, message)
    case .reader(let problem, let offset, _, _):
      let before = text.utf8.prefix(offset ?? 0)
      return (before.count { $0 == 0x0A } + 1, 1, problem)
    case .duplicatedKeysInMapping(let duplicates, _) where duplicates.contains(unreadableKey):
      // Such keys have no order, and the parser takes any of them for the first.
      return (1, 1, "a key that is itself a list or a mapping stands twice")
    case .duplicatedKeysInMapping(let duplicates, let context):
      let key = duplicates.first ?? ""
      let first = context.mark
      let second = secondPlace(of: key, after: first, in: source)
      return (second, first.column, "`\(key)` stands twice, first in line \(first.line)")
    default:
      return (1, 1, "the file could not be read as YAML")
    }
  }

  /// Says what is usually meant where a value begins with a character that YAML keeps for itself.
  private static func hint(at mark: Mark, in source: SourceText) -> String? {
    let line = source.text(ofLine: mark.line)
    guard let character = line.unicodeScalars.dropFirst(mark.column - 1).first else { return nil }
    switch character {
    case "\t": return "indent with spaces"
    case "*": return "quote a pattern that begins with `*`"
    case "%", "@", "`": return "quote a text that begins with `\(character)`"
    default: return nil
    }
  }

  private static func secondPlace(of key: String, after mark: Mark, in source: SourceText) -> Int {
    let indent = String(repeating: " ", count: max(0, mark.column - 1))
    for line in stride(from: mark.line + 1, through: source.lineCount, by: 1) {
      let text = source.text(ofLine: line)
      guard text.hasPrefix(indent) else { continue }
      let rest = text.dropFirst(indent.count)
      if [key, "\"\(key)\"", "'\(key)'"].contains(where: { rest.hasPrefix($0 + ":") }) {
        return line
      }
    }
    return mark.line
  }

  /// A line end of YAML 1.1 alone (CR, U+0085, U+2028, U+2029), behind which every place would be wrong.
  private static func foreignLineEnd(in bytes: [UInt8]) -> Int? {
    bytes.indices.first { index in
      func has(_ byte: UInt8, _ offset: Int) -> Bool {
        index + offset < bytes.count && bytes[index + offset] == byte
      }
      return switch bytes[index] {
      case 0x0D: !has(0x0A, 1)
      case 0xC2: has(0x85, 1)
      case 0xE2: has(0x80, 1) && (has(0xA8, 2) || has(0xA9, 2))
      default: false
      }
    }
  }

  private static func firstInvalidLine(of source: SourceText) -> Int {
    for line in 1...max(1, source.lineCount)
    where String(validating: source.bytes[source.lineRange(line)], as: UTF8.self) == nil {
      return line
    }
    return 1
  }
}

extension String {
  fileprivate func trimmingSuffix(while drop: (Character) -> Bool) -> String {
    var text = self[...]
    while let last = text.last, drop(last) { text.removeLast() }
    return String(text)
  }
}
