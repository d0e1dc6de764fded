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

    /// <inheritdoc cref="CommandHost.Finish"/>
    public Task Finish(Id<Job> id) => CommandHost.Finish(services, id, "exchange.import.cancelled", ct);
}
