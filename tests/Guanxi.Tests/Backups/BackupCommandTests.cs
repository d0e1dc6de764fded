using System.Text.Json.Nodes;
using Guanxi.Outside;
using Guanxi.Tests.Commands;
using Guanxi.Tests.Start;

namespace Guanxi.Tests.Backups;

/// <summary>The commands, as an administrator types them: beside a running server, and on another machine.</summary>
[Trait("Row", "PLT-10")]
public sealed class BackupCommandTests
{
    [Fact]
    public async Task A_backup_beside_a_running_server_is_put_back_elsewhere_and_whoever_had_a_password_still_has_it()
    {
        await using var here = await OwnFolder.Make();
        (await Executable.RunWith(Visitor.Password + "\n", ["user", "add", "--name", "Mei Lin", "--user", "mei", "--role", "owner", "--password-stdin", .. here.Where])).Well();
        await using var server = await Server.Start(here.Data, database: GuanxiApp.Postgres is null ? "" : here.Connection);
        using (var visitor = Visitor.Of(server.Url)) (await visitor.SignIn("mei", Visitor.Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);

        var taken = await here.Json(0, "backup", "--to", here.PathOf("copies"));
        taken.Names().ShouldBe(["file", "takenAt", "bytes", "rows", "tables", "files", "seconds"]);
        taken.Number("files").ShouldBeGreaterThan(0, "the keys");
        var file = taken.Text("file");
        (await here.Json(0, "backup", "verify", file)).Number("rows").ShouldBe(taken.Number("rows"));
        JsonNode.Parse((await here.Run("backup", "list", "--from", here.PathOf("copies"), "--json")).Output)!.AsArray().ShouldHaveSingleItem().Text("file").ShouldBe(file);
        (await here.Json(2, "restore", file)).Text("refused").ShouldBe("host.start.folder_in_use");

        await using var there = await OwnFolder.Make();
        var restored = await there.Json(0, "restore", file);
        restored.Number("rows").ShouldBe(taken.Number("rows"));
        (await there.Json(2, "restore", file)).Text("refused").ShouldBe("host.restore.not_empty");
        await using var again = await Server.Start(there.Data, database: GuanxiApp.Postgres is null ? "" : there.Connection);
        using var later = Visitor.Of(again.Url);
        (await later.SignIn("mei", Visitor.Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
    }
}
