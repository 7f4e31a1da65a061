import Foundation
import Reports
import Testing

@Suite struct ScheduleTests {
  private func schedule(
    root: String = "/srv/shop",
    cadence: Int = 7_200,
    minute: Int? = 7
  ) -> ReportSchedule {
    ReportSchedule(
      root: root,
      executable: "/usr/local/bin/sitrep",
      searchPath: ["/usr/local/bin", "/usr/bin", "/bin"],
      timeoutProgram: "/usr/bin/timeout",
      cadence: cadence,
      log: "/home/ada/.local/state/sitrep/shop.log",
      minute: minute
    )
  }

  @Test func aCrontabLineIsWhole() {
    let line = CrontabText.text(schedule())?.split(separator: "\n").last.map(String.init)
    let expected = """
      7 * * * * cd /srv/shop && PATH=/usr/local/bin:/usr/bin:/bin /usr/bin/timeout -k 10 900 \
      /usr/local/bin/sitrep report --all --if-due --log /home/ada/.local/state/sitrep/shop.log \
      || echo "sitrep: ended with $?"
      """
    #expect(line == expected)
    #expect(CrontabText.text(schedule())?.hasSuffix("\n") == true)
  }

  @Test(arguments: [
    (7_200, 60, 7), (86_400, 60, 7), (3_600, 30, 7), (1_800, 15, 7), (600, 5, 2), (60, 1, 0),
    (5_400, 30, 7),
  ])
  func thereAreAtLeastTwoStartsInASlot(cadence: Int, interval: Int, offset: Int) {
    let schedule = schedule(cadence: cadence)
    #expect(schedule.interval == interval)
    #expect(schedule.offset == offset)
    #expect(schedule.timeLimit < interval * 60)
  }

  @Test func repositoriesAreSpreadAndKeepTheirMinute() {
    let offsets = (0..<50).map { schedule(root: "/srv/r\($0)", minute: nil).offset }
    #expect(Set(offsets).count > 5)
    #expect(offsets.allSatisfy { (1...14).contains($0) })
    #expect(schedule(minute: nil).offset == schedule(minute: nil).offset)
    #expect(schedule(root: "/a/x").name != schedule(root: "/b/x").name)
  }

  @Test func awkwardPathsSurviveTheShellAndCron() throws {
    let root = "/srv/it's 100% $HOME \"x\""
    let text = try #require(CrontabText.text(schedule(root: root)))
    #expect(text.contains("cd '/srv/it'\\''s 100\\% $HOME \"x\"' && "))
    let units = SystemdText(schedule(root: root))
    #expect(units.service.contains("WorkingDirectory=/srv/it's 100%% $HOME \"x\"\n"))
  }

  @Test func whatNoLineCanHoldIsRefused() {
    #expect(schedule(root: "/srv/a\nb").problem?.contains("control character") == true)
    #expect(schedule(root: "srv").problem?.contains("not absolute") == true)
    #expect(schedule().problem == nil)
    #expect(CrontabText.text(schedule(root: "/" + String(repeating: "x", count: 990))) == nil)
  }

  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/systemd-analyze")))
  func systemdTakesTheUnits() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("sitrep units \(UUID().uuidString)")
    let root = folder.appendingPathComponent("100% \"quoted\" $repo")
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var schedule = schedule(root: root.path)
    schedule.executable = "/bin/true"
    let units = SystemdText(schedule)
    try units.service.write(
      to: folder.appendingPathComponent(units.serviceName),
      atomically: false,
      encoding: .utf8
    )
    let timer = folder.appendingPathComponent(units.timerName)
    try units.timer.write(to: timer, atomically: false, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/systemd-analyze")
    process.arguments = [
      "verify", "--recursive-errors=yes", folder.appendingPathComponent(units.serviceName).path,
      timer.path,
    ]
    let output = Pipe()
    process.standardError = output
    process.standardOutput = output
    try process.run()
    let said = String(
      decoding: output.fileHandleForReading.readDataToEndOfFile(),
      as: UTF8.self
    )
    process.waitUntilExit()
    // Only what is said of these two: other units of the machine are not ours.
    #expect(!said.contains("sitrep-"), "\(said)")
  }
}
