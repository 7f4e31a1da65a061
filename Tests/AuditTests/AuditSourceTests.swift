import Audit
import Facts
import Record
import TestSupport
import Testing
import Workspace

struct AuditSourceTests {
  private let moment = Timestamp(secondsSinceEpoch: 1_700_000_000)

  @Test func everyLineKnowsItsCommit() throws {
    let repository = try TestRepository()
    try repository.write("# Day\n\nold\n", to: "feedback/a/2026-01-01.md")
    try repository.write("1\n", to: "src/file.txt")
    let one = try repository.commit("one", at: moment)
    try repository.write("# Day\n\nold\nnew\n", to: "feedback/a/2026-01-01.md")
    try repository.write("1\n2\n", to: "src/file.txt")
    let two = try repository.commit("two", at: moment + 60)
    try repository.write("# Day\n\nold\nnew\nnewest\n", to: "feedback/a/2026-01-01.md")
    try repository.write("untracked\n", to: "feedback/b/2026-01-01.md")

    let source = try AuditSource.reading(repository)
    #expect(source.tip == two)
    #expect(source.history.commits.map(\.id) == [two, one])
    #expect(source.history.commits.map(\.parents) == [[1], []])
    #expect(source.history.commits.map(\.committed) == [moment + 60, moment])
    let file = try #require(source.files.first)
    #expect((1...5).map { file.blame.commit(ofLine: $0)?.id } == [one, one, one, two, nil])
    #expect(source.files.last?.blame.isUncommitted == true)

    let changes = try #require(source.history.changes["src/file.txt"])
    #expect(changes.map(\.commit) == [0, 1])
    #expect(changes[0].old == changes[1].new)
    #expect(changes[1].old == nil)
    let blobs = try source.repository.blobs([
      (revision: one, path: "src/file.txt"), (revision: one, path: "none\nmissing"),
      (revision: two, path: "src"), (revision: two, path: "src/file.txt"),
    ])
    #expect(blobs == [changes[1].new, nil, nil, changes[0].new])
    let objects = try source.repository.objects([
      changes[0].new ?? "", one, String(repeating: "1", count: 40),
    ])
    #expect(objects == [.blob(Array("1\n2\n".utf8)), .other, .missing])
  }

  @Test func beforeTheFirstCommit() throws {
    let repository = try TestRepository()
    try repository.write("# Day\n", to: "feedback/a/2026-01-01.md")
    let source = try AuditSource.reading(repository)
    #expect(source.tip == nil)
    #expect(source.files.map(\.blame.isUncommitted) == [true])
  }
}
