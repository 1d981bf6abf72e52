/// A line made comparable: half-width, lower case, one kind of space, readings in brackets taken out.
///
/// `區(qū)` folds to `區`, `来 源：` to `来 源:`; two or more blanks or an ideographic space become one tab, which parts
/// fields, a single blank one space. Cost: one pass.
struct FoldedText {
  private(set) var bytes: [UInt8] = []
  /// Offset in the source of each folded byte, and of the end.
  private var origin: [Int32] = []

  /// Folds `range`; `joints`, where one inline element ends and another begins, part fields as a tab does.
  init(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, joints: ArraySlice<Int32> = []) {
    let capacity = range.count + joints.count + 1
    // Copies of memory on the stack cost less here than the array's own initialisers, which ask the runtime for its type at each call.
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { target in
      withUnsafeTemporaryAllocation(of: Int32.self, capacity: capacity) { origin in
        var fold = Fold(text: text, end: range.upperBound, target: target, origin: origin)
        fold.run(from: range.lowerBound, joints)
        origin[fold.count] = Int32(truncatingIfNeeded: range.upperBound)
        bytes.append(contentsOf: UnsafeBufferPointer(rebasing: target[..<fold.count]))
        self.origin.append(contentsOf: UnsafeBufferPointer(rebasing: origin[...fold.count]))
      }
    }
  }

  /// One pass over a line, writing into memory that is large enough.
  private struct Fold {
    let text: UnsafeBufferPointer<UInt8>
    let end: Int
    let target: UnsafeMutableBufferPointer<UInt8>
    let origin: UnsafeMutableBufferPointer<Int32>
    var count = 0

    init(
      text: UnsafeBufferPointer<UInt8>, end: Int, target: UnsafeMutableBufferPointer<UInt8>,
      origin: UnsafeMutableBufferPointer<Int32>
    ) {
      self.text = text
      self.end = end
      self.target = target
      self.origin = origin
    }

    mutating func run(from start: Int, _ joints: ArraySlice<Int32>) {
      var joint = joints.startIndex
      var index = start
      while index < end {
        if joint < joints.endIndex, joints[joint] <= index {
          joint += 1
          if count > 0, target[count - 1] != 0x09 { append(0x09, at: index) }
        }
        let byte = text[index]
        if byte > 0x20, byte < 0x80, byte != UInt8(ascii: "(") {
          append(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte, at: index)
          index += 1
        } else if byte >= 0xE4, byte <= 0xE9, index + 3 <= end {
          append(byte, at: index)
          append(text[index + 1], at: index + 1)
          append(text[index + 2], at: index + 2)
          index += 3
        } else {
          index = appendOther(index)
        }
      }
    }

    /// Blanks, readings, full-width forms and rare scalars.
    private mutating func appendOther(_ index: Int) -> Int {
      if let next = FoldedText.endOfBlank(text, index, end) {
        let isWide = text[index] == 0xE3 || text[index] == 0x09 || FoldedText.endOfBlank(text, next, end) != nil
        if count == 0 || target[count - 1] != 0x09 { append(isWide ? 0x09 : 0x20, at: index) }
        return FoldedText.endOfBlanks(text, next, end)
      }
      if text[index] == UInt8(ascii: "("), count > 0, text[index - 1] >= 0x80,
        let next = FoldedText.endOfReading(text, index, end)
      {
        return next
      }
      let byte = text[index]
      let length = min(byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4, end - index)
      if length == 3, byte == 0xEF, let ascii = FoldedText.halfWidth(text[index + 1], text[index + 2]) {
        append(ascii, at: index)
      } else {
        for offset in 0..<length { append(text[index + offset], at: index + offset) }
      }
      return index + length
    }

    @inline(__always) private mutating func append(_ byte: UInt8, at index: Int) {
      target[count] = byte
      origin[count] = Int32(truncatingIfNeeded: index)
      count += 1
    }
  }

  /// The ASCII of a full-width form `EF second third`, in lower case.
  @inline(__always) static func halfWidth(_ second: UInt8, _ third: UInt8) -> UInt8? {
    let ascii: UInt8
    if second == 0xBC, third >= 0x81 {
      ascii = third - 0x60
    } else if second == 0xBD, third <= 0x9E {
      ascii = third &- 0x20
    } else {
      return nil
    }
    return ascii >= 0x41 && ascii <= 0x5A ? ascii | 0x20 : ascii
  }

  /// End of the blank scalar at `index`, or nil.
  static func endOfBlank(_ text: UnsafeBufferPointer<UInt8>, _ index: Int, _ end: Int) -> Int? {
    guard index < end else { return nil }
    switch text[index] {
    case 0...0x20: return index + 1
    case 0xC2 where index + 1 < end && text[index + 1] == 0xA0: return index + 2
    case 0xE3 where index + 2 < end && text[index + 1] == 0x80 && text[index + 2] == 0x80: return index + 3
    case 0xE2 where index + 2 < end && text[index + 1] == 0x80 && text[index + 2] >= 0x80 && text[index + 2] <= 0x8F:
      return index + 3
    case 0xEF where index + 2 < end && text[index + 1] == 0xBB && text[index + 2] == 0xBF: return index + 3
    default: return nil
    }
  }

  static func endOfBlanks(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int {
    var index = start
    while let next = endOfBlank(text, index, end) { index = next }
    return index
  }

  /// End of a reading such as `(qū)` at `index`: Latin letters, at least one of them with a tone mark or all lower case.
  fileprivate static func endOfReading(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) -> Int? {
    var index = start + 1
    while index < end, index - start <= 10 {
      let byte = text[index]
      if byte == UInt8(ascii: ")") { return index > start + 1 ? index + 1 : nil }
      guard (byte >= 0x61 && byte <= 0x7A) || (byte >= 0xC3 && byte <= 0xC9) || (byte >= 0x80 && byte < 0xC0) else {
        return nil
      }
      index += 1
    }
    return nil
  }

  /// Source range of the folded bytes in `range`.
  func source(_ range: Range<Int>) -> Range<Int> { Int(origin[range.lowerBound])..<Int(origin[range.upperBound]) }
}
