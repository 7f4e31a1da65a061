import Facts

/// The text of a script as the shell gets it, each byte with the line of the file it came from.
struct ScriptText: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var lines: [Int32] = []

  init() {}

  /// A text that stands on one line of its file, such as a string of JSON.
  init(_ text: String, line: Int) {
    bytes = Array(text.utf8)
    lines = Array(repeating: Int32(clamping: line), count: bytes.count)
  }

  /// A text that stands in its file as it is, from a line on.
  init(_ text: String, firstLine: Int) {
    var line = firstLine
    for byte in text.utf8 {
      append(byte, line: line)
      if byte == UInt8(ascii: "\n") { line += 1 }
    }
  }

  mutating func append(_ byte: UInt8, line: Int) {
    bytes.append(byte)
    lines.append(Int32(clamping: line))
  }

  mutating func append(_ other: ScriptText) {
    bytes += other.bytes
    lines += other.lines
  }

  func part(_ range: Range<Int>) -> ScriptText {
    // A reader that jumps over an escape at the very end stands behind it.
    let range = range.clamped(to: 0..<bytes.count)
    var part = ScriptText()
    part.bytes = Array(bytes[range])
    part.lines = Array(lines[range])
    return part
  }

  var string: String { String(decoding: bytes, as: UTF8.self) }
  var firstLine: Int { lines.first.map(Int.init) ?? 1 }

  /// The line of the byte at `index`; of the last one past the end.
  func line(at index: Int) -> Int {
    index < lines.count ? Int(lines[index]) : lines.last.map(Int.init) ?? 1
  }
}

/// One word of a command, quotes taken off.
struct ShellWord: Sendable {
  var value: String
  var line: Int
  /// Holds an expansion, which stands in `value` as it is written: its value is not known.
  var isOpen = false
  /// Some of it stands in quotes: never a keyword.
  var isQuoted = false
  /// Where each of its lines but the last ends in its bytes, with the line of the file that follows.
  var lineEnds: [(end: Int, line: Int)] = []

  /// The word as a script, such as the argument of `sh -c`.
  var script: ScriptText {
    guard !lineEnds.isEmpty else { return ScriptText(value, line: line) }
    var text = ScriptText()
    var current = line
    var next = 0
    for (index, byte) in value.utf8.enumerated() {
      while next < lineEnds.count, lineEnds[next].end <= index {
        current = lineEnds[next].line
        next += 1
      }
      text.append(byte, line: current)
    }
    return text
  }

  init(_ value: String, line: Int, isOpen: Bool = false, isQuoted: Bool = false) {
    self.value = value
    self.line = line
    self.isOpen = isOpen
    self.isQuoted = isQuoted
  }
}

/// A program with its arguments, as a shell would start it.
struct ShellCommand: Sendable {
  enum Input: Sendable {
    case file(ShellWord)
    case text(ScriptText)
  }

  var words: [ShellWord]
  var input: Input?
  /// The command before it writes its input.
  var isPiped = false
}
