using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Guanxi.Tests.Faults;

/// <summary>A PostgreSQL of the test's own, which it may stop and start.</summary>
internal sealed class OwnPostgres : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-own-postgres-").FullName;
    private readonly string bin;
    private readonly int port;

    private OwnPostgres(string bin, int port) => (this.bin, this.port) = (bin, port);

    public string Connection => $"Host=127.0.0.1;Port={port};Username=guanxi;Database=postgres;Timeout=5";

    /// <summary>Skips the test where there is none.</summary>
    public static async Task<OwnPostgres> Make()
    {
        Assert.SkipUnless(GuanxiApp.Postgres is not null, "stops PostgreSQL and starts it again: scripts/with-postgres.sh");
        var bin = Directory.EnumerateDirectories("/usr/lib/postgresql").Order(StringComparer.Ordinal).Last();
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var own = new OwnPostgres(Path.Combine(bin, "bin"), ((IPEndPoint)listener.LocalEndpoint).Port);
        listener.Stop();
        // initdb refuses to run as root.
        if (Environment.IsPrivilegedProcess) await Run("chown", "postgres", own.folder);
        await own.As("initdb", "-D", own.Data, "-U", "guanxi", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync");
        await own.Start();
        return own;
    }

    private string Data => Path.Combine(folder, "data");

    public Task Start() => As("pg_ctl", "-D", Data, "-w", "-l", Path.Combine(folder, "log"), "-o", $"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off -c shared_buffers=32MB", "start");

    /// <summary>As when its machine goes: nobody is asked.</summary>
    public Task Stop() => As("pg_ctl", "-D", Data, "-w", "-m", "immediate", "stop");

    public async ValueTask DisposeAsync()
    {
        try { await Stop(); }
        catch (InvalidOperationException) { /* it had stopped */ }
        Directory.Delete(folder, recursive: true);
    }

    private Task As(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess ? Run("runuser", ["-u", "postgres", "--", Path.Combine(bin, program), .. arguments]) : Run(Path.Combine(bin, program), arguments);

    private static async Task Run(string program, params string[] arguments)
    {
        // The server that it starts would keep its pipes open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "\"$0\" \"$@\" >/dev/null 2>&1", program, .. arguments]) { WorkingDirectory = Path.GetTempPath() })!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)}: exit code {process.ExitCode}");
    }
}
