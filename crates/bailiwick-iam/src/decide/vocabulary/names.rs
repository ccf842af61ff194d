//! Numbers for names that are compared without regard to case.

/// Names, numbered from 0 in the order in which they came.
///
/// A hash table with open addressing, because the standard one can neither
/// look up without lowering the name first nor hash a short name in a few
/// nanoseconds. The names are those of policies, which an attacker who wanted
/// collisions could only make slow for themselves.
#[derive(Debug, Default)]
pub(in crate::decide) struct Names {
    names: Vec<Box<str>>,
    /// One more than the number of a name; 0 is free. A power of two of them.
    places: Vec<u32>,
}

impl Names {
    /// The number of `name`, from now on.
    pub(in crate::decide) fn intern(&mut self, name: &str) -> u32 {
        if let Some(known) = self.find(name) {
            return known;
        }
        let number = self.names.len() as u32;
        self.names.push(name.to_ascii_lowercase().into());
        match self.places.len() < self.names.len() * 2 {
            true => self.grow(),
            false => self.place(number),
        }
        number
    }

    /// The number of `name`, if it has one.
    pub(in crate::decide) fn find(&self, name: &str) -> Option<u32> {
        let last = self.places.len().checked_sub(1)?;
        let mut at = hash(name) as usize & last;
        loop {
            let number = self.places[at].checked_sub(1)?;
            if self.names[number as usize].eq_ignore_ascii_case(name) {
                return Some(number);
            }
            at = (at + 1) & last;
        }
    }

    /// The name with this number, in lower case.
    pub(in crate::decide) fn name(&self, number: u32) -> &str {
        &self.names[number as usize]
    }

    pub(in crate::decide) fn len(&self) -> usize {
        self.names.len()
    }

    fn grow(&mut self) {
        let size = (self.names.len() * 4).next_power_of_two().max(16);
        self.places = vec![0; size];
        for number in 0..self.names.len() as u32 {
            self.place(number);
        }
    }

    fn place(&mut self, number: u32) {
        let last = self.places.len() - 1;
        let mut at = hash(&self.names[number as usize]) as usize & last;
        while self.places[at] != 0 {
            at = (at + 1) & last;
        }
        self.places[at] = number + 1;
    }
}

/// A hash that is the same for a letter in either case.
fn hash(name: &str) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    const LOWER: u64 = 0x2020_2020_2020_2020;
    let mut hash = name.len() as u64;
    let (words, rest) = name.as_bytes().as_chunks::<8>();
    for word in words {
        let word = u64::from_le_bytes(*word) | LOWER;
        hash = (hash.rotate_left(5) ^ word).wrapping_mul(FACTOR);
    }
    for byte in rest {
        hash = (hash.rotate_left(5) ^ u64::from(byte | 0x20)).wrapping_mul(FACTOR);
    }
    hash ^ hash >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_numbers_whatever_their_case() {
        let mut names = Names::default();
        let all: Vec<String> = (0..1000)
            .map(|number| format!("Service:Action{number}"))
            .collect();
        for (number, name) in all.iter().enumerate() {
            assert_eq!(names.intern(name), number as u32);
        }
        for (number, name) in all.iter().enumerate() {
            assert_eq!(names.find(&name.to_ascii_uppercase()), Some(number as u32));
            assert_eq!(names.intern(name), number as u32);
            assert_eq!(names.name(number as u32), name.to_ascii_lowercase());
        }
        assert_eq!(names.find("service:action1000"), None);
        assert_eq!(Names::default().find(""), None);
    }
}
