//! The best pairing overall: not first come, first served, but the set of pairs whose scores add
//! up to the most.

use pathfinding::matrix::Matrix;
use pathfinding::prelude::kuhn_munkres;

/// Above this many rows or columns a group is paired by score alone: the exact solution costs the
/// cube of its size and such groups are long lists of near-identical sentences.
const EXACT: usize = 160;

/// Returns the pairs `(row, column)` that together score most, each row and column at most once,
/// in order of rows. `scored` holds row, column and a positive score; what is not in it cannot be
/// paired. Ties go to the lower row, then the lower column.
pub(in crate::diff) fn best_pairs(scored: &[(usize, usize, f64)]) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    for group in components(scored) {
        pair_group(group, &mut out);
    }
    out.sort_unstable();
    out
}

/// Splits candidates into groups that share no row and no column.
fn components(scored: &[(usize, usize, f64)]) -> Vec<Vec<(usize, usize, f64)>> {
    let mut rows: rustc_hash::FxHashMap<usize, usize> = rustc_hash::FxHashMap::default();
    let mut columns: rustc_hash::FxHashMap<usize, usize> = rustc_hash::FxHashMap::default();
    let mut parent: Vec<usize> = (0..scored.len()).collect();
    for (index, (row, column, _)) in scored.iter().enumerate() {
        for first in [*rows.entry(*row).or_insert(index), *columns.entry(*column).or_insert(index)] {
            let (a, b) = (root(&mut parent, first), root(&mut parent, index));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut groups: indexmap::IndexMap<usize, Vec<(usize, usize, f64)>, rustc_hash::FxBuildHasher> =
        indexmap::IndexMap::default();
    for (index, candidate) in scored.iter().enumerate() {
        groups.entry(root(&mut parent, index)).or_default().push(*candidate);
    }
    groups.into_values().collect()
}

fn root(parent: &mut [usize], mut index: usize) -> usize {
    while parent[index] != index {
        parent[index] = parent[parent[index]];
        index = parent[index];
    }
    index
}

fn pair_group(mut group: Vec<(usize, usize, f64)>, out: &mut Vec<(usize, usize)>) {
    if let [(row, column, _)] = group[..] {
        out.push((row, column));
        return;
    }
    let mut rows: Vec<usize> = group.iter().map(|(row, ..)| *row).collect();
    let mut columns: Vec<usize> = group.iter().map(|(_, column, _)| *column).collect();
    for list in [&mut rows, &mut columns] {
        list.sort_unstable();
        list.dedup();
    }
    if rows.len().max(columns.len()) > EXACT {
        group.sort_by(|a, b| b.2.total_cmp(&a.2).then(a.0.cmp(&b.0)).then(a.1.cmp(&b.1)));
        let (mut used_rows, mut used_columns) = (rustc_hash::FxHashSet::default(), rustc_hash::FxHashSet::default());
        for (row, column, _) in group {
            if !used_rows.contains(&row) && !used_columns.contains(&column) {
                used_rows.insert(row);
                used_columns.insert(column);
                out.push((row, column));
            }
        }
        return;
    }
    // The solver wants at most as many rows as columns and whole numbers; the position of a row
    // and column is worth less than any difference of scores that means something.
    let turned = rows.len() > columns.len();
    let (short, long) = if turned { (&columns, &rows) } else { (&rows, &columns) };
    let mut weights = Matrix::new(short.len(), long.len(), 0_i64);
    for (row, column, score) in &group {
        let (Ok(r), Ok(c)) = (rows.binary_search(row), columns.binary_search(column)) else { continue };
        let at = if turned { (c, r) } else { (r, c) };
        let nearness = 1_000 - (at.0 as i64 - at.1 as i64).abs().min(999);
        weights[at] = (score * 1e6) as i64 * 1_000 + nearness;
    }
    let (_, assigned) = kuhn_munkres(&weights);
    for (at, to) in assigned.into_iter().enumerate() {
        if weights[(at, to)] > 0 {
            out.push(if turned { (long[to], short[at]) } else { (short[at], long[to]) });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::best_pairs;

    #[test]
    fn the_best_overall_beats_the_best_first() {
        let scored = [(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.85)];
        assert_eq!(best_pairs(&scored), [(0, 1), (1, 0)]);
    }

    #[test]
    fn what_cannot_be_paired_stays_alone() {
        assert_eq!(best_pairs(&[(0, 0, 0.5), (1, 0, 0.6), (2, 3, 0.1)]), [(1, 0), (2, 3)]);
        assert!(best_pairs(&[]).is_empty());
    }
}
