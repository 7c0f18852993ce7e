//! Which worker does what next. Pure: no threads and no clock.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Number of a job.
pub type JobId = u32;
/// Number of a worker in the pool.
pub type WorkerId = u32;

/// Jobs that wait and run. A job whose worker dies is tried once more, by a fresh worker; then it is given up.
#[derive(Clone, Debug, Default)]
pub struct Queue {
    waiting: VecDeque<JobId>,
    running: BTreeMap<WorkerId, JobId>,
    /// Jobs that have cost a worker.
    suspects: BTreeSet<JobId>,
    next: JobId,
    finished: u32,
    total: u32,
}

/// What becomes of the job of a dead worker.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The worker had nothing to do.
    Nothing,
    /// The job is in the queue again.
    Retried(JobId),
    /// The second worker died of it.
    GivenUp(JobId),
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

    /// Adds a job and returns its number.
    pub fn push(&mut self) -> JobId {
        if self.progress().is_over() {
            (self.finished, self.total) = (0, 0); // a new batch counts from nothing
        }
        let id = self.next;
        self.next += 1;
        self.total += 1;
        self.waiting.push_back(id);
        id
    }

    /// The job that `worker` should do now. Counts as running until [`Queue::done`] or [`Queue::lost`].
    pub fn take(&mut self, worker: WorkerId) -> Option<JobId> {
        if self.running.contains_key(&worker) {
            return None;
        }
        let job = self.waiting.pop_front()?;
        self.running.insert(worker, job);
        Some(job)
    }

    /// `worker` is done with its job. An answer to a job that it no longer has is `false`.
    pub fn done(&mut self, worker: WorkerId, job: JobId) -> bool {
        if self.running.get(&worker) != Some(&job) {
            return false;
        }
        self.running.remove(&worker);
        self.suspects.remove(&job);
        self.finished += 1;
        true
    }

    /// `worker` has died.
    pub fn lost(&mut self, worker: WorkerId) -> Lost {
        let Some(job) = self.running.remove(&worker) else { return Lost::Nothing };
        if self.suspects.insert(job) {
            self.waiting.push_back(job); // behind the others: they should not wait for a troublemaker
            Lost::Retried(job)
        } else {
            self.suspects.remove(&job);
            self.finished += 1;
            Lost::GivenUp(job)
        }
    }

    /// Forgets everything that is not done. Returns the workers that were busy: they are to be replaced.
    pub fn cancel(&mut self) -> Vec<WorkerId> {
        self.waiting.clear();
        self.suspects.clear();
        (self.finished, self.total) = (0, 0);
        std::mem::take(&mut self.running).into_keys().collect()
    }

    /// How far the work is.
    pub fn progress(&self) -> Progress {
        Progress { finished: self.finished, total: self.total }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_job_is_done_once() {
        let mut queue = Queue::new();
        let jobs: Vec<JobId> = (0..3).map(|_| queue.push()).collect();
        assert_eq!((queue.take(0), queue.take(1)), (Some(jobs[0]), Some(jobs[1])));
        assert_eq!(queue.take(0), None, "a busy worker gets nothing");
        assert!(queue.done(0, jobs[0]) && !queue.done(0, jobs[0]));
        assert_eq!(queue.take(0), Some(jobs[2]));
        assert!(queue.done(0, jobs[2]) && queue.done(1, jobs[1]) && queue.progress().is_over());
    }

    #[test]
    fn a_job_that_kills_two_workers_is_given_up() {
        let mut queue = Queue::new();
        let (bad, good) = (queue.push(), queue.push());
        assert_eq!(queue.take(0), Some(bad));
        assert_eq!(queue.lost(0), Lost::Retried(bad));
        assert_eq!(queue.take(0), Some(good), "the others go first");
        assert!(queue.done(0, good));
        assert_eq!(queue.take(0), Some(bad));
        assert_eq!(queue.lost(0), Lost::GivenUp(bad));
        assert!(queue.progress().is_over());
        assert_eq!(queue.lost(0), Lost::Nothing);
    }

    #[test]
    fn cancelling_names_the_busy_workers() {
        let mut queue = Queue::new();
        (0..5).for_each(|_| {
            queue.push();
        });
        queue.take(0);
        queue.take(2);
        assert_eq!(queue.cancel(), [0, 2]);
        assert_eq!((queue.take(1), queue.progress()), (None, Progress::default()));
    }

    #[test]
    fn a_new_batch_counts_from_nothing() {
        let mut queue = Queue::new();
        let first = queue.push();
        queue.take(0);
        queue.done(0, first);
        queue.push();
        assert_eq!(queue.progress(), Progress { finished: 0, total: 1 });
    }
}
