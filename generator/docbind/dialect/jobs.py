"""Words by which asynchronous jobs are recognised. Compared without case, `_` and `-`."""

from __future__ import annotations

JOB_NAMES: tuple[str, ...] = ("job_id", "jobid", "task_id", "taskid")
"""Success fields of a changing operation that name an asynchronous job, and parameters by which it is asked for."""

JOB_FOLDERS: tuple[str, ...] = ("jobs", "job", "tasks", "task")
"""Path segments behind which a parameter that is only called `id` is that of a job."""

STATE_NAMES: tuple[str, ...] = (
    "status",
    "state",
    "phase",
    "job_status",
    "job_state",
    "task_status",
    "task_state",
)
"""Fields that tell how far a job is."""

DONE_STATES: tuple[str, ...] = (
    "success",
    "succeed",
    "succeeded",
    "successful",
    "complete",
    "completed",
    "finish",
    "finished",
)

FAILED_STATES: tuple[str, ...] = (
    "fail",
    "failed",
    "failure",
    "error",
    "abort",
    "aborted",
    "cancel",
    "canceled",
    "cancelled",
)
"""States in which a job ends without having done what was asked."""
