/// Places that no table of contexts makes: headers, Kubernetes, signed addresses, odd layouts.
enum HandWritten {
  static func tuning(_ random: inout SeededGenerator) -> [SecretSample] {
    var samples: [SecretSample] = []
    func add(
      _ kind: String,
      _ context: String,
      _ secret: String,
      kept: [String] = [],
      _ text: (String) -> String
    ) {
      samples.append(
        SecretSample(
          kind: kind,
          context: context,
          text: text(secret),
          secrets: [secret],
          kept: kept
        )
      )
    }
    let api = "api.service.test"
    add("http", "basic", random.text("{b28}=="), kept: [api]) {
      "> GET / HTTP/1.1\n> Host: \(api)\n> Authorization: Basic \($0)\n"
    }
    add("http", "token", random.text("{h40}")) { "Authorization: token \($0)" }
    add("http", "bare", random.text("{g}")) {
      "curl --header 'Authorization: \($0)' https://\(api)"
    }
    add("http", "x-auth-token", random.text("{h32}"), kept: ["X-Auth-Token"]) {
      "X-Auth-Token: \($0)\n"
    }
    add("http", "apikey", random.text("{g}")) {
      "-H \"apikey: \($0)\" -H \"Accept: application/json\""
    }
    add("http", "set-cookie", random.text("{a32}"), kept: ["HttpOnly"]) {
      "Set-Cookie: sid=\($0); Path=/; HttpOnly\n"
    }
    add("http", "proxy", random.text("{b24}")) { "Proxy-Authorization: Basic \($0)\n" }
    add("http", "request log", random.text("{h32}")) {
      "headers: { 'x-api-key': '\($0)', accept: '*/*' }"
    }
    add("url", "no user", "hu%40nter%2F2", kept: ["cache.test"]) {
      "REDIS_URL=redis://:\($0)@cache.test:6379/0"
    }
    add("url", "token as user", random.text("{a32}"), kept: ["git.test"]) {
      "git clone https://\($0)@git.test/a/b.git"
    }
    add("url", "oauth2 user", random.text("{a26}"), kept: ["git.test"]) {
      "https://oauth2:\($0)@git.test/a/b.git"
    }
    add("url", "in json", "Xk29vQaaa", kept: ["db.test"]) {
      #"{"url":"mysql:\/\/app:\#($0)@db.test\/main"}"#
    }
    add("url", "two in a line", "p2Kd93kd", kept: ["a.test", "b.test"]) {
      "postgres://a:\($0)@a.test/x -> postgres://a:\($0)@b.test/x"
    }
    add("url", "sas signature", random.text("{a43}%3D"), kept: ["blob.test"]) {
      "https://acme.blob.test/c/f.txt?sv=2022-11-02&se=2026-01-01&sr=b&sig=\($0)"
    }
    add(
      "azure",
      "connection string",
      random.text("{b86}=="),
      kept: ["AccountName=acme", "EndpointSuffix"]
    ) {
      "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=\($0);EndpointSuffix=core.windows.net"
    }
    add("azure", "service bus", random.text("{b43}="), kept: ["Endpoint=sb://acme"]) {
      "Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=\($0)"
    }
    add("azure", "cosmos", random.text("{b86}==")) {
      "AccountEndpoint=https://acme.documents.azure.com:443/;AccountKey=\($0);"
    }
    add("aws", "credentials file", random.text("{b40}")) {
      "[default]\naws_access_key_id = ${ID}\naws_secret_access_key = \($0)\n"
    }
    add("aws", "cli table", random.text("{b40}")) {
      "secret_key     ****************     shared-credentials-file\nSecretAccessKey: \($0)\n"
    }
    add("kubernetes", "data", random.text("{b32}=="), kept: ["name: db"]) {
      "apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ndata:\n  url: \($0)\n"
    }
    add("kubernetes", "data before kind", random.text("{b24}")) {
      "data:\n  extra: \($0)\nkind: Secret\n"
    }
    add("kubernetes", "string data", "Xk29!vQaa7") {
      "kind: Secret\nstringData:\n  dsn-part: \($0)\n"
    }
    add("kubernetes", "describe", random.text("{a900}")) { "Data\n====\ntoken:  \($0)\n" }
    add("ssh", "passphrase", "corr3ct-horse") { "ssh-keygen -t ed25519 -N '\($0)' -f id\n" }
    add("prose", "colon", random.text("{a24}")) { "The token: \($0) works for staging." }
    add("prose", "is", random.text("{h40}")) { "API key is \($0), valid for a day" }
    add("docker", "config", random.text("{b32}==")) {
      "{\"auths\":{\"registry.test\":{\"auth\":\"\($0)\"}}}"
    }
    add("npmrc", "_authToken", random.text("{g}"), kept: ["registry.test"]) {
      "//registry.test/:_authToken=\($0)\n"
    }
    add("npmrc", "_password", random.text("{b24}==")) { "//registry.test/:_password=\($0)\n" }
    add("git", "credential", "s3cr3tXk29", kept: ["host=git.test"]) {
      "protocol=https\nhost=git.test\nusername=app\npassword=\($0)\n"
    }
    add("rails", "master key", random.text("{h32}")) { "RAILS_MASTER_KEY=\($0)\n" }
    add("letters only", "json", random.text("{L32}")) {
      "{\"token\": \"\($0)\", \"type\": \"user\"}"
    }
    add("letters only", "json", random.text("{k28}")) { "{\"client_secret\": \"\($0)\"}" }
    add("colour", "escape inside", "sword9fishX") { "DB_PASSWORD=\u{1B}[31m\($0)\u{1B}[0m\n" }
    add("invisible", "zero width", "sword9fishY") { "DB_PASSWORD=\u{200B}\($0)\n" }
    return samples
  }

  static func heldBack(_ random: inout SeededGenerator) -> [SecretSample] {
    var samples: [SecretSample] = []
    func add(
      _ kind: String,
      _ context: String,
      _ secret: String,
      kept: [String] = [],
      _ text: (String) -> String
    ) {
      samples.append(
        SecretSample(
          kind: kind,
          context: context,
          text: text(secret),
          secrets: [secret],
          kept: kept
        )
      )
    }
    add("http", "curl header over lines", random.text("{h40}")) {
      "curl -X PUT \\\n  -H 'Accept: */*' \\\n  -H 'Authorization: Token \($0)' \\\n  https://a.test"
    }
    add("http", "api-token header", random.text("{a11}")) {
      "curl -X POST --header \"Api-Token: \($0)\""
    }
    add("http", "vendor header", random.text("{g}"), kept: ["X-Octopus-ApiKey"]) {
      "-H \"X-Octopus-ApiKey: \($0)\" \\"
    }
    add("http", "private-token", random.text("{w20}")) { "PRIVATE-TOKEN: \($0)" }
    add("http", "shopify header", random.text("{h32}")) { "X-Shopify-Access-Token: \($0)\r\n" }
    add("http", "cookie of two", random.text("{a40}"), kept: ["lang="]) {
      "cookie: lang=en; _app_session=\($0)"
    }
    add("http", "digest", random.text("{h32}")) {
      "Authorization: Digest username=\"app\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"\($0)\""
    }
    add("http", "aws signature", random.text("{h64}")) {
      "Authorization: AWS4-HMAC-SHA256 Credential=x/20260112/eu/s3/aws4_request, SignedHeaders=host, Signature=\($0)"
    }
    add("http", "urllib", random.text("{a30}")) {
      "req.add_header('Authorization', 'Bearer \($0)')"
    }
    add("http", "axios", random.text("{h48}")) {
      "axios.defaults.headers.common['X-API-KEY'] = '\($0)'"
    }
    add("curl", "user without password", random.text("{a26}")) {
      "curl -u \($0): https://api.service.test/v1/charges"
    }
    add("curl", "user on another line", "qgsnai0xokrw4j1", kept: ["auth_code"]) {
      "curl https://api.service.test/token \\\n  --user c28w:\($0) --data grant_type=auth_code"
    }
    add("curl", "mixed quotes", "8cX4mN2kQz71") {
      "curl --user app:'\($0)' -X PATCH https://a.test"
    }
    add("url", "percent", "p%40ss%3Aw0rd%21", kept: ["db.test:5432/main"]) {
      "postgresql://app:\($0)@db.test:5432/main?sslmode=require"
    }
    add("url", "raw special characters", "a/b?c#d9", kept: ["db.test"]) {
      "mysql://app:\($0)@db.test:3306/x"
    }
    add("url", "mongo", random.text("{a20}"), kept: ["c0.mongo.test"]) {
      "MONGO_URI='mongodb+srv://app:\($0)@c0.mongo.test/?retryWrites=true'"
    }
    add("url", "sidekiq", random.text("{h8}"), kept: ["gems.test"]) {
      "https://0a1b2c3d:\($0)@gems.test/"
    }
    add("url", "presigned", random.text("{h64}"), kept: ["X-Amz-Date=20260112"]) {
      "https://s3.test/b/k?X-Amz-Date=20260112&X-Amz-Signature=\($0)"
    }
    add("url", "access_token", random.text("{a60}"), kept: ["expires_in=3600"]) {
      "https://app.test/cb#access_token=\($0)&expires_in=3600"
    }
    add("url", "sentry dsn", random.text("{h32}"), kept: ["o1.ingest.test"]) {
      "SENTRY_DSN=https://\($0)@o1.ingest.test/42"
    }
    add("azure", "event hub", random.text("{b43}=")) {
      "Endpoint=sb://a.test/;SharedAccessKeyName=Root;SharedAccessKey=\($0);EntityPath=hub"
    }
    add("azure", "sql", "Zk9!plainText", kept: ["Initial Catalog=main"]) {
      "Server=tcp:a.database.windows.net,1433;Initial Catalog=main;User ID=app;Password=\($0);Encrypt=True;"
    }
    add("azure", "cli json", random.text("{a3}8Q~{a34}")) {
      "{\n  \"appId\": \"x\",\n  \"password\": \"\($0)\",\n  \"tenant\": \"t\"\n}"
    }
    add("heroku", "auth token output", random.text("{g}")) {
      "$ heroku auth:token\nheroku token: \($0)\n"
    }
    add("heroku", "netrc", random.text("{g}")) {
      "machine api.heroku.com\n  login a@b.test\n  password \($0)\n"
    }
    add("kubernetes", "quoted", random.text("{b24}")) {
      "apiVersion: \"v1\"\nkind: \"Secret\"\ndata:\n  extra: \"\($0)\"\ntype: \"Opaque\"\n"
    }
    add("kubernetes", "comment first", random.text("{b20}==")) {
      "kind: Secret\ntype: Opaque\ndata:\n  # the data is abbreviated\n  username: \($0)\n"
    }
    add("kubernetes", "docker config", random.text("{b96}")) {
      "kind: Secret\nmetadata:\n  name: r\ndata:\n  .dockerconfigjson: \($0)\n"
    }
    add("kubernetes", "folded", random.text("{b72}")) {
      "kind: Secret\ndata:\n  .dockercfg: >\n    \($0)\n"
    }
    add("kubernetes", "json", random.text("{b32}")) {
      "{\"kind\":\"Secret\",\"apiVersion\":\"v1\",\"data\":{\"uri\":\"\($0)\"}}"
    }
    add("kubernetes", "create secret", "Xv7!pq20zz") {
      "kubectl create secret generic db --from-literal=password=\($0)\n"
    }
    add("openssl", "pass", "z8Kq!w2Lm") { "openssl rsa -in k.pem -passin pass:\($0) -out o.pem\n" }
    add("ansible", "vault password", "k7Gq-w2Lm-9z") { "ansible_become_password: \($0)\n" }
    add("gradle", "signing", random.text("{a18}")) { "signing.password=\($0)\n" }
    add("prose", "key in brackets", random.text("{a32}")) {
      "I used the API key (\($0)) from the console."
    }
    add("prose", "password is", "Hq7!trombone") { "Password is: \($0)\n" }
    add("prose", "german", "Hq7!posaune") { "Passwort: \($0)\n" }
    add("table", "two columns", random.text("{a32}")) { "API key       \($0)\nRegion        eu\n" }
    add("table", "bold name", random.text("{h40}")) { "| **API Key** | `\($0)` | rotate |\n" }
    add("cli", "short token flag", random.text("{a36}")) {
      "sentry-cli --auth-token \($0) releases list\n"
    }
    add("cli", "vercel", random.text("{a24}")) { "vercel deploy --token=\($0) --prod\n" }
    add("cli", "gh secret", random.text("{a40}")) { "gh secret set NPM_TOKEN --body \"\($0)\"\n" }
    add("letters only", "yaml", random.text("{L36}")) { "auth_token: \($0)\n" }
    add("letters only", "json", random.text("{k30}")) { "{\"apiKey\":\"\($0)\"}" }
    add("letters only", "code", random.text("{L30}")) { "const SECRET = \"\($0)\";" }
    add(
      "jwt",
      "base64 of one",
      PrivateKeys.base64(random.text("eyJhbGciOiJIUzI1NiJ9.eyJ{a60}.{w43}"))
    ) { "blob: \($0)\n" }
    add("wireguard", "conf", random.text("{b43}="), kept: ["Address = 10.0.0.2"]) {
      "[Interface]\nPrivateKey = \($0)\nAddress = 10.0.0.2\n"
    }
    add("totp", "otpauth", random.text("{v32}"), kept: ["issuer=Acme"]) {
      "otpauth://totp/Acme:app?secret=\($0)&issuer=Acme"
    }
    add("django", "settings", random.text("{l25}") + "!@#(x") {
      "SECRET_KEY = 'django-insecure-\($0)'\n"
    }
    add("laravel", "app key", random.text("{b43}=")) { "APP_KEY=base64:\($0)\n" }
    return samples
  }
}
