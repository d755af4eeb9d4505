// SPDX-License-Identifier: GPL-2.0-or-later
import Xapian

/// The forms of one position of the query, and the query for them.
struct ExpandedPosition {
  let forms: [TermVariant]
  let query: ExpansionQuery

  init(_ forms: [TermVariant], prefix: String, in database: Database) {
    self.forms = forms
    query = ExpansionQuery(forms, prefix: prefix, in: database)
  }
}
