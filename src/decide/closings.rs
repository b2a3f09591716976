/*!
Closings belong at the close.

A model that is asked to go on after an ending writes new matter and ends again, often with the same
sections. The earlier ending then stands in the middle of the article. Where a read's last passages are
told again later, after new matter, and that telling closes its own read or tells more, they are
deferred: their place is the later one.
*/

use super::classes::Passages;
use crate::align::{Chain, Reads};

/// Nodes of a read that may follow a closing.
const AFTER: usize = 3;
/// Key characters, wide ones twice, of new matter that parts an earlier closing from its second telling.
const NEW: f32 = 100.0;

/// The node at which each passage has to be told, where that is not left to the order.
pub fn closings(reads: &Reads, passages: &Passages, chains: &[Chain]) -> Vec<Option<usize>> {
    let nodes = &reads.nodes;
    let mut home = vec![None; passages.tellings.len()];
    // New matter up to each node: what no earlier node tells.
    let mut fresh = Vec::with_capacity(nodes.len() + 1);
    fresh.push(0.0);
    for (n, node) in nodes.iter().enumerate() {
        let new = node.kind.is_prose() && passages.tellings[passages.of[n]].first() == Some(&n);
        let last: f32 = fresh[n];
        fresh.push(last + if new { node.info() } else { 0.0 });
    }
    for chain in chains {
        let prose = || chain.iter().filter(|p| nodes[p.later].kind.is_prose());
        let (Some(v0), Some(v1)) = (prose().map(|p| p.later).min(), prose().map(|p| p.later).max()) else {
            continue;
        };
        let (Some(u0), Some(u1)) = (prose().map(|p| p.earlier).min(), prose().map(|p| p.earlier).max())
        else {
            continue;
        };
        let (read, later) = (&reads.reads[nodes[u1].read], &reads.reads[nodes[v1].read]);
        if nodes[u0].read != nodes[u1].read || u1 + 1 + AFTER < read.nodes.end || v0 < read.nodes.end {
            continue;
        }
        let between = fresh[v0] - fresh[read.nodes.end];
        let inside = fresh[v1 + 1] - fresh[v0];
        let said: f32 = (u0..=u1).map(|n| nodes[n].info()).sum();
        // What is told again from a block's beginning is a restart, and its block another telling.
        let whole: f32 = nodes[read.nodes.clone()].iter().map(|n| n.info()).sum();
        if u0 <= read.nodes.start + 1 && said > 0.7 * whole {
            continue;
        }
        let closes = v1 + 1 + AFTER > later.nodes.end;
        if between >= NEW && (closes || inside >= 0.3 * said) {
            for pair in chain {
                home[passages.of[pair.later]] = Some(pair.later);
            }
        }
    }
    home
}
