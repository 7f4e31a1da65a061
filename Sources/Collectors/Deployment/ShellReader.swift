/// Reads the commands of a shell script: quotes, continuations, here-documents as data, the bodies of
/// control structures and of substitutions as further commands.
///
/// Takes every branch as run and every function as called. Linear in the length of the text; what
/// does not close is a `problem`, and the commands before it stay.
struct ShellReader {
  struct Problem {
    var line: Int
    var message: String
  }

  static let maximumDepth = 40

  private(set) var commands: [ShellCommand] = []
  private(set) var problem: Problem?

  private let text: ScriptText
  private let bytes: [UInt8]
  private var index = 0
  private var depth = 0
  private var hereDocuments: [HereDocument] = []

  private struct HereDocument {
    var delimiter: String
    var stripsTabs: Bool
    var command: Int
  }

  private enum Redirection {
    case input, output, hereString
    case hereDocument(stripsTabs: Bool)
  }

  /// The command that is being read.
  private struct Draft {
    var words: [ShellWord] = []
    var word: [UInt8] = []
    /// Where each line of the word ends in it, with the line that follows.
    var lineEnds: [(end: Int, line: Int)] = []
    var wordLine = 0
    var isInWord = false
    var isOpen = false
    var isQuoted = false
    var redirection: Redirection?
    var input: ShellCommand.Input?
    var isPiped = false
    var isTest = false
    /// Index in `commands` from which on patterns of a `case` were taken for commands.
    var casePatterns: [Int] = []
    var parentheses = 0
  }

  private init(_ text: ScriptText) {
    self.text = text
    bytes = text.bytes
  }

  static func read(_ text: ScriptText) -> ShellReader {
    var reader = ShellReader(text)
    var draft = Draft()
    reader.read(&draft, closing: nil)
    return reader
  }

  // MARK: Commands

  private mutating func read(_ draft: inout Draft, closing: UInt8?) {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.maximumDepth else {
      fail("commands are nested more than \(Self.maximumDepth) deep")
      return
    }
    let start = index
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: " "), 0x09, 0x0D:
        endWord(&draft)
        index += 1
      case 0x0A:
        endCommand(&draft)
        index += 1
        readHereDocuments()
      case UInt8(ascii: "#") where !draft.isInWord:
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
      case UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"):
        if draft.isTest { endWord(&draft) }
        if draft.isTest {
          index += 1
        } else {
          readOperator(byte, &draft)
        }
      case UInt8(ascii: "<"), UInt8(ascii: ">"):
        if draft.isTest {
          index += 1
        } else {
          readRedirection(byte, &draft)
        }
      case UInt8(ascii: "("):
        readOpening(&draft)
      case UInt8(ascii: ")"):
        endWord(&draft)
        index += 1
        if draft.isTest { continue }
        if draft.parentheses > 0 {
          draft.parentheses -= 1
          endCommand(&draft)
        } else if let first = draft.casePatterns.last {
          draft.words = []
          commands.removeLast(max(0, commands.count - first))
          draft.isPiped = false
        } else {
          endCommand(&draft)
          if closing == UInt8(ascii: ")") { return }
        }
      default:
        readInWord(byte, &draft)
      }
    }
    endCommand(&draft)
    readHereDocuments()
    if closing != nil { fail("a `(` is not closed", at: start) }
  }

  private mutating func readOperator(_ byte: UInt8, _ draft: inout Draft) {
    let next = index + 1 < bytes.count ? bytes[index + 1] : 0
    if byte == UInt8(ascii: "&"), next == UInt8(ascii: ">") {
      endWord(&draft)
      index += 1
      return
    }
    endCommand(&draft)
    index += 1
    if next == byte {
      index += 1
      if byte == UInt8(ascii: ";"), !draft.casePatterns.isEmpty {
        draft.casePatterns[draft.casePatterns.count - 1] = commands.count
      }
    } else if byte == UInt8(ascii: "|") {
      if next == UInt8(ascii: "&") { index += 1 }
      draft.isPiped = true
    }
  }

  private mutating func readOpening(_ draft: inout Draft) {
    if draft.isTest {
      index += 1
      return
    }
    if draft.isInWord, draft.word.last == UInt8(ascii: "=") {
      // The elements of an array are data.
      let count = commands.count
      index += 1
      var elements = Draft()
      read(&elements, closing: UInt8(ascii: ")"))
      commands.removeLast(max(0, commands.count - count))
      draft.isOpen = true
      return
    }
    endWord(&draft)
    var next = index + 1
    while next < bytes.count, bytes[next] == UInt8(ascii: " ") { next += 1 }
    if !draft.words.isEmpty, next < bytes.count, bytes[next] == UInt8(ascii: ")") {
      draft.words = []
      index = next + 1
    } else if draft.words.isEmpty, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "(") {
      skipParentheses()
    } else {
      endCommand(&draft)
      draft.parentheses += 1
      index += 1
    }
  }

  private mutating func readRedirection(_ byte: UInt8, _ draft: inout Draft) {
    if draft.isInWord, !draft.isQuoted, draft.word.allSatisfy({ (0x30...0x39).contains($0) }) {
      draft.isInWord = false
      draft.word = []
    }
    endWord(&draft)
    index += 1
    let next = index < bytes.count ? bytes[index] : 0
    if next == UInt8(ascii: "(") {
      index += 1
      readSubstitution()
    } else if byte == UInt8(ascii: "<"), next == UInt8(ascii: "<") {
      index += 1
      let third = index < bytes.count ? bytes[index] : 0
      if third == UInt8(ascii: "<") {
        index += 1
        draft.redirection = .hereString
      } else {
        if third == UInt8(ascii: "-") { index += 1 }
        draft.redirection = .hereDocument(stripsTabs: third == UInt8(ascii: "-"))
      }
    } else {
      draft.redirection = byte == UInt8(ascii: "<") ? .input : .output
      if [UInt8(ascii: ">"), UInt8(ascii: "&"), UInt8(ascii: "|")].contains(next) {
        draft.redirection = .output
        index += 1
      }
    }
  }

  private mutating func readSubstitution() {
    var inner = Draft()
    read(&inner, closing: UInt8(ascii: ")"))
  }

  // MARK: Words

  private mutating func readInWord(_ byte: UInt8, _ draft: inout Draft) {
    if byte == UInt8(ascii: "\\") {
      let next = index + 1 < bytes.count ? bytes[index + 1] : 0
      if next == 0x0A {
        index += 2
        return
      }
      if next == 0x0D, index + 2 < bytes.count, bytes[index + 2] == 0x0A {
        index += 3
        return
      }
      begin(&draft)
      draft.isQuoted = true
      if index + 1 < bytes.count { draft.word.append(next) }
      index += 2
      return
    }
    begin(&draft)
    switch byte {
    case UInt8(ascii: "'"):
      draft.isQuoted = true
      let start = index
      index += 1
      while index < bytes.count, bytes[index] != UInt8(ascii: "'") {
        append(bytes[index], &draft)
        index += 1
      }
      if index >= bytes.count { fail("a ' is not closed", at: start) }
      index += 1
    case UInt8(ascii: "\""): readQuoted(&draft)
    case UInt8(ascii: "$"): readExpansion(&draft)
    case UInt8(ascii: "`"): readBackquoted(&draft)
    default:
      draft.word.append(byte)
      index += 1
    }
  }

  private func append(_ byte: UInt8, _ draft: inout Draft) {
    draft.word.append(byte)
    if byte == 0x0A {
      draft.lineEnds.append((draft.word.count, text.line(at: index + 1)))
    }
  }

  private func begin(_ draft: inout Draft) {
    guard !draft.isInWord else { return }
    draft.isInWord = true
    draft.wordLine = text.line(at: index)
  }

  private mutating func readQuoted(_ draft: inout Draft) {
    draft.isQuoted = true
    let start = index
    index += 1
    while index < bytes.count {
      let byte = bytes[index]
      switch byte {
      case UInt8(ascii: "\""):
        index += 1
        return
      case UInt8(ascii: "\\"):
        guard index + 1 < bytes.count else {
          index += 1
          continue
        }
        let next = bytes[index + 1]
        if next != 0x0A {
          if !"\"\\$`".utf8.contains(next) { draft.word.append(byte) }
          draft.word.append(next)
        }
        index += 2
      case UInt8(ascii: "$"): readExpansion(&draft)
      case UInt8(ascii: "`"): readBackquoted(&draft)
      default:
        append(byte, &draft)
        index += 1
      }
    }
    fail("a \" is not closed", at: start)
  }

  private mutating func readExpansion(_ draft: inout Draft) {
    let start = index
    index += 1
    guard index < bytes.count else {
      draft.word.append(UInt8(ascii: "$"))
      return
    }
    switch bytes[index] {
    case UInt8(ascii: "("):
      draft.isOpen = true
      if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "(") {
        skipParentheses()
      } else {
        index += 1
        readSubstitution()
      }
      // Only its shape is of use: the commands in it are read on their own.
      draft.word += Array("$(…)".utf8)
    case UInt8(ascii: "{"):
      draft.isOpen = true
      skipBraces()
      draft.word += bytes[start..<min(index, bytes.count)]
    case let byte where byte == UInt8(ascii: "_") || isAlphanumeric(byte):
      draft.isOpen = true
      while index < bytes.count, bytes[index] == UInt8(ascii: "_") || isAlphanumeric(bytes[index]) {
        index += 1
      }
      draft.word += bytes[start..<index]
    case let byte where "@*#?!$-".utf8.contains(byte):
      draft.isOpen = true
      index += 1
      draft.word += bytes[start..<index]
    default: draft.word.append(UInt8(ascii: "$"))
    }
  }

  private mutating func readBackquoted(_ draft: inout Draft) {
    let start = index + 1
    index = start
    while index < bytes.count, bytes[index] != UInt8(ascii: "`") {
      index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
    }
    draft.isOpen = true
    draft.word += Array("$(…)".utf8)
    guard index < bytes.count else {
      fail("a ` is not closed", at: start - 1)
      return
    }
    let inner = Self.read(text.part(start..<index))
    commands += inner.commands
    if problem == nil { problem = inner.problem }
    index += 1
  }

  private mutating func skipBraces() {
    let start = index
    var open = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "{") { open += 1 }
      if byte == UInt8(ascii: "}") {
        open -= 1
        if open == 0 { return }
      }
      if byte == UInt8(ascii: "\\") { index += 1 }
    }
    fail("a `${` is not closed", at: start)
  }

  private mutating func skipParentheses() {
    let start = index
    var open = 0
    while index < bytes.count {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "(") { open += 1 }
      if byte == UInt8(ascii: ")") {
        open -= 1
        if open == 0 { return }
      }
    }
    fail("a `((` is not closed", at: start)
  }

  private func isAlphanumeric(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }

  // MARK: Ends

  private mutating func endWord(_ draft: inout Draft) {
    guard draft.isInWord else { return }
    var word = ShellWord(
      String(decoding: draft.word, as: UTF8.self),
      line: draft.wordLine,
      isOpen: draft.isOpen,
      isQuoted: draft.isQuoted
    )
    if !draft.lineEnds.isEmpty {
      word.lineEnds = draft.lineEnds
      draft.lineEnds = []
    }
    draft.isInWord = false
    draft.isOpen = false
    draft.isQuoted = false
    draft.word.removeAll(keepingCapacity: true)
    if let redirection = draft.redirection {
      draft.redirection = nil
      switch redirection {
      case .input: draft.input = .file(word)
      case .output: break
      case .hereString: draft.input = .text(ScriptText(word.value, line: word.line))
      case .hereDocument(let stripsTabs):
        hereDocuments.append(
          HereDocument(delimiter: word.value, stripsTabs: stripsTabs, command: -1)
        )
      }
      return
    }
    draft.words.append(word)
    guard !word.isQuoted else { return }
    if word.value == "[[", draft.words.drop(while: isKeyword).count == 1 { draft.isTest = true }
    if word.value == "]]" { draft.isTest = false }
    if word.value == "in", draft.words.drop(while: isKeyword).first?.value == "case" {
      draft.words = []
      draft.casePatterns.append(commands.count)
    }
    if word.value == "esac", draft.words.count == 1, !draft.casePatterns.isEmpty {
      draft.casePatterns.removeLast()
    }
  }

  private mutating func endCommand(_ draft: inout Draft) {
    endWord(&draft)
    defer {
      draft.words = []
      draft.input = nil
      draft.isPiped = false
      draft.isTest = false
      draft.redirection = nil
    }
    var words = draft.words[...]
    while let first = words.first, isKeyword(first) { words.removeFirst() }
    if let first = words.first, !first.isQuoted {
      if first.value == "function" { words = words.dropFirst(2).drop(while: isKeyword) }
      if ["for", "select", "case", "fi", "done", "esac", "}"].contains(first.value) { words = [] }
    }
    if words.isEmpty {
      for index in hereDocuments.indices where hereDocuments[index].command == -1 {
        hereDocuments[index].command = -2
      }
      return
    }
    for index in hereDocuments.indices where hereDocuments[index].command == -1 {
      hereDocuments[index].command = commands.count
    }
    commands.append(
      ShellCommand(words: Array(words), input: draft.input, isPiped: draft.isPiped)
    )
  }

  private func isKeyword(_ word: ShellWord) -> Bool {
    !word.isQuoted
      && ["if", "then", "else", "elif", "do", "while", "until", "!", "{", "time", "coproc"]
        .contains(word.value)
  }

  private mutating func readHereDocuments() {
    guard !hereDocuments.isEmpty else { return }
    let documents = hereDocuments
    hereDocuments = []
    for document in documents {
      let start = index
      var end = bytes.count
      var isClosed = false
      while index < bytes.count {
        let lineStart = index
        while index < bytes.count, bytes[index] != 0x0A { index += 1 }
        var line = bytes[lineStart..<index]
        if index < bytes.count { index += 1 }
        if line.last == 0x0D { line.removeLast() }
        if document.stripsTabs { line = line.drop { $0 == 0x09 } }
        if line.elementsEqual(document.delimiter.utf8) {
          end = lineStart
          isClosed = true
          break
        }
      }
      if !isClosed { fail("a here-document is not closed by `\(document.delimiter)`", at: start) }
      if commands.indices.contains(document.command) {
        commands[document.command].input = .text(text.part(start..<max(start, end)))
      }
    }
  }

  private mutating func fail(_ message: String, at place: Int? = nil) {
    if problem == nil {
      problem = Problem(line: text.line(at: place ?? index), message: message)
    }
    if depth > Self.maximumDepth { index = bytes.count }
  }
}
