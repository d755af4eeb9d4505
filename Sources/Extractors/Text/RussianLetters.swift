// SPDX-License-Identifier: GPL-2.0-or-later

/// What Russian text shows itself by.
enum RussianLetters {
  /// The letters that are common in it, the most common first: ten of them are two thirds of a text.
  static let common = Array("оеаинтсрвлкмдпу".unicodeScalars)
  /// As ``common``, as capitals.
  static let commonCapitals = Array("ОЕАИНТСРВЛКМДПУ".unicodeScalars)
}
