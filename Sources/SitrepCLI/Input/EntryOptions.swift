import ArgumentParser
import Reports

/// The options of every command that writes one entry for one agent.
struct EntryOptions: ParsableArguments {
  @Option(help: "Whose entry (else SITREP_AGENT, else the only agent).")
  var agent: String?

  @Option(
    help: ArgumentHelp(
      "Read the fields as one JSON object from standard input: the only value is '-'.",
      valueName: "-"
    )
  )
  var input: String?

  @Flag(name: .customLong("dry-run"), help: "Print the entry; write nothing.")
  var dryRun = false

  @Option(help: "How to print what was done: text or json.")
  var format: OutputFormat = .text

  func validate() throws {
    guard input == nil || input == "-" else {
      throw ValidationError("--input takes '-' alone: the JSON object comes on standard input")
    }
  }

  /// The fields of standard input; none without `--input`.
  func fields(known: [String]) throws -> FieldsInput {
    guard input != nil else { return FieldsInput() }
    return try FieldsInput(
      json: StandardInput.read(maximum: FieldsInput.maximumBytes),
      known: ["agent"] + known
    )
  }
}
