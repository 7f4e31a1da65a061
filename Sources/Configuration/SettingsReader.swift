import Facts

/// Turns YAML values into typed ones and collects every problem on the way.
///
/// A value that cannot be used is reported and skipped, so that one run names all mistakes.
struct SettingsReader {
  let path: String
  var problems: [SyntaxProblem] = []
  /// Ids of the rules that prove items, and of the findings that a waiver may name; nil takes any.
  var rules: [String]?
  var findings: [String]?

  init(path: String) {
    self.path = path
  }

  mutating func report(_ node: YAMLNode, _ message: String) {
    report(line: node.line, column: node.column, message)
  }

  mutating func report(line: Int, column: Int, _ message: String) {
    problems.append(SyntaxProblem(path: path, line: line, column: column, message: message))
  }

  /// The pairs of a mapping; nil, with a problem, for anything else.
  mutating func pairs(
    _ node: YAMLNode,
    of what: String
  ) -> [(key: YAMLKey, value: YAMLNode)]? {
    guard case .mapping(let pairs) = node.value else {
      report(node, "\(what) is a mapping of keys to values, not \(node.kind)")
      return nil
    }
    return pairs
  }

  /// The values of a mapping with fixed keys; unknown keys are problems, empty values are left out.
  mutating func fields(_ node: YAMLNode, of what: String, known: [String]) -> [String: YAMLNode]? {
    guard let pairs = pairs(node, of: what) else { return nil }
    var fields: [String: YAMLNode] = [:]
    for (key, value) in pairs {
      guard known.contains(key.name) else {
        report(line: key.line, column: key.column, unknown(key.name, in: what, known: known))
        continue
      }
      if value.value != .null { fields[key.name] = value }
    }
    return fields
  }

  private func unknown(_ key: String, in what: String, known: [String]) -> String {
    let opening = "unknown key `\(shortened(key))` in \(what)"
    if let home = SettingsKeys.home(of: key) { return "\(opening): it stands \(home)" }
    if let nearest = NearestKey.nearest(to: key, among: known) {
      return "\(opening): did you mean `\(nearest)`?"
    }
    return "\(opening): known are \(known.map { "`\($0)`" }.joined(separator: ", "))"
  }

  func unknownRule(_ id: String, among known: [String]) -> String {
    let opening = "there is no rule `\(shortened(id))`"
    if let nearest = NearestKey.nearest(to: id, among: known) {
      return "\(opening): did you mean `\(nearest)`?"
    }
    return "\(opening): known are \(known.sorted().map { "`\($0)`" }.joined(separator: ", "))"
  }

  /// A text; numbers and truth values count only in quotes, so that `name: 7` is no surprise.
  mutating func text(_ node: YAMLNode, of what: String) -> String? {
    guard case .scalar(let text, let quoted) = node.value else {
      report(node, "\(what) is a text, not \(node.kind)")
      return nil
    }
    if !quoted, node.kind != "a text" {
      report(
        node,
        "\(what) is a text, not \(node.kind): write \"\(text)\" in quotes if it is meant"
      )
      return nil
    }
    guard !text.isEmpty else {
      report(node, "\(what) is empty")
      return nil
    }
    if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
      report(node, "\(what) holds a control character or a line break")
      return nil
    }
    return text
  }

  /// One text or a list of texts.
  mutating func texts(_ node: YAMLNode, of what: String) -> [(text: String, node: YAMLNode)]? {
    guard case .sequence(let items) = node.value else {
      return text(node, of: what).map { [($0, node)] }
    }
    var texts: [(String, YAMLNode)] = []
    for item in items {
      if let text = text(item, of: "each value of \(what)") { texts.append((text, item)) }
    }
    return texts
  }

  mutating func number(_ node: YAMLNode, of what: String, in range: ClosedRange<Int>) -> Int? {
    guard case .scalar(let text, quoted: false) = node.value, let number = Int(text) else {
      report(node, "\(what) is a number, not \(node.kind)")
      return nil
    }
    guard range.contains(number) else {
      report(node, "\(what) is \(range.lowerBound) to \(range.upperBound), not \(number)")
      return nil
    }
    return number
  }

  mutating func truth(_ node: YAMLNode, of what: String) -> Bool? {
    guard case .scalar(let text, quoted: false) = node.value,
      let truth = YAMLDocument.boolean(text)
    else {
      report(node, "\(what) is true or false, not \(node.kind)")
      return nil
    }
    return truth
  }

  /// A time span such as `2h`, `1h30m` or `45s`, in seconds.
  mutating func seconds(_ node: YAMLNode, of what: String, in range: ClosedRange<Int>) -> Int? {
    guard case .scalar(let text, _) = node.value else {
      report(node, "\(what) is a time span such as `2h` or `90m`, not \(node.kind)")
      return nil
    }
    guard let seconds = TimeSpan.seconds(text) else {
      let hint = Int(text) == nil ? "" : ": a unit is missing"
      report(node, "\(what) is a time span such as `2h` or `90m`, not `\(shortened(text))`\(hint)")
      return nil
    }
    guard range.contains(seconds) else {
      let least = TimeSpan.text(range.lowerBound)
      let most = TimeSpan.text(range.upperBound)
      report(node, "\(what) is \(least) to \(most), not `\(shortened(text))`")
      return nil
    }
    return seconds
  }

  private func shortened(_ text: String) -> String {
    text.utf8.count <= 80 ? text : text.prefix(60) + "…"
  }
}

/// Time spans as people write them.
package enum TimeSpan {
  /// Seconds of `2h`, `90m`, `1h30m`, `45s`, `1d`; nil for anything else, a bare number included.
  package static func seconds(_ text: String) -> Int? {
    var total = 0
    var digits = ""
    var lastUnit = Int.max
    for character in text where character != " " {
      if character.isASCII, character.isNumber {
        guard digits.count < 9 else { return nil }
        digits.append(character)
        continue
      }
      guard let unit = units.first(where: { $0.letter == character })?.seconds,
        unit < lastUnit, let count = Int(digits)
      else { return nil }
      total += count * unit
      lastUnit = unit
      digits = ""
    }
    return digits.isEmpty && lastUnit != .max ? total : nil
  }

  /// `7200` as `2h`, `5400` as `1h30m`; at least one part.
  package static func text(_ seconds: Int) -> String {
    var rest = seconds
    var text = ""
    for unit in units.dropFirst() where rest >= unit.seconds {
      text += "\(rest / unit.seconds)\(unit.letter)"
      rest %= unit.seconds
    }
    return text.isEmpty ? "0s" : text
  }

  private static let units: [(letter: Character, seconds: Int)] = [
    ("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1),
  ]
}
