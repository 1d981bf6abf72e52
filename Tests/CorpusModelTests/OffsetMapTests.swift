import CorpusModel
import Testing

/// A map made by a list of edits, with both texts, so that expectations can be read off the bytes.
private struct Edited {
  var map = OffsetMap()
  var source: [UInt8] = []
  var target: [UInt8] = []

  init(_ edits: [(String, String)]) {
    for (before, after) in edits {
      source += Array(before.utf8)
      target += Array(after.utf8)
      if before == after {
        map.copy(before.utf8.count)
      } else {
        map.replace(source: before.utf8.count, target: after.utf8.count)
      }
    }
  }
}

@Test func spansGoHomeThroughDeletionsAndReplacements() {
  let edited = Edited([("區", "区"), ("(qū)", ""), ("人大", "人大"), ("軟體", "软件"), ("好", "好")])
  #expect(edited.source.string(edited.map.source(of: Span(0, 3))) == "區")
  #expect(edited.source.string(edited.map.source(of: Span(0, 6))) == "區(qū)人")
  #expect(edited.source.string(edited.map.source(of: Span(9, 15))) == "軟體")
  #expect(edited.source.string(edited.map.source(of: Span(15, 18))) == "好")
  #expect(edited.target.string(edited.map.target(of: Span(0, 8))) == "区")
}

@Test func composingEqualsGoingThroughBothMaps() {
  var generator = SeededGenerator(state: 7)
  for _ in 0..<500 {
    let inner = randomMap(sourceCount: Int.random(in: 0...40, using: &generator), &generator)
    let outer = randomMap(sourceCount: inner.targetCount, &generator)
    let composed = outer.composed(after: inner)
    #expect(composed.sourceCount == inner.sourceCount)
    #expect(composed.targetCount == outer.targetCount)
    for start in 0..<outer.targetCount {
      for end in start + 1...outer.targetCount {
        let direct = inner.source(of: outer.source(of: Span(start, end)))
        let once = composed.source(of: Span(start, end))
        #expect(once.start <= direct.start && direct.end <= once.end, "\(inner) \(outer) \(start)..<\(end)")
        #expect(once.start >= 0 && once.end <= inner.sourceCount)
      }
    }
  }
}

@Test func composingWithAnIdentityChangesNothing() {
  let edited = Edited([("a", "bb"), ("人大", "人大"), ("x", "")]).map
  #expect(edited.composed(after: .identity(edited.sourceCount)) == edited)
  #expect(OffsetMap.identity(edited.targetCount).composed(after: edited) == edited)
}

@Test func bothDirectionsAreMirrorImages() {
  var generator = SeededGenerator(state: 13)
  for _ in 0..<500 {
    var (map, mirror) = (OffsetMap(), OffsetMap())
    for _ in 0..<Int.random(in: 0...12, using: &generator) {
      let (source, target) = (Int.random(in: 0...4, using: &generator), Int.random(in: 0...4, using: &generator))
      if Bool.random(using: &generator) {
        map.copy(source)
        mirror.copy(source)
      } else {
        // Text made from nothing is the image of nothing: `mirror` has such runs, `map` has not.
        map.replace(source: source + 1, target: target)
        mirror.replace(source: target, target: source + 1)
      }
    }
    for start in 0...map.targetCount {
      for end in start...map.targetCount {
        let home = map.source(of: Span(start, end))
        #expect(home == mirror.target(of: Span(start, end)))
        #expect(0 <= home.start && home.start <= home.end && home.end <= map.sourceCount)
        if start < end { #expect(map.target(of: home).contains(Span(start, end))) }
      }
    }
  }
}

/// Where the maps have runs of more than one byte, dropping the first part gives the map of the rest.
@Test func droppingGivesTheMapOfTheRest() {
  let first = Edited([("區", "区"), ("(qū)", ""), ("x", "yy")])
  let second = Edited([("人大", "人大"), ("軟體", "软件"), ("!", "")])
  let whole = Edited([("區", "区"), ("(qū)", ""), ("x", "yy"), ("人大", "人大"), ("軟體", "软件"), ("!", "")])
  let rest = whole.map.dropping(source: first.source.count, target: first.target.count)
  #expect(rest.sourceCount == second.source.count && rest.targetCount == second.target.count)
  for end in 1...rest.targetCount {
    #expect(rest.source(of: Span(0, end)).end == second.map.source(of: Span(0, end)).end)
  }
}

private func randomMap(sourceCount: Int, _ generator: inout SeededGenerator) -> OffsetMap {
  var map = OffsetMap()
  while map.sourceCount < sourceCount {
    let left = sourceCount - map.sourceCount
    if Bool.random(using: &generator) {
      map.copy(Int.random(in: 1...left, using: &generator))
    } else {
      map.replace(
        source: Int.random(in: 0...min(4, left), using: &generator), target: Int.random(in: 0...4, using: &generator))
    }
  }
  return map
}

/// A small deterministic generator (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}
