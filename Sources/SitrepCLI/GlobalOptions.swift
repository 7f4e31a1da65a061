import ArgumentParser
import Facts
import Reports

/// The options that every command takes.
struct GlobalOptions: ParsableArguments {
  @Option(
    name: [.customShort("C"), .customLong("directory")],
    help: ArgumentHelp("Work as if started in this folder.", valueName: "dir")
  )
  var directory: String?

  @Option(
    help: ArgumentHelp("Take this moment (ISO 8601, UTC) for now.", valueName: "time"),
    transform: { text in
      guard let time = Timestamp(iso8601: text) else {
        throw ValidationError("'\(text)' is no ISO 8601 time; write it as 2026-01-31T14:00:00Z")
      }
      return time
    }
  )
  var now: Timestamp?

  @Option(
    help: ArgumentHelp(
      "Print to this file instead; it is kept below 1 MiB. Errors are printed as well.",
      valueName: "file"
    )
  )
  var log: String?
}

extension OutputFormat: ExpressibleByArgument {}
