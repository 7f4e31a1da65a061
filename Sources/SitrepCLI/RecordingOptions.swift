import ArgumentParser

/// The options of a command whose result can be written into the record.
struct RecordingOptions: ParsableArguments {
  @Flag(name: .customLong("record"), help: "Append the result to the agent's record.")
  var isWanted = false

  @Option(help: "Whose record (else SITREP_AGENT, else the only agent).")
  var agent: String?

  func validate() throws {
    if agent != nil, !isWanted {
      throw ValidationError("--agent says whose record: it goes with --record")
    }
  }
}
