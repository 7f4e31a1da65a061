import Facts
import Testing

@testable import Tasks

/// Which files of a direction are the task's to make or change.
@Suite struct NamedFilesTests {
  private func files(_ section: String) -> [String] {
    let text = "# Yard Direction\n\n### YARD-001: Crates\n\n\(section)\n\n### YARD-002: Racks\n"
    let direction = DirectionReader.read(
      SourceText(path: "d.md", text: text),
      agent: "yard",
      parsesFences: true
    )
    return direction.tasks.first?.files ?? []
  }

  @Test(arguments: [
    ("Create `app/crates.ts` and `app/racks.ts`.", ["app/crates.ts", "app/racks.ts"]),
    (
      "**Files**:\n- `app/crates.ts`: the loader\n- app/racks.ts (new)",
      ["app/crates.ts", "app/racks.ts"]
    ),
    ("- Update `package.json`", ["package.json"]),
    ("**Deliverables**:\n\n1. docs/specs/crates.md", ["docs/specs/crates.md"]),
    ("```ts\n// app/crates.ts\nexport {}\n```", ["app/crates.ts"]),
    ("Add a job to .github/workflows/ci.yml:12", [".github/workflows/ci.yml"]),
    ("Create `app/[id]/crates.tsx`", ["app/[id]/crates.tsx"]),
  ])
  func whatIsMadeIsTheTasks(section: String, expected: [String]) {
    #expect(files(section) == expected)
  }

  @Test(arguments: [
    "See docs/plan.md for more", "Read `docs/plan.md` first", "**Reference**: docs/plan.md",
    "**Reference**:\n- docs/plan.md", "Do not change `app/crates.ts`",
    "❌ Add migration commands to fly.toml", "Build it with Node.js/Express.js",
    "Create the page at https://example.com/crates.html", "Run `npx tsx scripts/crates.ts`",
    "Save a screenshot as `artifacts/crates.png`", "Write to /etc/crates.conf",
    "```ts\n// see app/crates.ts for more\nexport {}\n```", "Credentials: vault/yard/crates.env",
    "**DO NOT**:\n- Add `app/crates.ts`",
  ])
  func whatIsOnlyNamedIsNot(section: String) {
    #expect(files(section) == [])
  }
}
