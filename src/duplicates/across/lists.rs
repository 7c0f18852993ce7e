//! Lists of places, in one pool: a vector for each would take three times the memory.

/// Places of the same shingle in all documents.
#[derive(Clone, Copy, Debug, Default)]
struct Head {
    /// Where it starts in the pool.
    start: u32,
    /// How many places it has.
    len: u32,
    /// In how many documents.
    documents: u32,
    /// Whether it says nothing.
    formula: bool,
    /// Hash of its shingle.
    hash: u32,
}

/// Lists of places that grow and shrink. Numbers of lists that are gone are given again.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lists {
    heads: Vec<Head>,
    free: Vec<u32>,
    pool: Vec<u32>,
    /// Places in the pool that no list uses.
    unused: usize,
}

impl Lists {
    /// A new list of places in order.
    pub(crate) fn add(&mut self, hash: u32, places: impl Iterator<Item = u32>) -> u32 {
        let start = self.pool.len();
        self.make_room(2);
        self.pool.extend(places);
        let head = Head { start: start as u32, len: (self.pool.len() - start) as u32, documents: 0, formula: false, hash };
        match self.free.pop() {
            Some(list) => {
                self.heads[list as usize] = head;
                list
            }
            None => {
                self.heads.push(head);
                self.heads.len() as u32 - 1
            }
        }
    }

    /// Adds a place, so that it is the one at `at`.
    pub(crate) fn insert(&mut self, list: u32, at: usize, place: u32) {
        let head = self.heads[list as usize];
        let (start, end) = (head.start as usize, (head.start + head.len) as usize);
        self.make_room(head.len as usize + 1);
        if end == self.pool.len() {
            self.pool.insert(start + at, place);
        } else {
            // No room behind it: the list moves to the end of the pool.
            self.heads[list as usize].start = self.pool.len() as u32;
            self.pool.extend_from_within(start..start + at);
            self.pool.push(place);
            self.pool.extend_from_within(start + at..end);
            self.unused += head.len as usize;
        }
        self.heads[list as usize].len += 1;
        self.tidy();
    }

    /// Takes the place at `at` out.
    pub(crate) fn take(&mut self, list: u32, at: usize) {
        let head = &mut self.heads[list as usize];
        let (start, end) = (head.start as usize, (head.start + head.len) as usize);
        self.pool.copy_within(start + at + 1..end, start + at);
        head.len -= 1;
        self.unused += 1;
        self.tidy();
    }

    /// Ends a list. Its number may be given to another.
    pub(crate) fn end(&mut self, list: u32) {
        self.unused += self.heads[list as usize].len as usize;
        self.heads[list as usize] = Head::default();
        self.free.push(list);
        self.tidy();
    }

    /// The places of a list, in the order they were given.
    pub(crate) fn places(&self, list: u32) -> &[u32] {
        let head = self.heads[list as usize];
        &self.pool[head.start as usize..(head.start + head.len) as usize]
    }

    /// Hash of the shingle of a list.
    pub(crate) fn hash(&self, list: u32) -> u32 {
        self.heads[list as usize].hash
    }

    /// In how many documents a list has places, as was last set.
    pub(crate) fn documents(&self, list: u32) -> u32 {
        self.heads[list as usize].documents
    }

    /// The same, but none for a list that says nothing.
    pub(crate) fn spread(&self, list: u32) -> u32 {
        let head = &self.heads[list as usize];
        if head.formula { 0 } else { head.documents }
    }

    /// Notes in how many documents a list has places, and whether it says nothing.
    pub(crate) fn set_documents(&mut self, list: u32, documents: u32, formula: bool) {
        self.heads[list as usize].documents = documents;
        self.heads[list as usize].formula = formula;
    }

    /// All lists that have places.
    pub(crate) fn all(&self) -> impl Iterator<Item = u32> + '_ {
        (0..self.heads.len() as u32).filter(|&list| self.heads[list as usize].len > 0)
    }

    /// Gives back what doubling vectors took too much.
    pub(crate) fn shrink(&mut self) {
        self.heads.shrink_to_fit();
        self.pool.shrink_to_fit();
    }

    /// Grows the pool by an eighth where it is full: doubling it would take more memory than anything else here.
    fn make_room(&mut self, places: usize) {
        if self.pool.capacity() - self.pool.len() < places {
            self.pool.reserve_exact(places + self.pool.len() / 8);
        }
    }

    /// Closes the holes in the pool when they are half of it.
    fn tidy(&mut self) {
        if self.unused * 2 <= self.pool.len() || self.unused < 1 << 16 {
            return;
        }
        let mut pool = Vec::with_capacity((self.pool.len() - self.unused) * 9 / 8);
        for head in &mut self.heads {
            let start = pool.len() as u32;
            pool.extend_from_slice(&self.pool[head.start as usize..(head.start + head.len) as usize]);
            head.start = start;
        }
        self.pool = pool;
        self.unused = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_grow_shrink_and_end_apart_from_each_other() {
        let mut lists = Lists::default();
        let (a, b) = (lists.add(7, [1, 5].into_iter()), lists.add(8, [2, 3].into_iter()));
        lists.insert(a, 1, 4);
        lists.insert(b, 2, 9);
        lists.take(a, 0);
        assert_eq!((lists.places(a), lists.places(b)), (&[4, 5][..], &[2, 3, 9][..]));
        lists.end(b);
        let c = lists.add(9, [6].into_iter());
        assert_eq!((c, lists.places(a), lists.places(c), lists.hash(c)), (b, &[4, 5][..], &[6][..], 9));
    }

    #[test]
    fn holes_are_closed() {
        let mut lists = Lists::default();
        let all: Vec<u32> = (0..1_000).map(|at| lists.add(at, [at].into_iter())).collect();
        for round in 1..200 {
            all.iter().for_each(|&list| lists.insert(list, round, round as u32));
        }
        assert!(lists.pool.len() < 500_000);
        assert!(all.iter().all(|&list| lists.places(list).len() == 200 && lists.places(list)[0] == list));
    }
}
