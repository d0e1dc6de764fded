using System.CommandLine;

namespace Guanxi;

/// <summary>How a module's command runs: the product starts without its web server, the command knocks at the same door, and the outcome is printed.</summary>
public abstract class CommandHost
{
    /// <summary><c>--json</c>: one JSON document on standard output and nothing else there.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print one JSON document" };

    /// <summary>Starts the product on the data folder given, runs the work, prints what came of it.</summary>
    /// <param name="command">What was typed.</param>
    /// <param name="work">The use-case; its result is printed as JSON, or by <paramref name="say"/> for people.</param>
    /// <param name="say">The result in words.</param>
    /// <returns>The exit code: 0 done, 2 refused with the reason, 1 fault.</returns>
    public abstract Task<int> Run<T>(ParseResult command, Func<IServiceProvider, CancellationToken, Task<Outcome<T>>> work, Func<Texts, T, string> say, CancellationToken ct);
}
