/// Private keys in the forms in which they get into files and output; the bytes are random.
enum PrivateKeys {
  private static let labels = [
    "RSA PRIVATE", "EC PRIVATE", "PRIVATE", "ENCRYPTED PRIVATE", "OPENSSH PRIVATE", "DSA PRIVATE",
  ].map { $0 + " KEY" }

  static func tuning(_ random: inout SeededGenerator) -> [SecretSample] {
    labels.flatMap { label -> [SecretSample] in
      let lines = body(&random)
      let begin = "-----BEGIN \(label)-----"
      let end = "-----END \(label)-----"
      let pem = ([begin] + lines + [end]).joined(separator: "\n")
      func sample(_ context: String, _ text: String, _ secrets: [String]) -> SecretSample {
        SecretSample(kind: "private-key", context: context, text: text, secrets: secrets)
      }
      return [
        sample("pem", "$ cat key.pem\n\(pem)\n$ ls\n", lines),
        sample(
          "json",
          "{\"key\": \"\(pem.split(separator: "\n").joined(separator: "\\n"))\\n\"}",
          lines
        ),
        sample(
          "yaml block",
          "key: |\n" + pem.split(separator: "\n").map { "  \($0)\n" }.joined(),
          lines
        ),
        sample(
          "windows lines",
          pem.split(separator: "\n").joined(separator: "\r\n") + "\r\n",
          lines
        ),
        sample("cut", "\(begin)\n\(lines.joined(separator: "\n"))", lines),
        sample("base64", "KEY_B64=\(base64(pem))\n", [base64(pem)]),
      ]
    }
  }

  static func heldBack(_ random: inout SeededGenerator) -> [SecretSample] {
    let labels = Self.labels + ["PGP PRIVATE KEY BLOCK"]
    return labels.flatMap { label -> [SecretSample] in
      let lines = body(&random)
      let begin = "-----BEGIN \(label)-----"
      let end = "-----END \(label)-----"
      let pem = ([begin] + lines + [end]).joined(separator: "\n")
      let encoded = base64(pem + "\n")
      var wrapped: [String] = []
      var rest = Substring(encoded)
      while !rest.isEmpty {
        wrapped.append(String(rest.prefix(76)))
        rest = rest.dropFirst(76)
      }
      func sample(_ context: String, _ text: String, _ secrets: [String]) -> SecretSample {
        SecretSample(kind: "private-key", context: context, text: text, secrets: secrets)
      }
      return [
        sample("env quoted", "TLS_KEY=\"\(pem)\"\nPORT=1\n", lines),
        sample(
          "spaces for line ends",
          "KEY='\(([begin] + lines + [end]).joined(separator: " "))'",
          lines
        ),
        sample("markdown quote", pem.split(separator: "\n").map { "> \($0)\n" }.joined(), lines),
        sample("diff", pem.split(separator: "\n").map { "+\($0)\n" }.joined(), lines),
        sample("head cut off", "\(lines.joined(separator: "\n"))\n\(end)\n", lines),
        sample(
          "base64 over lines",
          "data:\n  tls.key: |\n" + wrapped.map { "    \($0)\n" }.joined(),
          wrapped
        ),
        sample("base64 alone", "$ base64 -w0 id\n\(encoded)\n", [encoded]),
      ]
    }
  }

  private static func body(_ random: inout SeededGenerator) -> [String] {
    (0..<random.number(4...12)).map { _ in random.text("{b64}") } + [random.text("{b30}==")]
  }

  static func base64(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    let bytes = Array(text.utf8)
    var result = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let part = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for offset in 0..<3 {
        bits = bits << 8 | (offset < part.count ? Int(part[start + offset]) : 0)
      }
      for offset in 0..<4 {
        result.append(offset <= part.count ? alphabet[bits >> (18 - 6 * offset) & 63] : "=")
      }
    }
    return result
  }
}
