import Redaction
import Testing

@Suite struct RedactorTests {
  private let redactor = Redactor()

  @Test(arguments: [
    (
      "postgres://app:Xk29vQ@db.internal:5432/main",
      "postgres://app:[redacted: url-password]@db.internal:5432/main"
    ),
    ("redis://:p%40ss%2Fw0rd@cache/0", "redis://:[redacted: url-password]@cache/0"),
    ("mysql://u:a/b?c#d@host:3306/x", "mysql://u:[redacted: url-password]@host:3306/x"),
    ("amqp://u:a@b@mq", "amqp://u:[redacted: url-password]@mq"),
    (
      #"{"url":"postgres:\/\/u:Xk29vQ@h\/d"}"#,
      #"{"url":"postgres:\/\/u:[redacted: url-password]@h\/d"}"#
    ),
  ])
  func `A URL keeps its host and loses its password`(text: String, expected: String) {
    #expect(redactor.redact(text).text == expected)
  }

  @Test(arguments: [
    ("DB_PASSWORD=swordfish9", "DB_PASSWORD=[redacted: password]"),
    ("export API_KEY='Ab3dEf9hIj2k'", "export API_KEY='[redacted: api-key]'"),
    (#""clientSecret": "Zx81vB7nQw2e","#, #""clientSecret": "[redacted: secret]","#),
    ("  password: hunter2 # dev", "  password: [redacted: password] # dev"),
    (
      "curl -H 'Authorization: Bearer q8Zt5RfW2mLx'",
      "curl -H 'Authorization: Bearer [redacted: authorization]'"
    ),
    (
      "Cookie: sid=Q2x9Zt71; theme=dark12",
      "Cookie: sid=[redacted: cookie]; theme=[redacted: cookie]"
    ),
    ("token: |\n    Ab3dEf9hIj2kLm4n\nnext: 1", "token: |\n    [redacted: token]\nnext: 1"),
    ("\"password\":\n  \"swordfish9\"", "\"password\":\n  \"[redacted: password]\""),
    (#"{\"password\":\"sword9fish\"}"#, #"{\"password\":\"[redacted: password]\"}"#),
  ])
  func `A value beside a secret name goes, the name stays`(text: String, expected: String) {
    #expect(redactor.redact(text).text == expected)
  }

  @Test(arguments: [
    "password: process.env.DB_PASSWORD",
    "const token = await getToken()",
    "password: z.string().min(8)",
    "PASSWORD=${DB_PASSWORD}",
    "API_KEY=your-key-here",
    "postgres://user:<password>@host/db",
    "postgres://user:$PASS@host/db",
    "http://localhost:3000/a@b",
    "https://cdn.example.org/npm/pkg@1.2.3/x.js",
    "max_tokens: 4096",
    "token_type: bearer",
    "The password must have 12 characters.",
    "Password: must be changed every year",
    "primary_key: id",
    "secretName: payments-tls",
    "tests pass: 34",
    "Time to a full PASS: 24-36 hours",
    "The build has to pass: `npm run-build`",
  ])
  func `What is no secret stays`(text: String) {
    let result = redactor.redact(text)
    #expect(result.text == text)
    #expect(result.findings.isEmpty)
  }

  @Test func `A key block keeps its labels and its lines`() {
    let label = "RSA PRIVATE" + " KEY"
    let body = String(repeating: "MIIEabc0", count: 8)
    let text = "a\n-----BEGIN \(label)-----\n\(body)\n\(body)\nQz0=\n-----END \(label)-----\nb\n"
    let result = redactor.redact(text)
    #expect(
      result.text == """
        a
        -----BEGIN \(label)-----
        [redacted: private-key]
        [redacted: private-key]
        [redacted: private-key]
        -----END \(label)-----
        b

        """
    )
    #expect(result.findings == [Redacted.Place(kind: "private-key", line: 3)])
    #expect(redactor.redact(result.text).text == result.text)
  }

  @Test func `A key block that was cut at either end is one all the same`() {
    let label = "PRIVATE" + " KEY"
    let body = String(repeating: "MIIEabc0", count: 8)
    let mark = "[redacted: private-key]"
    #expect(
      redactor.redact("-----BEGIN \(label)-----\n\(body)\n\(body)").text
        == "-----BEGIN \(label)-----\n\(mark)\n\(mark)"
    )
    #expect(
      redactor.redact("x: \(body)\n\(body)\n-----END \(label)-----").text.hasSuffix(
        "\(mark)\n-----END \(label)-----"
      )
    )
    #expect(
      redactor.redact(#"{"k":"-----BEGIN \#(label)-----\n\#(body)\n-----END \#(label)-----\n"}"#)
        .text
        == #"{"k":"-----BEGIN \#(label)-----\n\#(mark)\n-----END \#(label)-----\n"}"#
    )
    #expect(
      redactor.redact("-----BEGIN \(label)-----\n\(body)\nDone in 3 s\n").text
        == "-----BEGIN \(label)-----\n\(mark)\nDone in 3 s\n"
    )
  }

  @Test func `A known value is found in every form`() {
    let value = "correct horse/battery+staple"
    let redactor = Redactor(knownValues: [KnownSecret(kind: "vault-value", value: value)])
    #expect(redactor.redact("x \(value)").text == "x [redacted: vault-value]")
    #expect(
      redactor.redact("x correct%20horse%2Fbattery%2Bstaple y").text
        == "x [redacted: vault-value] y"
    )
    #expect(redactor.redact("Y29ycmVjdCBob3JzZS9iYXR0ZXJ5K3N0YXBsZQ==").findings.count == 1)
    #expect(redactor.redact("x correct horse/bat\n  tery+staple").findings.count == 1)
    #expect("\(KnownSecret(kind: "vault-value", value: value))" == "[vault-value]")
  }

  @Test func `A colour code inside a secret does not hide it`() {
    let result = redactor.redact("DB_PASSWORD=\u{1B}[31msword\u{1B}[0mfish9\n")
    #expect(result.text.contains("fish9") == false)
    #expect(result.findings.count == 1)
  }

  @Test func `A name that repeats without end is read in bounded time`() {
    let text = String(repeating: "password:", count: 20_000)
    let elapsed = ContinuousClock().measure { _ = redactor.redact(text) }
    #expect(elapsed < .seconds(20))
  }

  /// A name and a value that meet only because what stood between them became a mark.
  @Test func `The kind in a mark names no secret`() {
    let text =
      "[redacted: github-token]:FGHIJ01UnsafeMu2345, [redacted: api-key]: wggE7AgEAAkEAq7BF"
    #expect(Redactor().redact(text).text == text)
  }

  @Test func `The last line of a key behind a blank`() {
    let key = "MIIBVQIBADANBgkqhkiG9w0BAQEFAASCAT8wggE7AgEAAkEAq7BFUpkGp1 MDT3"
    let text = "-----BEGIN PRIVATE KEY-----\n\(key)\n\n-----END PRIVATE KEY-----\n"
    #expect(!Redactor().redact(text).text.contains("MDT3"))
  }
}
