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
    if name.hasSuffix(".yml") || name.hasSuffix(".yaml") { return try yaml(text) }
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

  private static func yaml(_ text: String) throws(Unreadable) -> [VaultPair] {
    // An alias can stand for a thousand values: a vault needs none.
    if text.split(separator: "\n").contains(where: { $0.contains(": *") || $0.contains("- *") }) {
      throw Unreadable(reason: "aliases are not followed")
    }
    do {
      var pairs: [VaultPair] = []
      for document in try Yams.load_all(yaml: text) {
        flatten(document, key: "", into: &pairs)
      }
      return pairs
    } catch {
      throw Unreadable(reason: "it is no YAML")
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
