import Facts

/// Reads the instructions of a Dockerfile that run something.
enum DockerfileReader {
  static func read(_ source: SourceText) -> DeploymentReading {
    var reading = DeploymentReading()
    var line = 1
    while line <= source.lineCount {
      let instruction = instruction(source, &line)
      guard let (name, text) = split(instruction) else { continue }
      take(name, text, source, &line, &reading)
    }
    return reading
  }

  /// One instruction over its continued lines, comments between them left out.
  private static func instruction(_ source: SourceText, _ line: inout Int) -> ScriptText {
    var text = ScriptText()
    while line <= source.lineCount {
      var bytes = source.bytes[source.lineRange(line)]
      while let last = bytes.last, last == 0x20 || last == 0x09 { bytes.removeLast() }
      let isComment = bytes.first { $0 > 0x20 } == UInt8(ascii: "#")
      let isEmpty = !bytes.contains { $0 > 0x20 }
      if !isComment, !isEmpty {
        let continues = bytes.last == UInt8(ascii: "\\")
        if continues { bytes.removeLast() }
        for byte in bytes { text.append(byte, line: line) }
        text.append(0x20, line: line)
        line += 1
        if !continues { return text }
      } else {
        line += 1
        if text.bytes.isEmpty { return text }
      }
    }
    return text
  }

  private static func split(_ text: ScriptText) -> (name: String, rest: ScriptText)? {
    guard let start = text.bytes.firstIndex(where: { $0 > 0x20 }) else { return nil }
    let end = text.bytes[start...].firstIndex { $0 <= 0x20 } ?? text.bytes.count
    let name = String(decoding: text.bytes[start..<end], as: UTF8.self).uppercased()
    return (name, text.part(end..<text.bytes.count))
  }

  private static func take(
    _ name: String,
    _ text: ScriptText,
    _ source: SourceText,
    _ line: inout Int,
    _ reading: inout DeploymentReading
  ) {
    switch name {
    case "ONBUILD":
      if let (inner, rest) = split(text) { take(inner, rest, source, &line, &reading) }
    case "HEALTHCHECK":
      guard let (inner, rest) = split(withoutOptions(text)), inner == "CMD" else { return }
      add(name, rest, &reading)
    case "CMD", "ENTRYPOINT": add(name, text, &reading)
    case "RUN": add(name, withHereDocuments(withoutOptions(text), source, &line), &reading)
    case "COPY", "ADD":
      let text = withHereDocuments(withoutOptions(text), source, &line)
      copy(text, &reading)
    default: break
    }
  }

  private static func add(_ name: String, _ text: ScriptText, _ reading: inout DeploymentReading) {
    var form = DeploymentCommand.Form.shell(text)
    if let start = text.bytes.firstIndex(where: { $0 > 0x20 }),
      text.bytes[start] == UInt8(ascii: "["),
      let value = try? JSONScanner.parse(Array(text.bytes[start...])),
      let words = ConfigurationNode(value).words
    {
      form = .words(placed(words, in: text, from: start))
    }
    reading.commands.append(
      DeploymentCommand(form: form, object: name, purpose: .application)
    )
  }

  /// The exec form may be continued over lines: each word gets the line of its quote.
  private static func placed(_ words: [ShellWord], in text: ScriptText, from start: Int)
    -> [ShellWord]
  {
    var lines: [Int] = []
    var index = start
    while index < text.bytes.count {
      if text.bytes[index] == UInt8(ascii: "\"") {
        lines.append(text.line(at: index))
        index += 1
        while index < text.bytes.count, text.bytes[index] != UInt8(ascii: "\"") {
          index += text.bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
      }
      index += 1
    }
    return zip(words, lines).map { word, line in
      var word = word
      word.line = line
      return word
    }
  }

  /// Without `--mount=…` and the like.
  private static func withoutOptions(_ text: ScriptText) -> ScriptText {
    var index = 0
    while true {
      while index < text.bytes.count, text.bytes[index] <= 0x20 { index += 1 }
      guard text.bytes[index...].starts(with: "--".utf8) else { break }
      while index < text.bytes.count, text.bytes[index] > 0x20 { index += 1 }
    }
    return text.part(index..<text.bytes.count)
  }

  /// Adds the bodies of here-documents, which stand on the lines behind the instruction.
  private static func withHereDocuments(
    _ text: ScriptText,
    _ source: SourceText,
    _ line: inout Int
  ) -> ScriptText {
    guard
      let mark = text.bytes.indices.first(where: {
        $0 + 2 < text.bytes.count && text.bytes[$0] == UInt8(ascii: "<")
          && text.bytes[$0 + 1] == UInt8(ascii: "<") && text.bytes[$0 + 2] != UInt8(ascii: "<")
      })
    else { return text }
    var start = mark + 2
    if text.bytes[start] == UInt8(ascii: "-") { start += 1 }
    let end = text.bytes[start...].firstIndex { $0 <= 0x20 } ?? text.bytes.count
    let delimiter = text.bytes[start..<end].filter { $0 != 0x22 && $0 != 0x27 }
    guard !delimiter.isEmpty else { return text }
    var body = ScriptText()
    var isClosed = false
    while line <= source.lineCount, !isClosed {
      let bytes = source.bytes[source.lineRange(line)]
      isClosed = bytes.drop { $0 == 0x09 }.elementsEqual(delimiter)
      if !isClosed {
        for byte in bytes { body.append(byte, line: line) }
        body.append(0x0A, line: line)
      }
      line += 1
    }
    // Nothing but the here-document: the body is the script.
    let isAlone = !text.bytes[..<mark].contains { $0 > 0x20 }
    if isAlone, !text.bytes[end...].contains(where: { $0 > 0x20 }), isClosed { return body }
    var whole = text
    whole.append(0x0A, line: text.firstLine)
    whole.append(body)
    if isClosed {
      for byte in delimiter { whole.append(byte, line: line - 1) }
    }
    return whole
  }

  private static func copy(_ text: ScriptText, _ reading: inout DeploymentReading) {
    var names: [String]
    if let start = text.bytes.firstIndex(where: { $0 > 0x20 }), text.bytes[start] == 0x5B,
      let value = try? JSONScanner.parse(Array(text.bytes[start...])),
      let words = ConfigurationNode(value).words
    {
      names = words.map(\.value)
    } else {
      names = text.bytes.split { $0 <= 0x20 }.map { String(decoding: $0, as: UTF8.self) }
    }
    guard let target = names.popLast() else { return }
    for source in names {
      var place = source.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
      if place.isEmpty { place = "." }
      let last = target.hasSuffix("/") ? source : target
      if let name = last.split(separator: "/").last { reading.copies[String(name)] = place }
    }
  }
}
