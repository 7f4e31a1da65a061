import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Entries until nothing goes any more, on a small file system of its own or below a limit of file sizes.
enum FullDisk {
  static func run(isSmall: Bool) throws -> Outcome {
    var outcome = Outcome()
    let arena = try Arena()
    let folder = "\(arena.root)/feedback"
    let isMounted = mount("none", folder, "tmpfs", 0, "size=128k") == 0
    defer { if isMounted { umount2(folder, Int32(MNT_DETACH)) } }
    var written = 0
    var refused = 0
    let wanted = isSmall ? 5 : 100
    for number in 0..<10_000 where refused < wanted {
      let before = arena.bytes
      var arguments = ["note", "--agent", "data", "--now", arena.now, "--library", "e\(number)"]
      arguments += ["--topic", "t e\(number)", "--applied-to", "end of e\(number)", "--learning"]
      // Of many sizes, so that some fit and some fail within their write.
      arguments.append("l e\(number) " + String(repeating: "x", count: number * 7_919 % 9_000))
      let child =
        try isMounted
        ? Child.sitrep(arguments, in: arena)
        : Child(
          ["/bin/sh", "-c", "ulimit -f 128; exec \"$@\"", "sh", "\(Child.binaries)/sitrep"]
            + arguments + ["-C", arena.root],
          in: arena
        )
      let code = child.wait()
      if code == 0 {
        written += 1
        outcome.expect(arena.bytes.starts(with: before), "what stood there was changed")
      } else {
        refused += 1
        outcome.expect(code == 2, "exit code \(code)")
        outcome.expect(arena.bytes == before, "a refused append changed the file")
        outcome.expect(
          child.diagnostics.contains("nothing was changed")
            && (child.diagnostics.contains("make room")
              || child.diagnostics.contains("raise the limit")),
          child.diagnostics
        )
      }
    }
    let names = Arena.names(in: arena.text, &outcome)
    outcome.expect(names.count == written, "\(names.count) entries of \(written)")
    outcome.expect(refused == wanted, "the disk never was full")
    outcome.figures = [
      isMounted ? "a tmpfs of 128 KiB" : "files of 64 KiB at most",
      "\(written) entries written and there", "\(refused) refused with exit 2",
      "the file unchanged by each refusal",
    ]
    return outcome
  }
}
