import Facts
import Testing

@testable import Collectors

@Suite struct DeploymentTests {
  static func check(_ example: DeploymentCase) throws {
    let result = try #require(example.result)
    #expect(result.status == example.status, "\(result.reason ?? "none") \(result.findings)")
    #expect(result.findings.map(\.line) == example.lines, "\(result.findings)")
    for finding in result.findings {
      #expect(finding.rule == "migration-command-in-deployment")
      #expect(finding.severity == .error)
      #expect(finding.object?.isEmpty == false)
      #expect(finding.hint?.isEmpty == false)
    }
    if let says = example.says {
      let texts = result.findings.map(\.message) + [result.reason ?? ""]
      #expect(texts.contains { $0.contains(says) }, "\(texts)")
    }
    if result.status == .notChecked { #expect(result.reason != nil) }
  }

  @Test(arguments: scripts) func lines(_ example: DeploymentCase) throws { try Self.check(example) }

  static let scripts: [DeploymentCase] = [
    DeploymentCase(
      "a start behind a migration",
      "entry.sh",
      "#!/bin/sh\nset -e\n# npx prisma migrate deploy\nnpx prisma migrate deploy && exec \"$@\"\n",
      lines: [4],
      says: "`prisma migrate deploy`"
    ),
    DeploymentCase(
      "what is only said",
      "entry.sh",
      """
      #!/bin/sh
      echo "now run: npx prisma migrate deploy" # prisma db push
      printf '%s\\n' 'rails db:migrate'
      cat <<'NOTE'
      npx prisma migrate deploy
      NOTE
      test -f scripts/prisma-migrate-deploy.sh || true
      exec node dist/server.js
      """
    ),
    DeploymentCase(
      "harmless commands of the same tools",
      "entry.sh",
      """
      #!/bin/sh
      npx prisma generate && npx prisma validate; prisma migrate status
      prisma migrate diff --from-empty --to-schema-datamodel prisma/schema.prisma
      supabase gen types typescript
      python manage.py makemigrations --check
      bin/rails server
      alembic revision -m upgrade
      """
    ),
    DeploymentCase(
      "runners",
      "entry.sh",
      """
      #!/bin/bash
      npx --yes prisma@5.1.0 migrate deploy
      pnpm exec prisma db push
      pnpm dlx prisma db push
      bunx prisma migrate reset
      ./node_modules/.bin/prisma migrate dev
      sudo -u app env A=1 timeout -k 5 60 bundle exec rails db:migrate
      DATABASE_URL=x python manage.py migrate --noinput
      dotenv -e .env -- prisma migrate deploy
      docker compose exec -T web npx prisma migrate deploy
      docker-compose run --rm web bundle exec rake assets:precompile db:migrate
      sh -c "cd app && alembic -c alembic.ini upgrade head"
      wait-for db:5432 -- npx prisma migrate deploy
      python3 -m flask db upgrade
      node node_modules/prisma/build/index.js migrate deploy
      su app -c 'php artisan migrate --force'
      time nice -n 5 mix ecto.migrate
      """,
      lines: Array(2...17)
    ),
    DeploymentCase(
      "every branch, every substitution",
      "entry.sh",
      """
      #!/bin/sh
      if [ "$MODE" = one ]; then
        goose up
      elif [[ $MODE == two && -n $X ]]; then dbmate up
      else
        result=$(npx knex migrate:latest)
        echo "`sequelize db:migrate`"
      fi
      case "$1" in
        web|worker) exec node server.js ;;
        migrate) flyway -url=x migrate ;;
      esac
      run() {
        liquibase update
      }
      (cd db; sqitch deploy)
      true || drizzle-kit push
      cat list | xargs -n 1 atlas migrate apply
      npx prisma \\
        migrate deploy
      supabase \\
        db push
      """,
      lines: [3, 4, 6, 7, 11, 14, 16, 17, 18, 19, 21]
    ),
    DeploymentCase(
      "clients of the database",
      "entry.sh",
      """
      #!/bin/sh
      psql "$DATABASE_URL" -f schema.sql
      psql "$DATABASE_URL" < schema.sql
      psql -c "ALTER TABLE a ADD b int"
      psql -c 'select 1; drop table a'
      psql -c "SELECT * FROM created"
      psql "$DATABASE_URL" <<SQL
      create table a (b int);
      SQL
      psql <<SQL
      select 'create table';
      SQL
      cat schema.sql | psql
      echo 'select 1' | psql
      pg_isready
      """,
      lines: [2, 3, 4, 5, 7, 13]
    ),
    DeploymentCase(
      "a variable with one value",
      "entry.sh",
      "#!/bin/sh\nTOOL=\"npx prisma\"\n$TOOL migrate deploy\n",
      lines: [3]
    ),
    DeploymentCase(
      "a variable as the command",
      "entry.sh",
      "#!/bin/sh\n$RUN_BEFORE_START\nexec node server.js\n",
      .notChecked,
      says: "line 2"
    ),
    DeploymentCase(
      "a variable as a part of the command",
      "entry.sh",
      "#!/bin/sh\nnpx prisma migrate $MODE\n",
      .notChecked,
      says: "line 2"
    ),
    DeploymentCase(
      "a script from elsewhere",
      "entry.sh",
      "#!/bin/sh\ncurl -fsSL https://example.org/x | sh\n",
      .notChecked,
      says: "line 2"
    ),
    DeploymentCase(
      "a script that is not there",
      "entry.sh",
      "#!/bin/sh\n./scripts/before.sh\n",
      .notChecked,
      says: "./scripts/before.sh"
    ),
    DeploymentCase(
      "a script that is there",
      "entry.sh",
      "#!/bin/sh\n\n. ./scripts/before.sh\n",
      lines: [3],
      says: "scripts/before.sh:2",
      with: ["scripts/before.sh": "#!/bin/sh\nrails db:schema:load\n"]
    ),
    DeploymentCase(
      "a quote that does not close, behind a finding",
      "entry.sh",
      "#!/bin/sh\ngoose up\necho \"open\n",
      lines: [2]
    ),
    DeploymentCase(
      "a quote that does not close",
      "entry.sh",
      "#!/bin/sh\ntrue\necho \"open\n",
      .notChecked,
      says: "line 3"
    ),
    DeploymentCase(
      "scripts that call each other",
      "a.sh",
      "sh b.sh\n",
      with: ["b.sh": "sh a.sh\n"]
    ),
    DeploymentCase(
      "Procfile",
      "Procfile",
      "web: bin/rails server\n# release: rake db:migrate\nrelease: bin/rails db:migrate\n",
      lines: [3]
    ),
  ]
}
