import TestSupport
import Testing
import Workspace

#if canImport(Glibc)
import Glibc
#endif

struct ExecutableSearchTests {
  @Test func theFirstFolderThatHasItWins() throws {
    let folder = try TemporaryDirectory()
    try folder.write("#!/bin/sh\n", to: "b/tool")
    try folder.write("no program", to: "a/tool")
    chmod(folder.path("b/tool"), 0o755)
    let search = ExecutableSearch(
      environment: ["PATH": ":\(folder.path("a")):.:\(folder.path("b"))"]
    )
    #expect(search.path(of: "tool") == folder.path("b/tool"))
    #expect(search.path(of: "none") == nil)
    #expect(search.path(of: "b/tool") == nil)
    #expect(search.path(of: "") == nil)
  }

  @Test func aChildSeesTheAllowedPartOnly() {
    let seen = ChildEnvironment.allowed(
      from: [
        "PATH": "/bin", "LC_ALL": "C", "DATABASE_URL": "x", "TERM": "xterm", "GIT_DIR": "/x",
        "CI": "1",
      ],
      adding: ["CI"]
    )
    #expect(seen == ["PATH": "/bin", "LC_ALL": "C", "TERM": "dumb", "NO_COLOR": "1", "CI": "1"])
  }
}
