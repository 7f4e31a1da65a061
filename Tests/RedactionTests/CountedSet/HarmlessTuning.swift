/// Harmless texts that the detectors were tuned on: generated shapes, each many times.
enum HarmlessTuning {
  static let samples: [HarmlessSample] = {
    var random = SeededGenerator(seed: 3)
    var samples: [HarmlessSample] = []
    for (kind, shapes) in generated {
      for _ in 0..<12 {
        for shape in shapes { samples.append(HarmlessSample(kind: kind, text: random.text(shape))) }
      }
    }
    samples += HarmlessSentences.tuning.map { HarmlessSample(kind: "sentence", text: $0) }
    samples += HarmlessCode.tuning.map { HarmlessSample(kind: "code", text: $0) }
    return samples
  }()

  /// Kinds with their shapes, as `SeededGenerator.text` reads them.
  private static let generated: [(String, [String])] = [
    (
      "commit",
      [
        "commit {h40}", "{h7} Fix the token refresh", "Merge: {h8} {h8}", "index {h7}..{h7} 100644",
        "[main {h7}] Add the password form", "HEAD is now at {h9} Rotate keys",
        "100644 blob {h40}\tsrc/auth/token.ts", "{h40}\trefs/heads/secret-scanning",
        "From {h40} Mon Sep 17 00:00:00 2001",
      ]
    ),
    (
      "uuid",
      [
        "{\"id\": \"{g}\", \"name\": \"token list\"}", "request_id={g} status=200",
        "user {g} signed in",
        "GET /v1/accounts/{g}/keys 200",
      ]
    ),
    (
      "hash",
      [
        "{h64}  secrets.tar.gz", "sha256:{h64}", "md5: {h32}", "Digest: sha256:{h64}",
        "image: app@sha256:{h64}", "checksum = \"{h64}\"", "etag: W/\"{h32}\"", "ETag: \"{h40}\"",
      ]
    ),
    (
      "lock file",
      [
        "\"integrity\": \"sha512-{b86}==\"", "  integrity sha512-{b86}==",
        "  resolved \"https://registry.test/jsonwebtoken/-/jsonwebtoken-9.0.2.tgz#{h40}\"",
        "example.test/token v1.2.3 h1:{b43}=", "  checksum: 10c0/{h128}",
        "    {file = \"keyring-24.3.0.tar.gz\", hash = \"sha256:{h64}\"},",
      ]
    ),
    (
      "path",
      [
        "src/components/auth/PasswordResetForm.{l8}.test.tsx",
        "/var/lib/docker/overlay2/{h64}/merged",
        "node_modules/.pnpm/jsonwebtoken@9.0.2/node_modules/jsonwebtoken/index.js",
        "dist/assets/index-{a8}.js   142.3 kB", "/nix/store/{l32}-openssl-3.0.12/bin/openssl",
      ]
    ),
    (
      "base64 picture",
      [
        "data:image/png;base64,iVBORw0KGgo{b120}",
        "background: url(data:image/svg+xml;base64,{b160}=)",
      ]
    ),
    (
      "id",
      [
        "01{c24}", "cus_{a14}", "\"customer\": \"cus_{a14}\"", "pi_{a24}", "price_1{a23}",
        "evt_{a24}",
        "\"id\": \"c{l24}\"", "arn:aws:kms:eu-west-1:{d12}:key/{g}", "U{u10} joined C{u10}",
        "projects/{l20}/secrets/db/versions/3", "x-amz-request-id: {u16}", "rec{a14}",
      ]
    ),
    (
      "trace",
      [
        "traceparent: 00-{h32}-{h16}-01", "trace_id={h32} span_id={h16}", "\"traceId\":\"{h32}\"",
      ]
    ),
    (
      "version",
      ["v1.{d2}.{d1}-{h7}", "node:22.{d1}.0-alpine", "token-utils@^{d1}.{d2}.0", "build {d8}.{d1}"]
    ),
    (
      "public key",
      [
        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI{b43} app@host", "ssh-rsa AAAAB3NzaC1yc2E{b300} a@b",
        "-----BEGIN PUBLIC KEY-----\n{b64}\n{b64}\n{b20}==\n-----END PUBLIC KEY-----",
        "-----BEGIN CERTIFICATE-----\n{b64}\n{b64}\n{b30}==\n-----END CERTIFICATE-----",
        "256 SHA256:{b43} app@host (ED25519)", "pk_live_{a24}",
      ]
    ),
    (
      "placeholder",
      [
        "API_KEY=your-api-key-here", "TOKEN=<token>", "PASSWORD=${DB_PASSWORD_{d1}}",
        "SECRET_KEY={{ secret_{d1} }}", "password: changeme", "token: xxxxxxxxxxxxxxxx{d1}xxxxxx",
        "GITHUB_TOKEN=${{ secrets.TOKEN_{d2} }}", "Authorization: Bearer $TOKEN{d1}",
        "postgres://user:${PGPASSWORD}@db.test:{d4}/main", "--password \"$PASS_{d1}\"",
        "mysql -u root -p$MYSQL_PW", "curl -u \"$USER{d1}:$PASS\" https://a.test",
      ]
    ),
    (
      "css",
      [".pass-{l6} { color: #{h6}; }", ".css-{l7}-Token{margin:0}", "--color-key-{d1}: #{h8};"]
    ),
    (
      "minified",
      [
        "var e=t.{L2},n=r({d4}),o=n.token,i=e.{k3}(o);",
        "function {L2}(t){return t.password?{L1}(t):null}",
        "!function(e,t){e.{k2}=t}(this,{d3});",
      ]
    ),
    (
      "flag",
      [
        "docker run -p {d4}:{d4} image", "ssh -p {d4} host.test", "git push -u origin feature/{l8}",
        "psql -U postgres -p {d4}", "deploy --token-file /run/secrets/t{d2}",
        "login --password-stdin < f{d2}",
        "mkdir -p src/{k8}/{k6}", "tail -n {d3} -u app", "redis-cli -a \"$REDIS_{d2}\"",
      ]
    ),
    (
      "number",
      [
        "max_tokens: {d4}", "tokens used: {d5}", "\"total_tokens\": {d4},", "token count = {d3}",
        "password_length={d2}", "pass: {d2}, fail: {d1}", "keys: {d4}", "secret_version: {d1}",
      ]
    ),
    (
      "key of a table",
      [
        "cache key: deps-Linux-{h64}", "primary_key: {d6}", "sort_key={l12}", "key: ArrowDown{d1}",
        "Restored cache for key deps-{h40}", "\"key\": \"{g}\"", "s3 key: uploads/{g}.png",
        "partitionKey: tenant#{d5}", "key_id: {u20}", "\"kid\": \"{a27}\"", "public_key: {a43}",
      ]
    ),
  ]
}
