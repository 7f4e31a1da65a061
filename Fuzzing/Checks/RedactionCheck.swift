import Redaction

/// No line is lost, no mark is changed by a second pass, and a stream gives what the whole gives.
///
/// A second pass may find more in text that was made to: what stands beside a mark is read anew.
enum RedactionCheck {
  private static let redactor = Redactor()

  static func run(_ bytes: [UInt8]) throws(Violation) {
    let once = redactor.redact(bytes: bytes)
    try Violation.unless(
      once.bytes.count { $0 == 0x0A } == bytes.count { $0 == 0x0A },
      "redaction changed the number of lines"
    )
    try Violation.unless(
      once.findings.isEmpty ? once.bytes == bytes : once.bytes != bytes,
      "what was found is not what was changed"
    )
    let lines = bytes.count { $0 == 0x0A } + 1
    for finding in once.findings {
      try Violation.unlessLines(finding.line, finding.line, within: lines, "a secret")
    }
    let twice = redactor.redact(bytes: once.bytes)
    try Violation.unless(
      marks(in: twice.bytes) >= marks(in: once.bytes)
        && (twice.findings.isEmpty || twice.bytes != once.bytes),
      "a second redaction changes marks: \(twice.findings.map(\.kind))"
    )
    var stream = StreamRedactor(redactor)
    var streamed: [UInt8] = []
    let middle = bytes.count / 2
    streamed += stream.append(Array(bytes[..<middle]))
    streamed += stream.append(Array(bytes[middle...]))
    streamed += stream.finish()
    try Violation.unless(streamed == once.bytes, "a stream is redacted differently")
    let clean = ControlCharacters.removed(from: bytes)
    try Violation.unless(
      ControlCharacters.removed(from: clean) == clean,
      "control characters are left after one pass"
    )
  }

  private static func marks(in bytes: [UInt8]) -> Int {
    let mark = Array("[redacted: ".utf8)
    return bytes.indices.count { bytes[$0] == mark[0] && bytes[$0...].starts(with: mark) }
  }
}
