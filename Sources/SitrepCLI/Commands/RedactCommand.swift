import ArgumentParser
import Collectors
import Configuration
import Facts
import Redaction
import Workspace

struct RedactCommand: SitrepCommand {
  static let configuration = CommandConfiguration(
    commandName: "redact",
    abstract: "Takes secrets out of standard input, as reports do with all that they quote.",
    discussion: """
      A secret becomes [redacted: KIND]; everything else stays, line by line. Knows the values of the vault
      and of environment variables with secret names as well. Bytes that are no UTF-8 become U+FFFD.
      """
  )

  @OptionGroup var global: GlobalOptions

  @Flag(help: "One JSON object a line, {\"id\", \"text\"}, in and out.")
  var jsonl = false

  /// The longest line of `--jsonl`, in bytes.
  private static let longestLine = 67_108_864

  func run(in session: Session) throws -> ExitStatus {
    let repository = try Repository(session.world)
    let vault = VaultCollector.collect(repository.settings.paths.vault, in: repository.tree)
    for gap in vault.notChecked {
      session.console.note("values not known to the redaction: \(gap.path ?? gap.subject)")
    }
    let redactor = Redactor(
      knownValues: vault.secrets + KnownSecret.ofEnvironment(session.world.environment)
    )
    if jsonl {
      try redactLines(redactor, session.console)
    } else {
      var stream = StreamRedactor(redactor)
      while case let piece = try StandardInput.next(), !piece.isEmpty {
        print(stream.append(piece), session)
      }
      print(stream.finish(), session)
    }
    return .clean
  }

  private func print(_ bytes: [UInt8], _ session: Session) {
    guard !bytes.isEmpty else { return }
    let text = String(decoding: bytes, as: UTF8.self)
    // Colours and carriage returns of a log go on to a file or a pipe, not to a terminal.
    if session.world.outputIsTerminal {
      session.console.print(text)
    } else {
      session.console.pass(text)
    }
  }

  private func redactLines(_ redactor: Redactor, _ console: Console) throws {
    var rest: [UInt8] = []
    var number = 0
    while case let piece = try StandardInput.next(), !piece.isEmpty {
      var start = piece.startIndex
      while let end = piece[start...].firstIndex(of: UInt8(ascii: "\n")) {
        rest += piece[start..<end]
        number += 1
        try redactLine(rest, number, redactor, console)
        rest.removeAll(keepingCapacity: true)
        start = end + 1
      }
      rest += piece[start...]
      guard rest.count <= Self.longestLine else {
        throw CannotRun("standard input:\(number + 1): more than \(Self.longestLine) bytes")
      }
    }
    try redactLine(rest, number + 1, redactor, console)
  }

  private func redactLine(
    _ line: [UInt8],
    _ number: Int,
    _ redactor: Redactor,
    _ console: Console
  ) throws {
    guard line.contains(where: { $0 > 0x20 }) else { return }
    // The decoder's own message would quote the line.
    guard let redacted = try? TextRecord.redacted(line, by: redactor) else {
      throw CannotRun(
        "standard input:\(number): no JSON object of the form {\"id\": \"1\", \"text\": \"…\"}"
      )
    }
    console.pass(String(decoding: redacted, as: UTF8.self) + "\n")
  }
}
