import Foundation
import TestSupport
import Testing

/// The stress program with small numbers; `make stress` runs it with large ones.
@Suite(.serialized) struct StressTests {
  @Test(arguments: ["writers", "commands", "kills", "crons", "rotation", "disk", "merges"])
  func nothingIsLost(scenario: String) throws {
    let process = Process()
    let folder = (BuiltTool.path as NSString).deletingLastPathComponent
    process.executableURL = URL(filePath: folder + "/Stress")
    process.arguments = ["--small", scenario]
    process.environment = ["PATH": "/usr/bin:/bin"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0, "\(text)")
    #expect(text.hasPrefix("\(scenario): "))
  }
}
