#!/usr/bin/env bash
# Passes on what matters of `swift build`: errors, warnings with their lines, and the end; not each compiled file.
grep -vE '^\[[0-9]+/[0-9]+\]|^warning: prohibited flag|^Building for|^Build (of|complete)|^$' || true
exit "${PIPESTATUS[0]}"
