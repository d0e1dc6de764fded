using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Tests.Kernel;

public sealed class JobTests : IAsyncLifetime
{
    private GuanxiApp app = null!;

    public async ValueTask InitializeAsync() => app = await TestRoom.Open();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private JobRunner Runner => app.Services.GetRequiredService<JobRunner>();
    private Told Told => app.Services.GetRequiredService<Told>();

    [Fact]
    public async Task A_job_done_keeps_its_result()
    {
        var job = await Queue();

        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Done);

        var stored = await Stored(job);
        stored.State.ShouldBe(JobState.Done);
        stored.Result.ShouldBe("\"done\"");
        stored.FinishedAt.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_job_that_is_asked_to_stop_ends_as_cancelled()
    {
        var underWay = new TaskCompletionSource();
        Told.Work = async (run, ct) =>
        {
            run.Report(3, 10);
            underWay.SetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return null;
        };
        var job = await Queue();
        var running = Runner.Run(job, Ct);
        await underWay.Task;

        _ = (await app.Run(new CancelJob { JobId = job })).Value;
        await running;

        var stored = await Stored(job);
        stored.State.ShouldBe(JobState.Cancelled);
        stored.DoneSteps.ShouldBe(3);
        (await app.Run(new CancelJob { JobId = job })).Refusal.ShouldBe("kernel.job.ended");
    }

    [Fact]
    public async Task A_job_cancelled_before_it_began_never_does_its_work()
    {
        Told.Work = (_, ct) => { ct.ThrowIfCancellationRequested(); return Task.FromResult<object?>(null); };
        var job = await Queue();
        _ = (await app.Run(new CancelJob { JobId = job })).Value;

        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Cancelled);
    }

    [Fact]
    public async Task What_was_running_when_the_program_died_is_taken_up_again()
    {
        var job = await Queue();
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Running).SetProperty(x => x.Attempts, 1), Ct));

        using var http = await app.Http();
        await Until(async () => (await Stored(job)).State == JobState.Done);

        (await Stored(job)).Attempts.ShouldBe(2);
    }

    [Fact]
    public async Task A_job_that_takes_the_program_down_each_time_is_given_up()
    {
        var job = await Queue();
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Running).SetProperty(x => x.Attempts, Job.MostAttempts), Ct));

        await Runner.Run(job, Ct);

        (Told.Begun, Told.GivenUp).ShouldBe((0, 1));
        (await Stored(job)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(JobState.Failed), j => j.Problem.ShouldBe("kernel.job.gave_up"));
    }

    [Fact]
    public async Task Where_giving_up_takes_the_program_down_too_nothing_is_tried_any_more()
    {
        var job = await Queue();
        await app.Use(db => db.Set<Job>().Where(j => j.Id == job).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Running).SetProperty(x => x.Attempts, 2 * Job.MostAttempts), Ct));

        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Failed);

        (Told.Begun, Told.GivenUp).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_command_finishes_what_a_dead_process_left_half_done_and_leaves_the_rest()
    {
        var (left, other) = (await Queue(), await Queue());
        await app.Use(db => db.Set<Job>().Where(j => j.Id == other).ExecuteUpdateAsync(j => j.SetProperty(x => x.Kind, "another"), Ct));
        var heard = new List<string>();

        await Runner.TakeUp(heard.Add, job => heard.Add($"{job.Id} {job.State}"), Ct);

        heard.ShouldBe(["test.told_cut_off", $"{left} Done"]);
        (await Stored(other)).State.ShouldBe(JobState.Queued);
    }

    [Fact]
    public async Task A_program_that_ends_in_good_order_leaves_the_job_for_the_next_start()
    {
        using var end = new CancellationTokenSource();
        var underWay = new TaskCompletionSource();
        Told.Work = async (_, ct) =>
        {
            underWay.TrySetResult();
            await Task.Delay(Timeout.Infinite, ct);
            return null;
        };
        var job = await Queue();
        var running = Runner.Run(job, end.Token);
        await underWay.Task;

        await end.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);

        (await Stored(job)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(JobState.Running), j => j.Attempts.ShouldBe(0));
        Told.Work = (_, _) => Task.FromResult<object?>("after all");
        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task A_job_that_another_node_has_is_left_alone_until_that_node_falls_silent()
    {
        OtherNode.Needed();
        var job = await Queue();
        using var other = await OtherNode.Of(app);
        await other.Take($"job {job}");

        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Queued);
        Told.Begun.ShouldBe(0);

        await OtherNode.FallsSilent(app);
        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task A_node_that_lost_its_lease_in_the_middle_stores_nothing_of_the_job_and_another_does_it()
    {
        OtherNode.Needed();
        using var other = await OtherNode.Of(app);
        var job = await Queue();
        Told.Work = async (run, ct) =>
        {
            // As if this process had been paused for longer than the lease: it doesn't know yet.
            await OtherNode.FallsSilent(app);
            await other.Take($"job {job}");
            return "too late";
        };

        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Running);

        (await Stored(job)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(JobState.Running), j => j.Result.ShouldBeNull());
        await OtherNode.FallsSilent(app);
        Told.Work = (_, _) => Task.FromResult<object?>("by another");
        (await Runner.Run(job, Ct)).Result.ShouldBe("\"by another\"");
    }

    [Fact]
    public async Task A_job_that_only_another_node_can_do_waits_for_it_until_it_is_asked_to_stop()
    {
        Told.PossibleHere = false;
        var job = await Queue();
        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Queued);
        Told.GivenUp.ShouldBe(0);

        _ = (await app.Run(new CancelJob { JobId = job })).Value;
        (await Runner.Run(job, Ct)).State.ShouldBe(JobState.Cancelled);

        (Told.Begun, Told.GivenUp).ShouldBe((0, 1));
    }

    [Fact]
    public async Task What_a_job_asked_of_others_and_gave_up_on_fails_it_and_the_runner_goes_on()
    {
        Told.Work = (_, _) => throw new OperationCanceledException();
        using var http = await app.Http();
        var failed = await Queue();
        await Until(async () => (await Stored(failed)).Ended);
        Told.Work = (_, _) => Task.FromResult<object?>("done");
        var next = await Queue();
        await Until(async () => (await Stored(next)).Ended);

        ((await Stored(failed)).State, (await Stored(next)).State).ShouldBe((JobState.Failed, JobState.Done));
    }

    [Fact]
    public async Task Who_runs_a_job_that_runs_already_waits_for_it()
    {
        var (underWay, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Told.Work = async (_, _) =>
        {
            underWay.SetResult();
            await goOn.Task;
            return "once";
        };
        var job = await Queue();
        var first = Runner.Run(job, Ct);
        await underWay.Task;
        var second = Runner.Run(job, Ct);

        goOn.SetResult();

        (await second).State.ShouldBe(JobState.Done);
        (await first).State.ShouldBe(JobState.Done);
        Told.Begun.ShouldBe(1);
    }

    [Fact]
    public async Task A_refused_job_keeps_the_reason_and_a_failed_one_the_fault()
    {
        Told.Work = (_, _) => throw new RefusedException("kernel.job.ended");
        var refused = await Queue();
        (await Runner.Run(refused, Ct)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(JobState.Refused), j => j.Problem.ShouldBe("kernel.job.ended"));

        Told.Work = (_, _) => throw new InvalidOperationException("Broken.");
        var failed = await Queue();
        (await Runner.Run(failed, Ct)).ShouldSatisfyAllConditions(j => j.State.ShouldBe(JobState.Failed), j => j.Problem.ShouldBe("Broken."));
    }

    [Fact]
    public async Task A_job_is_shown_to_who_started_it_and_to_nobody_else()
    {
        var someone = GuanxiApp.Someone(Scope.All, "customers.read");
        var job = await Queue(someone);

        (await app.Run(new JobProgress { JobId = job }, someone)).Ok.ShouldBeTrue();
        (await app.Run(new JobProgress { JobId = job }, GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.job.not_found");
        (await app.Run(new CancelJob { JobId = job }, GuanxiApp.Someone(Scope.All, "customers.read"))).Refusal.ShouldBe("kernel.job.not_found");
    }

    private async Task<Id<Job>> Queue(Actor? by = null) => (await app.Given(Job.Queue("told", 1, by ?? Actor.System, TimeProvider.System.GetUtcNow()))).Id;

    private Task<Job> Stored(Id<Job> id) => app.Use(db => db.Set<Job>().AsNoTracking().SingleAsync(j => j.Id == id));

    private static async Task Until(Func<Task<bool>> condition)
    {
        while (!await condition()) await Task.Delay(20, Ct);
    }
}
