import Facts
import Testing
import Workspace

#if canImport(Glibc)
import Glibc
#endif

@Suite struct SubprocessTests {
  private func shell(_ script: String, timeout: Duration = .seconds(20), input: [UInt8]? = nil)
    -> Subprocess
  {
    Subprocess(
      executable: "/bin/sh",
      arguments: ["-c", script],
      folder: "/",
      environment: ["PATH": "/usr/bin:/bin"],
      input: input,
      timeout: timeout
    )
  }

  @Test func givesBothStreamsAndTheExitCode() throws {
    let outcome = try shell("echo out; echo err >&2; exit 3").run()
    #expect(outcome.exitCode == 3)
    #expect(outcome.signal == nil)
    #expect(outcome.output.text == "out\n")
    #expect(outcome.diagnostics.text == "err\n")
    #expect(!outcome.timedOut)
  }

  @Test func namesTheSignal() throws {
    let outcome = try shell("kill -KILL $$").run()
    #expect(outcome.exitCode == nil)
    #expect(outcome.signal == 9)
  }

  @Test func bothStreamsMayBeLargerThanAPipe() throws {
    let outcome = try shell("head -c 300000 /dev/zero; head -c 300000 /dev/zero >&2").run()
    #expect(outcome.output.total == 300_000)
    #expect(outcome.diagnostics.total == 300_000)
    #expect(outcome.exitCode == 0)
  }

  @Test func aGigabyteIsCountedAndCut() throws {
    let outcome = try shell("head -c 1073741824 /dev/zero").run()
    #expect(outcome.output.total == 1_073_741_824)
    #expect(outcome.output.bytes.count == 1 << 20)
    #expect(outcome.output.isTruncated)
  }

  @Test func aCommandThatNeverEndsIsEndedWithItsChildren() throws {
    let outcome = try shell(
      "trap '' TERM; sleep 600 & echo $!; wait; sleep 600",
      timeout: .milliseconds(300)
    ).run()
    #expect(outcome.timedOut)
    #expect(outcome.duration < .seconds(10))
    let child = try #require(Int32(outcome.output.text.split(separator: "\n").first ?? ""))
    let after = try shell(
      "kill -0 \(child) 2>/dev/null && cat /proc/\(child)/stat | cut -d' ' -f3 || echo gone"
    ).run()
    #expect(["gone\n", "Z\n"].contains(after.output.text))
  }

  @Test func aGrandchildThatHoldsThePipeIsNotWaitedFor() throws {
    let outcome = try shell("sleep 30 & echo done").run()
    #expect(outcome.exitCode == 0)
    #expect(outcome.output.text == "done\n")
    #expect(outcome.duration < .seconds(10))
    #expect(!outcome.timedOut)
  }

  @Test func aProgramThatIsNotThereIsAnError() throws {
    let missing = Subprocess(
      executable: "/nowhere/program",
      arguments: [],
      folder: "/",
      environment: [:]
    )
    let error = try #require(throws: Subprocess.StartError.self) { try missing.run() }
    #expect(error.description.contains("/nowhere/program"))
  }

  @Test func theEnvironmentIsExactlyWhatWasGiven() throws {
    let env = Subprocess(
      executable: "/usr/bin/env",
      arguments: [],
      folder: "/",
      environment: ["ONLY": "this"]
    )
    #expect(try env.run().output.text == "ONLY=this\n")
  }

  @Test func inputIsReadToItsEnd() throws {
    let outcome = try shell("wc -c", input: [UInt8](repeating: 65, count: 200_000)).run()
    #expect(outcome.output.text.contains("200000"))
  }

  @Test func aChildHearsSignalsThatItsParentDoesNot() throws {
    // A thread of Dispatch blocks SIGTERM, and somebody may ignore SIGPIPE: what they start must not.
    let ignored = signal(SIGPIPE, SIG_IGN)
    defer { signal(SIGPIPE, ignored) }
    let signals = Array(0..<12).parallelMap { number in
      try? shell("kill -\(number % 2 == 0 ? "TERM" : "PIPE") $$; exit 1").run().signal
    }
    #expect(signals == (0..<12).map { $0 % 2 == 0 ? 15 : 13 })
  }

  @Test func aFolderThatIsNoneAndANULAreErrors() throws {
    var command = shell("true")
    command.folder = "/nowhere/at/all"
    let error = try #require(throws: Subprocess.StartError.self) { try command.run() }
    #expect(error.description.contains("working folder /nowhere/at/all: no such file"))
    command.folder = "/bin/sh"
    #expect(throws: Subprocess.StartError.self) { try command.run() }
    #expect(throws: Subprocess.StartError.self) { try shell("a\0b").run() }
  }

  @Test func aBrokenPipeEndsTheChildAsOutsideOfTheTool() throws {
    let outcome = try shell("yes | head -n 1; echo ${PIPESTATUS:-ended}").run()
    #expect(outcome.output.text == "y\nended\n")
  }
}
