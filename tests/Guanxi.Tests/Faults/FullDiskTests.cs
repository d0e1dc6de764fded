using System.Globalization;
using Guanxi.Tests.Start;
using Microsoft.Data.Sqlite;

namespace Guanxi.Tests.Faults;

/// <summary>The disk of the data is full: nothing is acknowledged that is not kept, everybody is told, and it goes on as soon as there is room.</summary>
[Trait("Row", "PLT-10")]
[Trait("Suite", "once")]
public sealed class FullDiskTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_a_full_disk_nothing_is_acknowledged_and_with_room_it_goes_on()
    {
        await using var disk = await SmallDisk.Of(24);
        var data = Path.Combine(disk.Path, "data");
        var acknowledged = new List<string>();
        await using (var server = await KeyedServer.Start(data))
        {
            (await Register("F0")).ShouldBeNull();
            disk.Fill();

            // What the log has room for is still taken.
            string? refused = null;
            for (var n = 1; n < 2_000 && refused is null; n++) refused = await Register(string.Create(CultureInfo.InvariantCulture, $"F{n}"));
            refused.ShouldBe("503 kernel.database.full");
            var form = await server.Visitor.Submit("/customers/new", "customer", new() { ["Form.Name"] = "Lost" });
            ((int)form.StatusCode).ShouldBe(503);
            (await form.Content.ReadAsStringAsync(Ct)).ShouldContain("disk of the database is full");
            (await server.Page("/customers")).Status.ShouldBe(200);

            disk.MakeRoom();
            (await Register("G1")).ShouldBeNull();

            async Task<string?> Register(string code)
            {
                var problem = await server.Register(code, note: 3_000);
                if (problem is null) acknowledged.Add(code);
                return problem;
            }
        }
        // Killed, as it was not stopped: what it had acknowledged is there, and nothing else.
        Codes(data).ShouldBe(acknowledged, ignoreOrder: true);

        await disk.ReadOnly();
        var start = await Launch.Run("--data", data, "--empty", "--urls", "http://127.0.0.1:0");
        start.ExitCode.ShouldBe(2, start.Error);
        start.Error.TrimEnd().Split('\n').ShouldHaveSingleItem().ShouldContain("can't be written");
    }

    private static List<string> Codes(string data)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data, "guanxi.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT code FROM customers_customer";
        using var reader = command.ExecuteReader();
        var codes = new List<string>();
        while (reader.Read()) codes.Add(reader.GetString(0));
        return codes;
    }
}
