namespace Guanxi.Browser.Tests;

/// <summary>A firm without customers yet, with people who can sign in, for all tests of a class.</summary>
public sealed class FirmWithPeople : IAsyncLifetime
{
    public const string Owner = "owner", Password = "correct horse battery";

    private const int Guessed = 8;
    private readonly string data = Directory.CreateTempSubdirectory("guanxi-browser-").FullName;
    private Server? server;
    private int next;

    internal Server Server => server!;

    public async ValueTask InitializeAsync()
    {
        await Add(Owner, "owner");
        // People are added while the server is not there: it holds its data folder.
        for (var i = 0; i < Guessed; i++) await Add($"guessed{i}", "sales");
        server = await Server.Start(data);
    }

    /// <summary>A user name that no other test uses.</summary>
    public string Someone() => Interlocked.Increment(ref next) is var i && i <= Guessed ? $"guessed{i - 1}" : throw new InvalidOperationException("There are no more people.");

    public async ValueTask DisposeAsync()
    {
        if (server is not null) await server.DisposeAsync();
        Directory.Delete(data, recursive: true);
    }

    private async Task Add(string user, string role) =>
        (await Executable.RunWith(Password + "\n", "user", "add", "--name", user, "--user", user, "--role", role, "--password-stdin", "--data", data)).Well();
}
