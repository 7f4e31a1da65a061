import Foundation

/// Holds JSON against the project's own JSON Schemas, with Debian's python3-jsonschema.
package enum Contract {
  /// Every violation, one a line; empty when `json` keeps the contract `name`.
  package static func violations(
    of name: String,
    in json: String,
    testFile: String = #filePath
  ) throws -> String {
    let root = URL(filePath: testFile).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let schema = root.appending(path: "docs/contracts/\(name).schema.json")
    let document = FileManager.default.temporaryDirectory.appending(
      path: "\(UUID().uuidString).json"
    )
    try Data(json.utf8).write(to: document)
    defer { try? FileManager.default.removeItem(at: document) }
    let process = Process()
    // Debian's own interpreter: another one on the PATH does not see Debian's packages.
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [
      "-c",
      """
      import json, sys, jsonschema
      schema, document = (json.load(open(path)) for path in sys.argv[1:3])
      validator = jsonschema.Draft202012Validator(schema)
      for error in validator.iter_errors(document):
          print("/".join(map(str, error.absolute_path)) + ": " + error.message[:300])
      """,
      schema.path, document.path,
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let printed = String(decoding: data, as: UTF8.self)
    return process.terminationStatus == 0 ? printed : "the validator did not run: \(printed)"
  }
}
