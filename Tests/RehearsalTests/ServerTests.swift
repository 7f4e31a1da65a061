import Facts
import Foundation
import TestSupport
import Testing

@testable import Rehearsal

@Suite struct ServerTests {
  @Test func aMissingServerNamesThePackage() throws {
    let error = #expect(throws: RehearsalError.self) {
      try ServerBinaries.find(environment: ["PATH": "/nowhere"], versionFolders: ["/nowhere"])
    }
    #expect(error?.description.contains("apt-get install postgresql") == true)
  }

  @Test func aNamedFolderWithoutAServerIsAnError() {
    let error = #expect(throws: RehearsalError.self) {
      try ServerBinaries.find(environment: ["SITREP_POSTGRES_BIN": "/tmp"])
    }
    #expect(error?.description.contains("SITREP_POSTGRES_BIN") == true)
  }

  @Test func aMissingLibraryNamesThePackage() {
    let error = #expect(throws: RehearsalError.self) { try LibPQ(opening: "libpq.so.nowhere") }
    #expect(error?.description.contains("libpq5") == true)
  }

  @Test func aLibraryWithoutTheFunctionsIsRefused() {
    let error = #expect(throws: RehearsalError.self) { try LibPQ(opening: "libc.so.6") }
    #expect(error?.description.contains("PQconnectStartParams") == true)
  }

  @Test(.enabled(if: PostgresServer.binaries != nil, "no PostgreSQL"))
  func aTemporaryFolderThatCannotBeWrittenIsNamed() {
    let error = #expect(throws: RehearsalError.self) {
      try Folder.rehearser(temporaryFolder: "/proc").run(
        prelude: [],
        migrations: [],
        at: Folder.now
      )
    }
    #expect(error?.description.contains("/proc") == true)
    #expect(error?.description.contains("TMPDIR") == true)
  }

  @Test func aLongTemporaryFolderGivesWayToOneThatFitsASocket() {
    let long = "/tmp/" + String(repeating: "x", count: 90)
    #expect(ThrowawayServer.temporaryFolder(["TMPDIR": long]) == "/tmp")
    #expect(ThrowawayServer.temporaryFolder(["TMPDIR": "/var/tmp/"]) == "/var/tmp")
    #expect(ThrowawayServer.temporaryFolder([:]) == "/tmp")
  }

  @Test(.enabled(if: PostgresServer.binaries != nil, "no PostgreSQL"))
  func whatAKilledRunLeftIsRemovedByTheNext() throws {
    let folder = try TemporaryDirectory()
    try folder.write("", to: "sitrep-rehearsal-killed/lock")
    try folder.write("x", to: "sitrep-rehearsal-killed/server/data/base")
    try folder.write("", to: "sitrep-rehearsal-alive/lock")
    let held = open(folder.path("sitrep-rehearsal-alive/lock"), O_RDWR)
    defer { close(held) }
    #expect(flock(held, LOCK_EX) == 0)
    let server = try ThrowawayServer(
      binaries: .find(environment: [:]),
      environment: ["TMPDIR": folder.path]
    )
    #expect(server.leftovers == 1)
    server.stop()
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sitrep-rehearsal-alive"]
    )
  }

  @Test func theFingerprintIsThatOfTheBytes() {
    let text = String(repeating: "SELECT 1;\n", count: 20)
    #expect(
      Fingerprint.of([SourceFile(path: "a.sql", text: text)])
        == "fff91a1a4f4a8b3452e53c96edb6e4b679f274f91ca9ff81c1415b795965e604"
    )
    #expect(Fingerprint.of([]).hasPrefix("e3b0c44298fc1c14"))
  }
}
