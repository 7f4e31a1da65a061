import Audit
import Facts
import Record
import TestSupport
import Testing

@Suite struct LostEntriesTests {
  private let path = "feedback/bakery/2026-01-05.md"
  private let bread = """

    ## 2026-01-05T07:00:00Z — Bakery: Bread

    **Progress**: 40 loaves in the oven
    **Next**: shape the rolls before the doors open

    """
  private let rolls = """

    ## 2026-01-05T08:00:00Z — Bakery: Rolls

    **Progress**: 120 rolls shaped and proofed
    **Next**: bake them at 230 degrees

    """

  private func committed(_ text: String) throws -> TestRepository {
    let repository = try TestRepository()
    try repository.write(text, to: path)
    try repository.commit("log", at: .day(9))
    return repository
  }

  private func headings(_ repository: TestRepository) throws -> [String] {
    try RecordHistory.reading(repository).lostEntries.map(\.heading)
  }

  @Test func aRemovedEntryIsNamedWithTheCommandThatShowsIt() throws {
    let repository = try committed(bread)
    try repository.write(bread + rolls, to: path)
    let held = try repository.commit("both", at: .day(10))
    try repository.write(bread, to: path)
    let gone = try repository.commit("one", at: .day(11))
    let lost = try RecordHistory.reading(repository).lostEntries
    #expect(lost.map(\.heading) == ["2026-01-05T08:00:00Z — Bakery: Rolls"])
    #expect(lost.map(\.lastSeenIn) == [held])
    #expect(lost.map(\.goneIn) == [gone])
    #expect(lost.first?.command == "git show \(held.prefix(10)):\(path)")
    #expect(try repository.git("show", "\(held.prefix(10)):\(path)").contains("Bakery: Rolls"))
  }

  @Test func anOverwrittenFileLosesWhatItHeld() throws {
    let repository = try committed(bread)
    try repository.write(rolls, to: path)
    try repository.commit("overwritten", at: .day(10))
    #expect(try headings(repository) == ["2026-01-05T07:00:00Z — Bakery: Bread"])
  }

  @Test func aDeletedFileLosesItsEntries() throws {
    let repository = try committed(bread + rolls)
    try repository.git("rm", "--quiet", path)
    try repository.commit("gone", at: .day(10))
    #expect(try headings(repository).count == 2)
  }

  @Test func whatWasMovedRenamedOrArchivedIsNotLost() throws {
    let repository = try committed(bread + rolls)
    try repository.git("mv", path, "feedback/bakery/bread.md")
    try repository.commit("renamed", at: .day(10))
    #expect(try headings(repository).isEmpty)
    try repository.write(bread, to: "feedback/baker/2026-01-05.md")
    try repository.write("# Archive\n" + rolls, to: "docs/archive/january.md")
    try repository.git("rm", "--quiet", "feedback/bakery/bread.md")
    try repository.commit("archived", at: .day(11))
    #expect(try headings(repository).isEmpty)
  }

  @Test func anEntryElsewhereWithTheSameHeadingDoesNotStandForIt() throws {
    let repository = try committed(bread)
    try repository.write(
      bread.replacing("40 loaves in the oven", with: "no flour was delivered")
        .replacing("shape the rolls before the doors open", with: "ask the mill again at noon"),
      to: "feedback/mill/2026-01-05.md"
    )
    try repository.git("rm", "--quiet", path)
    try repository.commit("gone", at: .day(10))
    #expect(try headings(repository) == ["2026-01-05T07:00:00Z — Bakery: Bread"])
  }

  @Test func aMergeThatDropsAnEntryIsSeen() throws {
    let repository = try committed(bread)
    try repository.git("checkout", "--quiet", "-b", "side")
    try repository.write(bread + rolls, to: path)
    let side = try repository.commit("side", at: .day(10))
    try repository.git("checkout", "--quiet", "main")
    try repository.write(bread.replacing("Bread", with: "Bread and more"), to: path)
    try repository.commit("main", at: .day(11))
    try repository.git("merge", "--quiet", "--strategy", "ours", "--no-edit", "side", at: .day(12))
    let merge = try repository.git("rev-parse", "HEAD")
    let lost = try RecordHistory.reading(repository).lostEntries
    #expect(lost.map(\.heading) == ["2026-01-05T08:00:00Z — Bakery: Rolls"])
    #expect(lost.map(\.lastSeenIn) == [side])
    #expect(lost.map(\.goneIn) == [merge])
  }

  @Test func whatTheWorkTreeOrTheTipStillHoldsIsNotLost() throws {
    let repository = try committed(bread + rolls)
    // Taken out, and not committed.
    try repository.write(bread, to: path)
    #expect(try headings(repository).isEmpty)
    try repository.commit("one", at: .day(10))
    #expect(try headings(repository).count == 1)
    // Put back, and not committed.
    try repository.write(bread + rolls, to: path)
    #expect(try headings(repository).isEmpty)
  }

  @Test func aHeadingThatIsNoEntryAnyMoreIsNotLost() throws {
    let repository = try committed("# Log\n\n## Notes of 2026-01-05\n\nThe oven is slow.\n")
    try repository.write(
      "# Log\n\n## Notes of 2026-01-05\n\nThe oven is slow.\n" + bread + rolls,
      to: path
    )
    try repository.commit("two ways of writing", at: .day(10))
    #expect(try headings(repository).isEmpty)
  }

  /// Between being an entry and being gone it was a heading like others.
  @Test func theLastCommitThatHeldTheHeadingIsNamed() throws {
    let notes = "# Log\n\n## Notes of 2026-01-05\n\nThe oven is slow.\n"
    let repository = try committed(notes)
    try repository.write("# Log\n" + bread + rolls + notes.dropFirst(6), to: path)
    let held = try repository.commit("two ways of writing", at: .day(10))
    try repository.write(bread + rolls, to: path)
    try repository.commit("without notes", at: .day(11))
    let lost = try RecordHistory.reading(repository).lostEntries
    #expect(lost.map(\.heading) == ["Notes of 2026-01-05"])
    #expect(lost.map(\.lastSeenIn) == [held])
  }

  @Test func aCutHistoryIsNotCalledClean() throws {
    let repository = try committed(bread + rolls)
    try repository.write(bread, to: path)
    try repository.commit("one", at: .day(10))
    let clone = "\(repository.path)/clone"
    try repository.git("clone", "--quiet", "--depth", "1", "file://\(repository.path)", clone)
    let history = try RecordHistory(
      of: .reading(repository, root: clone),
      reader: RecordReader(agents: [])
    ) { $0.hasPrefix("feedback/") }
    #expect(history.lostEntries.isEmpty)
    #expect(history.notChecked.map(\.subject) == ["history"])
    #expect(history.notChecked.first?.reason.contains("shallow") ?? false)
  }

  @Test func aHistoryBelowTheTopIsRead() throws {
    let repository = try TestRepository()
    try repository.write(bread + rolls, to: "shop/\(path)")
    let held = try repository.commit("log", at: .day(9))
    try repository.write(bread, to: "shop/\(path)")
    try repository.commit("one", at: .day(10))
    let source = try AuditSource.reading(repository, root: "\(repository.path)/shop")
    let history = try RecordHistory(of: source, reader: .init(agents: [])) {
      $0.hasPrefix("feedback/")
    }
    #expect(history.lostEntries.map(\.command) == ["git show \(held.prefix(10)):shop/\(path)"])
    #expect(history.timestamps.map(\.path) == [path])
  }
}
