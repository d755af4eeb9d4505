// SPDX-License-Identifier: GPL-2.0-or-later

/// A page of a PDF: its picture, and where its words stand. Each is made by a program of Poppler that may do
/// nothing but read the file.
public struct PDFPage: Sendable {
  private let file: OriginalFile
  private let number: Int

  /// The longer side of a picture in dots: enough to read a page on a screen.
  private static let pictureSize = 1600
  private static let painter = ExternalProgram.pdfPages.within(seconds: 30)
  private static let reader = ExternalProgram.pdfText.within(seconds: 30)

  /// A page, from 1.
  public init(_ number: Int, of file: OriginalFile) {
    self.file = file
    self.number = number
  }

  /// Its picture as a portable pixmap (P6).
  public func picture() throws(ReadFailure) -> [UInt8] {
    try run(Self.painter, ["-scale-to", "\(Self.pictureSize)"] + range + ["/dev/stdin"])
  }

  /// Its words. Those of a scanned page are recognised, which takes some seconds; where that is not possible
  /// there are none, and its picture is still worth looking at.
  public func words() throws(ReadFailure) -> PageWords {
    try words(recognisedBy: .tesseract.within(seconds: 120))
  }

  /// As ``words()``.
  func words(recognisedBy recogniser: ExternalProgram) throws(ReadFailure) -> PageWords {
    let output = try run(
      Self.reader, ["-bbox", "-enc", "UTF-8"] + range + ["/dev/stdin", "-"])
    let page = PageWords(boundingBoxes: String(decoding: output, as: UTF8.self))
    guard page.words.isEmpty else { return page }
    let resolution = OutsideProgram.resolution
    guard
      let scan = try? run(Self.painter, ["-r", "\(resolution)", "-gray"] + range + ["/dev/stdin"]),
      let table = try? recogniser.run(
        ["/dev/stdin", "stdout", "-l", OutsideProgram.languages, "tsv"], on: .bytes(scan))
    else { return page }
    return PageWords(
      table: String(decoding: table.bytes, as: UTF8.self), resolution: Double(resolution))
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
