// SPDX-License-Identifier: GPL-2.0-or-later
import Allonym

extension SearchIndex {
  private static let mostRemarks = 10

  /// Says on standard error what is wrong in the user's file of aliases.
  func reportAliases() {
    for remark in aliasRemarks.prefix(Self.mostRemarks) { StandardError.tell(remark) }
    if aliasRemarks.count > Self.mostRemarks {
      StandardError.tell(
        "\(aliasRemarks.count - Self.mostRemarks) more lines of aliases were left out.")
    }
  }
}
