import Collectors
import Facts
import Foundation
import Testing

private typealias Situation = PrismaOutcome.Situation

/// Shapes that real versions print, about schemas of our own.
struct PrismaOutcomeTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var code: Int? = 1
    var stdout = ""
    var stderr = ""
    var situation: PrismaOutcome.Situation
    var outcome: CommandRun.Outcome
    var reason: String?
    var version: String?

    var testDescription: String { situation.rawValue }
  }

  static func schemaError(
    _ message: String,
    place: String = "db/shop.prisma:9",
    excerpt: String = "  total Monney",
    context: String = "validate",
    count: Int = 1
  ) -> String {
    let step = context == "validate" ? "validate" : "get-config"
    return """

      Error: Prisma schema validation - (\(step) wasm)
      Error code: P1012
      error: \(message)
        -->  \(place)
         |\u{20}
       8 | model Bill {
       9 | \(excerpt)
         |\u{20}

      Validation Error Count: \(count)
      [Context: \(context)]

      Prisma CLI Version : 6.4.2
      """
  }

  static let loaded = "Prisma schema loaded from db/shop.prisma\n"
  static let environment = #"  url = env("SHOP_URL")"#

  @Test(arguments: [
    Case(
      code: 0,
      stdout: loaded + "The schema at db/shop.prisma is valid 🚀",
      situation: .valid,
      outcome: .passed
    ),
    Case(
      code: 0,
      stdout: "The schemas at db are valid 🚀",
      stderr: loaded,
      situation: .valid,
      outcome: .passed
    ),
    Case(
      code: 0,
      stdout: "The schema at db/shop.prisma is valid 🚀",
      stderr: "Prisma schema warning:\n- Preview feature \"x\" is deprecated.",
      situation: .valid,
      outcome: .passed
    ),
    Case(
      code: 0,
      stdout: "All files are formatted correctly!",
      situation: .formatted,
      outcome: .passed
    ),
    Case(
      code: 0,
      stdout: "Formatted db/shop.prisma in 12ms 🚀",
      situation: .rewritten,
      outcome: .passed
    ),
    Case(
      stdout: loaded,
      stderr: schemaError("Type \"Monney\" is not known.", count: 3),
      situation: .schemaErrors,
      outcome: .failed,
      reason: "db/shop.prisma:9: Type \"Monney\" is not known. (the first of 3 errors)",
      version: "6.4.2"
    ),
    Case(
      stdout: loaded,
      stderr: schemaError("This line is invalid.", place: "shop.prisma:9"),
      situation: .schemaErrors,
      outcome: .failed,
      reason: "db/shop.prisma:9: This line is invalid.",
      version: "6.4.2"
    ),
    Case(
      stderr: schemaError(
        "Environment variable not found: SHOP_URL.",
        excerpt: environment,
        context: "getConfig"
      ),
      situation: .variableMissing,
      outcome: .notRun,
      reason: "Environment variable not found: SHOP_URL; the schema was not looked at: set it "
        + "(validate does not connect)",
      version: "6.4.2"
    ),
    Case(
      stderr: schemaError(
        "The environment variable `SHOP_URL` resolved to an empty string.",
        excerpt: environment,
        context: "getConfig"
      ),
      situation: .variableEmpty,
      outcome: .notRun,
      reason: "The environment variable `SHOP_URL` resolved to an empty string. The schema was not "
        + "looked at: set the variable",
      version: "6.4.2"
    ),
    Case(
      stderr: schemaError(
        "the URL must start with the protocol `mysql://`.",
        excerpt: environment,
        context: "getConfig"
      ),
      situation: .variableNoURL,
      outcome: .notRun,
      reason: "the URL must start with the protocol `mysql://`. The schema was not looked at: "
        + "correct the variable",
      version: "6.4.2"
    ),
    // The URL stands in the schema itself.
    Case(
      stderr: schemaError(
        "the URL must start with the protocol `mysql://`.",
        excerpt: "  url = \"file:x\"",
        context: "getConfig"
      ),
      situation: .schemaErrors,
      outcome: .failed,
      reason: "db/shop.prisma:9: the URL must start with the protocol `mysql://`.",
      version: "6.4.2"
    ),
    Case(
      stdout: loaded,
      stderr: "! There are unformatted files. Run prisma format to format them.",
      situation: .unformatted,
      outcome: .failed,
      reason:
        "there are unformatted files; run prisma format (line ends of CRLF alone fail the check)"
    ),
    Case(
      stderr: "\n! unknown or unexpected option: --check\n\nFormat a Prisma schema.",
      situation: .checkNotSupported,
      outcome: .notRun,
      reason: "this Prisma has no format --check, which came with 5.17; upgrade it, or run prisma "
        + "format and look at git diff"
    ),
    Case(
      stderr: "\n! unknown or unexpected option: --loud\n",
      situation: .optionUnknown,
      outcome: .notRun,
      reason: "this Prisma does not know the option --loud; remove it"
    ),
    Case(
      stderr: "\n! Unknown command \"validate\"\n",
      situation: .commandUnknown,
      outcome: .notRun,
      reason: "this Prisma has no command validate; configure a command that it has"
    ),
    Case(
      stderr:
        "npm error code ENOTCACHED\nnpm error request to https://registry.example/prisma failed",
      situation: .packageMissing,
      outcome: .notRun,
      reason: "prisma is not installed here: run npm install in this repository"
    ),
    Case(
      stderr: "npm ERR! npx canceled due to missing packages and no YES option: [\"prisma@6.4.2\"]",
      situation: .packageMissing,
      outcome: .notRun,
      reason: "prisma is not installed here: run npm install in this repository"
    ),
    Case(
      stderr:
        "Error: request to https://binaries.prisma.sh/x failed, reason: getaddrinfo ENOTFOUND",
      situation: .enginesMissing,
      outcome: .notRun,
      reason: "Prisma's engines are not installed and could not be downloaded; run npm install, or "
        + "prisma generate, where there is a network"
    ),
    Case(
      code: 127,
      stderr: "env: 'node': No such file or directory",
      situation: .programMissing,
      outcome: .notRun,
      reason: "prisma could not be started; is node on the PATH: env: 'node': No such file or "
        + "directory"
    ),
    Case(
      stderr: "Error: Could not find Prisma Schema that is required for this command.",
      situation: .schemaNotFound,
      outcome: .notRun,
      reason: "Prisma found no schema at its default places; name it in prisma.config.ts or with "
        + "--schema"
    ),
    Case(
      stderr:
        "Error: Could not load `--schema` from provided path `db`: file or directory not found",
      situation: .schemaArgumentNotFound,
      outcome: .notRun,
      reason: "Could not load `--schema` from provided path `db`: file or directory not found; "
        + "correct the path"
    ),
    Case(
      stdout: "Prisma schema loaded from db",
      stderr: "Error: EISDIR: illegal operation on a directory",
      situation: .folderNotSupported,
      outcome: .notRun,
      reason: "this Prisma does not read a schema folder; upgrade it to 6.7, or enable the preview "
        + "feature prismaSchemaFolder (5.15 and later)"
    ),
    Case(
      stderr: "Failed to load config file \"/x/prisma.config.ts\" as a module. Error: ParseError",
      situation: .configurationBroken,
      outcome: .notRun,
      reason: "Prisma could not load its configuration: Failed to load config file "
        + "\"/x/prisma.config.ts\" as a module. Error: ParseError"
    ),
    Case(
      stderr: "Config file not found at \"/x/no.ts\"",
      situation: .configurationNotFound,
      outcome: .notRun,
      reason: "Config file not found at \"/x/no.ts\"; correct the path"
    ),
    Case(
      code: 0,
      stdout: "\nValidate a Prisma schema.\n\nUsage\n\n  $ prisma validate [options]",
      situation: .helpOnly,
      outcome: .notRun,
      reason: "Prisma printed its help and looked at no schema; see the command's options"
    ),
    Case(
      stdout: "prisma     : 6.4.2\nPSL        : @prisma/prisma-schema-wasm 6.4.2-1.abc",
      stderr: "Error: Command failed",
      situation: .versionOnly,
      outcome: .notRun,
      reason: "Prisma printed its version and looked at no schema",
      version: "6.4.2"
    ),
    // Nothing that is understood is never a pass.
    Case(
      code: 0,
      stdout: "ok",
      situation: .unexplained,
      outcome: .notRun,
      reason:
        "Prisma ended with 0 without saying that the schema is valid or formatted; run it by hand"
    ),
    Case(
      stdout: loaded,
      situation: .unexplainedFailure,
      outcome: .failed,
      reason: "Prisma ended with 1 and said nothing"
    ),
    Case(
      stderr: "Error: The wheel came off",
      situation: .unexplained,
      outcome: .notRun,
      reason: "Prisma ended with 1 before it looked at the schema: Error: The wheel came off"
    ),
  ])
  func tellsTheSituation(_ example: Case) {
    let result = PrismaOutcome(
      exitCode: example.code,
      stdout: example.stdout,
      stderr: example.stderr
    )
    #expect(result.situation == example.situation)
    #expect(result.outcome == example.outcome)
    #expect(result.reason == example.reason)
    #expect(result.version == example.version)
  }
}

private let corpus = ProcessInfo.processInfo.environment["SITREP_CORPUS"]

/// What six real versions printed, by the number of the situation.
@Suite(.enabled(if: corpus != nil, "SITREP_CORPUS is not set: no real outputs to tell apart"))
struct PrismaRealOutputTests {
  private static let versions = ["5.1.1", "5.13.0", "5.22.0", "6.12.0", "6.19.0", "7.5.0"]

  /// One situation for all versions, or one for each.
  private static let expected: [String: [PrismaOutcome.Situation]] = [
    "01": [.valid], "02": [.schemaErrors], "03": [.schemaErrors], "04": [.schemaErrors],
    "05": five(.variableMissing, .valid), "06": [.valid],
    "07": five(.variableEmpty, .valid), "08": five(.variableNoURL, .valid),
    "09": [.valid], "10": [.schemaNotFound], "11": [.schemaArgumentNotFound],
    "12": three(.folderNotSupported, .valid),
    "13": folder + [.schemaNotFound, .schemaNotFound, .schemaNotFound],
    "14": three(.folderNotSupported, .schemaErrors),
    "15": folder + [.schemaNotFound, .schemaNotFound, .schemaNotFound],
    "16": folder + [.valid, .valid, .valid],
    "17": [.valid, .valid, .valid, .variableMissing, .variableMissing, .valid],
    "18": five(.valid, .schemaNotFound), "20": [.rewritten],
    "21": two(.formatted), "22": two(.unformatted), "23": [.schemaErrors], "24": two(.schemaErrors),
    "25": [.checkNotSupported, .checkNotSupported, .folderNotSupported]
      + [.unformatted, .unformatted, .unformatted],
    "26": [.schemaErrors], "30": [.optionUnknown], "31": [.commandUnknown], "32": [.helpOnly],
    "33": [.valid], "34": two(.unformatted), "35": [.schemaErrors], "36": [.valid], "37": [.valid],
    "38": [.schemaErrors], "39": five(.valid, .schemaErrors), "40": [.enginesMissing],
    "41": [.versionOnly], "42": three(.valid, .configurationBroken),
    "43": three(.optionUnknown, .configurationNotFound), "44": [.valid],
  ]

  private static let folder: [PrismaOutcome.Situation] = [
    .schemaNotFound, .schemaNotFound, .folderNotSupported,
  ]

  private static func five(_ first: Situation, _ last: Situation) -> [Situation] {
    Array(repeating: first, count: 5) + [last]
  }

  private static func three(_ first: Situation, _ last: Situation) -> [Situation] {
    Array(repeating: first, count: 3) + Array(repeating: last, count: 3)
  }

  /// Two versions know no `--check`.
  private static func two(_ rest: Situation) -> [Situation] {
    Array(repeating: .checkNotSupported, count: 2) + Array(repeating: rest, count: 4)
  }

  @Test func everyOutputIsToldApart() throws {
    let path = try #require(corpus) + "/prisma/cli-outputs.txt"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var number = ""
    var seen: Set<String> = []
    var block: (versions: [String], code: Int?, out: [String], err: [String])?
    func finish() {
      guard let block else { return }
      let result = PrismaOutcome(
        exitCode: block.code,
        stdout: block.out.joined(separator: "\n"),
        stderr: block.err.joined(separator: "\n")
      )
      for version in block.versions {
        seen.insert("\(number) \(version)")
        let place: Comment = "\(number) \(version)"
        guard let situations = Self.expected[number],
          let index = Self.versions.firstIndex(of: version)
        else {
          Issue.record(place)
          continue
        }
        let situation = situations.count == 1 ? situations[0] : situations[index]
        #expect(result.situation == situation, place)
        #expect((result.reason == nil) == (result.outcome == .passed), place)
        #expect(result.outcome != .passed || block.code == 0, place)
        if result.situation == .schemaErrors {
          #expect(result.reason?.contains(".prisma:") == true, place)
          #expect(result.version != nil, place)
        }
      }
    }
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("====") || line.hasPrefix("--- ") { finish() }
      if line.hasPrefix("====") {
        block = nil
        number = ""
      } else if line.hasPrefix("--- ") {
        let versions = line.dropFirst(4).prefix { $0 != "$" }.split(separator: " ").map(String.init)
        let code = line.firstRange(of: " rc=").map { line[$0.upperBound...].prefix { $0 != " " } }
        block = (versions, code.flatMap { Int($0) }, [], [])
      } else if line.hasPrefix("  out| ") {
        block?.out.append(String(line.dropFirst(7)))
      } else if line.hasPrefix("  ERR| ") {
        block?.err.append(String(line.dropFirst(7)))
      } else if number.isEmpty {
        number = String(line.prefix(2))
      }
    }
    finish()
    #expect(seen.count == Self.expected.count * Self.versions.count)
  }
}
