using System.Diagnostics;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Guanxi.Browser.Tests;

/// <summary>The real executable as a process of its own, on a data folder of its own. It can be killed and started again, on the same port, as a machine that lost power would.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly string data;
    private readonly bool empty;
    private readonly List<string> said = [];
    private Channel<string> lines = Channel.CreateUnbounded<string>();
    private Process? process;

    private Server(string data, bool empty) => (this.data, this.empty) = (data, empty);

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The data folder.</summary>
    public string Data => data;

    public int ProcessId => process!.Id;

    /// <param name="data">A data folder; without one, a new one.</param>
    /// <param name="empty">No demo firm.</param>
    public static async Task<Server> Start(string? data = null, bool empty = true)
    {
        var server = new Server(data ?? Directory.CreateTempSubdirectory("guanxi-browser-").FullName, empty);
        await server.StartAgain();
        return server;
    }

    /// <summary>Runs one command of the command line to its end.</summary>
    /// <returns>What it wrote to standard output.</returns>
    public static async Task<string> Command(params string[] arguments)
    {
        using var command = Process.Start(Says(arguments))!;
        var error = command.StandardError.ReadToEndAsync();
        var output = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();
        command.ExitCode.ShouldBe(0, $"guanxi {string.Join(' ', arguments)}: {await error}");
        return output;
    }

    /// <summary>Waits for a line of the server's that has this, e.g. the set-up link.</summary>
    public async Task<string> Line(Func<string, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        if (said.Find(new Predicate<string>(wanted)) is { } before) return before;
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(patience.Token))
            {
                said.Add(line);
                if (wanted(line)) return line;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException($"The server did not say it. It said:\n{string.Join('\n', said)}");
        }
        throw new InvalidOperationException($"The server ended. It said:\n{string.Join('\n', said)}");
    }

    /// <summary>As a power cut: nothing is written any more, nobody is told.</summary>
    public async Task Kill()
    {
        process!.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
    }

    /// <summary>Starts again on the same folder and the same port.</summary>
    public async Task StartAgain()
    {
        lines = Channel.CreateUnbounded<string>();
        said.Clear();
        var start = Says(["--data", data, "--urls", Url.ToString().TrimEnd('/'), .. empty ? new[] { "--empty" } : []]);
        process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var writer = lines.Writer;
        var open = 2;
        process.OutputDataReceived += (_, e) => Heard(e.Data);
        process.ErrorDataReceived += (_, e) => Heard(e.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        Url = new Uri(Address().Match(await Line(l => Address().IsMatch(l))).Value);

        void Heard(string? line)
        {
            if (line is not null) writer.TryWrite(line);
            else if (Interlocked.Decrement(ref open) == 0) writer.TryComplete();
        }
    }

    /// <summary>As Ctrl+C.</summary>
    public async Task Stop()
    {
        using var signal = Process.Start("kill", ["-INT", process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, string.Join('\n', said));
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        Directory.Delete(data, recursive: true);
    }

    private static ProcessStartInfo Says(IEnumerable<string> arguments)
    {
        File.Exists(Repository.Executable).ShouldBeTrue($"{Repository.Executable} was not built.");
        var start = new ProcessStartInfo(Repository.Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = Path.GetTempPath() };
        // The console speaks the system's language; the journeys read it.
        start.Environment["LANG"] = start.Environment["LC_ALL"] = "en_US.UTF-8";
        return start;
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*")]
    private static partial Regex Address();
}
