using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;

namespace Guanxi.Outside;

/// <summary>The real executable as a process of its own, on a data folder of its own. It can be killed and started again, on the same port, as on a machine that lost power.</summary>
internal sealed partial class Server : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly bool empty;
    private readonly bool ownsData;
    private readonly string database;
    private readonly IReadOnlyDictionary<string, string> environment;
    private readonly List<string> said = [];
    private Channel<string> lines = Channel.CreateUnbounded<string>();
    private Process? process;

    private Server(string data, bool ownsData, bool empty, string database, IReadOnlyDictionary<string, string> environment) =>
        (Data, this.ownsData, this.empty, this.database, this.environment) = (data, ownsData, empty, database, environment);

    /// <summary>Where it listens; the same after a restart.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1:0");

    /// <summary>The data folder.</summary>
    public string Data { get; }

    /// <summary>How much memory it has, in bytes.</summary>
    public long Memory => ProcessMemory.Of(process!.Id, "VmRSS");

    /// <param name="data">A data folder, which stays; without one, a new one, which goes with the server.</param>
    /// <param name="empty">No demo firm.</param>
    /// <param name="ownsData">The folder given goes with the server, too.</param>
    /// <param name="database">A PostgreSQL connection string; without one, SQLite in the data folder.</param>
    /// <param name="environment">Settings beyond these.</param>
    public static async Task<Server> Start(string? data = null, bool empty = true, bool ownsData = false, string database = "", IReadOnlyDictionary<string, string>? environment = null)
    {
        var server = new Server(data ?? Directory.CreateTempSubdirectory("guanxi-outside-").FullName, ownsData || data is null, empty, database, environment ?? new Dictionary<string, string>());
        try
        {
            await server.StartAgain();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits for a line of the server's, e.g. the set-up link.</summary>
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

    /// <summary>Starts, or starts again, on the same folder and the same port.</summary>
    public async Task StartAgain()
    {
        lines = Channel.CreateUnbounded<string>();
        said.Clear();
        process = new() { StartInfo = Executable.Says(["--data", Data, "--urls", Url.ToString().TrimEnd('/'), .. empty ? ["--empty"] : Array.Empty<string>(), .. database.Length > 0 ? ["--database", database] : Array.Empty<string>()]) };
        foreach (var (name, value) in environment) process.StartInfo.Environment[name] = value;
        var writer = lines.Writer;
        var open = 2;
        process.OutputDataReceived += (_, e) => Heard(e.Data);
        process.ErrorDataReceived += (_, e) =>
        {
            // A page only says that something failed: why is for whoever reads the log of the tests.
            if (e.Data is { } line && (line.StartsWith("fail:", StringComparison.Ordinal) || line.StartsWith("crit:", StringComparison.Ordinal))) Console.Error.WriteLine(line);
            Heard(e.Data);
        };
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

    /// <summary>As a machine that hangs: it does nothing any more, and its connections stay open.</summary>
    public Task Pause() => Signal("STOP");

    /// <summary>It goes on as if nothing had been.</summary>
    public Task Resume() => Signal("CONT");

    /// <summary>As Ctrl+C.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Stop()
    {
        await Signal("INT");
        await process!.WaitForExitAsync();
        return process.ExitCode;
    }

    private async Task Signal(string name)
    {
        using var signal = Process.Start("kill", [$"-{name}", process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await signal.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false }) await Kill();
        process?.Dispose();
        if (ownsData) Directory.Delete(Data, recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[1-9][0-9]*")]
    private static partial Regex Address();
}
