// SPDX-License-Identifier: GPL-2.0-or-later
import Documents
import Testing

/// What a file may hold at most, and that just as much is still read.
struct UnpackingLimitTests {
  private func results(_ bytes: [UInt8], _ change: (inout UnpackingLimits) -> Void) throws
    -> [Result<SourceDocument, ReadFailure>]
  {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "a.zip")
    var limits = UnpackingLimits()
    change(&limits)
    let reader = DocumentReader(limits: limits)
    return reader.workItems(of: FolderWalk.walkResult(of: [folder.path]).files).flatMap(reader.read)
  }

  private static let three = ZIPFile(["a.txt": "one", "b.txt": "two", "c.txt": "three"]).bytes

  @Test("As many members as are allowed are read, and no more", arguments: [2, 3])
  func members(maximum: Int) throws {
    let results = try results(Self.three) { $0.members = maximum }
    #expect(results.compactMap { try? $0.get().text }.count == maximum)
    #expect(results.compactMap(\.failure?.kind) == (maximum < 3 ? [.bomb] : []))
  }

  @Test("Members as deep as is allowed are read, and no deeper", arguments: [2, 3])
  func depth(maximum: Int) throws {
    let deep = ZIPFile(["a.txt": "one"])
    var outer = ZIPFile([:])
    outer.add("inner.zip", deep.bytes)
    let results = try results(outer.bytes) { $0.depth = maximum }
    #expect(results.compactMap { try? $0.get().text } == (maximum < 3 ? [] : ["one"]))
    #expect(results.compactMap(\.failure?.kind) == (maximum < 3 ? [.bomb] : []))
  }

  @Test("As much as is allowed is unpacked, and no more", arguments: [1000, 100_000])
  func bytes(maximum: Int) throws {
    let archive = ZIPFile(["a.txt": String(repeating: "word ", count: 2000)]).bytes
    let results = try results(archive) { ($0.growth, $0.freeBytes) = (0, maximum) }
    #expect(results.compactMap { try? $0.get() }.count == (maximum < 10_000 ? 0 : 1))
    #expect(results.compactMap(\.failure?.kind) == (maximum < 10_000 ? [.bomb] : []))
  }

  @Test("The usual limits are those that are documented")
  func usual() {
    let limits = UnpackingLimits()
    #expect(limits.depth == 5 && limits.members == 200_000)
    #expect(limits.growth == 200 && limits.freeBytes == 256 << 20)
  }
}
