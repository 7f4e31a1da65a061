extension Vocabulary {
  /// The same for the other languages of teams whose records were seen, one block each.
  static let languages: [WordList] =
    polish + spanish + portuguese + german + french + italian + dutch + russian + japanese + chinese
    + korean

  private static let polish = [
    WordList([.none, .negation], "brak żaden żadne żadnych nic"),
    WordList(.negation, "nie bez"),
    WordList(.blocker, "bloker blokery blokerów blokada blokady przeszkoda przeszkody"),
    WordList(.blocked, "zablokowane zablokowany zablokowana zablokowano"),
    WordList(.still, "obecnie aktualnie aktywne aktywny otwarte"),
    WordList(.blocks, "blokuje blokują"),
    WordList(.unblocked, "odblokowane odblokowany odblokowano"),
    WordList(.resolved, "rozwiązane rozwiązany rozwiązano naprawione naprawiono usunięte"),
    WordList(.complete, "gotowe zrobione ukończone zakończone zakończono"),
    WordList(.wait, "czeka czekamy czekam czekają oczekuje oczekiwanie oczekujemy"),
    WordList(.need, "wymaga potrzeba potrzebne potrzebny"),
    WordList(.approval, "akceptacja akceptacji zatwierdzenie zatwierdzenia zgoda zgody"),
    WordList(.decision, "decyzja decyzji decyzję decyzje"),
    WordList(.question, "pytanie pytania"),
    WordList(.work, "praca prace zadanie zadania"),
    WordList(.role, "klient klienta właściciel właściciela"),
    WordList(.link, "na przez"),
    WordList(.status, "stan postęp"),
    WordList(.next, "następne następny dalej"),
  ]

  private static let spanish = [
    WordList([.none, .negation], "ninguno ninguna ningún nada"),
    WordList(.negation, "sin"),
    WordList(
      .blocker,
      "bloqueo bloqueos bloqueador bloqueadores bloqueante bloqueantes impedimento impedimentos"
    ),
    WordList(.blocked, "bloqueado bloqueada bloqueados bloqueadas"),
    WordList(.still, "actualmente activo activos abiertos"),
    WordList(.unblocked, "desbloqueado desbloqueada"),
    WordList(.resolved, "resuelto resuelta resueltos resueltas solucionado corregido"),
    WordList(.complete, "completado completada completo hecho terminado"),
    WordList(.wait, "esperando espera"),
    WordList(.pending, "pendiente pendientes"),
    WordList(.need, "necesita requiere falta"),
    WordList(.approval, "aprobación autorización"),
    WordList(.decision, "decisión decisiones"),
    WordList(.question, "pregunta preguntas"),
    WordList(.credential, "credenciales contraseña"),
    WordList(.work, "tarea tareas trabajo"),
    WordList(.role, "cliente dueño propietario"),
    WordList(.link, "por de del"),
    WordList(.status, "estado progreso"),
    WordList(.next, "siguiente siguientes próximo próximos"),
  ]

  private static let portuguese = [
    WordList([.none, .negation], "nenhum nenhuma sem"),
    WordList(.negation, "não"),
    WordList(.blocker, "bloqueios bloqueio"),
    WordList(.unblocked, "desbloqueado"),
    WordList(.resolved, "resolvido resolvida corrigido"),
    WordList(.wait, "aguardando"),
    WordList(.approval, "aprovação"),
    WordList(.decision, "decisão"),
    WordList(.question, "pergunta perguntas"),
  ]

  private static let german = [
    WordList([.none, .negation], "keine kein keiner keinerlei nichts"),
    WordList(.negation, "nicht ohne"),
    WordList(.blocker, "hindernis hindernisse blocker blockaden blockade"),
    WordList(.still, "derzeit aktuell zurzeit bekannt momentan"),
    WordList(.blocked, "blockiert"),
    WordList(.unblocked, "entblockt freigegeben"),
    WordList(.resolved, "gelöst behoben erledigt"),
    WordList(.complete, "fertig abgeschlossen"),
    WordList(.wait, "wartet warten warte wartend"),
    WordList(.pending, "ausstehend offen"),
    WordList(.need, "braucht benötigt fehlt"),
    WordList(.approval, "freigabe genehmigung zustimmung"),
    WordList(.decision, "entscheidung entscheidungen"),
    WordList(.question, "frage fragen rückfrage rückfragen"),
    WordList(.credential, "zugangsdaten passwort"),
    WordList(.work, "aufgabe aufgaben arbeit"),
    WordList(.role, "kunde kunden auftraggeber"),
    WordList(.link, "auf durch von"),
  ]

  private static let french = [
    WordList([.none, .negation], "aucun aucune néant rien"),
    WordList(.negation, "sans pas"),
    WordList(.blocker, "blocage blocages bloquant bloquants obstacle obstacles"),
    WordList(.blocked, "bloqué bloquée bloqués bloquées"),
    WordList(.unblocked, "débloqué débloquée"),
    WordList(.resolved, "résolu résolue résolus corrigé"),
    WordList(.complete, "terminé terminée fini"),
    WordList(.wait, "attente attend attendons"),
    WordList(.approval, "approbation accord"),
    WordList(.decision, "décision décisions"),
    WordList(.credential, "identifiants"),
    WordList(.role, "client"),
    WordList(.link, "par de"),
  ]

  private static let italian = [
    WordList([.none, .negation], "nessuno nessuna nessun niente"),
    WordList(.negation, "senza"),
    WordList(.blocker, "blocco blocchi impedimenti ostacoli ostacolo"),
    WordList(.blocked, "bloccato bloccata bloccati bloccate"),
    WordList(.unblocked, "sbloccato sbloccata"),
    WordList(.resolved, "risolto risolta risolti risolte corretto"),
    WordList(.complete, "completato completata fatto finito"),
    WordList(.wait, "attesa aspetta aspettando attendiamo"),
    WordList(.approval, "approvazione"),
    WordList(.decision, "decisione decisioni"),
    WordList(.question, "domanda domande"),
    WordList(.credential, "credenziali"),
    WordList(.link, "da di per"),
    WordList(.status, "stato"),
  ]

  private static let dutch = [
    WordList([.none, .negation], "geen niets"),
    WordList(.negation, "niet zonder"),
    WordList(.blocker, "blokkade blokkades belemmering belemmeringen obstakels"),
    WordList(.blocked, "geblokkeerd"),
    WordList(.unblocked, "gedeblokkeerd"),
    WordList(.resolved, "opgelost verholpen"),
    WordList(.complete, "klaar afgerond gereed"),
    WordList(.wait, "wacht wachten wachtend"),
    WordList(.approval, "goedkeuring akkoord"),
    WordList(.decision, "beslissing beslissingen besluit"),
    WordList(.question, "vraag vragen"),
    WordList(.link, "op door van"),
  ]

  private static let russian = [
    WordList([.none, .negation], "нет отсутствуют отсутствует никаких ничего"),
    WordList(.negation, "не без"),
    WordList(.blocker, "блокер блокеры блокеров блокировки блокировка препятствия препятствий"),
    WordList(.blocked, "заблокировано заблокирован заблокирована"),
    WordList(.unblocked, "разблокировано разблокирован"),
    WordList(.resolved, "решено решён решен исправлено исправлен устранено"),
    WordList(.complete, "готово завершено выполнено сделано"),
    WordList(.wait, "ждём ждем жду ждёт ждет ожидает ожидание ожидаем"),
    WordList(.need, "нужен нужна нужно нужны требуется требуют"),
    WordList(.approval, "одобрение согласование подтверждение"),
    WordList(.decision, "решение решения"),
    WordList(.question, "вопрос вопросы"),
    WordList(.work, "задача задачи работа"),
    WordList(.link, "от на из-за"),
    WordList(.status, "статус прогресс"),
  ]

  private static let japanese = [
    WordList([.none, .negation], "なし 無し 特になし ありません ない"),
    WordList(.blocker, "ブロッカー 阻害要因 障害 障壁"),
    WordList(.blocked, "ブロック中 ブロック 停止中"),
    WordList(.resolved, "解決済み 解決済 解決 解消 修正済み 修正済"),
    WordList(.complete, "完了"),
    WordList(.wait, "待ち 待機中 待って"),
    WordList(.pending, "保留 未定"),
    WordList(.approval, "承認"),
    WordList(.decision, "判断 決定 意思決定"),
    WordList(.question, "質問 確認事項"),
    WordList(.credential, "認証情報"),
    WordList(.need, "必要"),
  ]

  private static let chinese = [
    WordList([.none, .negation], "无 無 暂无 暫無 没有 沒有"),
    WordList(.blocker, "阻塞 阻塞项 阻碍 阻礙 障碍 卡点"),
    WordList(.blocked, "受阻 被阻塞 卡住"),
    WordList(.resolved, "已解决 已解決 已解除 已修复 已修復"),
    WordList(.complete, "已完成 完成"),
    WordList(.wait, "等待 等候 待审批 待批准 待确认"),
    WordList(.pending, "待定"),
    WordList(.approval, "批准 审批"),
    WordList(.decision, "决策 决定 待决定"),
    WordList(.question, "提问 疑问"),
    WordList(.need, "需要"),
  ]

  private static let korean = [
    WordList([.none, .negation], "없음"),
    WordList(.blocker, "블로커 장애물"),
    WordList(.blocked, "차단됨"),
    WordList(.resolved, "해결됨 해결"),
    WordList(.still, "활성 미해결"),
    WordList(.wait, "대기 대기중"),
    WordList(.approval, "승인"),
    WordList(.decision, "결정"),
    WordList(.question, "질문"),
  ]
}
