#!/bin/bash
# Runs at its time.
set -euo pipefail
# shellcheck source=common.sh
source /opt/bailiwick/common.sh
@log@say 'starts'
@run@say 'is done'
