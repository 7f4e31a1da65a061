/// A text with a secret in it.
struct SecretSample: Sendable {
  /// Whose or what kind of secret: `stripe`, `password`, `private-key`.
  var kind: String
  /// Where it stands: `env`, `json`, `flag`.
  var context: String
  var text: String
  /// None of these may be left, not even eight characters of one.
  var secrets: [String]
  /// What has to stay: the host, the key's name, the text around.
  var kept: [String] = []

  /// What `output` still gives away, if anything.
  func leaks(in output: String) -> Bool {
    let output = Array(output.utf8)
    return secrets.contains { secret in
      let secret = Array(secret.utf8)
      let size = min(8, secret.count)
      guard size > 0 else { return false }
      return (0...secret.count - size).contains { start in
        output.contains(secret[start..<start + size])
      }
    }
  }
}

/// A text that only looks as if a secret were in it.
struct HarmlessSample: Sendable {
  var kind: String
  var text: String
}

extension Array<UInt8> {
  fileprivate func contains(_ part: ArraySlice<UInt8>) -> Bool {
    guard let first = part.first, count >= part.count else { return false }
    return (0...count - part.count).contains { start in
      self[start] == first && self[start..<start + part.count].elementsEqual(part)
    }
  }
}

/// The names that a setting has in different languages.
struct SettingName: Sendable {
  /// `STRIPE_SECRET_KEY`.
  var screaming: String

  var snake: String { screaming.lowercased() }
  var kebab: String { snake.split(separator: "_").joined(separator: "-") }
  var words: String { snake.split(separator: "_").joined(separator: " ") }
  var camel: String {
    let parts = snake.split(separator: "_")
    return parts.enumerated().map {
      $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst()
    }
    .joined()
  }
}
