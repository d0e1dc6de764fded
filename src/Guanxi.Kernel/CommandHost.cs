using System.CommandLine;
using System.Globalization;
using Guanxi.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Guanxi;

/// <summary>How a module's command runs: the product starts without its web server, the command knocks at the same door, and the outcome is printed.</summary>
public abstract class CommandHost
{
    /// <summary><c>--json</c>: one JSON document on standard output and nothing else there.</summary>
    public static Option<bool> Json { get; } = new("--json") { Recursive = true };

    /// <summary>Texts in the console's language.</summary>
    public abstract Texts Texts { get; }

    /// <summary>An option that takes a day.</summary>
    /// <param name="name">With its dashes.</param>
    public Option<DateOnly?> Day(string name) => new(name)
    {
        CustomParser = given =>
        {
            var text = given.Tokens.SingleOrDefault()?.Value;
            if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
            given.AddError(Texts["kernel.usage.no_day", name, text]);
            return null;
        },
    };

    /// <summary>An option that takes a whole number.</summary>
    /// <param name="name">With its dashes.</param>
    public Option<long?> Number(string name) => new(name)
    {
        CustomParser = given =>
        {
            var text = given.Tokens.SingleOrDefault()?.Value;
            if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
            given.AddError(Texts["kernel.usage.no_number", name, text]);
            return null;
        },
    };

    /// <summary>Starts the product on the data folder given, runs the work, prints what came of it.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="work">The use-case; its result is printed as JSON, or by <paramref name="say"/> for people.</param>
    /// <param name="say">The result in words.</param>
    /// <returns>The exit code: 0 done, 2 refused with the reason, 1 fault.</returns>
    public abstract Task<int> Run<T>(ParseResult command, Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, Func<Texts, T, string> say, CancellationToken ct);

    /// <summary>Runs a job here and now. Ctrl+C asks it to stop, and waits until it has taken back what it had half done.</summary>
    /// <param name="cancelled">The refusal that says what a stop left behind.</param>
    /// <exception cref="RefusedException">As the job was, or cancelled.</exception>
    public static async Task<Job> Finish(IServiceProvider services, Id<Job> id, string cancelled, CancellationToken ct)
    {
        await using var stop = ct.Register(() => _ = services.GetRequiredService<UseCases>().Run(new CancelJob { JobId = id }, Actor.System, CancellationToken.None));
        var job = await RunSomewhere(services, id);
        Refuse.If(job.State == JobState.Cancelled, cancelled);
        if (job.State == JobState.Refused) throw new RefusedException(job.Problem!, [.. Data.StoredJson.Read<string?[]>(job.Result) ?? []]);
        return job.State == JobState.Done ? job : throw new InvalidOperationException(job.Problem);
    }

    // Where another node has the lease for such work, that one does it. Should it die, a server that stands by goes first, as its warehouse is warm; where none does, this process takes over.
    private static async Task<Job> RunSomewhere(IServiceProvider services, Id<Job> id)
    {
        const int LooksForAnother = 10;
        var (runner, told, looks) = (services.GetRequiredService<JobRunner>(), false, 0);
        var job = await runner.Run(id, CancellationToken.None);
        while (!job.Ended)
        {
            await Task.Delay(TimeSpan.FromSeconds(0.5));
            if (await runner.DoneBy(job, CancellationToken.None) is { } node)
            {
                if (!told) await Console.Error.WriteLineAsync(services.GetRequiredService<Texts>()["kernel.job.done_by", node]);
                (told, looks) = (true, 0);
            }
            else looks++;
            job = looks < LooksForAnother ? await runner.Find(id, CancellationToken.None) : await runner.Run(id, CancellationToken.None);
        }
        return job;
    }
}
