import CLibXML2

/// A page as an HTML parser that is not ours sees it.
struct ParsedPage {
  struct Element {
    var name: String
    var attributes: [(name: String, value: String)]
    /// All text in it.
    var text: String

    subscript(_ attribute: String) -> String? { attributes.first { $0.name == attribute }?.value }
  }

  private(set) var elements: [Element] = []
  private(set) var hasComment = false

  init?(_ source: String) {
    var bytes = Array(source.utf8).map { CChar(bitPattern: $0) }
    let options = Int32(HTML_PARSE_RECOVER.rawValue | HTML_PARSE_NOERROR.rawValue | HTML_PARSE_NOWARNING.rawValue)
    guard let document = htmlReadMemory(&bytes, Int32(bytes.count), nil, "utf-8", options) else { return nil }
    defer { xmlFreeDoc(document) }
    guard let root = xmlDocGetRootElement(document) else { return nil }
    var pending = [root]
    while let node = pending.popLast() {
      if node.pointee.type == XML_COMMENT_NODE { hasComment = true }
      if node.pointee.type == XML_ELEMENT_NODE { elements.append(Self.element(node)) }
      var child = node.pointee.children
      while let next = child {
        pending.append(next)
        child = next.pointee.next
      }
    }
  }

  private static func element(_ node: xmlNodePtr) -> Element {
    var attributes: [(String, String)] = []
    var attribute = node.pointee.properties
    while let next = attribute {
      let value = next.pointee.children.map { text(of: $0) } ?? ""
      attributes.append((String(cString: next.pointee.name), value))
      attribute = next.pointee.next
    }
    return Element(name: String(cString: node.pointee.name), attributes: attributes, text: text(of: node))
  }

  private static func text(of node: xmlNodePtr) -> String {
    guard let content = xmlNodeGetContent(node) else { return "" }
    defer { zd_xml_free(content) }
    return String(cString: content)
  }
}
