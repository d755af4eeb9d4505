// SPDX-License-Identifier: GPL-2.0-or-later

/// Texts, spreadsheets and slides of LibreOffice and others; slides and sheets are pages.
enum OpenDocument {
  /// Source: OpenDocument 1.3 part 3. What was deleted is kept under `tracked-changes`.
  private static let meanings = OfficeText.Meanings(
    text: ["p", "h"], lines: ["p", "h", "table-row"], spaces: ["s", "tab", "table-cell"],
    breaks: ["line-break"], pages: ["page"], skipped: ["tracked-changes"],
    cells: ["table-cell"])

  /// Tables of a spreadsheet are its sheets.
  private static let sheetMeanings = {
    var sheets = meanings
    sheets.pages = ["table"]
    sheets.named = ["table"]
    return sheets
  }()

  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, meanings)
  }

  static func spreadsheet(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    try content(of: input, sheetMeanings)
  }

  private static func content(of input: Input, _ meanings: OfficeText.Meanings)
    throws(Unreadable) -> Content
  {
    let wanted = ["content.xml", "meta.xml", "META-INF/manifest.xml"]
    let package = try OfficePackage(input) { wanted.contains($0) }
    if let manifest = package["META-INF/manifest.xml"],
      String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    {
      throw Unreadable(
        .encrypted, "asks for a password: save it without one to have it indexed")
    }
    guard let body = package["content.xml"] else {
      throw Unreadable(.damaged, "is no OpenDocument file: it has no content.xml")
    }
    return package.metadata(in: "meta.xml").content(try OfficeText.of(body, meanings))
  }
}
