import CLibXML2
import CorpusModel

/// Parses HTML with libxml2's SAX interface.
///
/// libxml2 gets UTF-8 that was decoded before, so a `meta` element's charset is a lie by now and is not obeyed. HUGE is
/// set: without it libxml2 drops the rest of pages nested deeper than 255 or with a text node over 10 MB.
enum PageParser {
  /// Initialises libxml2, which must happen before threads share it.
  static func prepare() { xmlInitParser() }

  /// The page that `bytes`, valid UTF-8, hold.
  ///
  /// - Complexity: O(bytes).
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>, lexicon: FurnitureLexicon, limits: ResourceLimits) -> Page {
    let prefilter = MarkupPrefilter(bytes)
    var builder = PageBuilder(lexicon: lexicon, limits: limits, capacity: prefilter.markup.count)
    prefilter.markup.withUnsafeBufferPointer { run($0, &builder) }
    if builder.isTooDeep {
      builder = PageBuilder(lexicon: lexicon, limits: limits, capacity: prefilter.markup.count)
      prefilter.markup.withUnsafeBufferPointer { readFlat($0, &builder) }
    }
    var page = builder.page
    page.structuredData = prefilter.structuredData
    return page
  }

  private static func run(_ markup: UnsafeBufferPointer<UInt8>, _ builder: inout PageBuilder) {
    defer { builder.finish() }
    guard let base = markup.baseAddress, markup.count <= Int(Int32.max), let context = htmlNewParserCtxt() else {
      return
    }
    defer { htmlFreeParserCtxt(context) }
    guard let handler = context.pointee.sax else { return }
    handler.pointee = xmlSAXHandler()
    handler.pointee.startElement = { user, name, attributes in
      guard let user, let name else { return }
      let builder = user.assumingMemoryBound(to: PageBuilder.self)
      builder.pointee.start(name, attributes)
      if builder.pointee.isTooDeep, let parser = builder.pointee.parser { xmlStopParser(parser) }
    }
    handler.pointee.endElement = { user, name in
      guard let user, let name else { return }
      user.assumingMemoryBound(to: PageBuilder.self).pointee.end(name)
    }
    handler.pointee.characters = { user, text, count in
      guard let user, let text, count > 0 else { return }
      user.assumingMemoryBound(to: PageBuilder.self).pointee.text(UnsafeBufferPointer(start: text, count: Int(count)))
    }
    handler.pointee.ignorableWhitespace = handler.pointee.characters
    let options =
      Int32(HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue)
      | Int32(HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue) | Int32(XML_PARSE_HUGE.rawValue)
    withUnsafeMutablePointer(to: &builder) { pointer in
      context.pointee.userData = UnsafeMutableRawPointer(pointer)
      pointer.pointee.parser = context
      let document = htmlCtxtReadMemory(
        context, UnsafeRawPointer(base).assumingMemoryBound(to: CChar.self), Int32(markup.count), nil, "UTF-8", options)
      if let document { xmlFreeDoc(document) }
      context.pointee.userData = nil
    }
  }

  /// Reads text between tags as lines, no tree: for pages nested so deep that each stray closing tag would make the parser
  /// look through the whole stack.
  private static func readFlat(_ markup: UnsafeBufferPointer<UInt8>, _ builder: inout PageBuilder) {
    var index = 0
    while index < markup.count {
      let open = ByteSearch.first(UInt8(ascii: "<"), in: markup, from: index) ?? markup.count
      builder.line(UnsafeBufferPointer(rebasing: markup[index..<open]))
      guard let close = ByteSearch.first(UInt8(ascii: ">"), in: markup, from: open) else { break }
      index = close + 1
    }
    builder.finish()
  }
}
