/// The configuration that `init` writes: every key with its default, all of it commented out.
package enum SettingsTemplate {
  /// The text for a repository's agents; without any, two examples stand for them.
  package static func text(agents: [AgentRoster.Agent] = []) -> String {
    """
    # What sitrep does when this file says nothing. Take away a `#` to change a line.
    # An unknown key or a wrong value is an error that names its line.

    # How often each agent reports, counted from 00:00 UTC: 1m to 24h.
    #cadence: 2h

    # Agents are also found by the folders under `feedback/` and by the files in `docs/directions/`.
    # A text is the name that headings print; `paths` are the files that are the agent's own work.
    #agents:
    \(agentLines(agents))

    # Whom agents ask. The approver allows a migration, the applier runs it.
    #people:
    #  - name: CEO
    #    roles: [approver]
    #  - name: Manager
    #    roles: [applier]

    # Where things are. Of several places the first that exists is read; the others are named in the report.
    # Paths stay inside of the repository, but for those that `allowOutside` repeats word for word.
    #paths:
    #  feedback: feedback
    #  migrations: ["supabase/migrations/*.sql", "prisma/migrations/*/migration.sql"]
    #  schema: [prisma/schema.prisma, prisma/schema/]
    #  directions: docs/directions
    #  vault: vault
    #  deployment: [fly.toml, package.json, Dockerfile, docker-entrypoint.sh, ".github/workflows/*"]
    #  templates: templates
    #  artifacts: artifacts
    #  allowOutside: []

    # Commands whose outcome is evidence. The two of Prisma are built in; `off` takes one away.
    # `run` is a program and its arguments, never a line for a shell. A pass is an exit code of `exitCodes`,
    # a line with `contains`, and no line with `lacks` (`*` stands for anything in between).
    # `environment` names variables that the command may see; values never stand here.
    #commands:
    #  prisma validate: on
    #  prisma format: on
    #  health:
    #    run: [curl, -fsS, "https://example.org/health"]
    #    folder: .
    #    timeout: 60s
    #    exitCodes: [0]
    #    contains: ok
    #    lacks: "ERROR*column"
    #    environment: [HTTPS_PROXY]

    # Which rule proves the checklist items that hold a phrase; these stand before the built-in ones.
    # `none` says that no rule can tell.
    #checklist:
    #  - item: RLS policies included
    #    rule: row-security-included

    # Findings that somebody decided to accept. They are counted in every output.
    #waivers:
    #  - rule: row-security-included
    #    object: public.audit_log
    #    reason: only the service role reads it

    # What a rehearsal of the migrations runs first.
    #rehearsal:
    #  supabase: true
    #  prelude: []

    """
  }

  private static func agentLines(_ agents: [AgentRoster.Agent]) -> String {
    guard !agents.isEmpty else {
      return """
        #  data:
        #    name: Data
        #    direction: docs/directions/data.md
        #    paths: ["supabase/**", "prisma/**"]
        #  qa: QA
        """
    }
    return agents.map { "#  \(key($0.name)): \(quoted($0.printedName))" }.joined(separator: "\n")
  }

  private static func key(_ name: String) -> String {
    name.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D
    } ? name : quoted(name)
  }

  private static func quoted(_ text: String) -> String {
    let isPlain = text.utf8.allSatisfy { byte in
      (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D || byte == 0x20
    }
    if isPlain, YAMLDocument.boolean(text) == nil, !["null", "Null", "NULL"].contains(text) {
      return text
    }
    return "'"
      + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
      + "'"
  }
}
