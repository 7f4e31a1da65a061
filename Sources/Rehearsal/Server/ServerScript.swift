/// The shell program that holds a server.
///
/// It lives as long as its standard input is open, so that the server also goes when this process is killed.
/// Arguments: the run's folder, the folder of PostgreSQL's programs, the user to become (empty: nobody
/// else), that user's group.
enum ServerScript {
  /// Starts a server, says `ready`, waits for the end of its standard input, and removes everything.
  static let hold =
    functions + """
      trap '' INT TERM HUP
      cd "$run/server" || exit 1
      if as "$bin/initdb" -D data -U \(ThrowawayServer.administrator) --auth=trust --no-sync -E UTF8 \
          --locale=C >log 2>&1 </dev/null &&
        as "$bin/pg_ctl" -s -w -t 60 -D data -l server.log -o "-k $run/server -h '' -p 5432 \
          -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c autovacuum=off \
          -c max_connections=20 -c shared_buffers=16MB -c max_wal_senders=0 -c wal_level=minimal \
          -c unix_socket_permissions=0700 -c logging_collector=off -c log_statement=none \
          -c timezone=UTC -c jit=off" start >>log 2>&1 </dev/null
      then echo ready
      else echo failed; tail -n 5 log; [ ! -f server.log ] || tail -n 5 server.log
      fi
      cat >/dev/null
      stop
      """

  /// Stops what a run that was killed left, and removes it.
  static let remove = functions + "stop\n"

  // The process is asked for only when it works in exactly this folder: a number may belong to another one by now.
  private static let functions = """
    run=$1 bin=$2 user=$3 group=$4
    as() { "$@"; }
    if [ -n "$user" ]; then
      as() { setpriv --reuid="$user" --regid="$group" --clear-groups -- "$@"; }
    fi
    alive() { [ "$(readlink "/proc/$1/cwd")" = "$run/server/data" ]; }
    stop() {
      pid=$(head -n 1 "$run/server/data/postmaster.pid" 2>/dev/null)
      case $pid in ''|*[!0-9]*) pid= ;; esac
      if [ -n "$pid" ] && alive "$pid"; then
        kill -QUIT "$pid"
        tries=0
        while alive "$pid" && [ $tries -lt 50 ]; do sleep 0.1; tries=$((tries + 1)); done
        ! alive "$pid" || kill -KILL "$pid"
      fi
      cd /
      rm -rf "$run"
    }

    """
}
