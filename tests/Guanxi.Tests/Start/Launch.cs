using System.Diagnostics;
using System.Globalization;
using Guanxi.Outside;

namespace Guanxi.Tests.Start;

/// <summary>The built executable as a process that is expected to end by itself. One that doesn't is killed, and says so.</summary>
internal static class Launch
{
    public static Task<Ran> Run(params string[] arguments) => RunIn(null, null, arguments);

    public static async Task<Ran> RunIn(string? workingFolder, Dictionary<string, string>? environment, params string[] arguments)
    {
        var start = Executable.Says(arguments);
        foreach (var (name, value) in environment ?? []) start.Environment[name] = value;
        if (workingFolder is not null) start.WorkingDirectory = workingFolder;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"guanxi {string.Join(' ', arguments)} did not end: {await output} {await error}");
        }
        return new(process.ExitCode, await output, await error, TimeSpan.Zero, 0);
    }

    /// <summary>Sends a signal to a process of the test's own.</summary>
    public static async Task Signal(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }
}
