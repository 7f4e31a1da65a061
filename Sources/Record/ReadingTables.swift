internal import Dispatch
import Facts

/// The tables of words, and the types with parameters, that reading a record needs.
///
/// The first one who asks for such a table or type makes it, which for all of them together takes longer than many
/// records take to be read.
package enum ReadingTables {
  /// Makes them on another core while a command still reads its arguments and settings.
  ///
  /// They are made by reading: a file that holds something of every kind.
  package static func prepare() {
    DispatchQueue.global().async {
      let source = SourceText(path: "feedback/ada/2026-01-05.md", text: sample)
      let record = RecordReader(agents: ["Ada"], tasks: ["BAY-001"], people: ["Grace"]).read(
        paths: [source.path],
        depth: .rollCall(until: Timestamp(secondsSinceEpoch: 1_800_000_000), proofs: true),
        size: { _ in source.bytes.count },
        load: { SourceFile(path: $0, content: .text(source)) }
      )
      _ = record.ledger()
    }
  }

  private static let sample = """
    # Ada

    ## 2026-01-05T10:00:00Z — Ada: BAY-001 parcels

    **Working On**: BAY-001, the parcel page
    **Progress**: 3 of 5 done, `app/parcels.ts` (12 lines)
    **Blockers**: waiting for Grace to approve the `TOKEN`
    **Next Intent**: BAY-002

    - [x] Tested (pending review)
    - [ ] Deployed

    | Task | Status |
    |---|---|
    | BAY-002 | blocked by Grace |

    ### Questions for Grace

    1. Which port?

    ## 2026-01-05 12:00 — BAY-001 COMPLETE, unblocked

    Status: done. Grace approved, no blockers.

    """
}
