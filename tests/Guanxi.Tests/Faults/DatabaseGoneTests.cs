using Npgsql;

namespace Guanxi.Tests.Faults;

/// <summary>PostgreSQL goes away while the server runs, and comes back.</summary>
[Trait("Row", "PLT-10")]
public sealed class DatabaseGoneTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_the_database_is_gone_everybody_is_told_and_once_it_is_back_the_server_goes_on()
    {
        await using var postgres = await OwnPostgres.Make();
        var data = Directory.CreateTempSubdirectory("guanxi-gone-").FullName;
        try
        {
            await using var server = await KeyedServer.Start(data, postgres.Connection);
            (await server.Register("A1")).ShouldBeNull();

            await postgres.Stop();

            (await server.Register("A2")).ShouldBe("503 kernel.database.away");
            (await server.Page("/customers")).ShouldSatisfyAllConditions(p => p.Status.ShouldBe(503), p => p.Text.ShouldContain("be reached at the moment"), p => p.Text.ShouldContain("Try again"));
            (await server.Page("/sign-in")).Status.ShouldBeOneOf(200, 302, 503);

            await postgres.Start();

            while (await server.Register("A3") is { } still)
            {
                still.ShouldBe("503 kernel.database.away");
                await Task.Delay(50, Ct);
            }
            (await server.Page("/customers")).ShouldSatisfyAllConditions(p => p.Status.ShouldBe(200), p => p.Text.ShouldContain("Customer A1"));
            // What the house does by itself goes on, too: the outbox is delivered under a lease that it has again.
            while (await Number("SELECT COUNT(*) FROM kernel_outbox") + await Number("SELECT COUNT(*) FROM kernel_lease WHERE name = 'outbox' AND expires_at < clock_timestamp()") > 0) await Task.Delay(50, Ct);
            (await Number("SELECT COUNT(*) FROM customers_customer WHERE code = 'A1'")).ShouldBe(1);
            (await Number("SELECT COUNT(*) FROM customers_customer WHERE code = 'A2'")).ShouldBe(0);
            (await server.Server.Stop()).ShouldBe(0);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }

        async Task<long> Number(string sql)
        {
            await using var connection = new NpgsqlConnection(postgres.Connection + ";Pooling=False");
            await connection.OpenAsync(Ct);
            await using var command = new NpgsqlCommand(sql, connection);
            return (long)(await command.ExecuteScalarAsync(Ct))!;
        }
    }
}
