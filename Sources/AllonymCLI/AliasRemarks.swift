// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

extension SearchIndex {
  private static let maxRemarks = 10

  /// Says on standard error what is wrong in the user's file of aliases.
  func reportAliases() {
    for remark in aliasRemarks.prefix(Self.maxRemarks) { StandardError.report(remark) }
    if aliasRemarks.count > Self.maxRemarks {
      StandardError.report(
        "\(aliasRemarks.count - Self.maxRemarks) more lines of aliases were left out.")
    }
  }
}
