using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

[assembly: AssemblyFixture(typeof(Guanxi.Browser.Tests.DemoFirm))]

namespace Guanxi.Browser.Tests;

/// <summary>The demo firm as the first start makes it. Made once for all journeys, when the first one asks; each gets a copy of its own.</summary>
public sealed partial class DemoFirm : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-demo-").FullName;
    private readonly Lazy<Task> made;
    private readonly Dictionary<string, string> users = [];

    public DemoFirm() => made = new(Make);

    /// <summary>Everybody's.</summary>
    public string Password { get; private set; } = "";

    /// <param name="role">As the console says it in English: Owner, Manager, Sales, Service, Store clerk.</param>
    public string User(string role) => users[role];

    /// <summary>A server on a copy of its own.</summary>
    internal async Task<Server> Open()
    {
        await made.Value;
        var copy = Directory.CreateTempSubdirectory("guanxi-demo-").FullName;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(copy, Path.GetRelativePath(folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
        return await Server.Start(copy, empty: false, ownsData: true);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // Only a server that was stopped in peace leaves files that can be copied.
    private async Task Make()
    {
        await using var server = await Server.Start(folder, empty: false);
        Password = SignIns().Match(await server.Line(SignIns().IsMatch)).Groups["password"].Value;
        foreach (var role in new[] { "Owner", "Manager", "Sales", "Service", "Store clerk" })
            users[role] = (await server.Line(l => l.StartsWith($"  {role} ", StringComparison.Ordinal))).Trim().Split(' ')[^1];
        // Cut off by the stop, the first figures would be computed in every copy anew, while its journey looks at them.
        await JobsDone();
        (await server.Stop()).ShouldBe(0);
    }

    private async Task JobsDone()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "guanxi.db")};Pooling=False");
        await connection.OpenAsync(patience.Token);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM kernel_job WHERE state IN ('Queued', 'Running')";
        while (await command.ExecuteScalarAsync(patience.Token) is not 0L) await Task.Delay(100, patience.Token);
        command.CommandText = "SELECT COUNT(*) FROM kernel_job WHERE state <> 'Done'";
        (await command.ExecuteScalarAsync(patience.Token)).ShouldBe(0L);
    }

    [GeneratedRegex(@"sign-ins \(password: (?<password>[^)]+)\)")]
    private static partial Regex SignIns();
}
