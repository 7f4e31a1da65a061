package import Facts
internal import Foundation

/// What a run of `prisma validate` or `prisma format` says, by its exit code and its two streams.
///
/// Only a schema that Prisma looked at passes or fails. Everything that kept it from looking (a
/// missing variable, package, engine, option or schema) is `notRun`, with what to do about it.
///
/// Source: what six versions from 5.1 to 7.5 print.
package struct PrismaOutcome: Sendable, Equatable {
  package enum Situation: String, Sendable, CaseIterable {
    case valid, formatted, rewritten
    case schemaErrors, unformatted
    /// A variable of the datasource is not set, empty, or no URL of its database.
    case variableMissing, variableEmpty, variableNoURL
    case schemaNotFound, schemaArgumentNotFound, folderNotSupported
    case configurationBroken, configurationNotFound
    case checkNotSupported, optionUnknown, commandUnknown
    case packageMissing, enginesMissing, programMissing
    case helpOnly, versionOnly
    /// It looked at the schema, and ended badly without a word that is understood.
    case unexplainedFailure
    /// It ended without a word that is understood.
    case unexplained
  }

  package var situation: Situation
  package var outcome: CommandRun.Outcome
  /// nil when it passed.
  package var reason: String?
  /// As Prisma prints it; nil when it does not.
  package var version: String?

  /// Tells what happened, of streams without control characters; no exit code means a signal.
  package init(exitCode: Int?, stdout: String, stderr: String) {
    let output = PrismaOutput(stdout: stdout, stderr: stderr)
    version = output.version
    if exitCode == 0 {
      (situation, reason) = Self.success(output)
    } else {
      (situation, reason) = Self.failure(output, exitCode: exitCode)
    }
    outcome =
      switch situation {
      case .valid, .formatted, .rewritten: .passed
      case .schemaErrors, .unformatted, .unexplainedFailure: .failed
      default: .notRun
      }
  }

  private static func success(_ output: PrismaOutput) -> (Situation, String?) {
    if output.saysValid { return (.valid, nil) }
    if output.has("All files are formatted correctly!") { return (.formatted, nil) }
    if output.hasLine(beginning: "Formatted ") { return (.rewritten, nil) }
    if output.hasLine(beginning: "Usage") {
      return (
        .helpOnly, "Prisma printed its help and looked at no schema; see the command's options"
      )
    }
    return (
      .unexplained,
      "Prisma ended with 0 without saying that the schema is valid or formatted; run it by hand"
    )
  }

  private static func failure(_ output: PrismaOutput, exitCode: Int?) -> (Situation, String?) {
    if let missing = missingPart(output, exitCode: exitCode) { return missing }
    if output.has("There are unformatted files") {
      return (
        .unformatted,
        "there are unformatted files; run prisma format (line ends of CRLF alone fail the check)"
      )
    }
    if let misuse = misuse(output) { return misuse }
    if let place = schemaPlace(output) { return place }
    if let first = output.firstError { return schemaError(first, output) }
    if output.has("prisma-schema-wasm"), output.version != nil {
      return (.versionOnly, "Prisma printed its version and looked at no schema")
    }
    let end = exitCode.map { "ended with \($0)" } ?? "was ended by a signal"
    let said = output.firstWords.map { ": \($0)" } ?? " and said nothing"
    if output.loadedSchema != nil { return (.unexplainedFailure, "Prisma \(end)\(said)") }
    return (.unexplained, "Prisma \(end) before it looked at the schema\(said)")
  }

  /// Something is not installed.
  private static func missingPart(
    _ output: PrismaOutput,
    exitCode: Int?
  ) -> (Situation, String?)? {
    if output.has("npx canceled due to missing packages") || output.has("ENOTCACHED")
      || output.has("could not determine executable to run")
    {
      return (.packageMissing, "prisma is not installed here: run npm install in this repository")
    }
    if output.has("binaries.prisma.sh") || output.has("getaddrinfo")
      || output.has("Failed to fetch the engine") || output.hasLine(beginning: "Error: request to ")
    {
      return (
        .enginesMissing,
        "Prisma's engines are not installed and could not be downloaded; run npm install, or "
          + "prisma generate, where there is a network"
      )
    }
    if exitCode == 126 || exitCode == 127 {
      let said = output.firstWords.map { ": \($0)" } ?? ""
      return (.programMissing, "prisma could not be started; is node on the PATH\(said)")
    }
    if output.has("Cannot find module") {
      return (
        .packageMissing, "the installed prisma is not whole (Cannot find module); run npm install"
      )
    }
    return nil
  }

  /// This version does not know what it was asked.
  private static func misuse(_ output: PrismaOutput) -> (Situation, String?)? {
    if let option = output.rest(after: "unknown or unexpected option: ") {
      if option == "--check" {
        return (
          .checkNotSupported,
          "this Prisma has no format --check, which came with 5.17; upgrade it, or run prisma format "
            + "and look at git diff"
        )
      }
      return (.optionUnknown, "this Prisma does not know the option \(option); remove it")
    }
    for words in ["Unknown command ", "unknown command ", "Command not found: "] {
      if let command = output.rest(after: words) {
        let name = command.filter { $0 != "\"" && $0 != "'" && $0 != "`" }
        return (
          .commandUnknown,
          "this Prisma has no command \(name); configure a command that it has"
        )
      }
    }
    return nil
  }

  /// Prisma did not find, or could not load, where the schema stands.
  private static func schemaPlace(_ output: PrismaOutput) -> (Situation, String?)? {
    if output.has("\"prismaSchemaFolder\" preview feature must be enabled")
      || output.has("EISDIR: illegal operation on a directory")
    {
      return (
        .folderNotSupported,
        "this Prisma does not read a schema folder; upgrade it to 6.7, or enable the preview feature "
          + "prismaSchemaFolder (5.15 and later)"
      )
    }
    if output.has("Could not find Prisma Schema") || output.has("Could not find a schema.prisma") {
      return (
        .schemaNotFound,
        "Prisma found no schema at its default places; name it in prisma.config.ts or with --schema"
      )
    }
    if let line = output.line(containing: "Could not load `--schema` from provided path")
      ?? output.line(containing: "Provided --schema at")
    {
      return (.schemaArgumentNotFound, "\(line.withoutErrorMark); correct the path")
    }
    if let line = output.line(containing: "Config file not found at") {
      return (.configurationNotFound, "\(line.withoutErrorMark); correct the path")
    }
    if let line = output.line(containing: "Failed to load config file")
      ?? output.line(containing: "Failed to import config file")
    {
      return (.configurationBroken, "Prisma could not load its configuration: \(line)")
    }
    return nil
  }

  private static func schemaError(
    _ error: PrismaOutput.SchemaError,
    _ output: PrismaOutput
  ) -> (Situation, String?) {
    // While it reads the configuration, what `env(…)` gives is the machine's and not the schema's.
    if output.has("[Context: getConfig]") || output.has("(get-config wasm)") {
      if let name = error.message.rest(after: "Environment variable not found: ") {
        let variable = name.hasSuffix(".") ? String(name.dropLast()) : name
        return (
          .variableMissing,
          "Environment variable not found: \(variable); the schema was not looked at: set it "
            + "(validate does not connect)"
        )
      }
      if error.message.contains("resolved to an empty string") {
        return (
          .variableEmpty, "\(error.message) The schema was not looked at: set the variable"
        )
      }
      if error.message.contains("the URL must start with the protocol"), error.excerptReadsVariable
      {
        return (
          .variableNoURL, "\(error.message) The schema was not looked at: correct the variable"
        )
      }
    }
    let count = output.errorCount
    let place = error.place.map { "\($0): " } ?? ""
    let more = count > 1 ? " (the first of \(count) errors)" : ""
    return (.schemaErrors, "\(place)\(error.message)\(more)")
  }
}

extension String {
  /// What follows the first `words`; nil without them.
  fileprivate func rest(after words: String) -> String? {
    range(of: words).map { String(self[$0.upperBound...]) }
  }

  fileprivate var withoutErrorMark: String {
    hasPrefix("Error: ") ? String(dropFirst(7)) : self
  }
}
