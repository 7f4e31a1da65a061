package import Configuration

/// The block of `AGENTS.md` that tells an agent the four calls it needs.
package enum AgentsBlock {
  /// Marks where the block begins and ends, so that it is found again.
  package static let begin = "<!-- sitrep: begin -->"
  package static let end = "<!-- sitrep: end -->"

  /// The block for a repository, with its own names and cadence.
  package static func text(_ settings: Settings) -> String {
    let asked = settings.people.first?.name ?? "Manager"
    let span = TimeSpan.text(settings.cadence)
    return """
      \(begin)
      ## Reporting with sitrep

      Your record is `\(settings.paths.feedback)/<agent>/<date>.md` (UTC). Write to it with these four calls; they
      gather the facts themselves and refuse, with everything that is missing, what is incomplete. Set
      `SITREP_AGENT` to your name once, or pass `--agent`.

      1. Every \(span), and when you finish something: `sitrep report`
      2. When you are stuck, after three things tried. \(asked) answers; go on with the task you name:

         ```sh
         sitrep blocker --blocked-on "what stops you" --tried "first" --tried "second" --tried "third" \\
           --question "what you need to know" --moving-to TASK-ID
         ```

      3. When a credential is missing. The vault is searched first; never write the value anywhere:

         ```sh
         sitrep credential --need "name of the credential" --for "what it is for"
         ```

      4. When you looked something up:

         ```sh
         sitrep note --library "/owner/library" --topic "topic" --learning "what you learned" --applied-to path
         ```

      Each also takes its fields as one JSON object: `--input -`. Exit code 0 means written, or found in the
      vault; 1 that something is missing, which standard error names; 2 that the call could not run.
      \(end)

      """
  }
}

/// The line of `.gitattributes` by which two branches that both appended merge into a record that reads.
package enum MergeAttribute {
  package static func line(_ settings: Settings) -> String {
    "\(pattern(settings.paths.feedback))/**/*.md merge=union"
  }

  /// Whether the text of a `.gitattributes` has anything merged by keeping both sides.
  package static func mergesByUnion(_ attributes: String) -> Bool {
    attributes.split(separator: "\n").contains { line in
      let words = line.split(separator: " ")
      return words.first?.hasPrefix("#") == false && words.dropFirst().contains("merge=union")
    }
  }

  /// A pattern with blanks stands in quotes.
  ///
  /// Source: gitattributes(5).
  private static func pattern(_ folder: String) -> String {
    folder.utf8.contains(UInt8(ascii: " "))
      ? folder.split(separator: " ").joined(separator: "?") : folder
  }
}
