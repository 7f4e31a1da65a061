/// Other places, written before the detectors were tuned and not looked at while they were.
enum HeldBackContexts {
  static let keys: [KeyContext] = [
    KeyContext(name: "toml") { "[service]\n\($0.snake) = \"\($1)\"\ntimeout = 30\n" },
    KeyContext(name: "ini") { "[default]\n\($0.snake) = \($1)\nregion = eu-west-1\n" },
    KeyContext(name: "docker run") {
      "docker run -d -e \($0.screaming)=\($1) -p 80:80 image:1.2\n"
    },
    KeyContext(name: "x-api-key header") {
      "curl -H \"X-Api-Key: \($1)\" https://api.service.test/\n"
    },
    KeyContext(name: "log line") {
      "2026-01-12T08:00:00Z INFO client started \($0.snake)=\($1) attempt=1\n"
    },
    KeyContext(name: "prose with code") { "I set `\($0.screaming)` to `\($1)`, then it worked.\n" },
    KeyContext(name: "python") { "os.environ[\"\($0.screaming)\"] = \"\($1)\"\n" },
    KeyContext(name: "xml") {
      "<configuration>\n  <\($0.camel)>\($1)</\($0.camel)>\n</configuration>\n"
    },
    KeyContext(name: "xml attribute") { "<add key=\"\($0.camel)\" value=\"\($1)\" />\n" },
    KeyContext(name: "json in json") {
      "{\"body\":\"{\\\"\($0.snake)\\\":\\\"\($1)\\\",\\\"v\\\":1}\"}\n"
    },
    KeyContext(name: "cookie") { "Cookie: lang=en; session=\($1)\n" },
    KeyContext(name: "diff") { "@@ -1 +1 @@\n-# none\n+\($0.screaming)=\($1)\n" },
    KeyContext(name: "powershell") { "PS> $env:\($0.screaming) = '\($1)'\n" },
    KeyContext(name: "fish") { "set -gx \($0.screaming) \($1)\n" },
    KeyContext(name: "dockerfile") { "FROM node:22\nENV \($0.screaming) \($1)\nCMD node .\n" },
    KeyContext(name: "secrets set") { "fly secrets set \($0.screaming)=\($1) --app api\n" },
    KeyContext(name: "csv", isNamed: false) { "id,value\n1,\($1),2026-01-12\n" },
    KeyContext(name: "go") { "os.Setenv(\"\($0.screaming)\", \"\($1)\")\n" },
    KeyContext(name: "bold markdown") { "- **\($0.words)**: \($1)\n" },
    KeyContext(name: "bearer without header") {
      "fetch(url, { headers: { auth: `Bearer \($1)` } })\n"
    },
    KeyContext(name: "percent-encoded", isNamed: false) {
      "callback?next=%2Fhome%3Fkey%3D\(TuningContexts.percentEncoded($1))\n"
    },
    KeyContext(name: "wrapped in a log", isNamed: false) {
      "value is \($1.prefix($1.count / 2))\n\($1.dropFirst($1.count / 2)) (end)\n"
    },
    KeyContext(name: "ruby") { "ENV['\($0.screaming)'] ||= '\($1)'\n" },
    KeyContext(name: "terraform") { "  \($0.snake)   = \"\($1)\"\n" },
  ]

  static let passwords: [KeyContext] = [
    KeyContext(name: "netrc") { "machine api.service.test\n  login app\n  password \($1)\n" },
    KeyContext(name: "pgpass") { "db.test:5432:main:app:\($1)\n" },
    KeyContext(name: "mysql environment") { "MYSQL_PWD=\($1) mysql -u app\n" },
    KeyContext(name: "sshpass") { "sshpass -p '\($1)' ssh app@host.test\n" },
    KeyContext(name: "redis-cli") { "redis-cli -h cache.test -a \($1) ping\n" },
    KeyContext(name: "docker login") { "docker login registry.test -u app -p \($1)\n" },
    KeyContext(name: "curl --user") {
      "curl --user 'app:\($1)' -X POST https://api.service.test/\n"
    },
    KeyContext(name: "properties") {
      "spring.datasource.username=app\nspring.datasource.password=\($1)\n"
    },
    KeyContext(name: "xml") { "<user>app</user>\n<password>\($1)</password>\n" },
    KeyContext(name: "odbc") { "Driver={PostgreSQL};Server=db.test;Uid=app;Pwd=\($1);\n" },
    KeyContext(name: "create user") { "CREATE USER app IDENTIFIED BY '\($1)';\n" },
    KeyContext(name: "url query") {
      "https://db.test/login?user=app&pwd=\(TuningContexts.percentEncoded($1))\n"
    },
    KeyContext(name: "amqp url") {
      "broker: amqps://app:\(TuningContexts.percentEncoded($1))@mq.test/vhost\n"
    },
    KeyContext(name: "prose") { "The admin password is \($1) until tomorrow.\n" },
    KeyContext(name: "compose") { "    environment:\n      - POSTGRES_PASSWORD=\($1)\n" },
    KeyContext(name: "kotlin") { "val password = \"\($1)\"\n" },
    KeyContext(name: "form") { "-d 'grant_type=password&username=app&password=\($1)'\n" },
    KeyContext(name: "htpasswd") { "htpasswd -b .htpasswd app \($1)\n" },
  ]

  static let passwordTexts = [
    "B1gSur!Coast", "rosebud1941x", "V3rm0nt#Maple", "t7Rw!9zLq", "c0ffee-Bean5", "Summer_2025!",
    "Jx4&pW8@nT", "dragon99Fire", "Pa55phrase!7", "8uJm,ki9", "L1ghth0use.42", "mango77Tree",
    "eX4mpl1fy!ed", "Nordlicht#08", "q1w2e3r4t5y6", "Ab1!Cd2@Ef3", "stormy88Night", "K3yb0ard?Cat",
  ]
}
