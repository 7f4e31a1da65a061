import Facts
import Foundation
import Yams

/// A name of a vault's file with its value, which never leaves the collector but into the redactor.
struct VaultPair {
  /// nil for a file that holds one value without a name.
  var key: String?
  var value: String
}

/// Takes a file of the vault apart by its form: JSON, YAML, a key in PEM, lines of `KEY=value`, or one bare value.
enum VaultFile {
  struct Unreadable: Error {
    var reason: String
  }

  static func pairs(in source: SourceText) throws(Unreadable) -> [VaultPair] {
    let text = source.string(0..<source.bytes.count)
    let name = source.path.lowercased()
    if source.bytes.contains(0) { throw Unreadable(reason: "it is no text") }
    if name.hasSuffix(".json") { return try json(text) }
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return try yaml(source, text) }
    if text.contains("-----BEGIN ") { return [VaultPair(key: nil, value: text)] }
    let pairs = lines(source)
    if !pairs.isEmpty { return pairs }
    let value = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return [VaultPair(key: nil, value: value)]
  }

  private static func json(_ text: String) throws(Unreadable) -> [VaultPair] {
    do {
      let value = try JSONSerialization.jsonObject(
        with: Data(text.utf8),
        options: .fragmentsAllowed
      )
      var pairs: [VaultPair] = []
      flatten(value, key: "", into: &pairs)
      return pairs
    } catch {
      throw Unreadable(reason: "it is no JSON")
    }
  }

  /// More values than any vault has; an alias can stand for thousands.
  private static let mostValues = 10_000

  private static func yaml(_ source: SourceText, _ text: String) throws(Unreadable) -> [VaultPair] {
    if let line = YAMLReader.tooDeep(source) {
      throw Unreadable(reason: "line \(line): values are nested too deep")
    }
    do {
      var pairs: [VaultPair] = []
      var count = 0
      let parser = try Parser(yaml: text)
      try withExtendedLifetime(parser) {
        while let root = try parser.nextRoot() {
          try flatten(root, key: "", depth: 0, count: &count, into: &pairs)
        }
      }
      return pairs
    } catch let error as Unreadable {
      throw error
    } catch {
      throw Unreadable(reason: "it is no YAML")
    }
  }

  private static func flatten(
    _ node: Node,
    key: String,
    depth: Int,
    count: inout Int,
    into pairs: inout [VaultPair]
  ) throws(Unreadable) {
    count += 1
    guard count <= mostValues, depth <= YAMLReader.maximumDepth else {
      throw Unreadable(reason: "it holds too many values, or too deep ones")
    }
    switch node {
    case .mapping(let mapping):
      let members = mapping.map { (name: $0.key.scalar?.string ?? "?", value: $0.value) }
      for member in members.sorted(by: { $0.name < $1.name }) {
        try flatten(
          member.value,
          key: key.isEmpty ? member.name : "\(key).\(member.name)",
          depth: depth + 1,
          count: &count,
          into: &pairs
        )
      }
    case .sequence(let sequence):
      for (index, inner) in sequence.enumerated() {
        try flatten(inner, key: "\(key)[\(index)]", depth: depth + 1, count: &count, into: &pairs)
      }
    case .scalar(let scalar):
      let value = node.null == nil ? scalar.string : ""
      pairs.append(VaultPair(key: key.isEmpty ? nil : key, value: value))
    case .alias: throw Unreadable(reason: "aliases are not followed")
    }
  }

  private static func flatten(_ value: Any, key: String, into pairs: inout [VaultPair]) {
    switch value {
    case let object as [AnyHashable: Any]:
      for (name, inner) in object.sorted(by: { "\($0.key)" < "\($1.key)" }) {
        flatten(inner, key: key.isEmpty ? "\(name)" : "\(key).\(name)", into: &pairs)
      }
    case let list as [Any]:
      for (index, inner) in list.enumerated() {
        flatten(inner, key: "\(key)[\(index)]", into: &pairs)
      }
    case is NSNull: pairs.append(VaultPair(key: key.isEmpty ? nil : key, value: ""))
    default: pairs.append(VaultPair(key: key.isEmpty ? nil : key, value: "\(value)"))
    }
  }

  /// `export KEY=value`, `KEY = "value"`, `key: value`; other lines are none of these.
  private static func lines(_ source: SourceText) -> [VaultPair] {
    var pairs: [VaultPair] = []
    for line in 1...max(1, source.lineCount) {
      var text = Substring(source.text(ofLine: line)).trimmed
      if text.isEmpty || text.hasPrefix("#") || text.hasPrefix(";") || text.hasPrefix("[") {
        continue
      }
      if text.hasPrefix("export ") { text = text.dropFirst(7).trimmed }
      guard let separator = text.firstIndex(where: { $0 == "=" || $0 == ":" }) else { continue }
      let key = text[..<separator].trimmed
      guard isName(key) else { continue }
      var value = text[text.index(after: separator)...].trimmed
      if let quote = value.first, quote == "\"" || quote == "'", value.count > 1,
        value.last == quote
      {
        value = value.dropFirst().dropLast()
      }
      pairs.append(VaultPair(key: String(key), value: String(value)))
    }
    return pairs
  }

  private static func isName(_ key: Substring) -> Bool {
    !key.isEmpty && key.utf8.count <= 100
      && key.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "_-. ".unicodeScalars.contains($0)
      }
  }
}

extension Substring {
  fileprivate var trimmed: Substring {
    var text = drop { $0.isWhitespace }
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}

/// Values that say what belongs there instead of being it.
enum VaultPlaceholder {
  private static let words: Set<String> = [
    "changeme", "change-me", "change_me", "todo", "tbd", "placeholder", "none", "null", "secret",
    "xxx",
    "password",
  ]

  static func matches(_ value: String) -> Bool {
    let text = Substring(value).trimmed.lowercased()
    if text.isEmpty || words.contains(text) { return true }
    if text.hasPrefix("<") && text.hasSuffix(">") { return true }
    if text.hasPrefix("${") || text.hasPrefix("{{") || text.hasPrefix("your-")
      || text.hasPrefix("your_")
    {
      return true
    }
    return text.allSatisfy { $0 == "x" || $0 == "*" || $0 == "." || $0 == "-" }
  }
}
