/// Keys that say by their beginning whose they are.
///
/// A detector finds the prefix at the start of a word and then counts the characters that such a key
/// is made of. Source: the vendors' documentation and the rules of gitleaks.
struct VendorKey: Sendable {
  /// What a key is made of behind its prefix.
  enum Alphabet: Sendable {
    case alphanumeric
    /// Letters, digits, `-`, `_`.
    case urlSafe
    case hex
    /// Capital letters and digits.
    case upper
    /// The same in groups with `-` between them.
    case keyGroups
    /// Base64 and `-`, `_`, `.`, `~`, `%`.
    case wide
    /// The same and `@`: the rest of an address.
    case address
  }

  var kind: String
  var prefix: StaticString
  var alphabet: Alphabet
  /// Characters behind the prefix.
  var length: ClosedRange<Int>

  init(
    _ kind: String,
    _ prefix: StaticString,
    _ alphabet: Alphabet,
    _ length: ClosedRange<Int>
  ) {
    self.kind = kind
    self.prefix = prefix
    self.alphabet = alphabet
    self.length = length
  }

  /// Whether only keys begin so; else what follows has to look random as well.
  var isDistinctive: Bool {
    let length = prefix.utf8CodeUnitCount
    guard length >= 4 else { return false }
    return !Self.commonPrefixes.contains(String(describing: prefix))
  }

  /// Whether the prefix is one wherever it stands, also with letters right before it or with more
  /// behind than such a key has.
  var isUnmistakable: Bool {
    let length = prefix.utf8CodeUnitCount
    guard length >= 4, let last = prefix.utf8Start[length - 1] as UInt8? else { return false }
    return (last == UInt8(ascii: "_") || last == UInt8(ascii: "-")) && isDistinctive
      && Self.unmistakableKinds.contains(kind)
  }

  private static let unmistakableKinds: Set<String> = [
    "github-token", "gitlab-token", "slack-token", "stripe-key", "shopify-token",
    "digitalocean-token", "anthropic-key", "supabase-key", "sendgrid-key",
  ]

  private static let commonPrefixes: Set<String> = [
    "key-", "secret_", "EAAA", "4b1d", "v1.0-", "AKCp",
  ]

  static let all: [VendorKey] = [
    VendorKey("aws-access-key", "AKIA", .upper, 16...16),
    VendorKey("aws-access-key", "ASIA", .upper, 16...16),
    VendorKey("aws-access-key", "ABIA", .upper, 16...16),
    VendorKey("aws-access-key", "ACCA", .upper, 16...16),
    VendorKey("aws-bedrock-key", "ABSK", .wide, 100...300),
    VendorKey("google-api-key", "AIza", .urlSafe, 35...35),
    VendorKey("google-oauth-secret", "GOCSPX-", .urlSafe, 20...40),
    VendorKey("google-oauth-token", "ya29.", .urlSafe, 20...2_048),
    VendorKey("google-refresh-token", "1//0", .urlSafe, 35...200),
    VendorKey("github-token", "ghp_", .alphanumeric, 30...255),
    VendorKey("github-token", "gho_", .alphanumeric, 30...255),
    VendorKey("github-token", "ghu_", .alphanumeric, 30...255),
    VendorKey("github-token", "ghs_", .alphanumeric, 30...255),
    VendorKey("github-token", "ghr_", .alphanumeric, 30...255),
    VendorKey("github-token", "github_pat_", .urlSafe, 40...255),
    VendorKey("gitlab-token", "glpat-", .wide, 20...320),
    VendorKey("gitlab-token", "gldt-", .urlSafe, 20...320),
    VendorKey("gitlab-token", "glrt-", .wide, 20...320),
    VendorKey("gitlab-token", "glptt-", .hex, 40...40),
    VendorKey("gitlab-token", "glcbt-", .urlSafe, 20...320),
    VendorKey("gitlab-token", "glsoat-", .urlSafe, 20...320),
    VendorKey("gitlab-token", "glagent-", .urlSafe, 50...320),
    VendorKey("gitlab-token", "gloas-", .urlSafe, 40...320),
    VendorKey("gitlab-token", "GR1348941", .urlSafe, 20...320),
    VendorKey("slack-token", "xoxb-", .urlSafe, 20...255),
    VendorKey("slack-token", "xoxp-", .urlSafe, 20...255),
    VendorKey("slack-token", "xoxa-", .urlSafe, 20...255),
    VendorKey("slack-token", "xoxr-", .urlSafe, 20...255),
    VendorKey("slack-token", "xoxs-", .urlSafe, 20...255),
    VendorKey("slack-token", "xoxo-", .urlSafe, 20...255),
    VendorKey("slack-token", "xoxc-", .urlSafe, 20...255),
    VendorKey("slack-token", "xoxd-", .wide, 20...400),
    VendorKey("slack-token", "xoxe-", .urlSafe, 20...400),
    VendorKey("slack-token", "xoxe.", .wide, 20...400),
    VendorKey("slack-token", "xapp-", .urlSafe, 20...255),
    VendorKey("slack-webhook", "hooks.slack.com/services/", .wide, 20...120),
    VendorKey("slack-webhook", "hooks.slack.com/workflows/", .wide, 20...120),
    VendorKey("slack-webhook", "hooks.slack.com/triggers/", .wide, 20...120),
    VendorKey("discord-webhook", "discord.com/api/webhooks/", .wide, 40...160),
    VendorKey("discord-webhook", "discordapp.com/api/webhooks/", .wide, 40...160),
    VendorKey("stripe-key", "sk_live_", .alphanumeric, 10...255),
    VendorKey("stripe-key", "sk_test_", .alphanumeric, 10...255),
    VendorKey("stripe-key", "sk_prod_", .alphanumeric, 10...255),
    VendorKey("stripe-key", "rk_live_", .alphanumeric, 10...255),
    VendorKey("stripe-key", "rk_test_", .alphanumeric, 10...255),
    VendorKey("stripe-key", "rk_prod_", .alphanumeric, 10...255),
    VendorKey("webhook-secret", "whsec_", .wide, 20...128),
    VendorKey("twilio-key", "SK", .hex, 32...32),
    VendorKey("sendgrid-key", "SG.", .wide, 40...90),
    VendorKey("shopify-token", "shpat_", .hex, 32...32),
    VendorKey("shopify-token", "shpca_", .hex, 32...32),
    VendorKey("shopify-token", "shppa_", .hex, 32...32),
    VendorKey("shopify-token", "shpss_", .hex, 32...32),
    VendorKey("shopify-token", "shpua_", .hex, 32...32),
    VendorKey("anthropic-key", "sk-ant-", .urlSafe, 20...255),
    VendorKey("openai-key", "sk-proj-", .urlSafe, 20...255),
    VendorKey("openai-key", "sk-svcacct-", .urlSafe, 20...255),
    VendorKey("openai-key", "sk-admin-", .urlSafe, 20...255),
    VendorKey("openrouter-key", "sk-or-v1-", .hex, 40...80),
    VendorKey("openai-key", "sk-", .alphanumeric, 20...128),
    VendorKey("npm-token", "npm_", .alphanumeric, 36...36),
    VendorKey("pypi-token", "pypi-", .urlSafe, 50...1_000),
    VendorKey("rubygems-token", "rubygems_", .hex, 48...48),
    VendorKey("cargo-token", "cio", .alphanumeric, 32...32),
    VendorKey("docker-token", "dckr_pat_", .urlSafe, 20...64),
    VendorKey("docker-token", "dckr_oat_", .urlSafe, 20...64),
    VendorKey("supabase-key", "sbp_", .alphanumeric, 30...80),
    VendorKey("supabase-key", "sb_secret_", .urlSafe, 16...80),
    VendorKey("fly-token", "fo1_", .urlSafe, 30...128),
    VendorKey("fly-token", "fm1_", .wide, 40...4_096),
    VendorKey("fly-token", "fm1a_", .wide, 40...4_096),
    VendorKey("fly-token", "fm1r_", .wide, 40...4_096),
    VendorKey("fly-token", "fm2_", .wide, 40...4_096),
    VendorKey("digitalocean-token", "dop_v1_", .hex, 64...64),
    VendorKey("digitalocean-token", "doo_v1_", .hex, 64...64),
    VendorKey("digitalocean-token", "dor_v1_", .hex, 64...64),
    VendorKey("heroku-key", "HRKU-", .urlSafe, 36...80),
    VendorKey("mailchimp-transactional-key", "md-", .urlSafe, 22...22),
    VendorKey("brevo-key", "xkeysib-", .urlSafe, 64...100),
    VendorKey("resend-key", "re_", .urlSafe, 20...64),
    VendorKey("square-token", "sq0atp-", .urlSafe, 22...60),
    VendorKey("square-token", "sq0csp-", .urlSafe, 40...60),
    VendorKey("square-token", "EAAA", .wide, 56...64),
    VendorKey("facebook-token", "EAACEdEose0cBA", .alphanumeric, 20...400),
    VendorKey("facebook-token", "EAAM", .alphanumeric, 80...400),
    VendorKey("databricks-token", "dapi", .hex, 32...34),
    VendorKey("doppler-token", "dp.pt.", .alphanumeric, 40...44),
    VendorKey("doppler-token", "dp.st.", .wide, 40...90),
    VendorKey("doppler-token", "dp.ct.", .alphanumeric, 40...44),
    VendorKey("doppler-token", "dp.sa.", .alphanumeric, 40...44),
    VendorKey("linear-key", "lin_api_", .alphanumeric, 32...64),
    VendorKey("linear-key", "lin_oauth_", .alphanumeric, 32...80),
    VendorKey("notion-token", "ntn_", .alphanumeric, 40...60),
    VendorKey("notion-token", "secret_", .alphanumeric, 43...43),
    VendorKey("postman-key", "PMAK-", .urlSafe, 40...70),
    VendorKey("airtable-token", "pat", .wide, 79...79),
    VendorKey("figma-token", "figd_", .urlSafe, 30...60),
    VendorKey("grafana-token", "glsa_", .urlSafe, 40...44),
    VendorKey("grafana-token", "glc_", .wide, 32...400),
    VendorKey("hugging-face-token", "hf_", .alphanumeric, 30...60),
    VendorKey("hugging-face-token", "api_org_", .alphanumeric, 30...60),
    VendorKey("replicate-token", "r8_", .alphanumeric, 37...40),
    VendorKey("groq-key", "gsk_", .alphanumeric, 40...60),
    VendorKey("perplexity-key", "pplx-", .alphanumeric, 40...60),
    VendorKey("xai-key", "xai-", .alphanumeric, 60...100),
    VendorKey("vault-token", "hvs.", .urlSafe, 24...300),
    VendorKey("vault-token", "hvb.", .urlSafe, 24...300),
    VendorKey("vault-token", "hvr.", .urlSafe, 24...300),
    VendorKey("pulumi-token", "pul-", .hex, 40...40),
    VendorKey("age-key", "AGE-SECRET-KEY-1", .upper, 50...64),
    VendorKey("newrelic-key", "NRAK-", .upper, 27...27),
    VendorKey("newrelic-key", "NRJS-", .hex, 19...19),
    VendorKey("dynatrace-token", "dt0c01.", .wide, 80...110),
    VendorKey("sentry-token", "sntrys_", .wide, 40...400),
    VendorKey("sentry-token", "sntryu_", .hex, 64...64),
    VendorKey("posthog-key", "phx_", .alphanumeric, 40...64),
    VendorKey("planetscale-token", "pscale_tkn_", .wide, 32...64),
    VendorKey("planetscale-token", "pscale_pw_", .wide, 32...64),
    VendorKey("planetscale-token", "pscale_oauth_", .wide, 32...64),
    VendorKey("contentful-token", "CFPAT-", .urlSafe, 43...50),
    VendorKey("atlassian-token", "ATATT3", .wide, 60...300),
    VendorKey("bitbucket-token", "ATBB", .alphanumeric, 28...40),
    VendorKey("terraform-token", "tfp_", .urlSafe, 40...60),
    VendorKey("clojars-token", "CLOJARS_", .alphanumeric, 60...60),
    VendorKey("easypost-key", "EZAK", .alphanumeric, 54...54),
    VendorKey("easypost-key", "EZTK", .alphanumeric, 54...54),
    VendorKey("frameio-token", "fio-u-", .wide, 64...64),
    VendorKey("duffel-token", "duffel_live_", .urlSafe, 43...43),
    VendorKey("duffel-token", "duffel_test_", .urlSafe, 43...43),
    VendorKey("shippo-token", "shippo_live_", .hex, 40...40),
    VendorKey("shippo-token", "shippo_test_", .hex, 40...40),
    VendorKey("readme-token", "rdme_", .alphanumeric, 70...70),
    VendorKey("prefect-token", "pnu_", .alphanumeric, 36...36),
    VendorKey("scalingo-token", "tk-us-", .urlSafe, 48...48),
    VendorKey("alibaba-key", "LTAI", .alphanumeric, 17...26),
    VendorKey("yandex-key", "AQVN", .urlSafe, 35...40),
    VendorKey("intra42-secret", "s-s4t2ud-", .hex, 64...64),
    VendorKey("intra42-secret", "s-s4t2af-", .hex, 64...64),
    VendorKey("aiven-password", "AVNS_", .urlSafe, 18...24),
    VendorKey("apify-token", "apify_api_", .alphanumeric, 30...50),
    VendorKey("atlassian-token", "ATCTT3", .wide, 60...300),
    VendorKey("buildkite-token", "bkua_", .hex, 40...40),
    VendorKey("buildkite-token", "bkct_", .alphanumeric, 30...80),
    VendorKey("circleci-token", "CCIPAT_", .urlSafe, 40...80),
    VendorKey("circleci-token", "CCIPRJ_", .urlSafe, 40...80),
    VendorKey("e2b-key", "e2b_", .hex, 40...40),
    VendorKey("hubspot-token", "pat-na1-", .urlSafe, 36...36),
    VendorKey("hubspot-token", "pat-eu1-", .urlSafe, 36...36),
    VendorKey("jina-key", "jina_", .urlSafe, 50...70),
    VendorKey("langfuse-key", "sk-lf-", .urlSafe, 36...36),
    VendorKey("mailersend-token", "mlsn.", .hex, 64...64),
    VendorKey("neon-password", "npg_", .alphanumeric, 12...16),
    VendorKey("netlify-token", "nfp_", .alphanumeric, 36...40),
    VendorKey("pinecone-key", "pcsk_", .urlSafe, 50...90),
    VendorKey("runpod-key", "rpa_", .alphanumeric, 40...50),
    VendorKey("sentry-token", "sntrya_", .hex, 64...64),
    VendorKey("snyk-token", "snyk_uat.", .wide, 40...200),
    VendorKey("tailscale-key", "tskey-", .urlSafe, 20...120),
    VendorKey("vercel-token", "vcp_", .alphanumeric, 24...80),
    VendorKey("vercel-token", "vca_", .alphanumeric, 24...80),
    VendorKey("vercel-token", "vck_", .alphanumeric, 24...80),
    VendorKey("sonar-token", "squ_", .hex, 40...40),
    VendorKey("sonar-token", "sqp_", .hex, 40...40),
    VendorKey("sonar-token", "sqa_", .hex, 40...40),
    VendorKey("neon-key", "napi_", .alphanumeric, 40...80),
    VendorKey("render-key", "rnd_", .alphanumeric, 24...64),
    VendorKey("langsmith-key", "lsv2_pt_", .urlSafe, 32...64),
    VendorKey("langsmith-key", "lsv2_sk_", .urlSafe, 32...64),
    VendorKey("tavily-key", "tvly-", .urlSafe, 24...64),
    VendorKey("1password-token", "ops_eyJ", .wide, 200...1_000),
    VendorKey("1password-key", "A3-", .keyGroups, 31...34),
    VendorKey("adobe-secret", "p8e-", .alphanumeric, 32...32),
    VendorKey("artifactory-key", "AKCp", .alphanumeric, 69...69),
    VendorKey("artifactory-token", "cmVmd", .alphanumeric, 59...59),
    VendorKey("authress-key", "authress_", .wide, 50...300),
    VendorKey("authress-key", "scauth_", .wide, 50...300),
    VendorKey("clickhouse-key", "4b1d", .alphanumeric, 38...38),
    VendorKey("cloudflare-origin-key", "v1.0-", .urlSafe, 171...171),
    VendorKey("defined-networking-token", "dnkey-", .urlSafe, 60...90),
    VendorKey("dropbox-token", "sl.", .wide, 130...2_000),
    VendorKey("flutterwave-key", "FLWSECK_TEST-", .urlSafe, 12...40),
    VendorKey("flutterwave-key", "FLWSECK-", .urlSafe, 30...40),
    VendorKey("facebook-token", "EAAC", .alphanumeric, 80...400),
    VendorKey("facebook-token", "EAAG", .alphanumeric, 80...400),
    VendorKey("facebook-token", "EAAB", .alphanumeric, 80...400),
    VendorKey("instagram-token", "IGQV", .urlSafe, 80...400),
    VendorKey("gitlab-token", "glffct-", .urlSafe, 20...64),
    VendorKey("gitlab-token", "glft-", .urlSafe, 20...64),
    VendorKey("gitlab-token", "glimt-", .urlSafe, 20...64),
    VendorKey("grafana-key", "eyJrIjoi", .alphanumeric, 70...400),
    VendorKey("infracost-key", "ico-", .alphanumeric, 32...32),
    VendorKey("newrelic-key", "NRII-", .urlSafe, 32...32),
    VendorKey("newrelic-key", "NRRA-", .hex, 42...42),
    VendorKey("nvidia-key", "nvapi-", .urlSafe, 50...100),
    VendorKey("octopus-key", "API-", .upper, 25...32),
    VendorKey("openshift-token", "sha256~", .urlSafe, 43...43),
    VendorKey("plaid-token", "access-sandbox-", .urlSafe, 36...36),
    VendorKey("plaid-token", "access-development-", .urlSafe, 36...36),
    VendorKey("plaid-token", "access-production-", .urlSafe, 36...36),
    VendorKey("settlemint-token", "sm_aat_", .alphanumeric, 16...16),
    VendorKey("settlemint-token", "sm_pat_", .alphanumeric, 16...16),
    VendorKey("settlemint-token", "sm_sat_", .alphanumeric, 16...16),
    VendorKey("sourcegraph-token", "sgp_", .urlSafe, 40...60),
    VendorKey("supabase-key", "sbp_oauth_", .hex, 40...40),
    VendorKey("teams-webhook", "webhook.office.com/webhookb2/", .address, 60...300),
    VendorKey("vault-token", "s.", .alphanumeric, 24...24),
    VendorKey("vercel-token", "vercel_blob_rw_", .urlSafe, 30...80),
    VendorKey("yandex-token", "t1.", .wide, 88...400),
    VendorKey("yandex-key", "YC", .urlSafe, 38...38),
  ]
}
