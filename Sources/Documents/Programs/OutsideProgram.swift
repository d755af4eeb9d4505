// SPDX-License-Identifier: GPL-2.0-or-later

/// A program that reads a format for us. The reader, which may start none, asks for one by this name; which
/// program that is and which arguments it gets is decided here, whatever the reader was made to say.
package enum OutsideProgram: Sendable, Equatable {
  /// Poppler's pdftotext: the text of a PDF, with its metadata, as a page of HTML.
  case pdfText
  /// Poppler's pdftoppm: a page of a PDF as a picture.
  case pdfPage(Int)
  /// Tesseract: the text in a picture.
  case textRecognition
  /// catdoc: the text of a document of Microsoft Word that is too old for our own reader.
  case word
  /// xls2csv: the cells of a workbook of Microsoft Excel, likewise.
  case workbook
  /// catppt: the text of slides of Microsoft PowerPoint, likewise.
  case slides

  /// Runs it, confined, on a file or on some bytes.
  ///
  /// - Throws: where it is not installed, takes too long or too much, or crashes.
  package func run(on input: ProgramInput) throws(Unreadable) -> ExternalProgram.Output {
    switch self {
    case .pdfText:
      let arguments = ["-enc", "UTF-8", "-eol", "unix", "-htmlmeta", "/dev/stdin", "-"]
      return try ExternalProgram.pdfText.run(arguments, on: input)
    case .pdfPage(let page):
      let arguments = [
        "-r", "\(Self.resolution)", "-gray", "-f", "\(page)", "-l", "\(page)", "/dev/stdin",
      ]
      return try ExternalProgram.pdfPages.run(arguments, on: input)
    case .textRecognition:
      return try ExternalProgram.tesseract.run(
        ["/dev/stdin", "stdout", "-l", Self.languages], on: input)
    case .word:
      return try ExternalProgram.catdoc.run(["-d", "utf-8", "-w", "/dev/stdin"], on: input)
    case .workbook:
      let arguments = ["-d", "utf-8", "-q0", "-c\t", "-b\u{0C}", "/dev/stdin"]
      return try ExternalProgram.excelCells.run(arguments, on: input)
    case .slides:
      return try ExternalProgram.slideText.run(["-d", "utf-8", "/dev/stdin"], on: input)
    }
  }

  /// Dots an inch: what Tesseract's manual asks for is 300, which takes twice the time of 200.
  static let resolution = 300
  /// What Tesseract looks for in a picture.
  static let languages = "eng+ara+rus"
}

/// What a program reads: a file that is open, or bytes.
package enum ProgramInput {
  /// The file that the reader was asked about.
  case file(OpenFile)
  /// A member of it, or what another program made of it.
  case bytes([UInt8])
}
