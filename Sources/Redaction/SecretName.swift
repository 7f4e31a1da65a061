/// What the name of a setting says about its value.
enum SecretName {
  enum Strength {
    /// Any literal beside it is secret: `password`, `passphrase`.
    case password(kind: String)
    /// A value beside it is secret when it looks like a key: `token`, `api_key`, `client_secret`.
    case key(kind: String)
    /// A value beside it is secret when it is random and neither a hash nor an id: `acme_key`.
    case unknownKey

    var kind: String {
      switch self {
      case .password(let kind), .key(let kind): kind
      case .unknownKey: "api-key"
      }
    }

    var isPassword: Bool {
      if case .password = self { true } else { false }
    }
  }

  /// Judges the name that ends at `range.upperBound`: `DB_PASSWORD`, `apiKey`, `client secret`.
  ///
  /// The last word decides (`token_count` is a number, `secret_name` a name), a few words that
  /// change nothing (`prod`, `v2`, `base64`) set aside.
  static func strength(_ text: Bytes, _ range: Range<Int>) -> Strength? {
    if foreignName(text, before: range.upperBound) != nil { return .password(kind: "password") }
    var end = range.upperBound
    var start = range.upperBound
    // At most so many trailing words are looked at.
    for _ in 0..<4 {
      (start, end) = lastWord(text, range.lowerBound..<end)
      guard start < end else { return nil }
      if !isNeutral(text, start..<end) { break }
      end = start
    }
    end = withoutNumber(text, start..<end)
    let word = start..<end
    let (previousStart, previousEnd) = lastWord(text, range.lowerBound..<start)
    let previous = previousStart..<previousEnd
    return judge(text, word, previous: previous)
  }

  /// `arn:aws:secretsmanager:eu-west-1:123456789012:secret:name`: where one lies.
  static func isPartOfARN(_ text: Bytes, _ name: Range<Int>) -> Bool {
    guard name.lowerBound > 1, text[name.lowerBound - 1] == UInt8(ascii: ":"),
      Ascii.isDigit(text[name.lowerBound - 2])
    else { return false }
    return (max(0, name.lowerBound - 80)..<name.lowerBound).contains { text.has("arn:", at: $0) }
  }

  /// `password2`, `secret1`: the first and the second of their kind.
  private static func withoutNumber(_ text: Bytes, _ word: Range<Int>) -> Int {
    guard word.count > 2, Ascii.isDigit(text[word.upperBound - 1]) else { return word.upperBound }
    let end = word.upperBound - 1
    let rest = word.lowerBound..<end
    return ends(text, rest, with: "password") || ends(text, rest, with: "secret")
      || ends(text, rest, with: "token") || ends(text, rest, with: "apikey")
      ? end : word.upperBound
  }

  /// The last run of letters and digits of one camel-case word.
  private static func lastWord(_ text: Bytes, _ range: Range<Int>) -> (Int, Int) {
    var end = range.upperBound
    while end > range.lowerBound, !Ascii.isAlphanumeric(text[end - 1]) { end -= 1 }
    var start = end
    while start > range.lowerBound, Ascii.isAlphanumeric(text[start - 1]) {
      // `apiKey` has two words, `APIKey` too, `APIKEY` one.
      if start < end, Ascii.isUpper(text[start]), Ascii.isLower(text[start - 1]) { break }
      if end - start >= 2, Ascii.isLower(text[start + 1]), Ascii.isUpper(text[start]),
        Ascii.isUpper(text[start - 1])
      {
        break
      }
      start -= 1
    }
    return (start, end)
  }

  private static func ends(_ text: Bytes, _ range: Range<Int>, with suffix: StaticString) -> Bool {
    range.count >= suffix.utf8CodeUnitCount
      && text.hasFolded(suffix, at: range.upperBound - suffix.utf8CodeUnitCount)
  }

  private static func equals(_ text: Bytes, _ range: Range<Int>, _ word: StaticString) -> Bool {
    range.count == word.utf8CodeUnitCount && text.hasFolded(word, at: range.lowerBound)
  }

  private static func judge(_ text: Bytes, _ word: Range<Int>, previous: Range<Int>) -> Strength? {
    switch Ascii.lowercased(text[word.upperBound - 1]) {
    case UInt8(ascii: "d"):
      if ends(text, word, with: "password") || ends(text, word, with: "passwd")
        || ends(text, word, with: "pwd")
      {
        // `PWD=/srv` is the shell's folder.
        if text.has("PWD", at: word.lowerBound), word.count == 3, previous.isEmpty {
          return .key(kind: "password")
        }
        return .password(kind: "password")
      }
      if equals(text, word, "jsessionid") || equals(text, word, "phpsessid") {
        return .key(kind: "cookie")
      }
    case UInt8(ascii: "w"):
      if equals(text, word, "pw") { return .password(kind: "password") }
    case UInt8(ascii: "e"):
      if ends(text, word, with: "passphrase") || ends(text, word, with: "passcode") {
        return .password(kind: "password")
      }
      if equals(text, word, "cookie") { return .key(kind: "cookie") }
      if equals(text, word, "passe"), equals(text, previous, "de") {
        return .password(kind: "password")
      }
    case UInt8(ascii: "s"):
      // `DB_PASS` is a password, `tests: full pass` a result.
      if equals(text, word, "pass"), !previous.isEmpty,
        previous.upperBound == word.lowerBound || text[word.lowerBound - 1] != Ascii.space
      {
        return .password(kind: "password")
      }
      if passwordCompounds.contains(where: { ends(text, word, with: $0) }) {
        return .password(kind: "password")
      }
      if equals(text, word, "pass") || equals(text, word, "credentials")
        || equals(text, word, "creds") || equals(text, word, "passwords")
        || equals(text, word, "secrets")
      {
        return .key(kind: "secret")
      }
    case UInt8(ascii: "t"):
      if ends(text, word, with: "passwort") || equals(text, word, "kennwort") {
        return .password(kind: "password")
      }
      if ends(text, word, with: "secret") { return .key(kind: "secret") }
      if equals(text, word, "salt") { return .key(kind: "secret") }
      if equals(text, word, "jwt") || equals(text, word, "pat") { return .key(kind: "token") }
    case UInt8(ascii: "n"):
      if ends(text, word, with: "token") { return .key(kind: "token") }
      if equals(text, word, "authorization") { return .key(kind: "authorization") }
      if equals(text, word, "dsn") { return .key(kind: "secret") }
    case UInt8(ascii: "h"):
      if equals(text, word, "auth") { return .key(kind: "token") }
      if equals(text, word, "wachtwoord") { return .password(kind: "password") }
    case UInt8(ascii: "a"):
      if equals(text, word, "contrasena") || equals(text, word, "senha")
        || equals(text, word, "parola")
      {
        return .password(kind: "password")
      }
    case UInt8(ascii: "l"):
      if equals(text, word, "credential") { return .key(kind: "secret") }
    case UInt8(ascii: "y"):
      return judgeKey(text, word, previous: previous)
    default: break
    }
    return nil
  }

  /// `api_key` opens a door, `primary_key` and `cache_key` do not.
  private static func judgeKey(_ text: Bytes, _ word: Range<Int>, previous: Range<Int>) -> Strength?
  {
    if equals(text, word, "key") {
      guard !previous.isEmpty else { return nil }
      for qualifier in qualifiers where equals(text, previous, qualifier) {
        return .key(kind: "api-key")
      }
      for qualifier in harmlessQualifiers where ends(text, previous, with: qualifier) { return nil }
      // Of a sentence, only the last two words would be looked at.
      return text[word.lowerBound - 1] == Ascii.space ? nil : .unknownKey
    }
    for name in compounds where ends(text, word, with: name) { return .key(kind: "api-key") }
    return nil
  }

  private static let passwordCompounds: [StaticString] = [
    "dbpass", "storepass", "keypass", "userpass", "smtppass", "mailpass", "bindpass", "ftppass",
    "adminpass", "rootpass", "requirepass",
  ]

  /// Names of a password that end in what is no ASCII letter, or whose last letter is none's own.
  private static let foreignNames: [StaticString] = [
    "contrase\u{F1}a", "has\u{142}o", "\u{43F}\u{430}\u{440}\u{43E}\u{43B}\u{44C}",
    "\u{41F}\u{430}\u{440}\u{43E}\u{43B}\u{44C}", "\u{5BC6}\u{7801}", "\u{5BC6}\u{78BC}",
    "\u{30D1}\u{30B9}\u{30EF}\u{30FC}\u{30C9}", "\u{BE44}\u{BC00}\u{BC88}\u{D638}",
  ]

  /// The name of a password in another script that ends at `end`.
  static func foreignName(_ text: Bytes, before end: Int) -> Range<Int>? {
    guard end > 4, text[end - 1] >= 0x80 || text[end - 2] >= 0x80 else { return nil }
    for name in foreignNames {
      let start = end - name.utf8CodeUnitCount
      if text.has(name, at: start) || text.hasFolded(name, at: start) { return start..<end }
    }
    return nil
  }

  private static let compounds: [StaticString] = [
    "apikey", "secretkey", "accesskey", "privatekey", "authkey", "encryptionkey", "signingkey",
    "accountkey", "masterkey", "sharedaccesskey", "servicekey",
  ]

  private static let qualifiers: [StaticString] = [
    "api", "access", "secret", "private", "encryption", "signing", "signature", "service", "role",
    "auth", "authentication", "master", "account", "storage", "admin", "app", "application",
    "write", "server", "webhook", "jwt", "hmac", "aes", "ssh", "deploy", "anon", "license",
    "shared", "subscription", "ingest", "ingestion", "integration", "client", "project", "sdk",
    "rsa", "pgp", "gpg", "crypto", "cookie", "session", "security", "cipher", "wallet", "openai",
    "anthropic", "stripe", "sendgrid", "mailgun", "datadog", "algolia", "shopify", "supabase",
    "github", "gitlab", "google", "azure", "aws", "gcp", "twilio", "maps", "mail", "bot",
    "developer", "dev", "live", "prod", "production", "sandbox", "user", "team", "org", "root",
    "billing", "restricted", "fernet", "nextauth", "consumer", "data", "host", "tls", "ssl",
    "environment", "connector", "management", "functions", "hashing", "rapidapi", "io", "age",
    "gpt", "llm", "telegram", "slack", "discord", "sentry", "heroku", "netlify", "vercel",
    "cloudflare", "digitalocean", "fastly", "okta", "auth0", "clerk", "firebase", "mapbox",
    "contentful", "segment", "mixpanel", "amplitude", "posthog", "pusher", "ably", "intercom",
    "zendesk", "hubspot", "mailchimp", "postmark", "resend", "brevo", "plaid", "square", "paypal",
    "braintree", "adyen", "razorpay", "snyk", "sonar", "codecov", "gem", "npm", "pypi", "relic",
    "dd", "grafana", "pagerduty", "opsgenie", "linear", "notion", "airtable", "asana", "jira",
    "atlassian", "bitbucket", "confluence", "dropbox", "facebook", "instagram", "twitter",
    "linkedin", "twitch", "youtube", "etsy", "ebay", "flickr", "kraken", "coinbase", "binance",
    "bittrex", "kucoin", "finnhub", "alchemy", "infura", "etherscan", "cohere", "mistral", "groq",
    "huggingface", "replicate", "pinecone", "weaviate", "qdrant", "redis", "upstash", "neon",
    "planetscale", "mongodb", "elastic", "meraki", "launchdarkly", "lob", "typeform", "yandex",
    "alibaba", "openrouter", "perplexity", "langsmith", "tavily", "deepgram", "elevenlabs",
  ]

  /// Keys that find something instead of opening it.
  private static let harmlessQualifiers: [StaticString] = [
    "public", "pub", "publishable", "primary", "foreign", "unique", "sort", "partition", "range",
    "hash", "cache", "row", "object", "item", "index", "idempotency", "dedupe", "dedup", "routing",
    "lookup", "issue", "translation", "message", "map", "dict", "column", "field", "group", "order",
    "s3", "blob", "file", "path", "shard", "join", "natural", "surrogate", "candidate", "composite",
    "react", "list", "tree", "node", "parent", "child", "state", "query", "config", "setting",
    "env", "registry", "feature", "flag", "event", "metric", "label", "locale", "lang", "i18n",
    "restore", "storagepath", "property", "attribute", "tenant", "by", "for", "of", "the", "hot",
    "short", "arrow", "enter", "escape", "tab", "shift", "ctrl", "alt", "meta", "any", "soft",
    "piano", "music", "license", "content", "project", "page", "next", "start", "end", "last",
    "host", "known", "fingerprint", "checksum", "digest", "pair", "bucket", "topic", "queue",
    "entity", "record", "document", "collection", "table", "schema", "type", "name", "id",
  ]

  private static func isNeutral(_ text: Bytes, _ word: Range<Int>) -> Bool {
    if word.count <= 2, text[word.lowerBound..<word.upperBound].allSatisfy(Ascii.isDigit) {
      return true
    }
    if word.count == 2, text.hasFolded("v", at: word.lowerBound),
      Ascii.isDigit(text[word.upperBound - 1])
    {
      return true
    }
    for neutral in neutrals where equals(text, word, neutral) { return true }
    return false
  }

  private static let neutrals: [StaticString] = [
    "value", "val", "prod", "production", "staging", "stage", "dev", "development", "test",
    "live", "old", "new", "base64", "b64", "encoded", "plain", "plaintext", "raw", "default",
    "current", "primary", "secondary", "base", "str", "string", "main", "backup", "local", "arg",
    "env",
  ]
}
