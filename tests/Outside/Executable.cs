using System.Diagnostics;

namespace Guanxi.Outside;

/// <summary>The product's executable and its command line.</summary>
internal static class Executable
{
    /// <summary>Runs one command to its end.</summary>
    public static Task<Ran> Run(params string[] arguments) => RunWith("", arguments);

    /// <summary>Runs one command to its end.</summary>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="arguments">The command line.</param>
    public static async Task<Ran> RunWith(string input, params string[] arguments)
    {
        var clock = Stopwatch.StartNew();
        using var process = Process.Start(Says(arguments))!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExitAsync();
        long most = 0;
        // The kernel forgets the high-water mark with the process: look while it runs.
        do most = Math.Max(most, ProcessMemory.Of(process.Id, "VmHWM"));
        while (await Task.WhenAny(ended, Task.Delay(20)) != ended);
        return new(process.ExitCode, await output, await error, clock.Elapsed, most);
    }

    internal static ProcessStartInfo Says(IEnumerable<string> arguments)
    {
        if (!File.Exists(Repository.Executable)) throw new FileNotFoundException($"{Repository.Executable} was not built.");
        var start = new ProcessStartInfo(Repository.Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetTempPath() };
        // The console speaks the system's language; its lines are read here.
        // What runs for seconds earns nothing by watching itself run.
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "en_US.UTF-8";
        return start;
    }
}

/// <summary>What came of a command.</summary>
/// <param name="PeakMemory">Most memory it had, in bytes.</param>
internal sealed record Ran(int ExitCode, string Output, string Error, TimeSpan Took, long PeakMemory)
{
    /// <exception cref="InvalidOperationException">It was refused or failed.</exception>
    public Ran Well() => ExitCode == 0 ? this : throw new InvalidOperationException($"Exit code {ExitCode}: {Output} {Error}");
}
