# SPDX-License-Identifier: GPL-2.0-or-later
"""The faults that `scripts/test-faults` brings about, a sort a file."""
from .alerts import kill_alerts
from .clock import clock
from .damage import damage
from .full_disk import disk_full
from .kill import kill_build, kill_update
from .kill_reader import kill_reader
from .large import large
from .read_only import read_only
from .readers import readers
from .writers import writers

CASES = [
    kill_build, kill_update, kill_alerts, kill_reader, disk_full, damage, readers, writers, clock,
    read_only, large,
]
