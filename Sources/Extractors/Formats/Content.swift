// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// What an extractor finds in a file.
struct Content: Equatable {
  var title: String?
  var titleOrigin = TitleOrigin.declared
  var author: String?
  var host: String?
  /// The text; pages, slides and sheets end with a form feed.
  var text: String = ""
  var date: String?
  var language: String?
  /// Parts whose text is missing in the text, by their names in the file.
  var brokenParts: [BrokenPart] = []
  /// Files within the document, each a document of its own.
  var members: [Member] = []

  /// Messages and the like within the file, each a document; the text is then none of its own.
  var records: [Record] = []

  /// A document on some lines of a file.
  struct Record: Equatable {
    var content: Content
    var line: Int
  }

  /// A file within a document.
  struct Member: Equatable {
    var name: String
    var bytes: [UInt8]
  }
}

/// A part of a document that could not be read, beside others that could.
struct BrokenPart: Equatable {
  /// Its name, where it has one.
  var name: String?
  /// The line that it is on, where it is a piece of text.
  var line: Int?
  var reason: Unreadable

  /// A part that the document names and does not hold.
  static func missing(_ name: String) -> BrokenPart {
    BrokenPart(
      name: name, reason: Unreadable(.damaged, "is missing in the file"))
  }
}
