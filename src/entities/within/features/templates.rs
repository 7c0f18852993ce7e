//! The templates of features: which values are counted together. What is removed or added here needs a
//! model that is trained anew.

use super::hashes::{END, START, bits, mix, pair};
use super::word::Word;
use super::{FormLabels, Page, Stretch, kind_number};

impl Page<'_> {
    /// Hands every feature of the token at `at` to `take`.
    pub fn features(&self, stretch: &Stretch, at: usize, mut take: impl FnMut(u64)) {
        let (start, end) = stretch.sentence;
        let near = |offset: isize| -> Option<&Word> {
            let place = at as isize + offset;
            (place >= start as isize && place < end as isize).then(|| self.word(place as usize))
        };
        let lower = |offset: isize| near(offset).map_or(if offset < 0 { START } else { END }, |word| word.lower);
        let shape = |offset: isize| near(offset).map_or(if offset < 0 { START } else { END }, |word| word.shape);
        let case = |offset: isize| near(offset).map_or(15, |word| word.case as u64);
        let word = self.word(at);
        let mut put = |template: u64, value: u64| take(mix(template, value));

        put(1, 0);
        put(2, lower(0));
        put(3, pair(lower(0), case(0)));
        put(4, lower(-1));
        put(5, lower(1));
        put(6, lower(-2));
        put(7, lower(2));
        put(8, pair(lower(-1), lower(0)));
        put(9, pair(lower(0), lower(1)));
        put(10, pair(pair(lower(-1), lower(1)), case(0)));
        for length in 0..4 {
            if word.prefixes[length] != 0 {
                put(11 + length as u64, pair(word.prefixes[length], case(0)));
                put(15 + length as u64, pair(word.suffixes[length], case(0)));
            }
        }
        put(19, shape(0));
        put(20, shape(-1));
        put(21, shape(1));
        put(22, pair(pair(shape(-1), shape(0)), shape(1)));
        put(23, case(-2) | case(-1) << 4 | case(0) << 8 | case(1) << 12 | case(2) << 16);
        put(24, near(-1).map_or(START, |word| word.suffixes[2]));
        put(25, near(1).map_or(END, |word| word.suffixes[2]));
        let first = u64::from(at == start) | u64::from(at + 1 == end) << 1;
        put(26, first | case(0) << 2);

        let lists = |offset: isize| near(offset).map_or(0, |_| self.lists[(at as isize + offset) as usize]);
        let here = lists(0);
        for bit in bits(u64::from(here)) {
            put(27, bit);
            put(28, bit | case(0) << 6 | first << 10);
        }
        for bit in bits(u64::from(lists(-1))) {
            put(29, bit);
        }
        for bit in bits(u64::from(lists(1))) {
            put(30, bit);
        }
        put(31, u64::from(here));
        put(32, pair(u64::from(lists(-1)), u64::from(here)));
        put(33, pair(u64::from(here), u64::from(lists(1))));

        let rules = |offset: isize| near(offset).map_or((31, 0), |_| self.rules[(at as isize + offset) as usize]);
        let (label, why) = rules(0);
        put(34, u64::from(label));
        put(35, u64::from(label) | u64::from(why) << 5);
        put(36, u64::from(label) | u64::from(rules(-1).0) << 5);
        put(37, u64::from(label) | u64::from(rules(1).0) << 5);
        put(38, pair(u64::from(label), shape(0)));
        put(39, pair(u64::from(label) | u64::from(why) << 5, lower(1)));
        put(40, pair(u64::from(label) | u64::from(why) << 5, lower(-1)));

        let marks = |offset: isize| near(offset).map_or(0, |word| word.marks);
        put(41, u64::from(marks(0)) | case(0) << 16);
        put(42, u64::from(marks(-1)) | case(-1) << 16);
        put(43, u64::from(marks(1)) | case(1) << 16);
        put(44, pair(u64::from(marks(-1)), u64::from(marks(1))) ^ case(0));

        let class = |offset: isize| near(offset).map_or(0, |word| u64::from(word.class));
        put(60, class(0) | case(0) << 8);
        put(61, class(-1));
        put(62, class(1));
        put(63, class(-2));
        put(64, class(2));
        put(65, class(-1) | class(0) << 8 | case(0) << 16);
        put(66, class(0) | class(1) << 8 | case(0) << 16);
        put(67, class(-1) | class(1) << 8 | case(0) << 16);

        self.run_features(at, case(-1), case(1), &mut put);
        self.elsewhere_features(at, first, &mut put);
    }

    /// Features of the capitalised run in which the token at `at` stands.
    fn run_features(&self, at: usize, case_before: u64, case_behind: u64, put: &mut impl FnMut(u64, u64)) {
        let word = self.word(at);
        if let Some(run) = (self.run_of[at] as usize).checked_sub(1).map(|run| &self.runs[run]) {
            let place = u64::from(at == run.start) | u64::from(at + 1 == run.end) << 1;
            let from_end = (run.end - 1 - at).min(4) as u64;
            put(45, place | run.flags << 2);
            put(46, place | from_end << 2 | u64::from(run.marks) << 5);
            put(47, pair(run.last, from_end));
            put(48, pair(run.first, (at - run.start).min(4) as u64));
            put(49, pair(run.before, place));
            put(50, pair(run.after, place));
            put(51, pair(pair(run.before, run.after), place));
            put(52, u64::from(self.word(run.end - 1).marks) | place << 16);
            put(53, pair(u64::from(self.lists[run.end - 1]), from_end));
            put(54, pair(u64::from(self.lists[run.start]), (at - run.start).min(4) as u64));
            put(55, pair(word.suffixes[2], place | run.flags << 2));
            let [first, last, before, after] = run.classes;
            put(68, last | ((run.end - 1 - at).min(4) as u64) << 8);
            put(69, first | ((at - run.start).min(4) as u64) << 8);
            put(70, before | place << 8);
            put(71, after | place << 8);
            put(72, before | after << 8 | place << 16);
        } else {
            put(56, case_before | case_behind << 4);
        }
    }

    /// Features of the other places of the document where the token's form stands.
    fn elsewhere_features(&self, at: usize, first: u64, put: &mut impl FnMut(u64, u64)) {
        let word = self.word(at);
        let case = word.case as u64;
        let own = self.context_of[at];
        let counts = &self.contexts[word.form as usize];
        let mut elsewhere = 0_u64;
        for (context, &count) in counts.iter().enumerate() {
            let others = count.saturating_sub(own >> context & 1);
            if others > 0 {
                elsewhere |= 1 << context;
                put(57, context as u64 | u64::from(others > 2) << 4 | case << 5);
                put(58, context as u64 | case << 5 | first << 10);
            }
        }
        put(59, elsewhere | case << 16);
    }

    /// Hands the features of the second round to `take`: what the first round (`labels`) made of this token, of its neighbours and of
    /// the other mentions of the same form.
    pub fn second_features(&self, labels: &[u8], forms: &FormLabels, at: usize, mut take: impl FnMut(u64)) {
        let mut put = |template: u64, value: u64| take(mix(template + 128, value));
        let label = |place: Option<usize>| place.and_then(|place| labels.get(place)).map_or(31, |label| u64::from(*label));
        let own = label(Some(at));
        let case = self.word(at).case as u64;
        put(1, own);
        put(2, own | label(at.checked_sub(1)) << 5);
        put(3, own | label(Some(at + 1)) << 5);
        let others =
            |place: Option<usize>| place.filter(|place| *place < self.tokens.len()).map_or(31, |place| self.others(labels, forms, place).0);
        let (most, seen, agreed, number) = self.others(labels, forms, at);
        put(4, most | case << 5);
        put(5, most | own << 5);
        put(6, most | own << 5 | u64::from(agreed) << 10 | number.min(4) << 11);
        for kind in bits(seen) {
            put(7, kind | own << 5);
            put(8, kind | case << 5);
        }
        let (left, right) = (others(at.checked_sub(1)), others(Some(at + 1)));
        put(9, most | left << 5);
        put(10, most | right << 5);
        put(11, most | left << 5 | right << 10 | own << 15);
        put(12, most | label(at.checked_sub(1)) << 5 | label(Some(at + 1)) << 10);
    }

    /// Of the other mentions of the form at `at`: the most frequent kind, all kinds as bits, whether they agree, how many they are.
    fn others(&self, labels: &[u8], forms: &FormLabels, at: usize) -> (u64, u64, bool, u64) {
        let word = self.word(at);
        if !word.case.is_name_like() {
            return (30, 0, false, 0);
        }
        let mut counts = forms.0[word.form as usize];
        let own = kind_number(labels[at]);
        counts[own] = counts[own].saturating_sub(1);
        let number: u64 = counts.iter().map(|count| u64::from(*count)).sum();
        if number == 0 {
            return (29, 0, false, 0);
        }
        let most = (0..counts.len()).max_by_key(|&kind| (counts[kind], std::cmp::Reverse(kind))).unwrap_or_default();
        let seen = counts.iter().enumerate().fold(0, |seen, (kind, &count)| seen | u64::from(count > 0) << kind);
        (most as u64, seen, u64::from(counts[most]) == number, number)
    }
}
