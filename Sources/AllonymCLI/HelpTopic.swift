// SPDX-License-Identifier: GPL-2.0-or-later

/// Help on what is no command.
enum HelpTopic {
  /// The text of a topic; nil where there is none of this name.
  static func text(of name: String) -> String? { name == "query" ? query : nil }

  private static let query = """
    WHAT A QUERY MAY SAY

      Hmeimim base             documents with both words, then with either
      "Ahmad al-Shara"         the words side by side, in any spelling and script
      a AND b, a OR b, NOT c   (a OR b) AND c; operators are written in capitals
      +a -b                    a must be there, b must not
      Hmeimim NEAR/5 base      at most five words apart, in either order
      khmeim*  *mim  kh?meim   words that fit the pattern
      =word                    this spelling only; also before quotes and brackets
      ~word                    less certain spellings, too

    FILTERS
      in:~/archive/2025        below a folder, or in a file
      path:letters             a word of the path
      lang:ar  type:pdf        also lang:arabic, ext:pdf, type:word; lang:ar,ru either
      date:2024  date:2024-01..2024-06  date:>=2024-12-08  date:17.10.2025  date:today
      title:word  author:name  host:example.org  id:en-1

    Words are joined as on the web: documents with all of them come first, then those
    with most. The shell takes quotes, brackets and stars away: put the query into
    single quotes, '"Ahmad al-Shara" lang:ru'.

    """
}
