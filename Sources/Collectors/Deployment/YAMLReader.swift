import Facts
import Yams

/// Reads what a YAML file runs, each byte of a text with its line.
enum YAMLReader {
  static let maximumBytes = 1 << 18
  static let maximumDepth = 60

  static func read(_ source: SourceText) -> DeploymentReading {
    guard source.bytes.count <= maximumBytes else {
      return DeploymentReading(reason: "\(source.bytes.count) bytes are too large to be analysed")
    }
    guard let text = String(validating: source.bytes, as: UTF8.self) else {
      return DeploymentReading(reason: "its bytes are no UTF-8 text")
    }
    if let line = tooDeep(source) {
      return DeploymentReading(reason: "line \(line): values are nested too deep")
    }
    var reading = DeploymentReading()
    do {
      let parser = try Parser(yaml: text, resolver: .basic, encoding: .utf8)
      var converter = Converter(source: source)
      try withExtendedLifetime(parser) {
        while let root = try parser.nextRoot() {
          let found = ConfigurationCommands.find(in: converter.convert(root, depth: 0))
          reading.commands += found.commands
          reading.reason = reading.reason ?? found.reason
        }
      }
      if converter.isBeyond {
        reading.reason = reading.reason ?? "it holds too many values, or too deep ones"
      }
    } catch let error as YamlError {
      reading.reason = reading.reason ?? describe(error)
    } catch {
      reading.reason = reading.reason ?? "it could not be read as YAML"
    }
    return reading
  }

  private static func describe(_ error: YamlError) -> String {
    switch error {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      "line \(mark.line): \(problem)"
    case .duplicatedKeysInMapping(let keys, let context):
      "line \(context.mark.line): `\(keys.first ?? "")` stands twice in the same mapping"
    case .reader(let problem, _, _, _): problem
    default: "it could not be read as YAML"
    }
  }

  /// The line on which brackets or list marks are nested deeper than any configuration; nil elsewhere.
  ///
  /// The parser goes one call deeper with each, and would leave the stack.
  static func tooDeep(_ source: SourceText) -> Int? {
    var brackets = 0
    for line in stride(from: 1, through: source.lineCount, by: 1) {
      var marks = 0
      var isStart = true
      var indent = 0
      for byte in source.bytes[source.lineRange(line)] {
        switch byte {
        case UInt8(ascii: "["), UInt8(ascii: "{"): brackets += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): brackets = max(0, brackets - 1)
        case UInt8(ascii: "-"), UInt8(ascii: "?"): if isStart { marks += 1 }
        case 0x20: if isStart { indent += 1 }
        default: isStart = false
        }
      }
      if brackets > 500 || (marks > 60 && indent > 60) || indent > 2_000 { return line }
    }
    return nil
  }

  private struct Converter {
    let source: SourceText
    var count = 0
    var isBeyond = false

    mutating func convert(_ node: Node, depth: Int) -> ConfigurationNode {
      count += 1
      guard depth <= YAMLReader.maximumDepth, count <= ConfigurationCommands.maximumNodes else {
        isBeyond = true
        return .other
      }
      switch node {
      case .scalar(let scalar): return .text(text(scalar))
      case .sequence(let sequence):
        var elements: [ConfigurationNode] = []
        for element in sequence { elements.append(convert(element, depth: depth + 1)) }
        return .list(elements)
      case .mapping(let mapping):
        var members: [(key: String, value: ConfigurationNode)] = []
        for (key, value) in mapping {
          members.append((key.scalar?.string ?? "", convert(value, depth: depth + 1)))
        }
        return .map(members)
      case .alias: return .other
      }
    }

    private func text(_ scalar: Node.Scalar) -> ScriptText {
      let first = scalar.mark?.line ?? 1
      if scalar.style == .literal { return ScriptText(scalar.string, firstLine: first + 1) }
      let last = source.lineCount
      guard first < last else { return ScriptText(scalar.string, line: first) }
      return folded(scalar.string, from: first)
    }

    /// Finds each word of a folded text again behind the one before it.
    private func folded(_ string: String, from first: Int) -> ScriptText {
      var text = ScriptText()
      let bytes = Array(string.utf8)
      var place = source.lineStarts[max(0, min(first, source.lineStarts.count) - 1)]
      var line = first
      var isLost = false
      var index = 0
      while index < bytes.count {
        let start = index
        while index < bytes.count, bytes[index] > 0x20 { index += 1 }
        if index > start, !isLost {
          if let found = find(bytes[start..<index], from: place) {
            place = found + (index - start)
            line = source.line(at: found)
          } else {
            isLost = true
          }
        }
        for byte in bytes[start..<index] { text.append(byte, line: line) }
        while index < bytes.count, bytes[index] <= 0x20 {
          text.append(bytes[index], line: line)
          index += 1
        }
      }
      return text
    }

    /// Where the bytes stand next, within a few lines.
    private func find(_ word: ArraySlice<UInt8>, from start: Int) -> Int? {
      guard let head = word.first else { return nil }
      let limit = min(source.bytes.count - word.count, start + 4_096)
      var index = start
      while index <= limit {
        if source.bytes[index] == head,
          source.bytes[index..<index + word.count].elementsEqual(word)
        {
          return index
        }
        index += 1
      }
      return nil
    }
  }
}
