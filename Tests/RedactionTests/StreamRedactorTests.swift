import Testing

@testable import Redaction

@Suite("Redaction of streams")
struct StreamRedactorTests {
  /// A text with secrets over several lines and within one, and no line end at its end.
  private static let text: [UInt8] = {
    let body = (0..<6).map { _ in String(repeating: "aB3dE5gH", count: 8) }.joined(separator: "\n")
    let label = "PRIVATE " + "KEY"
    let key = "-----BEGIN \(label)-----\n\(body)\n-----END \(label)-----\n"
    let filler = String(repeating: "built module, no warnings\n", count: 90)
    let url = "postgres" + "://app:hunter2Secret9@db.invalid/app"
    return Array((filler + key + filler + url + "\n" + filler + key + filler + url).utf8)
  }()

  @Test("Wherever pieces end, the result is that of the whole", arguments: [1, 7, 64, 511, 4096])
  func pieces(size: Int) {
    let redactor = Redactor()
    var stream = StreamRedactor(redactor, window: 4096, context: 1024)
    var output: [UInt8] = []
    for start in stride(from: 0, to: Self.text.count, by: size) {
      output += stream.append(Array(Self.text[start..<min(start + size, Self.text.count)]))
    }
    output += stream.finish()
    let whole = redactor.redact(bytes: Self.text)
    #expect(whole.findings.count >= 4)
    #expect(String(decoding: output, as: UTF8.self) == String(decoding: whole.bytes, as: UTF8.self))
  }

  @Test("Output flows before the end, also in a line without end")
  func bounded() {
    var stream = StreamRedactor(Redactor(), window: 4096, context: 1024)
    var given = 0
    for _ in 0..<100 { given += stream.append(Array("plain words and ".utf8)).count }
    for _ in 0..<1000 { given += stream.append(Array("plain words and ".utf8)).count }
    #expect(given > 8_000)
    given += stream.finish().count
    #expect(given == 1100 * 16)
  }
}
