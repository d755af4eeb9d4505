// SPDX-License-Identifier: GPL-2.0-or-later

/// The spellings of a name that the index holds, for programs, version 2.
package struct SpellingsJSON: Encodable {
  var version = 2
  var name: String
  var groups: [SearchJSON.Group]

  /// The forms of each word that a document holds.
  package init(_ name: String, _ groups: [TermExpansion]) {
    self.name = name
    self.groups = groups.map { SearchJSON.Group($0) { $0.documents > 0 } }
  }
}
