import Glibc

// benchmarks SITREP WORK [DATA]: measures the binary against bare references, in one run, as ratios.
let arguments = CommandLine.arguments
guard arguments.count >= 3 else {
  print("usage: benchmarks SITREP WORK-FOLDER [FOLDER-OF-REAL-DATA]")
  exit(2)
}
let binary = arguments[1]
let work = arguments[2]
let data = arguments.count > 3 ? arguments[3] : ""

do {
  let inputs = Inputs(folder: work)
  let parseSQL = "\(work)/sql_parse"
  let parseMarkdown = "\(work)/markdown_parse"
  let many = try inputs.migrations(1_000)
  let one = try inputs.oneMigration(1_000)
  let evidence = { (repository: String) in
    [binary, "evidence", "--no-commands", "--format", "json", "-C", repository]
  }
  let status = { (repository: String) in
    [binary, "status", "--now", "2026-12-31T18:00:00Z", "-C", repository]
  }
  let few = try inputs.record(20)
  let hundredfold = try inputs.record(2_000)

  var comparisons = [
    Comparison(
      name: "start",
      command: [binary, "--version"],
      references: [["/bin/true"]],
      bound: .moreMilliseconds(5)
    ),
    Comparison(
      name: "blocker, from start to flushed entry",
      command: [
        binary, "blocker", "-C", try inputs.record(20).repository, "--agent", "agent-0",
        "--blocked-on", "the store room is locked", "--tried", "the front door", "--tried",
        "the back door", "--tried", "the window", "--question", "who has the key?", "--moving-to",
        "PART-101",
      ],
      references: [["/bin/true"]],
      bound: .moreMilliseconds(10)
    ),
    Comparison(
      name: "evidence of 1,000 migrations",
      command: evidence(many.repository),
      references: [[parseSQL] + many.files],
      bound: .times(2),
      memoryBound: 64
    ),
    Comparison(
      name: "evidence of the same in one file",
      command: evidence(one.repository),
      references: [[parseSQL] + one.files],
      bound: .times(2),
      memoryBound: 64
    ),
  ]
  comparisons.append(
    Comparison(
      name: "roll call of a hundred times the files",
      command: status(hundredfold.repository),
      references: [status(few.repository)],
      bound: .times(130),
      memoryBound: 64
    )
  )
  if let corpus = try inputs.corpus(in: data) {
    comparisons.append(
      Comparison(
        name: "evidence of a real repository",
        command: evidence(corpus.repository),
        references: [[parseSQL] + corpus.sql, [parseMarkdown] + corpus.markdown],
        bound: .times(2)
      )
    )
    comparisons.append(
      Comparison(
        name: "roll call of a real record, decided by its migrations",
        command: status(corpus.repository),
        references: [[parseMarkdown] + corpus.markdown, [parseSQL] + corpus.sql],
        bound: .times(1)
      )
    )
    comparisons.append(
      Comparison(
        name: "roll call of the same files, named",
        command: status(corpus.repository) + ["\(corpus.repository)/feedback"],
        references: [[parseMarkdown] + corpus.markdown],
        bound: .times(1)
      )
    )
    comparisons.append(
      Comparison(
        name: "audit of a real record",
        command: [binary, "audit", "--format", "json", "-C", corpus.repository],
        expecting: [0, 1],
        references: corpus.markdown.map { ["git", "-C", corpus.repository, "blame", "--", $0] },
        bound: .times(10)
      )
    )
  } else {
    print("no real data: set SITREP_CORPUS to measure a real repository too")
  }

  var keptAll = true
  for comparison in comparisons {
    let kept = try comparison.measure(runs: 11)
    keptAll = keptAll && kept
  }
  exit(keptAll ? 0 : 1)
} catch {
  print("benchmarks: \(error)")
  exit(2)
}
