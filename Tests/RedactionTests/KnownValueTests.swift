import Redaction
import Testing

/// Values of the vault and of the environment, in every form in which they come back.
@Suite("Known values")
struct KnownValueTests {
  private static let value = #"k<9 "Zq'&/+\w7"#
  private let redactor = Redactor(
    knownValues: [KnownSecret(kind: "vault-value", value: Self.value)]
  )

  @Test(
    "Are found however they are written",
    arguments: [
      value, "k%3C9%20%22Zq%27%26%2F%2B%5Cw7", "k%3c9%20%22Zq%27%26%2f%2b%5cw7",
      "k%3C9+%22Zq%27%26%2F%2B%5Cw7", "k%3C9%20%22Zq'%26%2F%2B%5Cw7", #"k<9 \"Zq'&/+\\w7"#,
      #"k<9 \"Zq'&\/+\\w7"#, #"k\u003c9 \"Zq\u0027\u0026/+\\w7"#,
      #"k&lt;9 &quot;Zq&#39;&amp;/+\w7"#,
      #"k<9 "Zq'\''&/+\w7"#, "6b3c3920225a7127262f2b5c7737", "6B3C3920225A7127262F2B5C7737",
      "azw5ICJacScmLytcdzc=", "k<9 \"Z\r\n   q'&/+\\w7", "k\n<9 \"Zq'&/+\\w\n7",
    ]
  )
  func forms(text: String) {
    let result = redactor.redact("x=1 (\(text)) y")
    #expect(result.findings.count == 1)
    #expect(result.text.hasPrefix("x=1 ([redacted: vault-value]"), "\(result.text)")
    #expect(result.text.hasSuffix(") y"))
    #expect(!result.text.contains("w7"))
  }

  @Test("Are found inside longer base64, wherever they stand in it", arguments: 0..<3)
  func alignment(shift: Int) {
    let text = String(repeating: "u", count: shift + 1) + ":" + Self.value + "!"
    let result = redactor.redact("x \(PrivateKeys.base64(text))")
    #expect(result.text.contains("[redacted"))
  }

  @Test("The password of an address is one by itself")
  func address() {
    let known = KnownSecret(kind: "vault-value", value: "postgres://app:hq%2F7Trombone2@db.test/x")
    let redactor = Redactor(knownValues: [known])
    #expect(redactor.redact("pw hq%2F7Trombone2").text == "pw [redacted: vault-value]")
    #expect(redactor.redact("pw hq/7Trombone2").text == "pw [redacted: vault-value]")
    #expect(redactor.redact("db.test").text == "db.test")
  }

  @Test("Of the environment, those with secret names are known, and addresses with a password")
  func environment() {
    let known = KnownSecret.ofEnvironment([
      "SOME_TOKEN": "plain-words-only", "EDITOR": "some-long-editor-name",
      "DATABASE_URL": "postgres://a:long-plain-words@db.test/x",
    ])
    let redactor = Redactor(knownValues: known)
    #expect(redactor.redact("plain-words-only").text == "[redacted: environment-value]")
    #expect(redactor.redact("some-long-editor-name").text == "some-long-editor-name")
    #expect(redactor.redact("is long-plain-words").text == "is [redacted: environment-value]")
  }

  @Test("Are found although they could be a placeholder elsewhere")
  func likePlaceholder() {
    let known = KnownSecret(kind: "vault-value", value: "the-example-words-here")
    let result = Redactor(knownValues: [known]).redact("a the-example-\nwords-here b")
    #expect(result.text == "a [redacted: vault-value]\n[redacted: vault-value] b")
  }

  @Test("Shorter ones and placeholders are not")
  func short() {
    let known = ["eleven-byte", "your-key-here-please"].map { KnownSecret(kind: "v", value: $0) }
    #expect(Redactor(knownValues: known).redact("eleven-byte your-key-here-please").findings == [])
  }
}
