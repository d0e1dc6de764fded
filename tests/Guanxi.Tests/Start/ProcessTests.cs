using System.Data.Common;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Guanxi.Outside;
using Guanxi.Tests.Commands;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guanxi.Tests.Start;

/// <summary>The built executable, as an administrator starts it.</summary>
[Trait("Suite", "once")]
public sealed partial class ProcessTests : IDisposable
{
    /// <summary>Whoever else is at work on this machine may have the usual one.</summary>
    private const string AnyPort = "http://127.0.0.1:0";

    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-start-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Data => Path.Combine(folder, "data");

    [Fact]
    public async Task A_port_in_use_is_one_clear_line()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";

        Refused(await Launch.Run("--data", Data, "--urls", url), url);
        Directory.Exists(Data).ShouldBeFalse("nothing is made for a server that can't listen");
        Refused(await Launch.Run("--data", Data, "--urls", $"http://127.0.0.1:0;http://localhost:{((IPEndPoint)taken.LocalEndpoint).Port}"), url.Split(':')[^1]);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("http://192.0.2.1:5551")]
    [InlineData("http://127.0.0.1:99999")]
    public async Task An_address_that_is_not_ours_is_one_clear_line(string url)
    {
        Refused(await Launch.Run("--data", Data, "--empty", "--urls", url), url);
        Directory.Exists(Data).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_one_clear_line()
    {
        var file = Path.Combine(folder, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        Refused(await Launch.Run("--data", Path.Combine(file, "data"), "--empty", "--urls", AnyPort), "can't be written");
        Refused(await Launch.Run("--data", file, "--empty", "--urls", AnyPort), "can't be written");
        if (OperatingSystem.IsLinux()) Refused(await Launch.Run("--data", "/proc/guanxi", "--empty", "--urls", AnyPort), "can't be written");
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_one_clear_line()
    {
        Refused(await Launch.Run("--data", Data, "--database", "Host=127.0.0.1;Port=1;Username=guanxi;Database=guanxi", "--urls", AnyPort), "127.0.0.1");
        Refused(await Launch.Run("--data", Data, "--database", "nonsense", "--urls", AnyPort), "can't be understood");
    }

    [Fact]
    public async Task A_database_newer_than_the_program_is_left_alone()
    {
        await using var own = await OwnFolder.Make();
        (await own.Run("user", "list")).ExitCode.ShouldBe(0);
        await using (DbConnection connection = GuanxiApp.Postgres is null
            ? new SqliteConnection($"Data Source={Path.Combine(own.Data, "guanxi.db")};Pooling=False") : new NpgsqlConnection(own.Connection + ";Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '99.0.0')";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Refused(await own.Run("--empty", "--urls", AnyPort), "29990101000000_FromTheFuture");
        (await own.Json(2, "user", "list"))["refused"]!.GetValue<string>().ShouldBe("host.start.database_newer");
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_one_clear_line()
    {
        Directory.CreateDirectory(Data);
        await File.WriteAllTextAsync(Path.Combine(Data, "guanxi.db"), new string('x', 10_000), TestContext.Current.CancellationToken);

        Refused(await Launch.Run("--data", Data, "--empty", "--urls", AnyPort), "can't be opened");
    }

    [Fact]
    public async Task A_configuration_that_cannot_be_read_is_one_clear_line()
    {
        await File.WriteAllTextAsync(Path.Combine(folder, "guanxi.json"), "{ \"data\": ", TestContext.Current.CancellationToken);

        Refused(await Launch.RunIn(folder, null, "--empty"), "configuration");
    }

    [Fact]
    public async Task A_name_of_a_node_that_is_too_long_is_one_clear_line() =>
        Refused(await Launch.RunIn(folder, new() { ["GUANXI_NODE"] = new string('n', 81) }, "--empty"), "(GUANXI_NODE) is too long");

    [Theory]
    [InlineData("GUANXI_PUBLICURL", "crm.example.cn")]
    [InlineData("GUANXI_PUBLICURL", "https://crm.example.cn/crm")]
    [InlineData("GUANXI_PROXIES", "10.0.0.0/8, proxy")]
    public async Task An_address_or_proxy_that_is_none_is_one_clear_line(string name, string value) =>
        Refused(await Launch.RunIn(folder, new() { [name] = value }, "--empty"), $"({name})");

    [Fact]
    public async Task A_second_process_on_the_same_folder_is_refused_whatever_it_wants()
    {
        await using var server = await Server.Start(Data);

        Refused(await Launch.Run("--data", Data, "--empty", "--urls", AnyPort), "Another Guanxi process");
        Refused(await Launch.Run("user", "list", "--data", Data), "Another Guanxi process");
        JsonNode.Parse((await Launch.Run("user", "list", "--data", Data, "--json")).Output)!["refused"]!.GetValue<string>().ShouldBe("host.start.folder_in_use");
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_stops_it_cleanly(string signal)
    {
        var start = Executable.Says(["--data", Data, "--empty", "--urls", AnyPort]);
        using var process = System.Diagnostics.Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && !line.Contains("/set-up", StringComparison.Ordinal)) { }

        await Launch.Signal(process, signal);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        process.ExitCode.ShouldBe(0);
        File.Exists(Path.Combine(Data, "guanxi.db-wal")).ShouldBeFalse("what was written is in the database itself");
    }

    [Fact]
    public async Task Settings_come_from_the_command_line_else_the_environment_else_the_file()
    {
        foreach (var name in new[] { "byFile", "byEnvironment", "byCommand" }) await File.WriteAllTextAsync(Path.Combine(folder, name), "", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(folder, "guanxi.json"), "{ \"data\": \"byFile\", \"empty\": true }", TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string> { ["GUANXI_DATA"] = "byEnvironment" };

        // A file in the folder's place: the line says which one was tried.
        Refused(await Launch.RunIn(folder, null, "--urls", AnyPort), "byFile");
        Refused(await Launch.RunIn(folder, environment, "--urls", AnyPort), "byEnvironment");
        Refused(await Launch.RunIn(folder, environment, "--data", "byCommand", "--urls", AnyPort), "byCommand");
    }

    [Fact]
    public async Task An_empty_start_prints_a_link_that_sets_the_firm_up_once()
    {
        await using var server = await Server.Start(Data);
        var old = Token(await server.Line(IsLink));
        await server.Stop();
        await server.StartAgain();
        var fresh = Token(await server.Line(IsLink));
        fresh.ShouldNotBe(old);
        using var visitor = Visitor.Of(server.Url);
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        (await visitor.Read("/sign-in")).ShouldContain("Nobody can sign in yet");
        (await visitor.Read($"/set-up?token={old}")).ShouldNotContain("<form method=\"post\" data-draft");
        var entries = new Dictionary<string, string>
        {
            ["Form.FirmName"] = "Tea House", ["Form.BaseCurrency"] = "", ["Form.TimeZone"] = "Europe/London", ["Form.OwnerName"] = "Mei", ["Form.UserName"] = "mei",
            ["Form.Password"] = "short", ["Form.Again"] = "short",
        };

        var refused = await (await visitor.Submit($"/set-up?token={fresh}", "set-up", entries)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        refused.ShouldContain("at least 8 characters");
        refused.ShouldContain("value=\"Tea House\"");
        entries["Form.Password"] = entries["Form.Again"] = Visitor.Password;
        (await visitor.Submit($"/set-up?token={fresh}", "set-up", entries)).StatusCode.ShouldBe(HttpStatusCode.Redirect);

        (await visitor.Read("/settings/firm")).ShouldContain("value=\"Tea House\"");
        (await visitor.Read($"/set-up?token={fresh}")).ShouldContain("open any more");
        await server.Stop();
        await server.StartAgain();
        using var later = Visitor.Of(server.Url);
        (await later.SignIn("mei", Visitor.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task The_demo_firm_prints_a_sign_in_for_every_role_and_each_of_them_works()
    {
        await using var server = await Server.Start(Data, empty: false);
        await server.Line(l => l.Contains(Guanxi.Staff.DemoSignIns.Password, StringComparison.Ordinal));

        foreach (var role in new[] { "owner", "manager", "sales", "service", "clerk" })
        {
            await server.Line(l => l.TrimEnd().EndsWith(" " + role, StringComparison.Ordinal));
            using var visitor = Visitor.Of(server.Url);
            (await visitor.SignIn(role, Guanxi.Staff.DemoSignIns.Password)).StatusCode.ShouldBe(HttpStatusCode.Redirect, role);
        }
    }

    [Fact]
    public async Task People_are_added_and_listed_from_the_command_line()
    {
        var added = await Executable.RunWith(Visitor.Password + "\n", "user", "add", "--name", "Mei Lin", "--user", "mei", "--role", "owner", "--password-stdin", "--json", "--data", Data);
        added.ExitCode.ShouldBe(0, added.Error);
        JsonNode.Parse(added.Output)!["userName"]!.GetValue<string>().ShouldBe("mei");

        var linked = await Launch.Run("user", "add", "--name", "Bo", "--user", "bo", "--role", "sales", "--json", "--data", Data);
        JsonNode.Parse(linked.Output)!["passwordLink"]!.GetValue<string>().ShouldStartWith("/choose-password?token=");

        var twice = await Launch.Run("user", "add", "--name", "Bo", "--user", "BO", "--role", "sales", "--json", "--data", Data);
        twice.ExitCode.ShouldBe(2);
        JsonNode.Parse(twice.Output)!["refused"]!.GetValue<string>().ShouldBe("staff.person.user_name_taken");
        (await Launch.Run("user", "add", "--name", "Bo", "--user", "bo2", "--role", "king", "--data", Data)).ExitCode.ShouldBe(2);
        (await Launch.Run("user", "add", "--name", "Bo", "--user", "bo2", "--role", "sales", "--unit", "Nowhere", "--data", Data)).ExitCode.ShouldBe(2);

        var list = JsonNode.Parse((await Launch.Run("user", "list", "--json", "--data", Data)).Output)!.AsArray();
        list.Select(p => p!["userName"]!.GetValue<string>()).ShouldBe(["bo", "mei"], ignoreOrder: true);
        list.Single(p => p!["userName"]!.GetValue<string>() == "mei")!["canSignIn"]!.GetValue<bool>().ShouldBeTrue();
    }

    /// <summary>One line that says what is wrong, on standard error, and exit code 2.</summary>
    private static void Refused(Ran ran, string says)
    {
        ran.ExitCode.ShouldBe(2, ran.Error + ran.Output);
        ran.Output.ShouldBeEmpty();
        ran.Error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain(says);
    }

    private static bool IsLink(string line) => line.Contains("/set-up?token=", StringComparison.Ordinal);

    private static string Token(string line) => Secret().Match(line).Groups[1].Value;

    [GeneratedRegex("token=([A-Za-z0-9_-]+)")]
    private static partial Regex Secret();
}
