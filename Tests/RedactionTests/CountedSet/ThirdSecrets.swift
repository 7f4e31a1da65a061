/// A place for a secret, `§`, and what is put there.
private struct ThirdText {
  var context: String
  var text: String
  /// `pw` stands for passwords as people and generators make them, `jwt` for a token of three parts.
  var shape: String
  var kept: [String]

  init(_ context: String, _ text: String, _ shape: String, kept: [String] = []) {
    self.context = context
    self.text = text
    self.shape = shape
    self.kept = kept
  }
}

/// The third set: places that were thought up by somebody who had not read the detectors.
///
/// They were counted once before anything was changed, see `docs/redaction.md`; since then they are
/// tests like the others.
enum ThirdSecrets {
  static let samples: [SecretSample] = {
    var random = SeededGenerator(seed: 5)
    var number = 0
    var samples = texts.flatMap { place in
      (0..<2).map { _ in
        number += 1
        let secret = value(place.shape, number, &random)
        return SecretSample(
          kind: "third",
          context: place.context,
          text: place.text.replacing("§", with: secret),
          secrets: [secret],
          kept: place.kept
        )
      }
    }
    for shape in keys {
      let key = random.text(shape)
      let secret = String(key.dropFirst(shape.prefix { $0 != "{" }.count))
      for text in [
        "the run printed \(key) and went on", "| key | \(key) | ok |", "filler\(key)\nend",
      ] {
        let isGlued = text.hasPrefix("filler")
        guard !isGlued || glued.contains(where: key.hasPrefix) else { continue }
        samples.append(
          SecretSample(kind: "third", context: "key", text: text, secrets: [secret])
        )
      }
    }
    return samples + keyBlocks(&random)
  }()

  private static func value(
    _ shape: String,
    _ number: Int,
    _ random: inout SeededGenerator
  ) -> String {
    switch shape {
    case "pw": random.text(passwords[number % passwords.count])
    case "jwt":
      "eyJ" + random.text("{a33}.") + "eyJ" + random.text("{a80}.{w43}")
    default: random.text(shape)
    }
  }

  private static let passwords = [
    "{a12}", "Winter{d4}!", "{a10}#{a6}", "{w24}", "{h32}", "Harbour{d4}%", "{l8}-{l8}",
    "Tiger{d4}$",
  ]

  private static let keys = [
    "AVNS_{a20}", "apify_api_{a36}", "ATCTT3{w180}", "bkua_{h40}", "CCIPAT_{a22}_{h40}",
    "e2b_{h40}", "pat-na1-{g}", "jina_{a60}", "sk-lf-{g}", "mlsn.{h64}", "npg_{a12}", "nfp_{a36}",
    "pcsk_{a60}", "rpa_{a43}", "sntrya_{h64}", "tskey-auth-k{a10}CNTRL-{a32}", "vcp_{a56}",
    "glpat-{a20}", "ghp_{a36}", "sk_live_{a40}", "shpat_{h32}", "dop_v1_{h64}",
  ]

  private static let glued = ["glpat-", "ghp_", "sk_live_", "shpat_", "dop_v1_"]

  /// Private keys whose lines have something before them: numbers, the time stamps of a log.
  private static func keyBlocks(_ random: inout SeededGenerator) -> [SecretSample] {
    let margins: [(String, (Int) -> String)] = [
      ("numbered", { "  \($0)\t" }), ("logged", { "2026-01-12T08:00:0\($0)Z app[1]: " }),
      ("diff", { _ in "+" }), ("compose", { _ in "web-1  | " }),
    ]
    return margins.map { name, margin in
      let body = (0..<6).map { _ in random.text("{b64}") }
      let label = "PRIVATE" + " KEY-----"
      let lines = ["-----BEGIN RSA " + label] + body + ["-----END RSA " + label]
      return SecretSample(
        kind: "third",
        context: "key block, \(name)",
        text: lines.enumerated().map { margin($0) + $1 }.joined(separator: "\n"),
        secrets: body
      )
    }
  }

  private static let texts: [ThirdText] = [
    ThirdText("env", "DB_PASSWORD=§", "pw"),
    ThirdText("env", "export PGPASSWORD=§; psql -h db", "pw"),
    ThirdText("env", "PGPASSWORD='§' psql -h db -U app main", "pw"),
    ThirdText("env", "POSTGRES_PASSWORD=\"§\"", "pw"),
    ThirdText("env", "AWS_SECRET_ACCESS_KEY=§", "{b40}"),
    ThirdText("env", "aws_secret_access_key = §", "{b40}"),
    ThirdText("env", "SECRET_KEY_BASE=§", "{h128}"),
    ThirdText("env", "SESSION_SECRET=§", "pw"),
    ThirdText("env", "JWT_SECRET='§'", "pw"),
    ThirdText("env", "ENCRYPTION_KEY=§", "{h64}"),
    ThirdText("env", "SMTP_PASS=§", "pw"),
    ThirdText("env", "MYSQL_PWD=§", "pw"),
    ThirdText("env", "SUPABASE_SERVICE_ROLE_KEY=§", "jwt"),
    ThirdText("env", "set -x DB_PASS §", "pw"),
    ThirdText("env", "$env:API_KEY = \"§\"", "pw"),
    ThirdText("env", "set \"DB_PASSWORD=§\"", "pw"),
    ThirdText("env", "DB_PASSWORD?=§", "pw"),
    ThirdText("env", "DB_PASSWORD := §", "pw"),
    ThirdText("env", "# DB_PASSWORD=§", "pw"),
    ThirdText("env", "RAILS_MASTER_KEY=§", "{h32}"),
    ThirdText("env", "VAULT_TOKEN=s.§", "{a24}"),
    ThirdText("env", "HEROKU_API_KEY=§", "{g}"),
    ThirdText("env", "TF_VAR_db_password=§", "pw"),
    ThirdText("env", "CI_JOB_TOKEN=§", "pw"),
    ThirdText("env", "NPM_TOKEN=§", "{g}"),
    ThirdText("env", "KUBECONFIG_TOKEN=§", "{w64}"),
    ThirdText("env", "GPG_PASSPHRASE=§", "pw"),
    ThirdText("env", "SSH_PASSPHRASE=\"§ two words\"", "pw"),
    ThirdText("env", "REDIS_PASSWORD=§\nREDIS_PORT=6379", "pw", kept: ["REDIS_PORT=6379"]),
    ThirdText("env", "A=1\nTOKEN=§", "pw", kept: ["A=1"]),
    ThirdText("env-end", "LOG=x\r\nAPI_SECRET=§\r\n", "pw", kept: ["LOG=x"]),
    ThirdText("json", "{\"password\":\"§\"}", "pw"),
    ThirdText("json", "{\"user\":\"a\",\"secretKey\": \"§\",\"n\":1}", "pw", kept: ["\"n\":1"]),
    ThirdText("json", "{\\\"password\\\":\\\"§\\\"}", "pw"),
    ThirdText("json", "{\"auth\":{\"pass\":\"§\"}}", "pw"),
    ThirdText("json", "{\"client_secret\":\"§\",\"client_id\":\"web\"}", "pw", kept: ["web"]),
    ThirdText("json", "\"connectionString\": \"Server=db;User Id=sa;Password=§;\"", "pw"),
    ThirdText("json", "{\"headers\":{\"X-Api-Key\":\"§\"}}", "pw"),
    ThirdText("json", "{\"name\":\"DB_PASSWORD\",\"value\":\"§\"}", "pw"),
    ThirdText("json", "{\"key\": \"api_token\", \"value\": \"§\"}", "pw"),
    ThirdText("json", "{\"refresh_token\":\"§\"}", "{w60}"),
    ThirdText(
      "yaml",
      "database:\n  username: app\n  password: §\n  host: db",
      "pw",
      kept: ["username: app", "host: db"]
    ),
    ThirdText("yaml", "password: '§'", "pw"),
    ThirdText("yaml", "- name: API_TOKEN\n  value: \"§\"", "pw"),
    ThirdText("yaml", "- name: DB_PASSWORD\n  value: §", "pw"),
    ThirdText("yaml", "secretKey: >-\n  §\nnext: 1", "pw", kept: ["next: 1"]),
    ThirdText("yaml", "api_token: |\n    §\nother: 2", "pw", kept: ["other: 2"]),
    ThirdText(
      "yaml",
      "environment:\n  - POSTGRES_PASSWORD=§\n  - POSTGRES_USER=app",
      "pw",
      kept: ["POSTGRES_USER=app"]
    ),
    ThirdText("yaml", "  POSTGRES_PASSWORD: §", "pw"),
    ThirdText("yaml", "admin_password: !!str §", "pw"),
    ThirdText("yaml", "password: §  # rotate me", "pw", kept: ["rotate me"]),
    ThirdText("yaml", "{user: bob, password: §, port: 5}", "pw", kept: ["port: 5"]),
    ThirdText("toml", "[db]\npassword = \"§\"\nport = 5432", "pw", kept: ["port = 5432"]),
    ThirdText("toml", "api-token = '§'", "pw"),
    ThirdText("toml", "token = \"\"\"§\"\"\"", "pw"),
    ThirdText("ini", "[mysqld]\npassword=§", "pw"),
    ThirdText("ini", "requirepass §", "pw"),
    ThirdText("ini", "//registry.npmjs.org/:_authToken=§", "{g}"),
    ThirdText("ini", "spring.datasource.password=§", "pw"),
    ThirdText("ini", "masterauth §", "pw"),
    ThirdText("ini", "bind_pw = §", "pw"),
    ThirdText("xml", "<password>§</password>", "pw"),
    ThirdText("xml", "<add key=\"DbPassword\" value=\"§\" />", "pw"),
    ThirdText("xml", "<property name=\"connection.password\">§</property>", "pw"),
    ThirdText(
      "xml",
      "<server><id>x</id><username>u</username><password>§</password></server>",
      "pw",
      kept: ["<username>u</username>"]
    ),
    ThirdText("xml", "<add key=\"ClearTextPassword\" value=\"§\" />", "pw"),
    ThirdText("xml", "<string name=\"api_key\">§</string>", "pw"),
    ThirdText("docker", "ENV DB_PASSWORD=§", "pw"),
    ThirdText("docker", "ENV API_TOKEN §", "pw"),
    ThirdText("docker", "ARG NPM_TOKEN=§", "pw"),
    ThirdText(
      "docker",
      "docker run -e POSTGRES_PASSWORD=§ -p 5432:5432 postgres:16",
      "pw",
      kept: ["-p 5432:5432"]
    ),
    ThirdText("docker", "docker run --env DB_PASS=§ img", "pw"),
    ThirdText("docker", "docker login -u bob -p § ghcr.io", "pw", kept: ["ghcr.io"]),
    ThirdText("docker", "podman login --username bob --password § quay.io", "pw"),
    ThirdText("docker", "docker build --build-arg GITHUB_TOKEN=§ .", "pw"),
    ThirdText("k8s", "kind: Secret\nstringData:\n  config.json: §\n", "pw"),
    ThirdText("k8s", "kubectl create secret generic db --from-literal=password=§", "pw"),
    ThirdText(
      "k8s",
      "kubectl create secret docker-registry r --docker-password=§ --docker-username=b",
      "pw"
    ),
    ThirdText("k8s", "users:\n- name: admin\n  user:\n    token: §", "{w64}"),
    ThirdText("k8s", "helm install x --set auth.password=§", "pw"),
    ThirdText("terraform", "password = \"§\"", "pw"),
    ThirdText("terraform", "variable \"db_password\" {\n  default = \"§\"\n}", "pw"),
    ThirdText("terraform", "  master_password      = \"§\"", "pw"),
    ThirdText("terraform", "secret_key = \"§\"", "{b40}"),
    ThirdText("terraform", "resource \"x\" \"y\" {\n  admin_password = \"§\"\n}", "pw"),
    ThirdText("header", "Authorization: Bearer §", "{w40}"),
    ThirdText("header", "authorization: token §", "{h40}"),
    ThirdText("header", "X-API-Key: §", "pw"),
    ThirdText("header", "X-Auth-Token: §", "{g}"),
    ThirdText("header", "PRIVATE-TOKEN: §", "pw"),
    ThirdText("header", "> Authorization: ApiKey §", "pw"),
    ThirdText("header", "X-Vault-Token: §", "pw"),
    ThirdText(
      "header",
      "Authorization: Digest username=\"u\", realm=\"r\", nonce=\"n\", uri=\"/\", response=\"§\"",
      "{h32}"
    ),
    ThirdText("header", "Ocp-Apim-Subscription-Key: §", "{h32}"),
    ThirdText("header", "X-Shopify-Access-Token: §", "{h32}"),
    ThirdText("header", "apikey: §", "jwt"),
    ThirdText(
      "header",
      "Authorization: AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=§",
      "{h64}"
    ),
    ThirdText("curl", "curl -u bob:§ https://x.example/", "pw", kept: ["https://x.example/"]),
    ThirdText("curl", "curl --user 'bob:§' https://x", "pw"),
    ThirdText("curl", "curl -ubob:§ https://x", "pw"),
    ThirdText("curl", "curl -H \"X-Api-Key: §\" https://x", "pw"),
    ThirdText("curl", "curl -d 'grant_type=password&username=b&password=§' https://x", "pw"),
    ThirdText("curl", "curl -d '{\"password\":\"§\"}' https://x", "pw"),
    ThirdText("curl", "curl --oauth2-bearer § https://x", "{w30}"),
    ThirdText("curl", "curl -b 'session=§' https://x", "{w40}"),
    ThirdText("curl", "curl -F api_key=§ -F file=@a.png https://x", "pw", kept: ["file=@a.png"]),
    ThirdText("curl", "curl -x http://u:§@proxy:3128 https://x", "{a16}"),
    ThirdText("curl", "wget --user=b --password=§ https://x", "pw"),
    ThirdText("curl", "wget --http-password § https://x", "pw"),
    ThirdText("curl", "http POST x.example Authorization:'Token §'", "pw"),
    ThirdText(
      "curl",
      "curl --request GET \\\n  --header 'Authorization: Bearer §' \\\n  --url https://x",
      "{w40}",
      kept: ["--url https://x"]
    ),
    ThirdText("tool", "mysql -u root -p§ main", "{a16}", kept: ["main"]),
    ThirdText("tool", "mysql --password=§ -h db", "pw"),
    ThirdText("tool", "mysqldump -uroot -p'§' db > x.sql", "{a16}"),
    ThirdText("tool", "redis-cli -h c -a § ping", "pw", kept: ["ping"]),
    ThirdText("tool", "redis-cli --pass § ping", "pw"),
    ThirdText("tool", "sqlcmd -S db -U sa -P § -Q 'select 1'", "pw", kept: ["select 1"]),
    ThirdText("tool", "sqlcmd -S db -U sa -P'§'", "{a16}"),
    ThirdText(
      "tool",
      "psql 'host=db user=app password=§ dbname=main'",
      "pw",
      kept: ["dbname=main"]
    ),
    ThirdText("tool", "psql postgres://app:§@db/main", "{a16}"),
    ThirdText("tool", "mongosh --username a --password § db", "pw"),
    ThirdText("tool", "mongodump -u admin -p § --db x", "{a16}"),
    ThirdText("tool", "sshpass -p § ssh h", "pw"),
    ThirdText("tool", "sshpass -p'§' ssh h", "{a16}"),
    ThirdText("tool", "ldapsearch -D cn=admin -w § -b dc=x", "pw"),
    ThirdText("tool", "snmpget -v3 -A § -u bob h", "pw"),
    ThirdText("tool", "htpasswd -b f bob §", "pw"),
    ThirdText("tool", "openssl enc -aes-256-cbc -k § -in a", "pw"),
    ThirdText("tool", "openssl rsa -passin pass:§ -in k", "pw"),
    ThirdText("tool", "zip -P § a.zip f", "pw"),
    ThirdText("tool", "7z x -p§ a.7z", "{a16}"),
    ThirdText("tool", "unzip -P § a.zip", "pw"),
    ThirdText("tool", "gpg --batch --passphrase § -d f", "pw"),
    ThirdText("tool", "az login -u a -p § --tenant t", "pw"),
    ThirdText("tool", "az login --service-principal -u a --password § --tenant t", "pw"),
    ThirdText("tool", "smbclient //h/s -U bob%§", "pw"),
    ThirdText("tool", "rclone obscure §", "pw"),
    ThirdText("tool", "ansible-playbook x.yml -e ansible_password=§", "pw"),
    ThirdText("tool", "aws configure set aws_secret_access_key §", "{b40}"),
    ThirdText("tool", "vault kv put secret/x password=§", "pw"),
    ThirdText("tool", "fly secrets set DATABASE_PASSWORD=§ STRIPE=1", "pw"),
    ThirdText("tool", "heroku config:set API_SECRET=§", "pw"),
    ThirdText("tool", "npm config set //r/:_authToken §", "{g}"),
    ThirdText("tool", "echo '§' | docker login --password-stdin", "pw"),
    ThirdText("tool", "echo -n '§' | sudo -S apt update", "pw"),
    ThirdText("tool", "supabase link --project-ref abc -p §", "{a16}"),
    ThirdText("tool", "pg_dump --dbname=postgresql://u:§@h/db", "{a16}"),
    ThirdText("tool", "rabbitmqctl add_user bob §", "pw"),
    ThirdText("tool", "cqlsh -u cassandra -p § h", "pw"),
    ThirdText("tool", "influx -username a -password § -host h", "pw"),
    ThirdText("tool", "kinit bob <<< §", "pw"),
    ThirdText("tool", "chpasswd <<< 'bob:§'", "pw"),
    ThirdText("tool", "mosquitto_pub -u u -P § -t x", "pw"),
    ThirdText("tool", "wp user create bob b@x.io --user_pass=§", "pw"),
    ThirdText("tool", "twine upload -u bob -p § dist/*", "{a16}"),
    ThirdText("tool", "sentry-cli --auth-token § releases new 1", "{h64}"),
    ThirdText("tool", "cargo login §", "{a32}"),
    ThirdText("tool", "keytool -genkey -storepass § -keypass x -alias a", "{a16}"),
    ThirdText("tool", "sqlplus scott/§@orcl", "{a16}"),
    ThirdText("tool", "ftp -u ftp://bob:§@h/f f", "{a16}"),
    ThirdText("tool", "lftp -u bob,§ sftp://h", "{a16}"),
    ThirdText("tool", "imapsync --host1 a --user1 b --password1 § --host2 c", "pw"),
    ThirdText("tool", "nmcli dev wifi connect Home password §", "pw"),
    ThirdText("tool", "pg_restore -d 'user=app password=§' f", "pw"),
    ThirdText("cookie", "Set-Cookie: session=§; Path=/; HttpOnly", "{w40}", kept: ["Path=/"]),
    ThirdText("cookie", "Cookie: theme=dark; sid=§", "{h32}", kept: ["theme=dark"]),
    ThirdText("cookie", "Cookie: _gitlab_session=§", "{h32}"),
    ThirdText("cookie", "document.cookie = 'auth_token=§'", "{a40}"),
    ThirdText(
      "conn",
      "Server=tcp:db.example,1433;Database=app;User ID=sa;Password=§;Encrypt=True;",
      "pw",
      kept: ["Encrypt=True"]
    ),
    ThirdText("conn", "jdbc:postgresql://db:5432/app?user=app&password=§", "pw"),
    ThirdText("conn", "jdbc:sqlserver://db:1433;databaseName=x;user=sa;password=§;", "pw"),
    ThirdText("conn", "jdbc:oracle:thin:scott/§@//db:1521/x", "{a16}"),
    ThirdText("conn", "jdbc:mysql://u:§@db/x", "{a16}"),
    ThirdText("conn", "Data Source=db;Initial Catalog=x;User=sa;Pwd=§", "pw"),
    ThirdText(
      "conn",
      "DefaultEndpointsProtocol=https;AccountName=a;AccountKey=§;EndpointSuffix=core.windows.net",
      "{b86}==",
      kept: ["AccountName=a"]
    ),
    ThirdText(
      "conn",
      "Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=§",
      "{b43}="
    ),
    ThirdText(
      "conn",
      "AccountEndpoint=https://x.documents.azure.com:443/;AccountKey=§;",
      "{b86}=="
    ),
    ThirdText("conn", "HostName=h.azure-devices.net;DeviceId=d;SharedAccessKey=§", "{b43}="),
    ThirdText("conn", "host=db port=5432 dbname=x user=u password='§'", "pw"),
    ThirdText("conn", "mongodb://u:§@a:27017,b:27017/x?replicaSet=r", "{a16}"),
    ThirdText(
      "conn",
      "sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username=\"u\" password=\"§\";",
      "pw"
    ),
    ThirdText("conn", "DSN=x;UID=sa;PWD=§;", "pw"),
    ThirdText(
      "conn",
      "ocean.redis.cache.windows.net:6380,password=§,ssl=True",
      "{b43}=",
      kept: ["ssl=True"]
    ),
    ThirdText("conn", "memcached://u:§@h", "{a16}"),
    ThirdText("conn", "mysql+pymysql://u:§@h/x", "{a16}"),
    ThirdText("conn", "ssh://deploy:§@h:22", "{a16}"),
    ThirdText("conn", "machine api.example login bob password §", "pw"),
    ThirdText("conn", "machine h\n  login bob\n  password §\n", "pw"),
    ThirdText("conn", "db.example:5432:main:app:§", "{a16}"),
    ThirdText("sql", "CREATE USER app WITH PASSWORD '§';", "pw"),
    ThirdText("sql", "ALTER ROLE app PASSWORD '§'", "pw"),
    ThirdText("sql", "CREATE USER 'a'@'%' IDENTIFIED BY '§';", "pw"),
    ThirdText("sql", "ALTER LOGIN sa WITH PASSWORD = N'§'", "pw"),
    ThirdText("sql", "SET PASSWORD FOR 'a'@'h' = PASSWORD('§')", "pw"),
    ThirdText("sql", "select dblink_connect('host=h user=u password=§')", "pw"),
    ThirdText("sql", "INSERT INTO users (name, password) VALUES ('bob', '§')", "pw"),
    ThirdText(
      "sql",
      "UPDATE settings SET smtp_password = '§' WHERE id = 1",
      "pw",
      kept: ["WHERE id = 1"]
    ),
    ThirdText("sql", "CREATE SUBSCRIPTION s CONNECTION 'host=h password=§' PUBLICATION p", "pw"),
    ThirdText("sql", "CREATE USER MAPPING FOR app SERVER s OPTIONS (user 'u', password '§')", "pw"),
    ThirdText("sql", "ALTER DATABASE x SET app.jwt_secret TO '§'", "{a40}"),
    ThirdText("sql", "pgp_sym_encrypt(data, '§')", "{a16}"),
    ThirdText("sql", "select vault.create_secret('§', 'name')", "{a40}"),
    ThirdText("prose", "Password: §", "pw"),
    ThirdText("prose", "use token §  for the API", "{h40}"),
    ThirdText("prose", "pw: §", "pw"),
    ThirdText("prose", "pass: §", "pw"),
    ThirdText("prose", "**Password**: `§`", "pw"),
    ThirdText("prose", "- **API Key:** §", "{a32}"),
    ThirdText("prose", "The API key (§) expires in May", "{a32}"),
    ThirdText("prose", "I set the secret to `§` and restarted", "{a20}"),
    ThirdText("prose", "new password → §", "pw"),
    ThirdText("prose", "credentials: admin:§", "pw"),
    ThirdText("prose", "credentials are admin/§", "pw"),
    ThirdText("prose", "mot de passe : §", "pw"),
    ThirdText("prose", "contraseña: §", "pw"),
    ThirdText("prose", "| password | § |", "pw"),
    ThirdText("prose", "Username: bob\nPassword: §\nHost: h", "pw", kept: ["Host: h"]),
    ThirdText("prose", "my access token was \"§\" before I revoked it", "{a40}"),
    ThirdText("prose", "passphrase = § ; do not share", "pw"),
    ThirdText("prose", "Root password for db-1 is: §", "pw"),
    ThirdText("prose", "signing secret - §", "{h32}"),
    ThirdText("prose", "secret access key: §", "{b40}"),
    ThirdText("prose", "temp password=§ (changed later)", "pw", kept: ["changed later"]),
    ThirdText("prose", "**Need**: service key, e.g. §", "jwt"),
    ThirdText("code", "password = \"§\"", "pw"),
    ThirdText("code", "const apiKey = \"§\";", "pw"),
    ThirdText("code", "private static final String SECRET = \"§\";", "{a24}"),
    ThirdText("code", "let token: String = \"§\"", "{a24}"),
    ThirdText("code", "api_key := `§`", "{a24}"),
    ThirdText("code", "client = Client(api_key='§', region='eu')", "{a32}", kept: ["region='eu'"]),
    ThirdText("code", "conn = psycopg2.connect(host='h', password='§')", "pw"),
    ThirdText("code", "os.environ['DB_PASSWORD'] = '§'", "pw"),
    ThirdText("code", "process.env.JWT_SECRET = '§'", "pw"),
    ThirdText("code", "process.env.JWT_SECRET || '§'", "{a24}"),
    ThirdText("code", "config.set(\"auth.token\", \"§\")", "{a24}"),
    ThirdText("code", "define('DB_PASSWORD', '§');", "pw"),
    ThirdText("code", "jwt.sign(payload, '§')", "{a32}"),
    ThirdText("code", "createClient(url, '§')", "jwt"),
    ThirdText("code", "requests.get(u, auth=('bob', '§'))", "pw"),
    ThirdText("code", "headers = {'Authorization': 'Bearer §'}", "{a40}"),
    ThirdText("code", "'password' => '§',", "pw"),
    ThirdText("code", ":password => \"§\"", "pw"),
    ThirdText("code", "password: \"§\", # dev", "pw", kept: ["# dev"]),
    ThirdText("code", "@Value(\"${db.password:§}\")", "pw"),
    ThirdText("code", "DB_PASSWORD: ${DB_PASSWORD:-§}", "pw"),
    ThirdText("code", "String pwd=\"§\";", "pw"),
    ThirdText("code", "if (password === '§')", "pw"),
    ThirdText("code", "NSString *apiKey = @\"§\";", "{a32}"),
    ThirdText("code", "#define API_KEY \"§\"", "{a32}"),
    ThirdText("code", "setPassword(\"§\")", "pw"),
    ThirdText("code", ".withPassword('§')", "pw"),
    ThirdText("code", "--from-literal password=§", "pw"),
  ]
}
