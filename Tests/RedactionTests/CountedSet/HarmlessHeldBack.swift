/// Harmless texts written before the detectors were tuned and not looked at while they were.
enum HarmlessHeldBack {
  static let samples: [HarmlessSample] = {
    var random = SeededGenerator(seed: 4)
    var samples: [HarmlessSample] = []
    for (kind, shapes) in generated {
      for _ in 0..<12 {
        for shape in shapes { samples.append(HarmlessSample(kind: kind, text: random.text(shape))) }
      }
    }
    samples += HarmlessSentences.heldBack.map { HarmlessSample(kind: "sentence", text: $0) }
    samples += HarmlessCode.heldBack.map { HarmlessSample(kind: "code", text: $0) }
    return samples
  }()

  private static let generated: [(String, [String])] = [
    (
      "commit",
      [
        "* {h7} (HEAD -> main) Add secret rotation", "Revert \"Hash passwords\" ({h40})",
        "{h40} {h40} app <a@b.test> 1768204800 +0000\tcommit: tokens", "Updating {h7}..{h7}",
        "see https://git.test/a/b/commit/{h40}",
        "40 {h40} tree\n100755 blob {h40}    {d4}\tbin/key",
        "- uses: actions/checkout@{h40} # v4", "Signed-off at {h12} by bot",
        "fixup! {h10} password",
      ]
    ),
    (
      "uuid",
      [
        "X-Request-Id: {g}", "INSERT INTO users (id) VALUES ('{g}');", "session {g} expired",
        "{\"tokenId\":\"{g}\"}", "correlation-id: {g}",
      ]
    ),
    (
      "hash",
      [
        "sha1 {h40}  keys.json", "sha384-{b64}", "<script integrity=\"sha256-{b43}=\">",
        "blake3: {h64}",
        "layer {h12}: Already exists", "sha256sum: {h64}", "Content-MD5: {b22}==",
        "If-None-Match: \"{h32}-gzip\"",
      ]
    ),
    (
      "lock file",
      [
        "      integrity: sha512-{b86}==", "sum = \"h1:{b43}=\"",
        "    \"hash\": \"sha256-{b43}=\",",
        "  \"contentHash\": \"{b86}==\",", "--hash=sha256:{h64} \\", "  sha256 \"{h64}\"",
        "\"shasum\": \"{h40}\"",
      ]
    ),
    (
      "path",
      [
        "C:\\Users\\app\\AppData\\Local\\Temp\\{l8}\\token.txt",
        "s3://bucket/backups/2026/01/{h32}/dump.sql.gz",
        "https://cdn.test/_next/static/chunks/{h16}-{h16}.js", "/proc/sys/kernel/keys/maxkeys{d1}",
        "at Object.<anonymous> (/app/src/passwords/hash.{l6}.js:{d2}:{d2})",
      ]
    ),
    (
      "base64 picture",
      [
        "<img src=\"data:image/jpeg;base64,/9j/{b200}\">", "data:font/woff2;base64,d09GMg{b180}",
        "//# sourceMappingURL=data:application/json;base64,{b120}",
      ]
    ),
    (
      "id",
      [
        "Stripe-Account: acct_{a16}", "G-{u10}", "UA-{d8}-1",
        "{d12}-{l32}.apps.googleusercontent.com",
        "\"node_id\": \"MDQ6VXNlcj{a10}\"", "gid://shopify/Product/{d13}", "i-{h17} running",
        "vpc-{h17}",
        "x-vercel-id: fra1::{l5}-{d13}-{h12}", "x-amz-cf-id: {a54}==", "sub_{a24} active",
        "job_{l20}",
      ]
    ),
    (
      "trace",
      [
        "b3: {h32}-{h16}-1", "X-Cloud-Trace-Context: {h32}/{d18};o=1",
        "sentry-trace: {h32}-{h16}-0",
        "dd.trace_id={d19} dd.span_id={d18}",
      ]
    ),
    (
      "version",
      [
        "password-hash {d1}.{d1}.{d1}", "Python 3.{d2}.{d1} (main, {h10})",
        "v0.0.0-20260112080000-{h12}",
        "keyring=={d2}.{d1}.{d1}", "rustc 1.{d2}.0 ({h9} 2026-01-12)",
      ]
    ),
    (
      "public key",
      [
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABB{b90}= k",
        "age1{l58}",
        "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n{b64}\n{b64}\n={b4}\n-----END PGP PUBLIC KEY BLOCK-----",
        "-----BEGIN CERTIFICATE REQUEST-----\n{b64}\n{b30}==\n-----END CERTIFICATE REQUEST-----",
        "Key fingerprint = {H4} {H4} {H4} {H4} {H4}  {H4} {H4} {H4} {H4} {H4}",
        "PublicKey = {b43}=",
        "VAPID_PUBLIC_KEY=B{w86}", "pk_test_{a24}",
      ]
    ),
    (
      "placeholder",
      [
        "STRIPE_KEY=sk_test_xxxxxxxxxxxxxxxxxxxxxx{d2}", "password = \"<REPLACE_ME_{d1}>\"",
        "DB_PASS=$(pass show db/{k4})", "api_key: %env(API_KEY_{d1})%", "token: !vault |",
        "PASSWORD=\"\"",
        "SECRET=op://vault/item{d2}/field", "password: {{ .Values.db{d1}.password }}",
        "Authorization: Bearer <your token {d1}>", "redis://:$REDIS_PASS@cache.test:{d4}",
        "X-Api-Key: {{apiKey{d1}}}", "--token=$(cat ~/.token{d1})", "TOKEN=********{d1}",
      ]
    ),
    (
      "css",
      [
        ".token.punctuation-{l4}{color:#{h6}}", "  --ring-offset-{d1}: {d1}px;",
        "class=\"pwd-{l8} key--{k5}\"",
      ]
    ),
    (
      "minified",
      [
        "const{token:{L1},key:{L2}}=await {L2}();",
        "e.exports=function(t){var {L1}=t.secret;return {L1}}",
        "(0,{L1}.jsx)({L2},{key:\"{l6}\"})", "a.password||(a.password={L2}({d3}))",
      ]
    ),
    (
      "flag",
      [
        "tar -xpf a{d2}.tar", "rsync -avu src/ dst{d1}/", "cut -d: -f{d1}", "useradd -u {d4} app",
        "docker compose -p proj{d2} up", "npm publish --access public --tag v{d1}",
        "ssh -i ~/.ssh/id_{l6} host", "git commit -a -m \"pass {d2}\"", "openssl rand -hex {d2}",
        "grep -rn password src{d1}/", "kubectl get secret db-{l5} -o yaml",
        "mysqladmin -u root -p status",
      ]
    ),
    (
      "number",
      [
        "prompt_tokens={d3} completion_tokens={d3}", "Passed: {d2} Failed: 0",
        "key size: {d4} bits",
        "\"expires_in\": {d4}", "token limit {d5} exceeded", "pass rate: {d2}.{d1}%",
        "session_timeout = {d4}", "{d2} secrets scanned",
      ]
    ),
    (
      "key of a table",
      [
        "idempotency_key: {g}", "Cache hit for: key-{h32}", "row key {a16} updated",
        "\"sortKey\": \"{a12}\"",
        "dedupe_key={h40}", "issue key PROJ-{d4}", "objectKey: \"media/{h32}.jpg\"",
        "tokenizer: bert-{k6}-v{d1}",
        "encryptionKeyArn: arn:aws:kms:eu:{d12}:key/{g}", "\"keyFingerprint\": \"{h40}\"",
        "key-pair: kp-{h17}",
      ]
    ),
  ]
}
