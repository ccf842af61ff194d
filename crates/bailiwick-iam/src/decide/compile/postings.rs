//! Lists of numbers by number, looked up in a few nanoseconds.

/// For some numbers, a list of numbers each.
#[derive(Debug, Clone, Default)]
pub(in crate::decide) struct Postings {
    /// Open addressing: number and where its list begins and ends. A power of
    /// two of them, at least half of them free.
    heads: Box<[Option<Head>]>,
    entries: Box<[u32]>,
}

#[derive(Debug, Clone, Copy)]
struct Head {
    number: u32,
    begin: u32,
    end: u32,
}

impl Postings {
    /// The lists of `pairs` of a number and an entry of its list.
    pub(in crate::decide) fn new(mut pairs: Vec<(u32, u32)>) -> Self {
        pairs.sort_unstable();
        pairs.dedup();
        if pairs.is_empty() {
            return Self::default();
        }
        let lists = pairs.chunk_by(|one, other| one.0 == other.0);
        let size = (lists.clone().count() * 2).next_power_of_two();
        let mut heads = vec![None; size];
        let mut begin = 0;
        for list in lists {
            let end = begin + list.len() as u32;
            let number = list[0].0;
            let mut at = place(number, size);
            while heads[at].is_some() {
                at = (at + 1) & (size - 1);
            }
            heads[at] = Some(Head { number, begin, end });
            begin = end;
        }
        Self {
            heads: heads.into(),
            entries: pairs.into_iter().map(|(_, entry)| entry).collect(),
        }
    }

    /// The list of `number`.
    #[inline]
    pub(in crate::decide) fn of(&self, number: u32) -> &[u32] {
        if self.heads.is_empty() {
            return &[];
        }
        let mut at = place(number, self.heads.len());
        while let Some(head) = self.heads[at] {
            if head.number == number {
                return &self.entries[head.begin as usize..head.end as usize];
            }
            at = (at + 1) & (self.heads.len() - 1);
        }
        &[]
    }
}

#[inline]
fn place(number: u32, size: usize) -> usize {
    (number.wrapping_mul(0x9e37_79b9) >> 7) as usize & (size - 1)
}

#[cfg(test)]
mod tests {
    use super::Postings;

    #[test]
    fn every_list_is_found() {
        let pairs: Vec<(u32, u32)> = (0..3000).map(|pair| (pair % 700 * 3, pair)).collect();
        let postings = Postings::new(pairs.clone());
        for number in 0..2200 {
            let expected: Vec<u32> = pairs
                .iter()
                .filter(|pair| pair.0 == number)
                .map(|pair| pair.1)
                .collect();
            assert_eq!(postings.of(number), expected, "{number}");
        }
        assert!(Postings::default().of(0).is_empty());
    }
}
