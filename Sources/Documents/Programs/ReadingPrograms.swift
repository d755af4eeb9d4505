// SPDX-License-Identifier: GPL-2.0-or-later

/// The programs that read formats for us, each named once.
extension ExternalProgram {
  /// Poppler's, which makes text of a PDF.
  static let pdfText = ExternalProgram(name: "pdftotext", package: "poppler-utils")
  /// Poppler's, which draws pages of a PDF.
  static let pdfPages = ExternalProgram(name: "pdftoppm", package: "poppler-utils")
  /// Recognises the text in a picture.
  static let tesseract = ExternalProgram(
    name: "tesseract", package: "tesseract-ocr tesseract-ocr-ara tesseract-ocr-rus", seconds: 180,
    memory: 4 << 30)
  /// Reads documents of Microsoft Word before 1997; we read those after it.
  static let catdoc = ExternalProgram(name: "catdoc", package: "catdoc")
  /// As ``catdoc``, of Excel.
  static let excelCells = ExternalProgram(name: "xls2csv", package: "catdoc")
  /// As ``catdoc``, of PowerPoint.
  static let slideText = ExternalProgram(name: "catppt", package: "catdoc")

  /// The program with less time, for somebody who waits.
  func within(seconds: Int) -> ExternalProgram {
    ExternalProgram(name: name, package: package, seconds: seconds, memory: memory)
  }
}
