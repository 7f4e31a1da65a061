import Facts
import Testing

@testable import Collectors

@Suite struct DeploymentFormatTests {
  @Test(arguments: toml + dockerfile + yaml)
  func formats(_ example: DeploymentCase) throws { try DeploymentTests.check(example) }

  static let toml: [DeploymentCase] = [
    DeploymentCase(
      "a release command",
      "fly.toml",
      """
      # release_command = "npx prisma migrate deploy"
      app = 'one' # prisma db push
      [env]
        NOTE = "npx prisma migrate deploy"
      [deploy]
        release_command = "npx prisma migrate deploy"
      [processes]
        app = 'node server.js'
        "worker" = '''
      sh -c "
      true
      rails db:migrate"'''
      """,
      lines: [6, 12]
    ),
    DeploymentCase(
      "lists and inline tables",
      "nixpacks.toml",
      """
      [phases.build]
      cmds = [
        "npm ci",
        # "prisma db push",
        "npx prisma db push --accept-data-loss",
      ]
      start = { cmd = "goose up" }
      """,
      lines: [5, 7]
    ),
    DeploymentCase(
      "what a script does",
      "fly.toml",
      "[deploy]\nrelease_command = 'npm run setup'\n",
      lines: [2],
      says: "package.json:2",
      with: ["package.json": "{ \"scripts\": {\n\"setup\": \"prisma db push\" } }"]
    ),
    DeploymentCase(
      "harmless",
      "fly.toml",
      "[deploy]\nrelease_command = \"npx prisma generate\"\n[http_service]\nprocesses = ['app']\n"
    ),
    DeploymentCase(
      "no TOML",
      "fly.toml",
      "[deploy]\nrelease_command = \"goose up\n",
      .notChecked,
      says: "line 2"
    ),
    DeploymentCase(
      "a program of the release with the name of a tool",
      "fly.toml",
      "[deploy]\nrelease_command = '/app/bin/migrate'\n",
      .notChecked,
      says: "/app/bin/migrate"
    ),
    DeploymentCase(
      "a task of a file that is not read",
      "fly.toml",
      "[deploy]\nrelease_command = 'make before'\n",
      .notChecked,
      says: "make before"
    ),
    DeploymentCase(
      "a call into a release",
      "fly.toml",
      "[deploy]\nrelease_command = '/app/bin/one eval \"One.Release.migrate\"'\n",
      lines: [2]
    ),
    DeploymentCase(
      "a release program that is not read",
      "fly.toml",
      "[deploy]\nrelease_command = \"node scripts/before.js\"\n",
      .notChecked,
      says: "node scripts/before.js"
    ),
  ]

  static let dockerfile: [DeploymentCase] = [
    DeploymentCase(
      "instructions",
      "Dockerfile",
      """
      FROM node:22
      # RUN npx prisma migrate deploy
      LABEL note="prisma db push"
      RUN npm ci --ignore-scripts && \\
          # npx prisma db push
          npx prisma generate && \\
          npx prisma migrate deploy
      RUN <<EOF
      set -e
      goose up
      EOF
      HEALTHCHECK --interval=5s CMD curl -f http://localhost || exit 1
      CMD ["npx", "prisma", "db", "push"]
      """,
      lines: [7, 10, 13]
    ),
    DeploymentCase(
      "an entrypoint that was copied",
      "Dockerfile",
      "FROM a\nCOPY docker/start.sh /usr/local/bin/begin\nENTRYPOINT [\"/usr/local/bin/begin\"]\n",
      lines: [3],
      says: "docker/start.sh:3",
      with: ["docker/start.sh": "#!/bin/sh\n\nprisma migrate deploy\nexec \"$@\"\n"]
    ),
    DeploymentCase(
      "an application",
      "Dockerfile",
      "FROM a\nRUN corepack enable\nENTRYPOINT [\"tini\", \"--\"]\nCMD [\"node\", \"server.js\"]\n"
    ),
    DeploymentCase(
      "an entrypoint that is not there",
      "Dockerfile",
      "FROM a\nENTRYPOINT [\"/app/entry.sh\"]\n",
      .notChecked,
      says: "/app/entry.sh"
    ),
  ]

  static let yaml: [DeploymentCase] = [
    DeploymentCase(
      "a workflow",
      ".github/workflows/deploy.yml",
      """
      name: prisma migrate deploy
      on: [push]
      jobs:
        deploy:
          runs-on: ubuntu-latest
          steps:
            - uses: actions/checkout@v4
            - name: npx prisma migrate deploy
              run: npm test # prisma db push
            - name: Database
              run: |
                set -e

                # supabase db reset
                supabase db push
            - run: >-
                npx
                prisma
                migrate deploy
            - run: "npx prisma db push"
            - run: ${{ inputs.before && 'x' }} true || echo "${{ secrets.A }}"
      """,
      lines: [15, 18, 20],
      with: ["package.json": "{\"scripts\": {\"test\": \"vitest run\"}}"]
    ),
    DeploymentCase(
      "services",
      "docker-compose.yml",
      """
      services:
        db:
          image: postgres
          healthcheck:
            test: ["CMD-SHELL", "pg_isready"]
        web:
          command: sh -c "npx prisma migrate deploy && npm start"
        job:
          entrypoint: ["sh", "-c"]
          command: ["rails db:migrate"]
          environment:
            NOTE: prisma db push
      """,
      lines: [7, 10]
    ),
    DeploymentCase(
      "a host's settings",
      "render.yaml",
      """
      services:
        - type: web
          buildCommand: npm install pm2
          preDeployCommand: bundle exec rake db:migrate
          startCommand: node server.js
      """,
      lines: [4]
    ),
    DeploymentCase("no YAML", "render.yaml", "a:\n  - b\n c: [\n", .notChecked, says: "line"),
    DeploymentCase(
      "JSON of a host",
      "vercel.json",
      "{\n  \"buildCommand\": \"prisma db push && next build\"\n}\n",
      lines: [2]
    ),
  ]

  @Test func whatWasNotReadIsNotSafe() {
    let files = [
      SourceFile(path: "fly.toml", content: .tooLarge(bytes: 20_000_000, lines: 3)),
      SourceFile(path: "Dockerfile", content: .unreadable(reason: "permission denied")),
    ]
    let results = DeploymentCollector.collect(files)
    #expect(results.map(\.status) == [.notChecked, .notChecked])
    #expect(results.allSatisfy { $0.reason?.isEmpty == false })
  }
}
