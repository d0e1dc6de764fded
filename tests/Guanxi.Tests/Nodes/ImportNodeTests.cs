using Guanxi.Data;
using Guanxi.Exchange.Imports;
using Guanxi.Jobs;
using Guanxi.Sales;
using Guanxi.Tests.Exchange.Imports;
using Guanxi.Tests.Kernel;
using Microsoft.EntityFrameworkCore;

namespace Guanxi.Tests.Nodes;

/// <summary>Imports behind a load balancer: each click may come to another node than the one that received the file.</summary>
[Trait("Row", "PLT-2")]
public sealed class ImportNodeTests(GuanxiApp app) : IClassFixture<GuanxiApp>
{
    private const string Text = "order,customer,date,amount\n{0}1,{0}-A,2024-01-01,1\n";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_is_checked_and_written_by_the_node_that_has_the_file_whichever_node_is_asked()
    {
        OtherNode.Needed();
        using var south = await OtherNode.Of(app, "south");
        var (import, file) = await ReceivedBy(south, "N");

        var check = (await app.Run(new CheckImport { ImportId = import })).Value;
        (await app.Finish(check)).State.ShouldBe(JobState.Queued, "it waits for the node that has the file");

        // Where the folder is shared, any node finds it.
        File.Copy(file, Here(file));
        (await app.Finish(check)).State.ShouldBe(JobState.Done);
        File.Delete(Here(file));
        var write = (await app.Run(new WriteImport { ImportId = import })).Value;
        (await app.Finish(write)).State.ShouldBe(JobState.Queued, "it waits for the node that has the file");
        (await app.Details(import)).State.ShouldBe(ImportState.Writing);
        File.Copy(file, Here(file));
        (await app.Finish(write)).State.ShouldBe(JobState.Done);
    }

    [Fact]
    public async Task Other_nodes_say_on_which_one_the_file_is()
    {
        OtherNode.Needed();
        using var south = await OtherNode.Of(app, "south");
        var (import, _) = await ReceivedBy(south, "S");

        (await app.Details(import)).ShouldSatisfyAllConditions(v => v.FileOn.ShouldBe("south"), v => v.Preview.ShouldBeEmpty());
        (await app.Run(new SurveyImportFile { ImportId = import })).ShouldSatisfyAllConditions(o => o.Refusal.ShouldBe("exchange.file.elsewhere"), o => o.Args.ShouldBe(["south"]));
        (await app.Run(new ImportErrorFile { ImportId = import })).Refusal.ShouldBe("exchange.file.elsewhere");

        // Nobody waits for a node that was forgotten.
        await OtherNode.Run(app, $"DELETE FROM kernel_node WHERE number = {south.Number}");
        (await app.Details(import)).FileOn.ShouldBeNull();
        (await app.Run(new SurveyImportFile { ImportId = import })).Refusal.ShouldBe("exchange.file.gone");
    }

    [Fact]
    public async Task One_whose_node_never_comes_back_can_be_stopped_at_another_and_blocks_nobody()
    {
        OtherNode.Needed();
        using var south = await OtherNode.Of(app, "south");
        var import = await app.UploadAndCheck(Of("B"));
        var write = (await app.Run(new WriteImport { ImportId = import })).Value;
        await MoveTo(south, import);
        // It was begun there, and the node died.
        await south.Take($"job {write}");
        await app.Use(db => db.Set<Job>().Where(j => j.Id == write).ExecuteUpdateAsync(j => j.SetProperty(x => x.State, JobState.Running).SetProperty(x => x.Attempts, 1), Ct));
        var next = await app.UploadAndCheck(Of("C"));
        (await app.Run(new WriteImport { ImportId = next })).Refusal.ShouldBe("exchange.import.another_under_way");
        (await app.Finish(write)).State.ShouldBe(JobState.Running);

        _ = (await app.Run(new CancelJob { JobId = write })).Value;
        (await app.Finish(write)).State.ShouldBe(JobState.Running, "that node may be alive: it stops by itself");
        await OtherNode.FallsSilent(app);
        (await app.Finish(write)).State.ShouldBe(JobState.Cancelled);

        (await app.Details(import)).State.ShouldBe(ImportState.Cancelled);
        (await app.Write(next)).State.ShouldBe(JobState.Done);
        (await app.All<Order>()).ShouldNotContain(o => o.Number == "B1");
    }

    private static string Of(string prefix) => Text.Replace("{0}", prefix, StringComparison.Ordinal);

    private string Here(string file) => Path.Combine(new DataPaths(app.Folder).Files("imports"), Path.GetFileName(file));

    private async Task<(Id<Import> Import, string File)> ReceivedBy(OtherNode node, string prefix)
    {
        var import = await app.Upload(Of(prefix));
        _ = (await app.Run(new AnswerImport { ImportId = import, Currency = "GBP" })).Value;
        return (import, await MoveTo(node, import));
    }

    /// <summary>As if the file had come to that node.</summary>
    private async Task<string> MoveTo(OtherNode node, Id<Import> import)
    {
        var name = $"{(import.Value & ~(0x3FFL << 12)) | ((long)node.Number << 12)}.import";
        var before = await app.Use(db => db.Set<Import>().Where(i => i.Id == import).Select(i => i.StoredAs).SingleAsync(Ct));
        var file = Path.Combine(new DataPaths(node.Folder).Files("imports"), name);
        File.Move(Here(before), file);
        await app.Use(db => db.Set<Import>().Where(i => i.Id == import).ExecuteUpdateAsync(i => i.SetProperty(x => x.StoredAs, name), Ct));
        return file;
    }
}
