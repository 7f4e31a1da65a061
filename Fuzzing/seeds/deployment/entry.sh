#!/bin/sh
set -e
if [ -n "$MIGRATE" ]; then
  psql "$URL" -f a.sql || exit 1
fi
case $1 in
  web) exec node server.js ;;
esac
cat <<'X' | sh
supabase db push
X
