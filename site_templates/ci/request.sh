case "$TASK" in
  "register an error")
    set -- --product="$PRODUCT" --title="$TITLE" --summary="$SUMMARY"
    set -f
    for answer in $ANSWERS; do set -- "$@" --answer="$answer"; done
    corrigenda new --no-ask "$@" ;;
  "move an error")
    set --
    if [ -n "$PLAN" ]; then set -- "$@" --to="$PLAN"; fi
    if [ -n "$STATUS" ]; then set -- "$@" --status="$STATUS"; fi
    if [ -n "$REASON" ]; then set -- "$@" --because="$REASON"; fi
    corrigenda move "$@" -- "$ERROR" ;;
  *) echo "error: there is no task '$TASK'; choose one of the form" >&2; exit 2 ;;
esac
