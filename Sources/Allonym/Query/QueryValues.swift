// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// The values of the fields that have a list of them: types of files and languages.
enum QueryValues {
  /// The values that a text stands for, and what to say of it: `type:word` is docx or doc, `type:pdf,txt` either,
  /// `lang:english` is en.
  static func values(of text: String, in field: String) -> (values: [String], note: String?) {
    switch field {
    case "type": return values(text, known: types) { isType($0) }
    case "lang": return values(text, known: languages) { isLanguage($0) }
    default: return ([text], nil)
    }
  }

  private static func values(
    _ text: String, known names: [String: [String]], isKnown: (String) -> Bool
  ) -> (values: [String], note: String?) {
    if isKnown(text.lowercased()) { return ([text], nil) }
    var values: [String] = []
    for part in text.lowercased().split(separator: ",") {
      let name = String(part.drop { $0 == "." || $0 == " " })
      guard let meant = isKnown(name) ? [name] : names[name] else {
        let all = Array(Set(names.values.joined())).sorted().joined(separator: ", ")
        return (
          [text], "No document can have the value “\(name.prefix(20))” here; there are: \(all)."
        )
      }
      values += meant
    }
    if values.isEmpty { return ([text], nil) }
    return (values, "Read “\(text.prefix(40))” as \(values.joined(separator: " or ")).")
  }

  private static func isType(_ name: String) -> Bool { DocumentType(rawValue: name) != nil }

  /// Types by other names; each type by its own, so that the list of values is whole.
  private static let types: [String: [String]] = {
    var types = Dictionary(
      uniqueKeysWithValues: DocumentType.allCases.map { ($0.rawValue, [$0.rawValue]) })
    let others: [String: [DocumentType]] = [
      "text": [.text], "plain": [.text], "log": [.text], "markdown": [.markdown], "htm": [.html],
      "xhtml": [.html], "web": [.html], "page": [.html], "word": [.docx, .doc], "docm": [.docx],
      "excel": [.xlsx, .xls], "xlsm": [.xlsx], "spreadsheet": [.xlsx, .xls, .ods, .csv],
      "powerpoint": [.pptx, .ppt], "presentation": [.pptx, .ppt, .odp],
      "slides": [.pptx, .ppt, .odp],
      "mail": [.mail], "email": [.mail], "e-mail": [.mail], "message": [.mail], "mbox": [.mail],
      "emlx": [.mail], "tsv": [.csv], "tab": [.csv], "table": [.csv], "ndjson": [.jsonLines],
      "ebook": [.epub, .fictionBook], "book": [.epub, .fictionBook], "vtt": [.subtitles],
      "subtitles": [.subtitles], "document": [.docx, .doc, .odt, .rtf],
    ]
    for (name, meant) in others { types[name] = meant.map(\.rawValue) }
    return types
  }()

  /// Codes are two letters, and three where there are no two.
  private static func isLanguage(_ name: String) -> Bool {
    name.utf8.count == 2 && name.utf8.allSatisfy { 0x61...0x7a ~= $0 }
  }

  /// Languages by their names in English and in themselves, and by longer codes. Source: ISO 639.
  private static let languages: [String: [String]] = {
    let names = [
      "en": "english eng en-us en-gb", "ar": "arabic ara عربي العربية",
      "ru": "russian rus русский ru-ru",
      "uk": "ukrainian ukr українська ua", "fr": "french fra fre français francais",
      "de": "german deu ger deutsch", "es": "spanish spa español", "it": "italian ita italiano",
      "pt": "portuguese por português", "fa": "persian farsi fas per فارسی",
      "tr": "turkish tur türkçe",
      "he": "hebrew heb עברית", "be": "belarusian bel", "bg": "bulgarian bul", "sr": "serbian srp",
      "pl": "polish pol polski", "nl": "dutch nld dut", "ur": "urdu urd", "ku": "kurdish kur",
      "zh": "chinese zho chi", "el": "greek ell gre", "kk": "kazakh kaz", "hy": "armenian hye arm",
      "ka": "georgian kat geo", "az": "azerbaijani aze", "ro": "romanian ron rum",
      "cs": "czech ces",
    ]
    var languages: [String: [String]] = [:]
    for (code, others) in names {
      languages[code] = [code]
      for name in others.split(separator: " ") { languages[String(name)] = [code] }
    }
    return languages
  }()
}
