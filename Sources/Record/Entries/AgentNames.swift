/// The names that agents go by: those of the repository, and those of well-known coding agents.
struct AgentNames: Sendable {
  private let known: [String: String]
  /// First letter and length of every folded name, known or well-known, with and without `agent` behind it.
  private let shapes: WordShapes

  /// - Parameter names: Names as the repository writes them; the first of two that fold alike wins.
  init(_ names: [String]) {
    var known: [String: String] = [:]
    for name in names where known[Self.folded(name)] == nil { known[Self.folded(name)] = name }
    known[""] = nil
    self.known = known
    var shapes = WordShapes()
    for name in Array(known.keys) + Array(Self.wellKnown) {
      guard let first = name.utf8.first else { continue }
      shapes.insert(first, name.utf8.count)
      shapes.insert(first, name.utf8.count + 5)
    }
    self.shapes = shapes
  }

  /// The repository's own spelling of a name (`Data Agent`, `DATA`, `data`); nil for a stranger.
  func canonical(_ text: String) -> String? {
    guard !known.isEmpty, mayBeKnown(text) else { return nil }
    let folded = Self.folded(text)
    if let name = known[folded] { return name }
    guard folded.hasSuffix("agent") else { return nil }
    return known[String(folded.dropLast(5))]
  }

  /// A quick look whether a text may be a name and nothing else.
  func mayName(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let (first, count, _) = Self.shape(bytes)
    return shapes.mayHold(first, count)
  }

  /// The same for a name of the repository; a text beyond ASCII may be written in two ways.
  private func mayBeKnown(_ text: String) -> Bool {
    var text = text
    let (first, count, isASCII) = text.withUTF8 { Self.shape($0) }
    return !isASCII || shapes.mayHold(first, count)
  }

  /// First byte and length of a folded text.
  private static func shape(_ bytes: UnsafeBufferPointer<UInt8>) -> (
    first: UInt8, count: Int, isASCII: Bool
  ) {
    var first: UInt8 = 0
    var count = 0
    var all: UInt8 = 0
    for byte in bytes {
      all |= byte
      guard isLetter(byte) || isDigit(byte) || byte >= 0x80 else { continue }
      if count == 0 { first = byte &- 0x41 < 26 ? byte + 0x20 : byte }
      count += 1
    }
    return (first, count, all < 0x80)
  }

  /// The longest known name that a text begins with, up to four words; with the bytes it takes.
  func leading(_ text: String) -> (name: String, length: Int)? {
    guard !known.isEmpty else { return nil }
    var found: (String, Int)?
    var words = 0
    var previousIsWord = false
    let bytes = Array(text.utf8.prefix(80))
    for (index, byte) in bytes.enumerated() {
      let isWord = isLetter(byte) || isDigit(byte) || byte >= 0x80 || byte == 0x2D || byte == 0x5F
      if previousIsWord, !isWord {
        words += 1
        let prefix = String(decoding: bytes[0..<index], as: UTF8.self)
        if let name = known[Self.folded(prefix)] { found = (name, index) }
        if words == 4 { break }
      }
      previousIsWord = isWord
    }
    if words < 4, previousIsWord, bytes.count == text.utf8.count,
      let name = known[Self.folded(text)]
    {
      found = (name, bytes.count)
    }
    return found
  }

  static func isWellKnown(_ text: String) -> Bool {
    var text = text
    guard text.withUTF8({ mayBeWellKnown($0) }) else { return false }
    let first = text.prefix { $0 != " " && $0 != "-" && $0 != "(" && $0 != "/" }
    return wellKnown.contains(first.lowercased())
  }

  /// A quick look by the first word; beyond ASCII any may be one.
  static func mayBeWellKnown(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    var length = 0
    while length < bytes.count, !isWordEnd(bytes[length]) {
      if bytes[length] >= 0x80 { return true }
      length += 1
    }
    // A combining mark would make another character of the end.
    if length + 1 < bytes.count, bytes[length + 1] >= 0x80 { return true }
    return length > 0 && wellKnownShapes.mayHold(bytes[0] | 0x20, length)
  }

  private static func isWordEnd(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x2D || byte == 0x28 || byte == 0x2F
  }

  static func folded(_ text: String) -> String {
    let bytes = text.utf8
    return String(unsafeUninitializedCapacity: bytes.count) { result in
      var count = 0
      for byte in bytes where isLetter(byte) || isDigit(byte) || byte >= 0x80 {
        result[count] = byte &- 0x41 < 26 ? byte + 0x20 : byte
        count += 1
      }
      return count
    }
  }

  private static let wellKnownShapes = WordShapes(wellKnown)

  private static let wellKnown: Set<String> = [
    "claude", "gpt", "chatgpt", "codex", "gemini", "copilot", "cursor", "devin", "aider", "opus",
    "sonnet", "haiku", "grok", "llama", "deepseek", "qwen", "kimi", "windsurf", "cline", "jules",
    "amp", "openhands", "manus", "kiro", "junie", "trae", "opencode", "antigravity",
  ]
}
