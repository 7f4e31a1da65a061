import Foundation

#if canImport(Glibc)
import Glibc
#endif

/// Writers are killed at random moments: what was said to be written is there, and nothing is there in part.
enum Kills {
  static func run(isSmall: Bool) throws -> Outcome {
    var outcome = Outcome()
    let arena = try Arena()
    var random = SystemRandomNumberGenerator()
    let wanted = isSmall ? 24 : 500
    var kills = 0
    var notes = 0
    var cut = 0
    var round = 0
    var saidInAll = 0
    var said: Set<String> = []
    let duration = try microseconds(of: arena.note("first"), in: arena)
    while kills < wanted {
      round += 1
      let note = "\(arena.root)/feedback/data/.\(arena.date).md.unfinished"
      var children: [(name: String?, process: Child)] = []
      if round.isMultiple(of: 2) {
        let large = arena.largeNote("n\(round)", learnings: 2_000)
        children = [
          ("n\(round)", try .sitrep(large.arguments, in: arena, input: large.input)),
          ("m\(round)", try .sitrep(arena.note("m\(round)"), in: arena)),
          (nil, try .probe([arena.path, "p\(round)", "3", "20000"], in: arena)),
          (nil, try .probe([arena.path, "q\(round)", "1000", "2"], in: arena)),
        ]
        usleep(.random(in: 0...duration * 3 / 2, using: &random))
      } else {
        // Megabytes, and a look at the disk, to come near to the write: it is short beside all else.
        let length = arena.bytes.count
        children = [
          (nil, try .probe([arena.path, "r\(round)", "2", "300000"], in: arena)),
          ("s\(round)", try .sitrep(arena.note("s\(round)"), in: arena)),
        ]
        let end = ContinuousClock().now + .milliseconds(800)
        let isWriting = Bool.random(using: &random)
        while ContinuousClock().now < end {
          if isWriting ? arena.size > length + 1_000 : access(note, F_OK) == 0 { break }
        }
        usleep(.random(in: 0...(isWriting ? 1_000 : 10_000), using: &random))
      }
      for child in children { child.process.kill() }
      for (name, child) in children {
        if child.wait() == -SIGKILL { kills += 1 }
        if let name {
          if child.output.hasPrefix(arena.path) { said.insert(name) }
        } else {
          said.formUnion(child.output.split(separator: "\n").map(String.init))
        }
      }
      let isNoted = access(note, F_OK) == 0
      if isNoted { notes += 1 }
      // Readers leave out what is not finished, before anybody cut it back.
      _ = Arena.names(in: arena.text, &outcome)
      let length = arena.bytes.count
      guard round % 5 == 0 || isNoted || length > 4 << 20 else { continue }
      let mending = try Child.sitrep(arena.note("after\(round)"), in: arena)
      let code = mending.wait()
      outcome.expect(code == 0, "the next command ended with \(code): \(mending.diagnostics)")
      let isCut = mending.diagnostics.contains("unfinished entry was cut back")
      if isCut { cut += 1 }
      outcome.expect(isCut || arena.bytes.count > length, "the file shrank and nobody said so")
      outcome.expect(access(note, F_OK) != 0, "the note of an append stays")
      said.insert("after\(round)")
      check(said, in: arena, &outcome)
      // No file grows beyond what is read back.
      if length > 4 << 20 {
        saidInAll += said.count
        said = []
        arena.nextDay()
      }
    }
    check(said, in: arena, &outcome)
    saidInAll += said.count
    outcome.figures = [
      "\(kills) kills", "\(saidInAll) entries said to be written, all there",
      "\(notes) times an append was under way", "\(cut) unfinished tails cut back and reported",
      "0 halves seen",
    ]
    return outcome
  }

  /// How long one command takes here.
  private static func microseconds(of arguments: [String], in arena: Arena) throws -> UInt32 {
    let start = ContinuousClock().now
    let command = try Child.sitrep(arguments, in: arena)
    guard command.wait() == 0 else { throw Child.Failure(description: command.diagnostics) }
    return UInt32((ContinuousClock().now - start) / .microseconds(1))
  }

  private static func check(_ said: Set<String>, in arena: Arena, _ outcome: inout Outcome) {
    let names = Set(Arena.names(in: arena.text, &outcome))
    for lost in said.subtracting(names) { outcome.failures.append("lost: \(lost)") }
  }
}
