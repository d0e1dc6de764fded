using Guanxi.Tests.Commands;
using Guanxi.Tests.Start;
using Microsoft.Data.Sqlite;

namespace Guanxi.Tests.Risk;

/// <summary>What scripts rely on: <c>guanxi audit verify</c>, its document and its exit codes.</summary>
[Trait("Suite", "once")]
[Trait("Row", "RSK-3")]
public sealed class AuditCommandTests
{
    [Fact]
    public async Task Whole_is_0_tampered_is_2_and_each_finding_has_its_day_and_id()
    {
        Assert.SkipUnless(GuanxiApp.Postgres is null, "with SQLite alone");
        await using var folder = await OwnFolder.Make();
        await folder.Json(0, "user", "add", "--name", "Lin", "--user", "lin", "--role", "owner");

        var whole = await folder.Json(0, "audit", "verify");
        await Tamper(folder);
        var tampered = await folder.Json(2, "audit", "verify", "--anchor", new string('a', 64));

        whole.Names().ShouldBe(["whole", "from", "to", "entries", "seals", "unsealed", "removed", "newest", "findingCount", "findings"]);
        whole["whole"]!.GetValue<bool>().ShouldBeTrue();
        whole.Number("entries").ShouldBeGreaterThan(0);
        tampered.Text("refused").ShouldBe("risk.audit.tampered");
        tampered.Number("findingCount").ShouldBe(2);
        tampered["findings"]![1].Text("kind").ShouldBe("anchorMissing");
        var finding = tampered["findings"]![0];
        finding.Names().ShouldBe(["kind", "day", "seal", "entry", "count", "text"]);
        finding.Text("kind").ShouldBe("entryInserted");
        finding.Text("day").ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        finding.Text("entry").ShouldMatch("^[0-9]+$");
        tampered.Text("reason").ShouldContain(finding.Text("entry"));
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(Path.Combine(folder.Data, "keys", "audit.key")).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private static async Task Tamper(OwnFolder folder)
    {
        await using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Data, "guanxi.db")};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "UPDATE kernel_audit_entry SET actor_id = 7 WHERE id = (SELECT MAX(id) FROM kernel_audit_entry)";
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
