import CorpusModel

/// The provinces as tiles of one size, in their rough places.
struct TileMap {
  /// What a tile shows.
  struct Value {
    /// As it is to be read.
    var text: String
    /// nil where nothing is stated of the whole.
    var size: Double?
  }

  let tiles: [SiteLabels.Tile]
  /// By code of the province.
  let values: [String: Value]

  private static let side = 70
  private static let shades = 5

  /// The map.
  ///
  /// - Parameters:
  ///   - caption: Above the map.
  ///   - link: Puts a tile into a link to its province.
  /// - Returns: Nothing where no province has a value.
  func html(caption: HTML, link: (String, HTML) -> HTML) -> HTML {
    guard tiles.contains(where: { values[$0.code] != nil }) else { return "" }
    let sizes = tiles.compactMap { values[$0.code]?.size }.filter { $0 > 0 }.map(Axis.logarithm)
    let (low, high) = (sizes.min() ?? 0, sizes.max() ?? 0)
    let shapes = tiles.map { tile -> HTML in
      let value = values[tile.code]
      var shade = value == nil ? 0 : 1
      if let size = value?.size, size > 0, high > low {
        shade = 1 + min(Self.shades - 1, Int((Axis.logarithm(size) - low) / (high - low) * Double(Self.shades)))
      }
      return link(tile.code, shape(tile, shade: shade, text: value?.text ?? "–"))
    }
    let width = ((tiles.map(\.column).max() ?? 0) + 1) * Self.side
    let height = ((tiles.map(\.row).max() ?? 0) + 1) * Self.side
    return """
      <figure class="chart"><figcaption>\(caption)</figcaption>
      <svg class="map" viewBox="0 0 \(width) \(height)">
      \(shapes)</svg></figure>

      """
  }

  private func shape(_ tile: SiteLabels.Tile, shade: Int, text: String) -> HTML {
    let (x, y) = (tile.column * Self.side, tile.row * Self.side)
    let side = Self.side - 4
    let middle = x + Self.side / 2 - 2
    return """
      <g class="tile shade\(shade)"><title>\(tile.name) \(text)</title>\
      <rect x="\(x)" y="\(y)" width="\(side)" height="\(side)" rx="5"/>\
      <text x="\(middle)" y="\(y + 29)" text-anchor="middle">\(tile.name)</text>\
      <text class="value" x="\(middle)" y="\(y + 51)" text-anchor="middle">\(text)</text></g>

      """
  }
}
