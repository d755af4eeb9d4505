// SPDX-License-Identifier: GPL-2.0-or-later

/// What could not be read and what the last run did, for programs, version 2.
package struct ReportJSON: Encodable, Sendable {
  var version = 2
  var failed: [IndexFailure]
  var lastRun: RunReport

  /// What could not be read, whichever run found it, and the report of the last run.
  package init(_ failed: [IndexFailure], _ lastRun: RunReport) {
    self.failed = failed
    self.lastRun = lastRun
  }
}
