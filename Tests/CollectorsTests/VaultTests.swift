import Collectors
import Facts
import TestSupport
import Testing
import Workspace

@Suite struct VaultTests {
  private func vault(_ files: [String: String]) throws -> Vault {
    let folder = try TemporaryDirectory()
    for (path, text) in files { try folder.write(text, to: path) }
    return VaultCollector.collect("vault", in: FileTree(root: folder.path))
  }

  private static let files = [
    "vault/team/supabase/staging.env": """
    # comment
    export SUPABASE_URL=https://library.invalid
    SUPABASE_ANON_KEY="not-a-key-of-anything"
    SUPABASE_SERVICE_KEY=<service key>

    """,
    "vault/team/stripe/keys.json":
      "{\"live\": {\"publishable\": \"pk of nothing\"}, \"empty\": null}\n",
    "vault/team/fly/deploy_token": "a bare value of nothing\n",
    "vault/team/mail/smtp.yml": "host: mail.invalid\nlogin:\n  user: nobody\n",
    "vault/README.md": "# Where things are\nkey: value\n",
  ]

  @Test func servicesHaveFilesAndFilesHaveNames() throws {
    let vault = try vault(Self.files)
    #expect(vault.exists)
    #expect(vault.notChecked.isEmpty)
    let keys = Dictionary(
      uniqueKeysWithValues: vault.services.flatMap(\.files).map { ($0.path, $0.keys) }
    )
    #expect(
      keys["vault/team/supabase/staging.env"]
        == ["SUPABASE_URL", "SUPABASE_ANON_KEY", "SUPABASE_SERVICE_KEY"]
    )
    #expect(keys["vault/team/stripe/keys.json"] == ["empty", "live.publishable"])
    #expect(keys["vault/team/fly/deploy_token"] == [])
    #expect(keys["vault/team/mail/smtp.yml"] == ["host", "login.user"])
    #expect(keys["vault/README.md"] == [])
    #expect(vault.services.map(\.name) == ["fly", "mail", "stripe", "supabase", "vault"])
  }

  @Test func noValueIsInAnythingThatCanBePrinted() throws {
    let vault = try vault(Self.files)
    var printed = ""
    dump(vault, to: &printed)
    printed += "\(vault)\(String(reflecting: vault.secrets))"
    for value in ["not-a-key-of-anything", "library.invalid", "a bare value", "pk of nothing"] {
      #expect(!printed.contains(value))
    }
    #expect(vault.secrets.count == 5)
  }

  @Test(
    arguments: [
      ("Supabase anon key", nil, nil, ["vault/team/supabase/staging.env: SUPABASE_ANON_KEY"]),
      (
        "anything", "supabase", "supabase-anon-key",
        ["vault/team/supabase/staging.env: SUPABASE_ANON_KEY"]
      ),
      ("Fly deploy token", nil, nil, ["vault/team/fly/deploy_token"]),
      ("anything", nil, "publishable", ["vault/team/stripe/keys.json: live.publishable"]),
      ("Stripe secret key", "twilio", nil, []),
      ("Supabase admin key", "supabase", nil, []),
      ("access token", nil, nil, []),
    ] as [(String, String?, String?, [String])]
  )
  func foundIsWhatWasNeededAndNothingElse(
    need: String,
    service: String?,
    key: String?,
    expected: [String]
  ) throws {
    let places = try vault(Self.files).places(need: need, service: service, key: key)
    #expect(places.map(\.text) == expected)
  }

  @Test func aPlaceholderIsThereAndIsNothing() throws {
    let places = try vault(Self.files).places(need: "Supabase service key", service: nil, key: nil)
    #expect(places.map(\.isPlaceholder) == [true])
  }

  @Test func whatCannotBeReadIsNamed() throws {
    let vault = try vault(["vault/a/broken.json": "{", "vault/b/data.env": "A=1\u{0}\n"])
    #expect(vault.notChecked.map(\.reason) == ["it is no JSON", "it is no text"])
    #expect(vault.services.flatMap(\.files).allSatisfy { $0.reason != nil })
  }

  @Test func noFolderIsNoEmptyVault() throws {
    #expect(try vault(["other": ""]).exists == false)
  }
}
