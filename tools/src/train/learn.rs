//! A conditional random field, trained one stretch after the other.
//!
//! Where a source allows several labels, any of them is right: the target is what the model itself expects among them. Steps are
//! scaled by the steps before (AdaGrad); the weights are the mean over all steps; features are left out at random, so that none
//! is relied on alone.

use dossier::entities::training::{LABELS, OUTSIDE, may_follow};

use super::data::Corpus;

/// How the training goes.
#[derive(Clone, Copy)]
pub(crate) struct Settings {
    pub(crate) passes: usize,
    pub(crate) seed: u64,
    /// Percent of the features that are left out of each step.
    pub(crate) dropout: u64,
    /// How often a feature must occur.
    pub(crate) least: u32,
    pub(crate) rate: f32,
    /// What a weight loses at each step (L1).
    pub(crate) shrink: f32,
}

/// Parts of the texts, each of which is once read by a model that was trained on the others.
pub(crate) const FOLDS: usize = 3;

pub(crate) type Scores = [f32; LABELS];
pub(crate) type Transitions = [Scores; LABELS];

/// What training gives.
pub(crate) struct Weights {
    pub(crate) features: Vec<Scores>,
    pub(crate) transitions: Transitions,
}

impl Weights {
    /// The `number` weights that matter most, as pairs of a feature (ascending) and its labels: large ones, and those of frequent
    /// features first.
    pub(crate) fn strongest(&self, counts: &[u32], number: usize) -> Vec<(u32, u32)> {
        let mut sizes: Vec<(f32, u32, u8)> = Vec::new();
        for (feature, weights) in self.features.iter().enumerate() {
            let middle = middle(weights);
            let frequency = (counts[feature] as f32).sqrt().sqrt();
            let sized =
                weights.iter().enumerate().map(|(label, weight)| ((weight - middle).abs() * frequency, feature as u32, label as u8));
            sizes.extend(sized.filter(|(size, ..)| *size > 0.05));
        }
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
        sizes.truncate(number);
        let mut masks: std::collections::BTreeMap<u32, u32> = std::collections::BTreeMap::new();
        for (_, feature, label) in sizes {
            *masks.entry(feature).or_default() |= 1 << label;
        }
        masks.into_iter().collect()
    }
}

/// The same on every label changes nothing: what most labels have can be taken off.
fn middle(weights: &Scores) -> f32 {
    let mut sorted = *weights;
    sorted.sort_by(f32::total_cmp);
    sorted[LABELS / 2]
}

/// The mean of several trainings, each with its own order of texts: a little better than any of them.
pub(crate) fn train_often(corpus: &Corpus<'_>, settings: Settings, times: u64) -> Weights {
    let mut sum = train(corpus, &|_| true, settings);
    for time in 1..times {
        let next = train(corpus, &|_| true, Settings { seed: settings.seed + time, ..settings });
        sum.features.iter_mut().zip(&next.features).for_each(|(sum, next)| add(sum, next, 1.0));
        sum.transitions.iter_mut().zip(&next.transitions).for_each(|(sum, next)| add(sum, next, 1.0));
    }
    let share = 1.0 / times as f32;
    sum.features.iter_mut().flatten().for_each(|weight| *weight *= share);
    sum.transitions.iter_mut().flatten().for_each(|weight| *weight *= share);
    sum
}

/// A fixed sequence of random numbers (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }
}

/// The mean of a weight over all steps, without touching it at each.
struct Averaged {
    now: Vec<Scores>,
    squares: Vec<Scores>,
    late: Vec<Scores>,
}

impl Averaged {
    fn new(number: usize) -> Averaged {
        Averaged { now: vec![[0.0; LABELS]; number], squares: vec![[0.0; LABELS]; number], late: vec![[0.0; LABELS]; number] }
    }

    fn step(&mut self, row: usize, mask: u32, gradient: &Scores, settings: &Settings, time: f32) {
        let (now, squares, late) = (&mut self.now[row], &mut self.squares[row], &mut self.late[row]);
        for label in 0..LABELS {
            let slope = if mask >> label & 1 == 1 { gradient[label] } else { 0.0 };
            squares[label] += slope * slope;
            let rate = settings.rate / (squares[label].sqrt() + 0.1);
            // The nearest weight to the new one that is smaller by what the evidence must outweigh.
            let moved = now[label] + rate * slope;
            let shrunk = (moved.abs() - rate * settings.shrink).max(0.0).copysign(moved);
            let step = shrunk - now[label];
            now[label] += step;
            late[label] += time * step;
        }
    }

    fn mean(&self, row: usize, time: f32) -> Scores {
        std::array::from_fn(|label| self.now[row][label] - self.late[row][label] / time)
    }
}

/// Tokens with their features, scores that are there before, and the labels that are right.
pub(crate) struct Task<'c> {
    pub(crate) rows: &'c [Vec<u32>],
    pub(crate) given: Option<&'c [Scores]>,
    pub(crate) allowed: &'c [u32],
}

/// Trains on the texts for which `included` holds.
pub(crate) fn train(corpus: &Corpus<'_>, included: &dyn Fn(usize) -> bool, settings: Settings) -> Weights {
    let tasks: Vec<Task<'_>> = corpus
        .samples
        .iter()
        .enumerate()
        .filter(|(at, _)| included(*at))
        .flat_map(|(_, sample)| {
            sample.allowed.iter().enumerate().map(|(stretch, allowed)| Task { rows: sample.rows(stretch), given: None, allowed })
        })
        .collect();
    fit(&tasks, &corpus.masks, settings)
}

fn fit(tasks: &[Task<'_>], masks: &[u32], settings: Settings) -> Weights {
    let features = masks.len();
    let mut weights = Averaged::new(features);
    let mut transitions = Averaged::new(LABELS);
    let mut random = Random(settings.seed);
    let mut order: Vec<u32> = (0..tasks.len() as u32).collect();
    let mut lattice = Lattice::default();
    let mut used: Vec<Vec<u32>> = Vec::new();
    let steps = (settings.passes * tasks.len()) as f32;
    let scale = 100.0 / (100 - settings.dropout) as f32;
    let mut step = 0_u32;
    for _ in 0..settings.passes {
        for at in (1..order.len()).rev() {
            order.swap(at, (random.next() % (at as u64 + 1)) as usize);
        }
        for &task in &order {
            let task = &tasks[task as usize];
            let time = step as f32;
            step += 1;
            used.clear();
            lattice.scores.clear();
            for (at, row) in task.rows.iter().enumerate() {
                let mut kept = Vec::with_capacity(row.len());
                let mut scores = [0.0; LABELS];
                let mut bits = 0_u64;
                for (number, &feature) in row.iter().enumerate() {
                    if number % 8 == 0 {
                        bits = random.next();
                    }
                    let drawn = bits & 0xff;
                    bits >>= 8;
                    if drawn * 100 < settings.dropout * 256 {
                        continue;
                    }
                    kept.push(feature);
                    add(&mut scores, &weights.now[feature as usize], scale);
                }
                if let Some(given) = task.given {
                    add(&mut scores, &given[at], 1.0);
                }
                used.push(kept);
                lattice.scores.push(scores);
            }
            lattice.expect(&transitions.now, task.allowed);
            for (kept, gradient) in used.iter().zip(&lattice.gradients) {
                if gradient.iter().all(|slope| slope.abs() < 0.002) {
                    continue;
                }
                for &feature in kept {
                    weights.step(feature as usize, masks[feature as usize], gradient, &settings, time);
                }
            }
            for (row, gradient) in lattice.steps.iter().enumerate() {
                transitions.step(row, u32::MAX, gradient, &settings, time);
            }
        }
    }
    Weights {
        features: (0..features).map(|row| weights.mean(row, steps)).collect(),
        transitions: std::array::from_fn(|row| transitions.mean(row, steps)),
    }
}

fn add(scores: &mut Scores, weights: &Scores, scale: f32) {
    for (score, weight) in scores.iter_mut().zip(weights) {
        *score += weight * scale;
    }
}

/// Scores of one stretch and what follows from them.
#[derive(Default)]
struct Lattice {
    scores: Vec<Scores>,
    gradients: Vec<Scores>,
    steps: Transitions,
    raised: Vec<Scores>,
    forward: Vec<Scores>,
}

impl Lattice {
    /// Right minus expected, for each token and for each transition.
    fn expect(&mut self, transitions: &[Scores], allowed: &[u32]) {
        self.steps = [[0.0; LABELS]; LABELS];
        self.gradients.clear();
        self.gradients.resize(self.scores.len(), [0.0; LABELS]);
        let raised: Transitions =
            std::array::from_fn(|from| std::array::from_fn(|to| if may_follow(from, to) { transitions[from][to].exp() } else { 0.0 }));
        self.raised.clear();
        for scores in &self.scores {
            let most = scores.iter().copied().fold(f32::MIN, f32::max);
            self.raised.push(std::array::from_fn(|label| (scores[label] - most).max(-60.0).exp()));
        }
        self.add_expected(&raised, None, -1.0);
        self.add_expected(&raised, Some(allowed), 1.0);
    }

    /// Adds the expectation of labels and transitions, among those that are allowed.
    fn add_expected(&mut self, raised: &Transitions, allowed: Option<&[u32]>, sign: f32) {
        let length = self.raised.len();
        let open = |at: usize, label: usize| allowed.is_none_or(|allowed| allowed[at] & (1 << label) != 0);
        let emitted = |at: usize, label: usize| if open(at, label) { self.raised[at][label] } else { 0.0 };
        self.forward.clear();
        for at in 0..length {
            let mut sums: Scores = if at == 0 {
                raised[OUTSIDE]
            } else {
                let mut sums = [0.0; LABELS];
                for (from, before) in self.forward[at - 1].iter().enumerate().filter(|(_, before)| **before > 0.0) {
                    for (sum, step) in sums.iter_mut().zip(&raised[from]) {
                        *sum += before * step;
                    }
                }
                sums
            };
            for (label, sum) in sums.iter_mut().enumerate() {
                *sum *= emitted(at, label);
            }
            let total: f32 = sums.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            sums.iter_mut().for_each(|sum| *sum /= total);
            self.forward.push(sums);
        }
        let mut back: Scores = std::array::from_fn(|label| raised[label][OUTSIDE]);
        for at in (0..length).rev() {
            let forward = &self.forward[at];
            let total: f32 = forward.iter().zip(&back).map(|(a, b)| a * b).sum::<f32>().max(f32::MIN_POSITIVE);
            for label in 0..LABELS {
                self.gradients[at][label] += sign * forward[label] * back[label] / total;
            }
            if at + 1 == length {
                for label in 0..LABELS {
                    self.steps[label][OUTSIDE] += sign * forward[label] * back[label] / total;
                }
            }
            let weighted: Scores = std::array::from_fn(|label| emitted(at, label) * back[label]);
            if at == 0 {
                let total: f32 = weighted.iter().zip(&raised[OUTSIDE]).map(|(a, b)| a * b).sum::<f32>().max(f32::MIN_POSITIVE);
                for label in 0..LABELS {
                    self.steps[OUTSIDE][label] += sign * raised[OUTSIDE][label] * weighted[label] / total;
                }
                break;
            }
            let before = &self.forward[at - 1];
            let mut next = [0.0; LABELS];
            for (from, sum) in next.iter_mut().enumerate() {
                *sum = raised[from].iter().zip(&weighted).map(|(a, b)| a * b).sum();
            }
            let total: f32 = before.iter().zip(&next).map(|(a, b)| a * b).sum::<f32>().max(f32::MIN_POSITIVE);
            for from in 0..LABELS {
                if before[from] > 0.0 {
                    let share = sign * before[from] / total;
                    for label in 0..LABELS {
                        self.steps[from][label] += share * raised[from][label] * weighted[label];
                    }
                }
            }
            let sum: f32 = next.iter().sum::<f32>().max(f32::MIN_POSITIVE);
            back = next.map(|value| value / sum);
        }
    }
}

/// The best sequence of labels among those that are allowed.
pub(crate) fn best(scores: &[Scores], transitions: &[Scores], allowed: &[u32]) -> Vec<u8> {
    const NEVER: f32 = -1e9;
    let mut back = vec![[0_u8; LABELS]; scores.len()];
    let mut sums = [NEVER; LABELS];
    sums[OUTSIDE] = 0.0;
    for (at, scores) in scores.iter().enumerate() {
        let mut next = [NEVER * 2.0; LABELS];
        for label in (0..LABELS).filter(|label| allowed[at] & (1 << label) != 0) {
            for from in (0..LABELS).filter(|from| may_follow(*from, label)) {
                let sum = sums[from] + transitions[from][label];
                if sum > next[label] {
                    next[label] = sum;
                    back[at][label] = from as u8;
                }
            }
            next[label] += scores[label];
        }
        sums = next;
    }
    let mut label = (0..LABELS)
        .max_by(|a, b| (sums[*a] + transitions[*a][OUTSIDE]).total_cmp(&(sums[*b] + transitions[*b][OUTSIDE])).then(b.cmp(a)))
        .unwrap_or(OUTSIDE);
    let mut labels = vec![0; scores.len()];
    for at in (0..scores.len()).rev() {
        labels[at] = label as u8;
        label = back[at][label] as usize;
    }
    labels
}

/// The second round.
pub(crate) struct Second {
    pub(crate) hashes: Vec<u64>,
    pub(crate) weights: Weights,
}

impl Second {
    /// No second round: the first one's transitions and nothing else.
    pub(crate) fn none(first: &Weights) -> Second {
        Second { hashes: Vec::new(), weights: Weights { features: Vec::new(), transitions: first.transitions } }
    }

    pub(crate) fn features(&self) -> usize {
        self.hashes.len()
    }
}

/// Trains the second round on what models made of texts that they had not seen.
pub(crate) fn second(corpus: &Corpus<'_>, folds: &[Weights], settings: Settings) -> Second {
    let mut numbers: std::collections::BTreeMap<u64, u32> = std::collections::BTreeMap::new();
    let mut given: Vec<Vec<Vec<Scores>>> = Vec::new();
    let mut hashed: Vec<Vec<Vec<Vec<u64>>>> = Vec::new();
    for (at, sample) in corpus.samples.iter().enumerate() {
        let weights = &folds[at % FOLDS];
        let mut labels = vec![OUTSIDE as u8; sample.tokens];
        let lattices: Vec<Vec<Scores>> = (0..sample.page.stretches.len())
            .map(|stretch| {
                let scores = |row: &Vec<u32>| {
                    let mut scores = [0.0; LABELS];
                    row.iter().for_each(|feature| add(&mut scores, &weights.features[*feature as usize], 1.0));
                    scores
                };
                sample.rows(stretch).iter().map(scores).collect()
            })
            .collect();
        for (stretch, lattice) in sample.page.stretches.iter().zip(&lattices) {
            let found = best(lattice, &weights.transitions, &vec![u32::MAX; lattice.len()]);
            labels[stretch.start..stretch.end].copy_from_slice(&found);
        }
        let forms = sample.page.form_labels(&labels);
        let rows = |stretch: &dossier::entities::training::Stretch| {
            (stretch.start..stretch.end)
                .map(|at| {
                    let mut row = Vec::new();
                    sample.page.second_features(&labels, &forms, at, |feature| row.push(feature));
                    row
                })
                .collect::<Vec<_>>()
        };
        let rows: Vec<Vec<Vec<u64>>> = sample.page.stretches.iter().map(rows).collect();
        rows.iter().flatten().flatten().for_each(|hash| *numbers.entry(*hash).or_default() += 1);
        given.push(lattices);
        hashed.push(rows);
    }
    numbers.retain(|_, count| *count >= 5);
    for (number, (_, entry)) in numbers.iter_mut().enumerate() {
        *entry = number as u32;
    }
    let rows: Vec<Vec<Vec<Vec<u32>>>> = hashed
        .into_iter()
        .map(|stretches| {
            let numbered = |row: Vec<u64>| row.iter().filter_map(|hash| numbers.get(hash).copied()).collect::<Vec<u32>>();
            stretches.into_iter().map(|rows| rows.into_iter().map(numbered).collect()).collect()
        })
        .collect();
    let tasks: Vec<Task<'_>> = corpus
        .samples
        .iter()
        .zip(&rows)
        .zip(&given)
        .flat_map(|((sample, rows), given)| {
            sample.allowed.iter().zip(rows).zip(given).map(|((allowed, rows), given)| Task { rows, given: Some(given), allowed })
        })
        .collect();
    let weights = fit(&tasks, &vec![u32::MAX; numbers.len()], Settings { dropout: 0, ..settings });
    Second { hashes: numbers.into_keys().collect(), weights }
}
