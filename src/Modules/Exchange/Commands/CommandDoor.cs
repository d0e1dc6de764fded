using Guanxi.Data;
using Guanxi.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi.Exchange.Commands;

/// <summary>The door as a command knocks at it: on the product's own behalf, jobs here and now instead of in the background.</summary>
internal sealed class CommandDoor(IServiceProvider services, CancellationToken ct)
{
    private readonly UseCases useCases = services.GetRequiredService<UseCases>();

    public Task<T> Ask<T>(IQuestion<T> question) => Do<T>(question);

    /// <exception cref="RefusedException">As the use-case was.</exception>
    public async Task<T> Do<T>(IUseCase<T> useCase)
    {
        var outcome = await useCases.Run(useCase, Actor.System, ct);
        return outcome.Ok ? outcome.Value : throw new RefusedException(outcome.Refusal, [.. outcome.Args]);
    }

    public Task Try<T>(IUseCase<T> useCase) => useCases.Run(useCase, Actor.System, CancellationToken.None);

    /// <summary>Ctrl+C asks the job to stop, and waits until it has taken back what it wrote.</summary>
    public async Task Finish(Id<Job> id)
    {
        await using var stop = ct.Register(() => _ = useCases.Run(new CancelJob { JobId = id }, Actor.System, CancellationToken.None));
        var job = await services.GetRequiredService<JobRunner>().Run(id, CancellationToken.None);
        if (job.State == JobState.Failed) throw new InvalidOperationException(job.Problem);
        if (job.State == JobState.Cancelled) throw new OperationCanceledException();
        if (job.State == JobState.Refused) throw new RefusedException(job.Problem!, [.. StoredJson.Read<string?[]>(job.Result) ?? []]);
    }
}
