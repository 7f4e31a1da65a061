/// Secrets of all classes in all contexts: one half to tune on, one held back.
enum CountedSecrets {
  static let tuning: [SecretSample] = {
    var random = SeededGenerator(seed: 1)
    return keys(in: TuningContexts.keys, &random)
      + passwords(TuningContexts.passwordTexts, in: TuningContexts.passwords)
      + PrivateKeys.tuning(&random) + HandWritten.tuning(&random)
  }()

  static let heldBack: [SecretSample] = {
    var random = SeededGenerator(seed: 2)
    return keys(in: HeldBackContexts.keys, &random)
      + passwords(HeldBackContexts.passwordTexts, in: HeldBackContexts.passwords)
      + PrivateKeys.heldBack(&random) + HandWritten.heldBack(&random)
  }()

  /// Each class in three contexts, so that every context meets many classes.
  private static func keys(
    in contexts: [KeyContext],
    _ random: inout SeededGenerator
  ) -> [SecretSample] {
    let named = contexts.filter(\.isNamed)
    var samples: [SecretSample] = []
    for (number, tokenClass) in (TokenClass.recognizable + TokenClass.named).enumerated() {
      let possible = tokenClass.isRecognizable ? contexts : named
      for turn in 0..<3 {
        let context = possible[(number * 3 + turn) % possible.count]
        let token = random.text(tokenClass.shape)
        let text = context.make(tokenClass.name, token)
        samples.append(
          SecretSample(
            kind: tokenClass.kind,
            context: context.name,
            text: text,
            secrets: secrets(token, in: text).map { withoutPrefix($0, tokenClass.shape) }
          )
        )
      }
    }
    return samples
  }

  private static func passwords(_ texts: [String], in contexts: [KeyContext]) -> [SecretSample] {
    contexts.enumerated().flatMap { number, context in
      (0..<3).map { turn in
        let password = texts[(number * 3 + turn) % texts.count]
        let text = context.make(SettingName(screaming: "DB_PASSWORD"), password)
        return SecretSample(
          kind: "password",
          context: context.name,
          text: text,
          secrets: secrets(password, in: text)
        )
      }
    }
  }

  /// The key as it stands in the text: whole, percent-encoded, or in the two parts of a wrapped line.
  private static func secrets(_ token: String, in text: String) -> [String] {
    if text.contains(token) { return [withoutHost(token)] }
    let encoded = TuningContexts.percentEncoded(token)
    if text.contains(encoded) { return [withoutHost(encoded)] }
    for cut in [token.count * 2 / 3, token.count / 2] {
      let parts = [String(token.prefix(cut)), String(token.dropFirst(cut))]
      if parts.allSatisfy({ text.contains($0) }) { return parts.map(withoutHost) }
    }
    return [token]
  }

  /// The fixed beginning of a vendor's keys says whose they are and nothing else.
  private static func withoutPrefix(_ secret: String, _ shape: String) -> String {
    let prefix = shape.prefix { $0 != "{" }
    return secret.hasPrefix(prefix) ? String(secret.dropFirst(prefix.count)) : secret
  }

  /// Of an address that is a secret, its host may stay.
  private static func withoutHost(_ token: String) -> String {
    for host in ["hooks.slack.com/services/", "webhook.office.com/webhookb2/"] {
      if let range = token.firstRange(of: host) { return String(token[range.upperBound...]) }
    }
    return token.hasPrefix("https") ? "" : token
  }
}
