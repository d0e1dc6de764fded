using System.Net.Http.Json;
using Guanxi.Data;
using Guanxi.Outside;
using Guanxi.Tests.Start;
using Guanxi.Warehouse;
using Npgsql;

namespace Guanxi.Tests.Nodes;

/// <summary>Two real processes of the product on one database, each on a data folder of its own; a lease runs out three seconds after its holder fell silent.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private readonly LedFirm firm;

    private TwoNodes(LedFirm firm, string database, Server leader, Server other) => (this.firm, Database, Leader, Other) = (firm, database, leader, other);

    public string Database { get; }

    /// <summary>The one that leads the warehouse at the beginning.</summary>
    public Server Leader { get; }
    public Server Other { get; }

    public const string LeaderName = "north";
    public const string OtherName = "south";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<TwoNodes> Start(LedFirm firm)
    {
        var database = await firm.Copy();
        var leader = await Node(LeaderName);
        try
        {
            while (await LeaderIn(database) != LeaderName) await Task.Delay(20, Ct);
            return new(firm, database, leader, await Node(OtherName));
        }
        catch
        {
            await leader.DisposeAsync();
            throw;
        }

        Task<Server> Node(string name) => Server.Start(firm.Folder($"{database}-{name}"), database: GuanxiApp.Connection(database),
            environment: new Dictionary<string, string> { ["GUANXI_NODE"] = name, ["GUANXI_LEASESECONDS"] = "3" });
    }

    /// <summary>The command on a third data folder: it hands the run to the node that leads and waits for it.</summary>
    public Task<Ran> RunInsight() => Launch.Run("insight", "run", "--as-of", LedFirm.Day, "--json", "--data", firm.Folder($"{Database}-command"), "--database", GuanxiApp.Connection(Database));

    /// <summary>Asks a node for a run, whichever leads.</summary>
    /// <returns>The job.</returns>
    public static async Task<string> AskForRun(Visitor visitor)
    {
        using var asked = await visitor.Http.PostAsJsonAsync("/api/insight/run", new { asOf = LedFirm.Day }, StoredJson.Options, Ct);
        return (await asked.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<string>(Ct)).ShouldNotBeNull();
    }

    /// <summary>Waits until a job is done, whichever node did it.</summary>
    public async Task Done(string job)
    {
        while ((await LedFirm.Rows(Database, $"SELECT state FROM kernel_job WHERE id = {job}"))[0] is var state && state != "Done")
        {
            state.ShouldBeOneOf("Queued", "Running");
            await Task.Delay(50, Ct);
        }
    }

    /// <summary>The node that leads at the moment and the one that does not: on a busy machine a lease may run out without anybody's doing.</summary>
    public async Task<(Server Leads, Server StandsBy)> Roles()
    {
        while (true)
        {
            if (await LeadsNow() is { Length: > 0 } name) return name == LeaderName ? (Leader, Other) : (Other, Leader);
            await Task.Delay(20, Ct);
        }
    }

    /// <summary>Who leads, by the database's clock.</summary>
    public Task<string> LeadsNow() => LeaderIn(Database);

    /// <summary>Lets nobody write standings until it is disposed of: whoever does the run gets as far as that.</summary>
    public async Task<IAsyncDisposable> HoldUpStandings()
    {
        var connection = new NpgsqlConnection(GuanxiApp.Connection(Database) + ";Pooling=False");
        await connection.OpenAsync(Ct);
        await using var command = new NpgsqlCommand("BEGIN; LOCK TABLE value_standing IN SHARE MODE", connection);
        await command.ExecuteNonQueryAsync(Ct);
        return connection;
    }

    /// <summary>Waits until a run is in the middle of writing its standings.</summary>
    public async Task RunIsHeldUp()
    {
        while (await LedFirm.Number(Database, "SELECT COUNT(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%value_standing%'") == 0) await Task.Delay(20, Ct);
    }

    public static async Task<Visitor> SignedIn(Server node)
    {
        var visitor = Visitor.Of(node.Url);
        (await visitor.SignIn("mei", Visitor.Password)).StatusCode.ShouldBe(System.Net.HttpStatusCode.Redirect);
        return visitor;
    }

    /// <summary>Waits until the copy of a node is as far as what was shared last.</summary>
    public static async Task<WarehouseNodesView> Current(Visitor visitor)
    {
        while (true)
        {
            var view = (await visitor.Api<WarehouseNodesView>("/api/warehouse/nodes")).ShouldNotBeNull();
            if (view.Copies.Any(c => c.Node == view.Here && c.Current)) return view;
            await Task.Delay(50, Ct);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Leader.DisposeAsync();
        await Other.DisposeAsync();
    }

    private static async Task<string> LeaderIn(string database) =>
        (await LedFirm.Rows(database, "SELECT n.name FROM kernel_lease l JOIN kernel_node n ON n.number = l.holder WHERE l.name = 'warehouse' AND l.expires_at >= clock_timestamp()")).FirstOrDefault() ?? "";
}
