/// A place where a key stands, made from the setting's name and the key.
struct KeyContext: Sendable {
  var name: String
  /// Whether the key's name stands there too.
  var isNamed = true
  var make: @Sendable (SettingName, String) -> String
}

/// The places that the detectors were tuned on.
enum TuningContexts {
  static let keys: [KeyContext] = [
    KeyContext(name: "env") { "NODE_ENV=test\n\($0.screaming)=\($1)\nPORT=3000\n" },
    KeyContext(name: "shell export") { "export \($0.screaming)=\"\($1)\"\n" },
    KeyContext(name: "json") { "{\n  \"region\": \"eu\",\n  \"\($0.camel)\": \"\($1)\"\n}\n" },
    KeyContext(name: "yaml") { "service:\n  \($0.snake): \($1)\n  retries: 3\n" },
    KeyContext(name: "shell output", isNamed: false) { "Using \($1) for the deployment\n" },
    KeyContext(name: "markdown table") {
      "| Name | Value |\n|---|---|\n| \($0.screaming) | \($1) |\n"
    },
    KeyContext(name: "code") { "const client = connect({ \($0.camel): '\($1)', retries: 2 })\n" },
    KeyContext(name: "url query") {
      "GET https://api.service.test/v1/items?\($0.snake)=\($1)&page=2\n"
    },
    KeyContext(name: "flag") { "deploy --region eu --\($0.kebab) \($1) --verbose\n" },
    KeyContext(name: "flag with =") { "$ tool login --\($0.kebab)=\($1)\n" },
    KeyContext(name: "bearer header", isNamed: true) {
      "Authorization: Bearer \($1)\r\nHost: a.test\r\n"
    },
    KeyContext(name: "last line", isNamed: false) { "done\nkey \($1)" },
    KeyContext(name: "json list", isNamed: false) { "[\"a\", \"\($1)\", \"b\"]\n" },
    KeyContext(name: "wrapped", isNamed: false) {
      "key:\n  \($1.prefix($1.count * 2 / 3))\n  \($1.dropFirst($1.count * 2 / 3))\n"
    },
    KeyContext(name: "markdown code") { "Set `\($0.screaming)=\($1)` and start again.\n" },
  ]

  static let passwords: [KeyContext] = [
    KeyContext(name: "env") { "DB_PASSWORD=\($1)\n" },
    KeyContext(name: "PGPASSWORD") { "PGPASSWORD=\($1) psql -h db.test -U app main\n" },
    KeyContext(name: "PGPASSWORD quoted") { "PGPASSWORD='\($1)' pg_dump main\n" },
    KeyContext(name: "json") { "{\"user\": \"app\", \"password\": \"\($1)\"}\n" },
    KeyContext(name: "yaml") { "db:\n  user: app\n  password: \"\($1)\"\n" },
    KeyContext(name: "flag") { "tool login --user app --password \($1) --host db.test\n" },
    KeyContext(name: "flag with =") { "mysqldump --user=app --password=\($1) main\n" },
    KeyContext(name: "mysql -p") { "mysql -h db.test -u app -p\($1) main\n" },
    KeyContext(name: "curl -u") { "curl -s -u app:\($1) https://api.service.test/me\n" },
    KeyContext(name: "connection string ;") {
      "Server=db.test;Database=main;User Id=app;Password=\($1);Encrypt=true\n"
    },
    KeyContext(name: "connection string =") {
      "psql \"host=db.test user=app password=\($1) dbname=main\"\n"
    },
    KeyContext(name: "url") {
      "DATABASE_URL=postgres://app:\(percentEncoded($1))@db.test:5432/main\n"
    },
    KeyContext(name: "jdbc") {
      "jdbc:postgresql://db.test/main?user=app&password=\(percentEncoded($1))&ssl=true\n"
    },
    KeyContext(name: "sql") { "ALTER ROLE app WITH LOGIN PASSWORD '\($1)';\n" },
    KeyContext(name: "prose with a colon") { "Login at https://app.test with password: `\($1)`\n" },
    KeyContext(name: "markdown table") {
      "| host | user | password |\n|---|---|---|\n| db.test | app | \($1) |\n"
    },
  ]

  static let passwordTexts = [
    "Tr0ub4dor&3", "hunter2hunter2", "Winter2024!", "xK9#mPq2vL", "p4ssw0rdX9", "S3cr3t!Value",
    "7Yh!2kQz", "letmein-4-real", "Qw3rty!uiop", "n0tTh3Sam3", "Zebra.Fjord.71", "blue42Giraffe",
    "aB3$dE5^gH7", "M0nkeyBusiness!", "9f8e7d6c5b4a", "Gr33nT3a+Lemon", "kP2mX8vR", "Sommer#2023",
  ]

  static func percentEncoded(_ text: String) -> String {
    text.utf8.map { byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
        || [0x2D, 0x2E, 0x5F, 0x7E].contains(byte)
      if isPlain { return String(UnicodeScalar(byte)) }
      let digits = String(byte, radix: 16, uppercase: true)
      return "%" + (digits.count < 2 ? "0" : "") + digits
    }.joined()
  }
}
