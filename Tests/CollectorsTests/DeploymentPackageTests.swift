import Facts
import Testing

@testable import Collectors

@Suite struct DeploymentPackageTests {
  @Test(arguments: cases)
  func packages(_ example: DeploymentCase) throws { try DeploymentTests.check(example) }

  private static func package(_ scripts: String) -> String {
    "{\n  \"scripts\": {\n\(scripts)\n  }\n}\n"
  }

  static let cases: [DeploymentCase] = [
    DeploymentCase(
      "each at its line, with the way to it",
      "package.json",
      package(
        """
            "start": "npm run setup && node server.js",
            "setup": "prisma generate && npm run db",
            "db": "prisma migrate deploy",
            "reset": "prisma migrate reset --force",
            "note": "echo 'prisma db push'"
        """
      ),
      lines: [5, 6],
      says: "`start` → `setup` → `db`"
    ),
    DeploymentCase(
      "a script that nothing calls",
      "package.json",
      package("    \"reset\": \"prisma migrate reset\""),
      lines: [3],
      says: "no deployment script calls it"
    ),
    DeploymentCase(
      "hooks",
      "package.json",
      package(
        "    \"start\": \"node a.js\",\n    \"prestart\": \"knex migrate:latest\",\n"
          + "    \"postinstall\": \"drizzle-kit migrate\""
      ),
      lines: [4, 5]
    ),
    DeploymentCase(
      "what is passed on",
      "package.json",
      package("    \"prisma\": \"prisma\",\n    \"build\": \"npm run prisma -- migrate deploy\""),
      lines: [4]
    ),
    DeploymentCase(
      "patterns of names",
      "package.json",
      package(
        "    \"build\": \"run-s gen:*\",\n    \"gen:a\": \"tsc\",\n    \"gen:b\": \"yarn push\",\n"
          + "    \"push\": \"prisma db push\""
      ),
      lines: [6],
      says: "`build` → `gen:b` → `push`"
    ),
    DeploymentCase(
      "called by another file",
      "package.json",
      package("    \"ship\": \"pnpm migrate\",\n    \"migrate\": \"prisma migrate deploy\""),
      lines: [4],
      says: "fly.toml (deploy.release_command) → `ship`",
      with: ["fly.toml": "[deploy]\nrelease_command = 'pnpm ship'\n"]
    ),
    DeploymentCase(
      "scripts that call each other",
      "package.json",
      package("    \"start\": \"npm run a\",\n    \"a\": \"npm run b\",\n    \"b\": \"npm run a\"")
    ),
    DeploymentCase(
      "an application",
      "package.json",
      package(
        "    \"start\": \"node server.js\",\n    \"build\": \"next build\",\n"
          + "    \"dev\": \"$SOMETHING\",\n    \"seed\": \"tsx prisma/seed.ts\""
      )
    ),
    DeploymentCase("no scripts", "package.json", "{ \"name\": \"prisma migrate deploy\" }\n"),
    DeploymentCase(
      "a hook that is a program",
      "package.json",
      package("    \"postinstall\": \"node scripts/after.js\""),
      .notChecked,
      says: "node scripts/after.js"
    ),
    DeploymentCase(
      "no JSON",
      "package.json",
      "{\n  \"scripts\": {\n    \"a\": \"b\",\n  }\n}\n",
      .notChecked,
      says: "line 4"
    ),
    DeploymentCase(
      "a name with an escape",
      "package.json",
      package("    \"st\\u0061rt\": \"npx \\\"prisma\\\" db push\\n\""),
      lines: [3],
      says: "`start`"
    ),
  ]

  /// Each doubles its calls: followed one by one they would never end.
  @Test func manyCallsAreFollowedOnce() {
    var scripts = ""
    for index in 0..<20 {
      scripts += "\"s\(index)\": \"npm run s\(index + 1); npm run s\(index + 1)\",\n"
    }
    scripts += "\"start\": \"npm run s0\", \"s20\": \"goose up\""
    let example = DeploymentCase("", "package.json", Self.package(scripts), .forbidden)
    #expect(example.result?.findings.count == 1)
  }

  @Test(
    arguments: [
      "\"", "'", "`", "\\", "{", "[", "(", "$(", "${", "\"$(", "<<", "<<a\n", "- ", "a: ",
    ],
    ["package.json", "fly.toml", "Dockerfile", "a.sh", "a.yml", "Procfile"]
  )
  func hostileInputEnds(_ piece: String, _ path: String) {
    let text = String(repeating: piece, count: 100_000 / piece.utf8.count)
    let began = ContinuousClock.now
    let result = DeploymentCase("", path, text).result
    let inShell = DeploymentCase("", "Dockerfile", "FROM a\nRUN \(text)\n").result
    #expect(result != nil && inShell != nil)
    #expect(ContinuousClock.now - began < .seconds(5))
  }
}
