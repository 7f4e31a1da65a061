import Redaction
import Testing

/// The texts of a JSON document lose their secrets; its keys, its form and everything else stay.
@Suite("Redaction of JSON")
struct RedactedJSONTests {
  private static let token = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"

  @Test(
    "Each text by itself, its escapes understood",
    arguments: [
      (#"{"a" : "§"}"#, #"{"a" : "[redacted: github-token]"}"#),
      (#"["x\n§\ny \u00e4 \ud83d\ude00 \"q\""]"#, #"["x\n[redacted: github-token]\ny ä 😀 \"q\""]"#),
      (#"{"§":1,"b":"\u202e§"}"#, #"{"§":1,"b":"\u202e[redacted: github-token]"}"#),
      (
        #"{"password":"required","b":"a1B2c3D4e5F6g7H8"}"#,
        #"{"password":"required","b":"a1B2c3D4e5F6g7H8"}"#
      ),
      (#"["#, #"["#), (#""§"#, #""[redacted: github-token]"#), ("\"", "\""), ("\"\\", "\"\\"),
    ]
  )
  func texts(json: String, expected: String) {
    let whole = json.replacing("§", with: Self.token)
    let wanted = expected.replacing("§", with: Self.token)
    #expect(Redactor().redact(json: whole) == wanted)
  }
}
