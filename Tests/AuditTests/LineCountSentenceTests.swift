import Audit
import Facts
import TestSupport
import Testing

/// Which sentences are understood: every file has 40 lines, every sentence says 60.
struct LineCountSentenceTests {
  private func verdicts(_ sentences: [String], isNew: Bool = true) throws -> [AuditClaim] {
    let scene = try Scene()
    for path in ["src/a.txt", "src/b.txt", "docs/c.md"] { try scene.file(path, 40) }
    if !isNew { try scene.commit() }
    for sentence in sentences { try scene.say(sentence) }
    try scene.commit()
    return try scene.claims()
  }

  @Test(arguments: [
    "src/a.txt (60 lines)", "- `src/a.txt` (60 lines)", "- ✅ **src/a.txt** (60 lines) - all of it",
    "1. `src/a.txt` - 60 lines", "- src/a.txt — 60 lines, 5 tests", "`src/a.txt`: 60 lines",
    "`src/a.txt`, 60 lines.", "src/a.txt has 60 lines", "src/a.txt now has 60 lines.",
    "src/a.txt is 60 lines long", "- a 60-line `src/a.txt`", "| 60 lines (src/a.txt) | done |",
    "- src/a.txt (9.4KB, 60 lines)", "- src/a.txt (60 lines, 14 scenarios)",
    "- src/a.txt (new, 60 lines, 3.2 kB)", "- src/a.txt (60 lines total)",
    "- src/a.txt (now 60 lines)", "- [a](src/a.txt) (60 lines)",
    "- [`src/a.txt`](../src/a.txt) (60 lines)",
    "- Created `src/a.txt` (60 lines)", "- Added src/a.txt (60 lines)",
    "- [x] Wrote src/a.txt (60 lines)", "- src/a.txt created (60 lines)",
    "- `src/a.txt` ✅ (60 lines)",
    "- **File**: `src/a.txt` (60 lines)", "Evidence: src/a.txt (60 lines), src/b.txt (40 lines)",
    "- src/a.txt (draft) (60 lines)", "- `src/a.txt`\n  - 60 lines, 5 tools",
    "- `src/a.txt`\n  - Lines: 60", "**File**: `src/a.txt`  \n**Lines**: 60",
    "| File | Lines |\n|---|---:|\n| `src/a.txt` | 60 |",
    "| Task | File | Line count | State |\n|-|-|-|-|\n| T | src/a.txt | 60 lines | ok |",
    "1. A list\n   * src/a.txt (60 lines)", "- src/a.txt (lines: 60)", "- src/a.txt: Lines: 60",
    "- Lines: 60 (src/a.txt)", "### src/a.txt (60 lines)",
  ])
  func understood(sentence: String) throws {
    let claims = try verdicts([sentence])
    #expect(claims.first?.verdict == .fails, "\(claims)")
    #expect(claims.first?.subject == "src/a.txt")
  }

  @Test(arguments: [
    // No exact number.
    "src/a.txt (~60 lines)", "src/a.txt (about 60 lines)", "src/a.txt (60+ lines)",
    "src/a.txt (>60 lines)",
    "src/a.txt (approx. 60 lines)", "src/a.txt (over 60 lines)", "src/a.txt (60-70 lines)",
    "src/a.txt (50 - 60 lines)", "src/a.txt (≈ 60 lines)", "src/a.txt (max 60 lines)",
    "src/a.txt (60/80 lines)", "src/a.txt: lines: 60-80", "src/a.txt (lines: ~60)",
    "src/a.txt (line: 60)",
    "| File | Lines |\n|---|---|\n| src/a.txt | ~60 |", "src/a.txt (60 LOC)",
    "src/a.txt (60 lines of code)",
    "src/a.txt (nearly 60 lines)", "src/a.txt (up to 60 lines)",
    // Lines that changed.
    "src/a.txt (+60 lines)", "src/a.txt (-60 lines)", "src/a.txt (60 lines added)",
    "src/a.txt: added 60 lines",
    "src/a.txt (20 → 60 lines)", "src/a.txt (20->60 lines)", "Updated src/a.txt (60 lines)",
    "src/a.txt modified (60 lines)", "- Files Modified:\n  - src/a.txt (60 lines)",
    "**Files Changed**:\n- src/a.txt (60 lines)", "### Updates\n\n- src/a.txt (60 lines)",
    "Removed 60 lines from src/a.txt", "src/a.txt (60 new lines)", "src/a.txt (60 lines changed)",
    "Refactored `src/a.txt` (60 lines)", "src/a.txt (60 insertions, 60 lines)",
    // What is meant to be.
    "- [ ] src/a.txt (60 lines)", "Will write src/a.txt (60 lines)", "Create src/a.txt (60 lines)",
    "**Next**: src/a.txt (60 lines)", "**Next**:\n- src/a.txt (60 lines)",
    "## Next Steps\n\n- src/a.txt (60 lines)",
    "Plan: src/a.txt (60 lines)", "src/a.txt should have 60 lines", "TODO src/a.txt (60 lines)",
    "Target: `src/a.txt` (60 lines)", "- Then write src/a.txt (60 lines) if there is time",
    // Another moment, somebody else, a question.
    "src/a.txt (was 60 lines)", "src/a.txt (previously 60 lines)", "Is src/a.txt (60 lines) right?",
    "The old src/a.txt (60 lines)", "It claims src/a.txt (60 lines)", "src/a.txt is not 60 lines",
    // Part of a file, or several.
    "src/a.txt:10-70 (60 lines)", "src/a.txt (first 60 lines)", "src/a.txt, src/b.txt (60 lines)",
    "src/a.txt and src/b.txt (60 lines)", "src/*.txt (60 lines)", "src/ (60 lines)",
    "60 lines of src/a.txt", "src/a.txt (60 lines each)", "src/a.txt (lines 1-60, 60 lines)",
    // Not tied to the file.
    "src/a.txt holds the panel; the whole of it is 60 lines",
    "src/a.txt works, and 60 lines of notes",
  ])
  func neverCalledFalse(sentence: String) throws {
    for claim in try verdicts([sentence]) { #expect(claim.verdict == .unverifiable, "\(claim)") }
  }

  @Test(arguments: [
    "```\nsrc/a.txt (60 lines)\n```", "> src/a.txt (60 lines)", "    src/a.txt (60 lines)",
    "<!-- src/a.txt (60 lines) -->", "- > src/a.txt (60 lines)", "src/a.txt, line 60",
    "60 tests in src/a.txt",
    "src/a.txt (60 liners)", "An outline of 60 items, src/a.txt",
  ])
  func noClaim(sentence: String) throws {
    #expect(try verdicts([sentence]).isEmpty)
  }

  /// What was added to a file that was there already is not its length.
  @Test func addedIsTheWholeOfANewFileOnly() throws {
    let sentences = [
      "Added src/a.txt (60 lines)", "Wrote src/b.txt (60 lines)", "docs/c.md (60 lines, new)",
    ]
    #expect(try verdicts(sentences).map(\.verdict) == [.fails, .fails, .fails])
    #expect(
      try verdicts(sentences, isNew: false).map(\.verdict) == [
        .unverifiable, .unverifiable, .fails,
      ]
    )
  }

  @Test func numbersWithCommas() throws {
    let scene = try Scene()
    try scene.file("a/x.md", 1_047)
    try scene.say(
      "a/x.md (1,047 lines)",
      "a/x.md (1047 lines)",
      "a/x.md (10,47 lines)",
      "a/x.md (2,047 lines)"
    )
    try scene.commit()
    #expect(try scene.verdicts() == [.holds, .holds, .fails])
  }
}
