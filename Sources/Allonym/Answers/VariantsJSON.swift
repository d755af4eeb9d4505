// SPDX-License-Identifier: GPL-2.0-or-later
package import Spelling

/// Likely spellings of a name, for programs, version 1.
package struct VariantsJSON: Encodable {
  var version = 1
  var name: String
  var variants: [Form]

  struct Form: Encodable {
    var script: String
    var form: String
    var score: Double
    /// Whether open data lists it.
    var known: Bool
  }

  /// The forms as they were written.
  package init(_ name: String, _ forms: [WrittenVariant]) {
    self.name = name
    variants = forms.map {
      Form(
        script: $0.script.code, form: $0.form, score: ($0.score * 1000).rounded() / 1000,
        known: $0.isKnown)
    }
  }
}
