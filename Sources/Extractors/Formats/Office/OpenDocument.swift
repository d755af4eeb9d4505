// SPDX-License-Identifier: GPL-2.0-or-later
import Documents

/// Texts, spreadsheets and slides of LibreOffice and others; slides and sheets are pages.
enum OpenDocument {
  /// Source: OpenDocument 1.3 part 3. What was deleted is kept under `tracked-changes`; the number of a note
  /// and the day of a comment stand in the midst of their text.
  private static let meanings = OfficeText.Meanings(
    text: ["p", "h", "creator", "desc", "title"],
    lines: ["p", "h", "table-row", "creator", "desc", "title"],
    spaces: ["s", "tab", "table-cell"], breaks: ["line-break"], pages: ["page"],
    skipped: ["tracked-changes", "note-citation", "date", "sender-initials", "ruby-text"],
    cells: ["table-cell"], asides: ["note", "annotation", "text-box", "desc", "title"])

  /// Tables of a spreadsheet are its sheets.
  private static let sheetMeanings = {
    var sheets = meanings
    sheets.pages = ["table"]
    sheets.named = ["table": "name"]
    return sheets
  }()

  /// What stands at the head and foot of pages. The styles hold nothing else to read.
  private static let headMeanings = {
    var heads = meanings
    heads.pages = []
    heads.only = [
      "header", "footer", "header-left", "footer-left", "header-first", "footer-first",
    ]
    return heads
  }()

  /// On slides it stands among what is drawn for all of them.
  private static let masterMeanings = {
    var masters = headMeanings
    masters.only = ["master-page"]
    return masters
  }()

  static func content(of input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try package(input)
    return withHeads(headMeanings, of: package, try content(of: package, meanings))
  }

  static func slides(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try package(input)
    return withHeads(masterMeanings, of: package, try content(of: package, meanings))
  }

  private static func withHeads(
    _ meanings: OfficeText.Meanings, of package: OfficePackage, _ content: Content
  ) -> Content {
    var content = content
    guard let styles = package["styles.xml"] else { return content }
    do throws(Unreadable) {
      let heads = try OfficeText.of(styles, meanings)
      if !heads.isEmpty { content.text += "\n" + heads }
    } catch {
      content.brokenParts.append(BrokenPart(name: "styles.xml", reason: error))
    }
    return content
  }

  static func spreadsheet(_ input: Input, _: ReadingOptions) throws(Unreadable) -> Content {
    let package = try package(input)
    return withHeads(headMeanings, of: package, try content(of: package, sheetMeanings))
  }

  private static func package(_ input: Input) throws(Unreadable) -> OfficePackage {
    let wanted = ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"]
    // Documents within the document have folders of their own.
    let package = try OfficePackage(input) { name in
      wanted.contains(name) || name.hasPrefix("Object ") && name.hasSuffix("/content.xml")
    }
    if let manifest = package["META-INF/manifest.xml"],
      String(decoding: manifest, as: UTF8.self).contains("encryption-data")
    {
      throw Unreadable.encrypted
    }
    return package
  }

  private static func content(of package: OfficePackage, _ meanings: OfficeText.Meanings)
    throws(Unreadable) -> Content
  {
    guard let body = package["content.xml"] else {
      throw Unreadable(.damaged, "is no OpenDocument file: it has no content.xml")
    }
    var drawing = OfficeDrawing(package)
    for object in package.names("Object ", "/content.xml") { drawing.add(object, meanings) }
    let text = [try OfficeText.of(body, meanings)] + drawing.texts
    var content = package.metadata(in: "meta.xml").content(text.joined(separator: "\n"))
    content.brokenParts = drawing.broken
    return content
  }
}
