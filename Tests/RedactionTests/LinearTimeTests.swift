import Redaction
import Testing

#if canImport(Glibc)
import Glibc
#endif

/// Text that repeats what a detector looks for costs time in proportion to its length.
@Suite("Hostile repetition")
struct LinearTimeTests {
  @Test(
    "Four times the text takes about four times as long",
    arguments: [
      "password:", "pass:", "token=", "&token=", "--token ", "|", "a|b\n|-|-|\n",
      "kind: Secret\ndata:\n",
      "{\"kind\":\"Secret\",\"data\":{", "eyJ", "eyJaaaaaaaaaaaaa.", "curl -u a:b ", "<password>",
      "Bearer ", "LS0tLS1CRUdJTi", "ghp_a1b2c3d4\n  ", "login a password ", "h:1:a:b:", "x://a:",
      "http://a@", "\"password\":\n", "password: |\n", "API key ", "identified by ", "htpasswd ",
      "1234567890:A", "a.atlasv1.", "-a", "\\", "\u{1B}[", "\u{202E}",
      "name: API_TOKEN\nvalue: ", "value=", "%3D", "insert into t(password) values (", "echo ",
      "<<<", "jwt.sign(", "a,password\n", "login a / ", "password == '", "&quot;", "!", "aglpat-",
      "cargo login ", "t -----BEGIN " + "PRIVATE KEY-----\nt a\n",
      "-----BEGIN " + "PRIVATE KEY-----\n",
    ]
  )
  func linear(text: String) {
    let redactor = Redactor(knownValues: [KnownSecret(kind: "vault-value", value: "a:b a:b a:b-c")])
    func seconds(_ bytes: Int) -> Double {
      let repeated = String(repeating: text, count: bytes / text.utf8.count)
      let start = Self.processorTime()
      _ = redactor.redact(repeated)
      return Self.processorTime() - start
    }
    let short = seconds(20_000)
    let long = seconds(80_000)
    #expect(long <= 10 * short + 0.25, "\(short) s, then \(long) s")
  }

  /// Of this thread alone, so that other work on the machine does not count.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
