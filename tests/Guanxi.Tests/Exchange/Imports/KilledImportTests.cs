using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Guanxi.Outside;
using Guanxi.Tests.Start;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Guanxi.Tests.Exchange.Imports;

/// <summary>The built executable, killed in the middle of an import as by a power cut. Whatever comes next, what is loaded is the file: once, and whole.</summary>
[Trait("Row", "PLT-2")]
public sealed class KilledImportTests : IAsyncLifetime
{
    private const int Rows = 20_000;

    private readonly string folder = Directory.CreateTempSubdirectory("guanxi-killed-").FullName;
    private string database = "";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;
    private string File => Path.Combine(folder, "orders.csv");
    private string[] Where => database.Length == 0 ? ["--data", Data] : ["--data", Data, "--database", database];
    private string Data => Path.Combine(folder, "data");

    public async ValueTask InitializeAsync()
    {
        await System.IO.File.WriteAllTextAsync(File, Orders());
        if (GuanxiApp.Postgres is null) return;
        var name = $"guanxi_killed_{Ids.Next():x}";
        await OnServer($"CREATE DATABASE {name}");
        database = new NpgsqlConnectionStringBuilder(GuanxiApp.Postgres) { Database = name, MaxPoolSize = 20 }.ToString();
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (database.Length > 0)
        {
            NpgsqlConnection.ClearAllPools();
            await OnServer($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(database).Database} WITH (FORCE)");
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task The_same_command_again_finishes_it_first_and_a_server_finds_nothing_left_to_do()
    {
        await KillHalfWay();

        var again = await Import();
        again.ExitCode.ShouldBe(2, again.Error + again.Output);
        again.Error.ShouldContain("An import was cut off when the program ended. It is finished first.");
        JsonNode.Parse(again.Output)!["refused"]!.GetValue<string>().ShouldBe("exchange.import.nothing_to_load");
        await IsTheFile();

        await using (var server = await Server.Start(Data, database: database)) (await server.Stop()).ShouldBe(0);
        await IsTheFile();
    }

    [Fact]
    public async Task A_server_goes_on_with_it_and_undo_takes_all_of_it_back()
    {
        var before = await Loaded();
        await KillHalfWay();

        await using (var server = await Server.Start(Data, database: database))
        {
            while (await Ask("SELECT COUNT(*) FROM exchange_import WHERE state = 'Done'") == 0) await Task.Delay(20, Ct);
            await server.Stop();
        }
        await IsTheFile();

        var undone = await Launch.Run(["import", "undo", (await Ask("SELECT id FROM exchange_import")).ToString(CultureInfo.InvariantCulture), .. Where]);
        undone.ExitCode.ShouldBe(0, undone.Error);
        (await Loaded()).ShouldBe(before);
    }

    [Fact]
    public async Task Undone_at_once_nothing_of_it_stays()
    {
        await KillHalfWay();

        var undone = await Launch.Run(["import", "undo", (await Ask("SELECT id FROM exchange_import")).ToString(CultureInfo.InvariantCulture), .. Where]);

        undone.ExitCode.ShouldBe(0, undone.Error);
        (await Loaded()).ShouldBe(new(0, 0, 0, 0, 0));
        (await Ask("SELECT COUNT(*) FROM customers_customer")).ShouldBe(0);
        (await Import()).ExitCode.ShouldBe(0);
        await IsTheFile();
    }

    private Task<Ran> Import() => Launch.Run(["import", "orders", File, "--currency", "GBP", "--json", .. Where]);

    private async Task KillHalfWay()
    {
        // The tables must be there to be watched.
        (await Launch.Run(["user", "list", .. Where])).ExitCode.ShouldBe(0);
        using var process = Process.Start(Executable.Says(["import", "orders", File, "--currency", "GBP", .. Where]))!;
        while (await Ask("SELECT COUNT(*) FROM exchange_import WHERE checkpoint > 0") == 0)
        {
            process.HasExited.ShouldBeFalse();
            await Task.Delay(5, Ct);
        }
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(Ct);

        (await Ask("SELECT COUNT(*) FROM exchange_import WHERE state = 'Writing'")).ShouldBe(1);
        (await Loaded()).Orders.ShouldBeLessThan(Rows * 3 / 4);
    }

    private async Task IsTheFile() => (await Loaded()).ShouldBe(Expected());

    private sealed record Totals(long Orders, long Numbers, long Minor, long AnonymousRows, long AnonymousMinor);

    private async Task<Totals> Loaded() => System.IO.File.Exists(Path.Combine(Data, "guanxi.lock"))
        ? new(await Ask("SELECT COUNT(*) FROM sales_order"), await Ask("SELECT COUNT(DISTINCT number) FROM sales_order"), await Ask("SELECT SUM(total_minor) FROM sales_order"),
            await Ask("SELECT COUNT(*) FROM sales_anonymous_line"), await Ask("SELECT SUM(amount_minor) FROM sales_anonymous_line"))
        : new(0, 0, 0, 0, 0);

    private async Task<long> Ask(string sql)
    {
        await using DbConnection connection = database.Length > 0 ? new NpgsqlConnection(database) : new SqliteConnection($"Data Source={Path.Combine(Data, "guanxi.db")};Mode=ReadOnly");
        await connection.OpenAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Ct) is { } value and not DBNull ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
    }

    private static async Task OnServer(string statement)
    {
        await using var connection = new NpgsqlConnection(GuanxiApp.Postgres);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(statement, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One order a row; every eighth is anonymous, every ninth brings back.</summary>
    private static string Orders()
    {
        var text = new StringBuilder("order,customer,date,product,quantity,price\n");
        for (var row = 0; row < Rows; row++)
            text.Append(CultureInfo.InvariantCulture, $"K{row},{(row % 8 == 0 ? "" : $"KC{row % 2001}")},{new DateOnly(2024, 1, 1).AddDays(row / 200):yyyy-MM-dd},P{row % 97},{Pieces(row)},{1 + row % 5}.25\n");
        return text.ToString();
    }

    private static int Pieces(int row) => row % 9 == 0 ? -1 : 1 + row % 3;

    private static Totals Expected()
    {
        var rows = Enumerable.Range(0, Rows).Select(row => (Anonymous: row % 8 == 0, Minor: Pieces(row) * (100L * (1 + row % 5) + 25))).ToLookup(row => row.Anonymous, row => row.Minor);
        return new(rows[false].Count(), rows[false].Count(), rows[false].Sum(), rows[true].Count(), rows[true].Sum());
    }
}
