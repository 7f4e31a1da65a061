extension Vocabulary {
  /// Words that share a meaning, separated by blanks, in lower case.
  struct WordList {
    var classes: WordClass
    var words: String

    init(_ classes: WordClass, _ words: String) {
      self.classes = classes
      self.words = words
    }
  }

  static let english: [WordList] = [
    WordList(.none, "none nil nothing n/a na zero 0 nope null"),
    WordList([.negation, .none], "no"),
    WordList(
      .negation,
      "not non without never isn't aren't wasn't don't doesn't didn't zero neither nor 0 cannot"
    ),
    WordList(.blocker, "blocker blockers impediment impediments showstopper showstoppers"),
    WordList(.blocked, "blocked stuck impeded"),
    WordList(.blocks, "blocks blocking block"),
    WordList(.unblocked, "unblocked unblock unblocks unblocking"),
    WordList(
      .resolved,
      "resolved fixed cleared removed solved lifted closed addressed mitigated restored obsolete"
    ),
    WordList(
      .complete,
      "complete completed done finished delivered shipped deployed applied merged"
    ),
    WordList(.wait, "await awaiting awaits awaited waiting wait waits"),
    WordList(.pending, "pending outstanding tbd unclear unknown"),
    WordList(.hold, "paused hold deferred stalled suspended halted parked postponed"),
    WordList(
      .need,
      "need needs needed require requires required requiring depends depend dependent dependency missing"
    ),
    WordList(.must, "must should shall"),
    WordList(.cannot, "cannot can't unable couldn't"),
    WordList(
      .approval,
      "approval approvals approve approves sign-off signoff permission authorization authorisation "
        + "go-ahead greenlight confirmation confirm confirms"
    ),
    WordList(
      .routine,
      "review reviews pr prs merge creation validation revalidation re-validation feedback commit "
        + "testing verification sign-in"
    ),
    WordList(
      .idle,
      "assignment assignments direction directions instructions instruction requests standby next "
        + "new coordination idle opportunity opportunities orders tasks task work session "
        + "notification list breakdown"
    ),
    WordList(
      .detail,
      "impact severity priority issue error errors host file files cause root required change "
        + "solution workaround time eta status dependency checked description next evidence problem "
        + "analysis options option details detail resolution owner assigned mitigation recommendation "
        + "since date reported context symptom symptoms effect action fix tried note notes reason"
    ),
    WordList(.action, "action actions"),
    WordList(.proceed, "proceed continue advance"),
    WordList(
      .decision,
      "decision decisions decide decides decided choose chooses clarification clarify guidance "
        + "choice assign"
    ),
    WordList(
      .credential,
      "credential credentials token tokens password passwords secret secrets login creds apikey "
        + "api-key access"
    ),
    WordList(.question, "question questions"),
    WordList(.ask, "asking ask asks asked requesting escalated escalate escalation escalating"),
    WordList(.past, "was were previously previous had earlier former formerly past historical"),
    WordList(.conditional, "if when whenever unless once would could might may"),
    WordList(
      .otherSense,
      "code fence cors http https 403 401 429 451 firewall quote quotes script scripts ip ips ad ads "
        + "popup popups robots users cookie cookies csp i/o io thread threads lock locks "
        + "main-thread render ui async await-free size building header chain genesis xss spam bot bots "
        + "hook browser egress outbound domain domains traffic inline-block css email emails sender"
    ),
    WordList(
      .rule,
      "protocol policy policies checklist compliance rule rules template templates guide section "
        + "merge format field fields handling procedure requirements requirement watch avoid "
        + "prevention workflow analysis potential none/details while productive check checks "
        + "identification count tracking metrics per example examples"
    ),
    WordList(.until, "until"),
    WordList(.link, "by on for until till pending due from upon via since because"),
    WordList(.owner, "owner owners assigned assignee owned responsible waiting-on"),
    WordList(.still, "still remaining remains active current currently open outstanding ongoing"),
    WordList(
      .work,
      "task tasks work testing tests test progress pr execution deployment deploy launch merge "
        + "implementation phase phases validation verification molecules molecule items item "
        + "migration migrations issue issues release feature features build all everything ticket "
        + "tickets step steps this it qa review"
    ),
    WordList([.selfReference, .work], "i we i'm we're me my us our"),
    WordList(.status, "status progress state outcome result"),
    WordList(.next, "next then afterwards moving-to upcoming"),
    WordList(
      .answered,
      "answered decided approved granted received provided confirmed accepted rejected declined "
        + "documented configured available verified loaded "
        + "answer answers signed-off"
    ),
    WordList(
      .role,
      "owner operator client customer maintainer maintainers reviewer reviewers admin administrator "
        + "legal finance vendor stakeholder stakeholders user human upstream lead ops infra security "
        + "support team management founder cto cfo coo pm director boss"
    ),
    WordList(.risk, "risk risks concern concerns"),
    WordList(.or, "or"),
    WordList(.to, "to"),
    WordList(.resolution, "resolution solution fix"),
    WordList(.issue, "issue issues problem problems cause finding error errors reason"),
    WordList(.failed, "failed fails failing failure broken error errors crash crashes red"),
  ]
}
