// SPDX-License-Identifier: GPL-2.0-or-later

/// A page of a PDF: its picture, and where its words stand. Each is made by a program of Poppler that may do
/// nothing but read the file.
public struct PDFPage: Sendable {
  private let file: OriginalFile
  private let number: Int

  /// The longer side of a picture in dots: enough to read a page on a screen.
  private static let pictureSize = 1600
  /// What Tesseract's manual asks for.
  private static let scanResolution = 300
  private static let painter = ExternalProgram(
    name: "pdftoppm", package: "poppler-utils", seconds: 30)
  private static let reader = ExternalProgram(
    name: "pdftotext", package: "poppler-utils", seconds: 30)
  private static let recogniser = ExternalProgram(
    name: "tesseract", package: "tesseract-ocr tesseract-ocr-ara tesseract-ocr-rus", seconds: 120,
    memory: 4 << 30)

  /// A page, from 1.
  public init(_ number: Int, of file: OriginalFile) {
    self.file = file
    self.number = number
  }

  /// Its picture as a portable pixmap (P6).
  public func picture() throws(ReadFailure) -> [UInt8] {
    try run(Self.painter, ["-scale-to", "\(Self.pictureSize)"] + range + ["/dev/stdin"])
  }

  /// Its words. Those of a scanned page are recognised, which takes some seconds.
  public func words() throws(ReadFailure) -> PageWords {
    let output = try run(
      Self.reader, ["-bbox", "-enc", "UTF-8"] + range + ["/dev/stdin", "-"])
    let page = PageWords(boundingBoxes: String(decoding: output, as: UTF8.self))
    guard page.words.isEmpty else { return page }
    let scan = try run(
      Self.painter, ["-r", "\(Self.scanResolution)", "-gray"] + range + ["/dev/stdin"])
    do throws(Unreadable) {
      let table = try Self.recogniser.run(
        ["/dev/stdin", "stdout", "-l", "eng+ara+rus", "tsv"], on: .bytes(scan))
      return PageWords(
        table: String(decoding: table.bytes, as: UTF8.self),
        resolution: Double(Self.scanResolution))
    } catch {
      throw error.failure(path: file.path)
    }
  }

  private var range: [String] { ["-f", "\(number)", "-l", "\(number)"] }

  private func run(
    _ program: ExternalProgram, _ arguments: [String]
  ) throws(ReadFailure) -> [UInt8] {
    do throws(Unreadable) {
      let output = try program.run(arguments, on: .file(file.file))
      guard output.code == 0, !output.bytes.isEmpty else {
        throw Unreadable(.damaged, "has no page \(number) that \(program.name) can read")
      }
      return output.bytes
    } catch {
      throw error.failure(path: file.path)
    }
  }
}
