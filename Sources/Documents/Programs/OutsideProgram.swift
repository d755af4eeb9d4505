// SPDX-License-Identifier: GPL-2.0-or-later

/// A program that reads a format for us. The reader, which may start none, asks for one by this name; which
/// program that is and what it is told is decided here, whatever the reader was made to say.
package enum OutsideProgram: Sendable, Equatable {
  /// Poppler's pdftotext: the text of a PDF, with its metadata, as a page of HTML.
  case pdfText
  /// Poppler's pdftoppm: a page of a PDF as a picture.
  case pdfPage(Int)
  /// Tesseract: the text in a picture.
  case textRecognition
  /// catdoc: the text of a document of Microsoft Word before 2007.
  case word
  /// xls2csv: the cells of a workbook of Microsoft Excel before 2007.
  case workbook
  /// catppt: the text of slides of Microsoft PowerPoint before 2007.
  case slides

  /// Runs it, confined, on a file or on some bytes.
  ///
  /// - Throws: where it is not installed, takes too long or too much, or crashes.
  package func run(on input: ProgramInput) throws(Unreadable) -> ExternalProgram.Output {
    switch self {
    case .pdfText:
      let arguments = ["-enc", "UTF-8", "-eol", "unix", "-htmlmeta", "/dev/stdin", "-"]
      return try Self.poppler("pdftotext").run(arguments, on: input)
    case .pdfPage(let page):
      let arguments = [
        "-r", Self.resolution, "-gray", "-f", "\(page)", "-l", "\(page)", "/dev/stdin",
      ]
      return try Self.poppler("pdftoppm").run(arguments, on: input)
    case .textRecognition:
      return try Self.tesseract.run(["/dev/stdin", "stdout", "-l", "eng+ara+rus"], on: input)
    case .word:
      return try Self.catdoc("catdoc").run(["-d", "utf-8", "-w", "/dev/stdin"], on: input)
    case .workbook:
      let arguments = ["-d", "utf-8", "-q0", "-c\t", "-b\u{0C}", "/dev/stdin"]
      return try Self.catdoc("xls2csv").run(arguments, on: input)
    case .slides:
      return try Self.catdoc("catppt").run(["-d", "utf-8", "/dev/stdin"], on: input)
    }
  }

  /// Dots an inch: what Tesseract's manual asks for is 300, which takes twice the time of 200.
  private static let resolution = "300"

  private static let tesseract = ExternalProgram(
    name: "tesseract", package: "tesseract-ocr tesseract-ocr-ara tesseract-ocr-rus", seconds: 180,
    memory: 4 << 30)

  private static func poppler(_ name: String) -> ExternalProgram {
    ExternalProgram(name: name, package: "poppler-utils")
  }

  private static func catdoc(_ name: String) -> ExternalProgram {
    ExternalProgram(name: name, package: "catdoc")
  }
}

/// What a program reads: a file that is open, or bytes.
package enum ProgramInput {
  /// The file that the reader was asked about.
  case file(OpenFile)
  /// A member of it, or what another program made of it.
  case bytes([UInt8])
}
