//! Which worker does what next. Pure: no threads and no clock.

use std::collections::{BTreeMap, VecDeque};

/// Number of a job.
pub type JobId = u32;
/// Number of a worker in the pool.
pub type WorkerId = u32;

/// The most a worker is given at once, as (jobs, approximate bytes): enough that it never waits for the next job, few enough that a crash, or a
/// click on Cancel, costs a fraction of a second.
pub const AT_ONCE: (usize, u64) = (32, 256 << 10);

/// Jobs that wait and run. What a dead worker had is tried once more, each job alone with a fresh worker: the one that dies again is given up,
/// the others never notice.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    waiting: VecDeque<(JobId, u64)>,
    running: BTreeMap<WorkerId, Running>,
    /// Jobs of a worker that died. They come last: the others should not wait for a troublemaker.
    suspects: VecDeque<(JobId, u64)>,
    next: JobId,
    finished: u32,
    total: u32,
}

/// What a worker has.
#[derive(Clone, Debug, Default)]
struct Running {
    /// With their sizes in bytes.
    jobs: BTreeMap<JobId, u64>,
    /// There is one job, and it has cost a worker before.
    is_suspect: bool,
}

impl Running {
    fn bytes(&self) -> u64 {
        self.jobs.values().sum()
    }
}

/// How far the work is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Jobs that are done with, in whatever way.
    pub finished: u32,
    /// All jobs since the queue was last empty.
    pub total: u32,
}

impl Progress {
    /// Whether nothing is left to do.
    pub fn is_over(self) -> bool {
        self.finished >= self.total
    }
}

impl Queue {
    /// A queue without jobs.
    pub fn new() -> Queue {
        Queue::default()
    }

    /// Adds a job of this many bytes and returns its number.
    pub fn push(&mut self, bytes: u64) -> JobId {
        if self.progress().is_over() {
            (self.finished, self.total) = (0, 0); // what comes now counts from nothing
        }
        let id = self.next;
        self.next += 1;
        self.total += 1;
        self.waiting.push_back((id, bytes));
        id
    }

    /// The jobs that `worker`, one of `workers`, gets in addition to those it has. They count as running until [`Queue::done`] or
    /// [`Queue::lost`]. A worker that has enough gets nothing now and a larger batch later.
    pub fn take(&mut self, worker: WorkerId, workers: usize) -> Vec<JobId> {
        let running = self.running.entry(worker).or_default();
        let (most, bytes) = AT_ONCE;
        let has_enough = running.is_suspect || 2 * running.jobs.len() > most || 2 * running.bytes() > bytes;
        if has_enough || self.waiting.is_empty() && !running.jobs.is_empty() {
            return Vec::new();
        }
        if self.waiting.is_empty() {
            let Some((job, size)) = self.suspects.pop_front() else { return Vec::new() };
            *running = Running { jobs: BTreeMap::from([(job, size)]), is_suspect: true };
            return vec![job];
        }
        // Towards the end each gets less, so that all end together.
        let share = self.waiting.len().div_ceil(2 * workers.max(1));
        let mut taken = Vec::new();
        while taken.len() < share
            && running.jobs.len() < most
            && let Some(&(job, size)) = self.waiting.front()
            && (running.jobs.is_empty() || running.bytes() + size <= bytes)
        {
            self.waiting.pop_front();
            running.jobs.insert(job, size);
            taken.push(job);
        }
        taken
    }

    /// Marks a job as done by `worker`. Returns `false` if the worker no longer has that job.
    pub fn done(&mut self, worker: WorkerId, job: JobId) -> bool {
        let Some(running) = self.running.get_mut(&worker) else { return false };
        if running.jobs.remove(&job).is_none() {
            return false;
        }
        running.is_suspect = false;
        self.finished += 1;
        true
    }

    /// Records that `worker` has died. Returns the job that is given up, if any.
    pub fn lost(&mut self, worker: WorkerId) -> Option<JobId> {
        let Running { jobs, is_suspect } = self.running.remove(&worker)?;
        if is_suspect {
            self.finished += 1;
            return jobs.into_keys().next();
        }
        self.suspects.extend(jobs);
        None
    }

    /// Forgets everything that is not done. Returns the workers that were busy: they are to be replaced.
    pub fn cancel(&mut self) -> Vec<WorkerId> {
        self.waiting.clear();
        self.suspects.clear();
        (self.finished, self.total) = (0, 0);
        std::mem::take(&mut self.running).into_iter().filter(|(_, running)| !running.jobs.is_empty()).map(|(worker, _)| worker).collect()
    }

    /// How far the work is.
    pub fn progress(&self) -> Progress {
        Progress { finished: self.finished, total: self.total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn queue(sizes: &[u64]) -> Queue {
        let mut queue = Queue::new();
        for size in sizes {
            queue.push(*size);
        }
        queue
    }

    #[test]
    fn every_job_is_done_once() {
        let mut queue = queue(&[10; 3]);
        assert_eq!((queue.take(0, 2), queue.take(1, 2)), (vec![0], vec![1]));
        assert!(queue.done(0, 0) && !queue.done(0, 0) && !queue.done(0, 1));
        assert_eq!(queue.take(0, 2), [2]);
        assert!(queue.done(0, 2) && queue.done(1, 1) && queue.progress().is_over());
    }

    #[test]
    fn a_worker_has_the_next_jobs_before_it_is_done() {
        let mut queue = queue(&[10; 1_000]);
        let (most, _) = AT_ONCE;
        assert_eq!(queue.take(0, 2).len(), most);
        assert!(queue.take(0, 2).is_empty(), "it has enough");
        for job in 0..most as u32 / 2 {
            assert!(queue.done(0, job));
        }
        assert_eq!(queue.take(0, 2).len(), most / 2);
    }

    #[test]
    fn towards_the_end_workers_share_and_a_large_file_keeps_nothing_waiting() {
        let mut queue = queue(&[10; 8]);
        let taken: Vec<usize> = [0, 1, 0, 1, 0, 1].map(|worker| queue.take(worker, 2).len()).into();
        assert_eq!(taken, [2, 2, 1, 1, 1, 1]);
        let mut queue = self::queue(&[10, 50 << 20, 10, 10]);
        assert_eq!([queue.take(0, 1), queue.take(0, 1)], [vec![0], vec![]]);
        assert!(queue.done(0, 0));
        assert_eq!([queue.take(0, 1), queue.take(0, 1), queue.take(1, 1)], [vec![1], vec![], vec![2]]);
    }

    #[test]
    fn a_job_that_kills_two_workers_is_given_up_and_costs_no_other() {
        let mut queue = queue(&[10; 6]);
        assert_eq!(queue.take(0, 1), [0, 1, 2]);
        assert_eq!(queue.lost(0), None);
        assert_eq!(queue.take(1, 1), [3, 4], "the others go first");
        assert_eq!(queue.take(1, 1), [5]);
        assert!(queue.take(1, 1).is_empty());
        assert!([3, 4, 5].into_iter().all(|job| queue.done(1, job)));
        assert_eq!([queue.take(1, 1), queue.take(1, 1)], [vec![0], vec![]], "alone");
        assert_eq!(queue.lost(1), Some(0));
        assert_eq!(queue.take(2, 1), [1]);
        assert!(queue.done(2, 1));
        assert_eq!(queue.take(2, 1), [2]);
        assert!(queue.done(2, 2) && queue.progress().is_over());
        assert_eq!(queue.lost(2), None);
        assert_eq!(queue.progress(), Progress { finished: 6, total: 6 });
    }

    #[test]
    fn cancelling_names_the_busy_workers() {
        let mut queue = queue(&[10; 5]);
        queue.take(0, 2);
        queue.take(2, 2);
        queue.take(3, 2);
        assert!([0, 1].into_iter().all(|job| queue.done(0, job)));
        assert_eq!(queue.cancel(), [2, 3]);
        assert_eq!((queue.take(1, 2), queue.progress()), (vec![], Progress::default()));
    }

    #[test]
    fn what_comes_after_the_end_counts_from_nothing() {
        let mut queue = queue(&[10]);
        queue.take(0, 1);
        queue.done(0, 0);
        queue.push(10);
        assert_eq!(queue.progress(), Progress { finished: 0, total: 1 });
    }
}
